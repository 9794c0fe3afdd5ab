import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { findLaunchRecord, type LaunchRecord, type PendingReturn, saveLaunchRecord } from './launch-record.js';
import { hasReservedQuery, readReturn, restoreAddress } from './return-address.js';

/** A launch in this tab, or in the page that has opened this window, after hosted Link has returned. */
export interface ReturnedLaunch extends LaunchRecord {
  readonly pendingReturn: PendingReturn;
}

/** A return whose launch is unknown in this tab. Only the page that launched Link can report it. */
export interface UnknownReturn extends PendingReturn {
  readonly returnKey: string;
  readonly mode?: undefined;
}

/**
 * Returns the launch that has returned to this tab, when its event was not dispatched yet. That is the return in this
 * page's address, or one that an earlier page of this tab has stored. Stores the return, and removes it from the address.
 *
 * Returns an `UnknownReturn` for an address of a launch of which this tab has no record. It stays in the address: it may
 * be forged. Returns undefined when there is no return, and when this page is loaded again at the site's own address.
 */
export function readReturnedLaunch(platform: Platform): ReturnedLaunch | UnknownReturn | undefined {
  const { document, location, performance } = platform as Partial<Platform>;
  if (!location || !performance || !document) return undefined; // A server has no location.
  const [navigation] = performance.getEntriesByType('navigation');
  const record = attempt(() => findLaunchRecord(platform));
  // A router of the page may have cleaned the address already, or may have gone on to another page.
  const addresses = [location.href, navigation?.name ?? '', document.referrer];
  const [addressed, cleaned, referring] = addresses.map(readReturn);
  const matching = [addressed, cleaned, referring].find((found) => found?.returnKey === record?.returnKey);
  const page = performance.timeOrigin;
  if (!record || !matching) {
    const unknown = addressed ?? cleaned;
    if (unknown) return { ...unknown, page };
    return record?.pendingReturn && (record as ReturnedLaunch);
  }
  const returned = { ...record, pendingReturn: { outcome: matching.outcome, page } };
  saveLaunchRecord(returned, platform);
  return matching === addressed && cleanAddress(platform, returned) ? undefined : returned;
}

/**
 * Removes the return from this page's address. Returns true when it loads the page again, at the site's own address.
 *
 * @param returned Undefined for an unknown launch.
 */
export function cleanAddress({ history, location }: Platform, returned: ReturnedLaunch | undefined): boolean {
  const url = restoreAddress(location.href, returned?.siteAddress);
  // The server has not seen the parameters that the return address could not have. In the window of a popup that makes no
  // difference, because the window is closed soon.
  const isLoadedAgain = returned?.mode === 'redirect' && hasReservedQuery(returned.siteAddress);
  const { hash } = url;
  if (!isLoadedAgain && hash) url.hash = location.hash;
  history.replaceState(history.state, '', url);
  if (isLoadedAgain) location.reload();
  // A router that reads the fragment has seen Link's parameters in it. `replaceState` fires no event, and this does.
  else if (hash && hash !== location.hash) location.replace(hash);
  return isLoadedAgain;
}
