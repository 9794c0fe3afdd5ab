import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import type { ElementIdentity } from './element-identity.js';

/** The data of a launch of hosted Link that the return page needs. It contains no token. Only `pendingReturn` can name a provider. */
export interface LaunchRecord {
  /** The random key of the launch in the address that hosted Link returns to. */
  readonly returnKey: string;
  readonly sessionId: string;
  readonly mode: 'popup' | 'redirect';
  /** Identifies the element that launched Link. */
  readonly element: ElementIdentity;
  /** The text of the element's `data-layer` attribute. */
  readonly dataLayer: string;
  /** True when a refused token was already replaced by a fresh one. */
  readonly isRefreshed: boolean;
  /** True when an exit or an error may have been reported already. Then only a success is still reported. */
  readonly hasEnded?: boolean | undefined;
  /** The return of Link, until its event is dispatched. */
  readonly pendingReturn?: PendingReturn | undefined;
}

/** A return of hosted Link. */
export interface PendingReturn {
  /** Link's parameters, as a query without `?`. They may name the provider, so they are removed as early as possible. */
  readonly outcome: string;
  /** The time at which the return page was loaded, in milliseconds since the epoch. Two returns have different times. */
  readonly page: number;
}

/**
 * The key in the `sessionStorage` of the tab that hosted Link returns in: this tab, or the window of a popup. One record is
 * enough, because a tab shows one Link at a time.
 */
const storageKey = 'junction-connect';

type StorageOwner = Pick<Platform, 'sessionStorage'>;

/** Returns the record in this tab, or undefined if there is none, for example after a success. */
export function findLaunchRecord({ sessionStorage }: StorageOwner): LaunchRecord | undefined {
  const record = JSON.parse(sessionStorage.getItem(storageKey)!) as LaunchRecord | null;
  return record?.returnKey ? record : undefined;
}

/** Saves the record. Returns true if that worked, and false when the page may not use `sessionStorage`. */
export function saveLaunchRecord(record: LaunchRecord, owner: StorageOwner): boolean {
  attempt(() => owner.sessionStorage.setItem(storageKey, JSON.stringify(record)));
  return attempt(() => findLaunchRecord(owner))?.returnKey === record.returnKey;
}

/**
 * Removes the return from the record, because its event is dispatched. After a success, removes the whole record. After an
 * exit or an error, the person can press Back and still connect, so the record stays.
 */
export function endLaunchRecord(record: LaunchRecord, isSuccess: boolean, owner: StorageOwner): void {
  if (!isSuccess) saveLaunchRecord({ ...record, hasEnded: true, pendingReturn: undefined }, owner);
  else attempt(() => owner.sessionStorage.removeItem(storageKey));
}

/** Calls `endLaunchRecord` for the record of a session. Does nothing when this tab has no stored return of the session. */
export function endPendingReturn(sessionId: string, isSuccess: boolean, owner: StorageOwner): void {
  const record = attempt(() => findLaunchRecord(owner));
  if (record?.pendingReturn && record.sessionId === sessionId) endLaunchRecord(record, isSuccess, owner);
}
