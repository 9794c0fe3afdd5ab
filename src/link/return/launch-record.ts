import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';

/** What the return page needs to know of the launch. It holds no token and no provider. */
export interface LaunchRecord {
  /** The random name of the launch in the address that hosted Link returns to. */
  readonly name: string;
  readonly sessionId: string;
  /** The index of the element in the page, in the order of the document. */
  readonly elementIndex: number;
  /** True when a refused token was replaced by a fresh one already. */
  readonly isRefreshed: boolean;
  /** True when an exit or an error may have been reported. Then only a success is still reported. */
  readonly isOver?: boolean | undefined;
}

/** The key in the tab's `sessionStorage`. One record is enough: a tab can be at one Link only. */
const key = 'junction-connect';

type StoragePlatform = Pick<Platform, 'sessionStorage'>;

/** Returns the record of the launch with this name. Undefined when there is none, for example after a success. */
export function findLaunchRecord(name: string, platform: StoragePlatform): LaunchRecord | undefined {
  const record = attempt(() => JSON.parse(platform.sessionStorage.getItem(key)!) as LaunchRecord | null);
  return record?.name === name ? record : undefined;
}

/** Saves the record. Returns false when the page may not use `sessionStorage`. */
export function saveLaunchRecord(record: LaunchRecord, platform: StoragePlatform): boolean {
  attempt(() => platform.sessionStorage.setItem(key, JSON.stringify(record)));
  return !!findLaunchRecord(record.name, platform);
}

export function removeLaunchRecord({ sessionStorage }: StoragePlatform): void {
  sessionStorage.removeItem(key);
}
