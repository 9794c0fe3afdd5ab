import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';

/** The data of a launch that the return page needs. It contains no token and no provider. */
export interface LaunchRecord {
  /** The random key of the launch in the address that hosted Link returns to. */
  readonly returnKey: string;
  readonly sessionId: string;
  /** The index of the element in the page, in the order of the document. */
  readonly elementIndex: number;
  /** True when a refused token was already replaced by a fresh one. */
  readonly isRefreshed: boolean;
  /** True when an exit or an error may have been reported already. Then only a success is still reported. */
  readonly hasEnded?: boolean | undefined;
}

/** The key in the tab's `sessionStorage`. One record is enough, because a tab shows one Link at a time. */
const storageKey = 'junction-connect';

type StoragePlatform = Pick<Platform, 'sessionStorage'>;

/** Returns the record of the launch with this key. Returns undefined if there is none, for example after a success. */
export function findLaunchRecord(returnKey: string, platform: StoragePlatform): LaunchRecord | undefined {
  const record = attempt(() => JSON.parse(platform.sessionStorage.getItem(storageKey)!) as LaunchRecord | null);
  return record?.returnKey === returnKey ? record : undefined;
}

/** Saves the record. Returns true if that worked, and false when the page may not use `sessionStorage`. */
export function saveLaunchRecord(record: LaunchRecord, platform: StoragePlatform): boolean {
  attempt(() => platform.sessionStorage.setItem(storageKey, JSON.stringify(record)));
  return !!findLaunchRecord(record.returnKey, platform);
}

export function removeLaunchRecord({ sessionStorage }: StoragePlatform): void {
  sessionStorage.removeItem(storageKey);
}
