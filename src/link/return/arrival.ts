import type { Platform } from '../platform.js';
import { type Departure, findDeparture, forgetDeparture, keepDeparture } from './departure.js';
import { reportReturn } from './report-return.js';
import { readOutcome, readReturn } from './return-address.js';

/** A launch of this tab that has come back, and what it brought. */
export interface Arrival extends Departure {
  readonly outcome: string;
}

/**
 * Reads the page's address. The return of a launch of this tab is cleaned away, as early as can be, and handed over; that
 * of a window is reported to the page that opened it, and cleaned away when that answers. A return that nobody launched
 * is left alone.
 */
export function readArrival(platform: Platform): Arrival | undefined {
  const { history, location } = platform;
  const back = location && readReturn(location.search); // There is none on a server.
  if (!back) return undefined;
  const clean = () => {
    const url = new URL(location.href);
    url.search = back.search;
    history.replaceState(history.state, '', url);
  };
  const departure = findDeparture(back.name, platform);
  if (!departure) {
    reportReturn(back, clean, platform);
    return undefined;
  }
  // A person may go back to Link after anything else, and still connect: only that would be news then.
  if (readOutcome(back.outcome).state === 'success') forgetDeparture(platform);
  else keepDeparture({ ...departure, isOver: true }, platform);
  clean();
  return { ...departure, outcome: back.outcome };
}
