import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { claimReturn } from './claim-return.js';
import type { ReturnedLaunch } from './returned-launch.js';
import {
  claimMessage,
  isClaimMessage,
  isOfferMessage,
  isReturnMessage,
  launchChannel,
  siteChannel,
} from './return-message.js';

/**
 * The time that a page waits before it claims a return of an element that it does not have, in milliseconds. In this time a
 * page with the element can claim the return.
 */
const otherPagesDelayMs = 500;

/**
 * Answers the return pages that offer a return to all open pages of the site, because the launching page has not answered.
 * This page may be the launching page after it was loaded again, or another page that the person has gone to.
 *
 * @param hasElement Returns true when the element that launched Link is in this page.
 * @param onClaimed Called when this page has claimed the return. It has to dispatch the event.
 */
export function answerOffers(
  hasElement: (returned: ReturnedLaunch) => boolean,
  onClaimed: (returned: ReturnedLaunch) => void,
  platform: Platform,
): void {
  const handleOffer = (returned: ReturnedLaunch) => {
    const { pendingReturn, returnKey } = returned;
    const { page } = pendingReturn;
    const delayMs = hasElement(returned) ? 0 : otherPagesDelayMs;
    const channel = launchChannel(returnKey, platform);
    let isClaimed = false;
    channel.onmessage = ({ data }) => {
      isClaimed ||= isReturnMessage(data, returnKey) && isClaimMessage(data) && data.page === page;
    };
    const claim = async () => {
      if (!isClaimed && (await claimReturn({ returnKey, page }, () => isClaimed, platform))) {
        channel.postMessage(claimMessage(returnKey, pendingReturn));
        onClaimed(returned);
        channel.postMessage(''); // Closes the window.
      }
      channel.close();
    };
    platform.setTimeout(() => void claim(), delayMs);
  };

  const channel = attempt(() => siteChannel(platform));
  if (!channel) return;
  channel.onmessage = ({ data }) => {
    if (isOfferMessage(data)) attempt(() => handleOffer({ ...data.record, pendingReturn: data.pendingReturn }));
  };
  // In a test that has a DOM in Node, the channel must not keep the process alive.
  (channel as { unref?: () => void }).unref?.();
}
