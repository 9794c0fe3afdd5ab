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

/** The time that a page without the element that launched Link leaves to the other pages, in milliseconds. */
const otherPagesDelayMs = 500;

/**
 * Answers the return pages of this site that find no launching page: this page may be that page, loaded again, or another
 * page that the person has gone to.
 *
 * @param hasElement Returns true when the element that launched Link is in this page.
 * @param onClaim Called when this page has to dispatch the event of the return.
 */
export function answerOffers(
  hasElement: (returned: ReturnedLaunch) => boolean,
  onClaim: (returned: ReturnedLaunch) => void,
  platform: Platform,
): void {
  const answer = (returned: ReturnedLaunch) => {
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
        onClaim(returned);
        channel.postMessage(''); // Closes the window.
      }
      channel.close();
    };
    platform.setTimeout(() => void claim(), delayMs);
  };

  const channel = attempt(() => siteChannel(platform));
  if (!channel) return;
  channel.onmessage = ({ data }) => {
    if (isOfferMessage(data)) attempt(() => answer({ ...data.record, pendingReturn: data.pendingReturn }));
  };
  // In a test that has a DOM in Node, the channel must not keep the process alive.
  (channel as { unref?: () => void }).unref?.();
}
