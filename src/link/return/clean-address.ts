import { attempt } from '../attempt.js';
import { outcomeTypes } from '../configuration/outcome-settings.js';
import type { Platform } from '../platform.js';
import type { LaunchRecord } from './launch-record.js';
import { readReturn, restoreAddress } from './return-address.js';

/**
 * The events of the window after which the address is checked again. The Navigation API reports each change of the address, but
 * Safari before 26.2 and Firefox before 147 do not have it. There, these events find what a router has put back. An outcome is
 * dispatched after the page has loaded, so most routers are ready by then.
 */
const checkEvents = ['load', 'popstate', ...outcomeTypes.map((type) => `junction-${type}`)];

/** Removes the return from this page's address. Returns true when it loads the page again, at the site's own address. */
export function cleanAddress({ history, location }: Platform, mode: LaunchRecord['mode'] | undefined): boolean {
  const { url, isNewForServer } = restoreAddress(location.href);
  // In the window of a popup it makes no difference what the server has seen, because the window closes soon.
  const isLoadedAgain = mode === 'redirect' && isNewForServer;
  const { hash, href } = url;
  if (!isLoadedAgain && hash) url.hash = location.hash;
  history.replaceState(history.state, '', url);
  if (isLoadedAgain) location.reload();
  // A router that reads the fragment may have seen Link's parameters in it. `replaceState` fires no `hashchange` event, but
  // `location.replace` does.
  else if (url.href !== href) location.replace(href);
  return isLoadedAgain;
}

/**
 * Removes a return from this page's address again whenever a router has put it back. A router that has read the address before
 * this script writes it once more when it has rendered the page: Next.js when it hydrates the page, Vue Router at the end of its
 * first navigation and before each further one.
 *
 * @param returnKey The key of the launch. An address with another key is not changed, because it may be forged.
 */
export function keepAddressClean(returnKey: string, platform: Platform): void {
  const clean = () =>
    attempt(() => {
      if (readReturn(platform.location.href)?.returnKey === returnKey) cleanAddress(platform, undefined);
    });
  // In the capture phase, so that a listener of the page finds the clean address.
  for (const type of checkEvents) platform.addEventListener(type, clean, true);
  platform.navigation?.addEventListener('currententrychange', clean);
}
