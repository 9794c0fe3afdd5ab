import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';

/** What the return page needs to know of the launch. It holds no token and no provider. */
export interface Departure {
  /** The random name of the launch in the address that hosted Link returns to. */
  readonly name: string;
  readonly sessionId: string;
  /** The index of the element in the page, in the order of the document. */
  readonly place: number;
  /** True when a refused token was replaced by a fresh one already. */
  readonly isRefreshed: boolean;
  /** True when an exit or an error may have been reported. Then only a success is still reported. */
  readonly isOver?: boolean | undefined;
}

/** The key in the tab's `sessionStorage`. One departure is enough: a tab can be at one Link only. */
const key = 'junction-connect';

type StoragePlatform = Pick<Platform, 'sessionStorage'>;

/** Returns the departure of this name. Undefined when there is none, for example after a success. */
export function findDeparture(name: string, platform: StoragePlatform): Departure | undefined {
  const departure = attempt(() => JSON.parse(platform.sessionStorage.getItem(key)!) as Departure | null);
  return departure?.name === name ? departure : undefined;
}

/** Saves the departure. Returns false when the page may not use `sessionStorage`. */
export function keepDeparture(departure: Departure, platform: StoragePlatform): boolean {
  attempt(() => platform.sessionStorage.setItem(key, JSON.stringify(departure)));
  return !!findDeparture(departure.name, platform);
}

export function forgetDeparture({ sessionStorage }: StoragePlatform): void {
  sessionStorage.removeItem(key);
}
