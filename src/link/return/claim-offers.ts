import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { isHandled, markHandled } from './handled-returns.js';
import { ReturnClaim } from './return-claim.js';
import {
  closeAnswer,
  isOfferMessage,
  messageDelayMs,
  type OfferMessage,
  offerTimeMs,
  siteChannel,
} from './return-message.js';
import type { ReturnedLaunch } from './returned-launch.js';
import { unshadowed } from '../unshadowed.js';

/**
 * The time that a page waits before it claims a return of an element that it does not have, in milliseconds. In this time a
 * page with the element can claim the return.
 */
const otherPagesDelayMs = 500;

/**
 * Claims the returns that return pages offer to all open pages of the site, because the launching page has not answered.
 * This page may be the launching page after it was loaded again, or another page that the person has gone to.
 *
 * @param hasElement Returns true when the element that launched Link is in this page.
 * @param onClaimed Called when this page has claimed a return. It has to dispatch the event.
 */
export function claimOffers(
  hasElement: (returned: ReturnedLaunch) => boolean,
  onClaimed: (returned: ReturnedLaunch) => void,
  platform: Platform,
): void {
  const { document, parent, self } = platform;

  const handleOffer = ({ returned }: OfferMessage) => {
    const { pendingReturn, returnKey } = returned;
    const isInPage = hasElement(returned);
    // The page's listeners do not hear an event of the document of a frame.
    if (!isInPage && parent !== self) return;
    const claim = new ReturnClaim(returned, {}, platform);
    const claimReturn = async () => {
      const isRepeated = isHandled(returnKey, pendingReturn.page);
      if (isRepeated || (await claim.acquire())) {
        claim.announce();
        if (!isRepeated) {
          markHandled(returnKey, pendingReturn.page);
          onClaimed(returned);
        }
        claim.send(closeAnswer);
      }
      claim.close();
    };
    platform.setTimeout(() => void claimReturn(), isInPage ? 0 : otherPagesDelayMs);
  };

  const channel = attempt(() => siteChannel(platform));
  if (!channel) return;
  channel.onmessage = ({ data }) => {
    // Before the page has loaded, it may not have added its listeners yet.
    if (!isOfferMessage(data) || unshadowed(document).readyState !== 'complete') return;
    // Another page may have claimed the return before this page could hear it. With Web Locks, such a claim is known longer.
    const lateMs = (platform.navigator.locks as LockManager | undefined) ? offerTimeMs / 2 : messageDelayMs;
    if (platform.Date.now() - data.sentAt <= lateMs) attempt(() => handleOffer(data));
  };
  // In a test that has a DOM in Node, the channel must not keep the process alive.
  (channel as { unref?: () => void }).unref?.();
}
