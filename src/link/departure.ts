import { attempt } from './attempt.js';
import type { Platform } from './platform.js';

/** What the page that Link comes back to has to know of the launch. It holds no token and no provider. */
export interface Departure {
  /** The launch, as it is named in the address. */
  readonly name: string;
  readonly sessionId: string;
  /** Which of the elements it was, by their order. */
  readonly place: number;
  /** Whether a fresh token was fetched already. */
  readonly isRefreshed: boolean;
  /** Whether an exit or an error was told: then only a success is news. */
  readonly isOver?: boolean | undefined;
}

/** Where the tab keeps it, in its `sessionStorage`: one, since a tab is at one place. */
const key = 'junction-connect';

type Storage = Pick<Platform, 'sessionStorage'>;

/** The launch of this name, if this tab has left for it and has not come back with a success. */
export function findDeparture(name: string, platform: Storage): Departure | undefined {
  const departure = attempt(() => JSON.parse(platform.sessionStorage.getItem(key)!) as Departure | null);
  return departure?.name === name ? departure : undefined;
}

/** @throws DOMException where a page may keep nothing. */
export function keepDeparture(departure: Departure, { sessionStorage }: Storage): void {
  sessionStorage.setItem(key, JSON.stringify(departure));
}

export function forgetDeparture({ sessionStorage }: Storage): void {
  sessionStorage.removeItem(key);
}
