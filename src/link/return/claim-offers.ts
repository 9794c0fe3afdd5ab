import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { ReturnClaim } from './return-claim.js';
import { closeAnswer, isOfferMessage, offerTimeMs, siteChannel } from './return-message.js';
import type { ReturnedLaunch } from './returned-launch.js';

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
  /** The returns that this page has claimed. A return page that is loaded again at the wrong moment offers one again. */
  const claimed = new Set<string>();

  const handleOffer = (returned: ReturnedLaunch) => {
    const key = `${returned.returnKey}/${returned.pendingReturn.page}`;
    const delayMs = hasElement(returned) ? 0 : otherPagesDelayMs;
    const claim = new ReturnClaim(returned, {}, platform);
    const claimReturn = async () => {
      const isRepeated = claimed.has(key);
      if (isRepeated || (await claim.acquire())) {
        claim.announce();
        if (!isRepeated) onClaimed(returned);
        claimed.add(key);
        claim.send(closeAnswer);
      }
      claim.close();
    };
    platform.setTimeout(() => void claimReturn(), delayMs);
  };

  const channel = attempt(() => siteChannel(platform));
  if (!channel) return;
  channel.onmessage = ({ data }) => {
    if (!isOfferMessage(data)) return;
    // After half of the time, the return page may claim its return before this page has claimed it.
    const isLate = platform.Date.now() - data.sentAt > offerTimeMs / 2;
    if (!isLate) attempt(() => handleOffer({ ...data.record, pendingReturn: data.pendingReturn }));
  };
  // In a test that has a DOM in Node, the channel must not keep the process alive.
  (channel as { unref?: () => void }).unref?.();
}
