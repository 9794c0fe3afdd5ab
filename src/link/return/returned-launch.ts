import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { cleanAddress, keepAddressClean } from './clean-address.js';
import { findLaunchRecord, type LaunchRecord, type PendingReturn, saveLaunchRecord } from './launch-record.js';
import { readReturn } from './return-address.js';
import { unshadowed } from '../unshadowed.js';

/** A launch after hosted Link has returned: the record of the launch, with the return. */
export interface ReturnedLaunch extends LaunchRecord {
  readonly pendingReturn: PendingReturn;
}

/** A return whose launch is unknown in this tab. Only the launching page can report it. */
export interface UnknownReturn {
  readonly returnKey: string;
  readonly pendingReturn: PendingReturn;
  readonly mode?: undefined;
}

/**
 * Returns the launch that has returned to this tab, if its event was not dispatched yet. The return is in this page's
 * address, or an earlier page of this tab has stored it. Stores the return, and removes it from the address.
 *
 * Returns an `UnknownReturn` when this tab has no record of the launch in the address. That address may be forged, so it is
 * not changed. Returns undefined when there is no return, and when this page is loaded again at the site's own address.
 */
export function readReturnedLaunch(platform: Platform): ReturnedLaunch | UnknownReturn | undefined {
  const { document, location, parent, performance, self } = platform as Partial<Platform>;
  if (!location || !performance || !document) return undefined; // A server has no location.
  if (parent !== self) return undefined; // A frame has the same storage as the page that Link returns to.
  const [navigation] = performance.getEntriesByType('navigation');
  const record = attempt(() => findLaunchRecord(platform));
  // A router of the page may have cleaned the address already, or may have gone on to another page.
  const addresses = [location.href, navigation?.name ?? '', unshadowed(document).referrer];
  const [addressed, cleaned, referring] = addresses.map(readReturn);
  const matching = [addressed, cleaned, referring].find((found) => found?.returnKey === record?.returnKey);
  const page = performance.timeOrigin;
  if (!record || !matching) {
    if (record?.pendingReturn) return record as ReturnedLaunch;
    const unknown = addressed ?? cleaned;
    return unknown && { returnKey: unknown.returnKey, pendingReturn: { outcome: unknown.outcome, page } };
  }
  const returned = { ...record, pendingReturn: { outcome: matching.outcome, page } };
  saveLaunchRecord(returned, platform);
  if (matching === addressed && cleanAddress(platform, returned.mode)) return undefined;
  keepAddressClean(returned.returnKey, platform);
  return returned;
}
