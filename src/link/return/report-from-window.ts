import { attempt } from '../attempt.js';
import { isLinkAddress } from '../link-location.js';
import type { Platform } from '../platform.js';
import { claimReturn } from './claim-return.js';
import { showClosingNotice } from './closing-notice.js';
import { endLaunchRecord, saveLaunchRecord } from './launch-record.js';
import {
  claimMessage,
  isClaimMessage,
  isReturnMessage,
  launchChannel,
  type OfferMessage,
  type ReturnMessage,
  siteChannel,
} from './return-message.js';
import { readOutcomeParameters } from './return-address.js';
import { cleanAddress, type ReturnedLaunch, type UnknownReturn } from './returned-launch.js';

/** The time that the launching page has for its answer, in milliseconds. Then the return is offered to all open pages. */
const offerDelayMs = 500;

/** The time from the offer until this page claims the return itself, in milliseconds. */
const claimDelayMs = 1500;

/**
 * Reports a return in the window of a popup.
 *
 * 1. This page sends the return to the launching page. That page answers with an address of Link, and this window goes
 *    there. Or it answers with an empty text, and this window closes.
 * 2. Without an answer, this page offers the return to all open pages of the site. The launching page may have been loaded
 *    again.
 * 3. Without an answer again, this page claims the return itself, and says that the person can close the window.
 *
 * For an unknown launch it does only the first step, because the address may be forged.
 *
 * @param onClaimed Called when this page has claimed the return. It has to dispatch the event.
 */
export function reportFromWindow(
  returned: ReturnedLaunch | UnknownReturn,
  onClaimed: (returned: ReturnedLaunch) => void,
  platform: Platform,
): void {
  const { location } = platform;
  const record = returned.mode && returned;
  const pendingReturn = returned.mode ? returned.pendingReturn : returned;
  const { returnKey } = returned;
  const { outcome, page } = pendingReturn;
  const opener = platform.opener as Window | null;
  const channel = attempt(() => launchChannel(returnKey, platform));
  const listeners = new AbortController(); // Aborting it removes the listener.
  let timer: ReturnType<Platform['setTimeout']> | undefined;
  let isClaimed = false;

  /** Stops the timer, because a page has claimed the return. The launching page claims a return also by an answer. */
  const markClaimed = () => {
    isClaimed = true;
    platform.clearTimeout(timer);
  };

  /** Removes the listeners, and says that the person can close the window, because the browser may refuse to close it. */
  const finish = () => {
    channel?.close();
    listeners.abort();
    showClosingNotice(platform);
  };

  const onMessage = (message: unknown) => {
    if (isReturnMessage(message, returnKey)) {
      if (!isClaimMessage(message) || message.page !== page) return;
      markClaimed();
      // After a reload, this page must not report the return again.
      if (record) saveLaunchRecord({ ...record, pendingReturn: undefined }, platform);
      return;
    }
    if (typeof message !== 'string') return;
    markClaimed();
    if (!record) attempt(() => cleanAddress(platform, undefined));
    const url = attempt(() => new URL(message));
    if (url && isLinkAddress(url)) return location.replace(url);
    if (record) endLaunchRecord(record, readOutcomeParameters(outcome).state === 'success', platform);
    finish();
    platform.close();
  };

  const claim = async () => {
    if (!record || !(await claimReturn({ returnKey, page }, () => isClaimed, platform))) return;
    markClaimed();
    channel?.postMessage(claimMessage(returnKey, pendingReturn));
    onClaimed(record);
    finish();
  };

  const offer = () => {
    const message: OfferMessage = { record: record!, pendingReturn };
    attempt(() => {
      const site = siteChannel(platform);
      site.postMessage(message);
      site.close();
    });
    timer = platform.setTimeout(() => void claim(), claimDelayMs);
  };

  if (channel) channel.onmessage = ({ data }) => onMessage(data);
  platform.addEventListener(
    'message',
    ({ data, origin, source }) => {
      if (source === opener && origin === platform.self.origin) onMessage(data);
    },
    listeners,
  );
  const message: ReturnMessage = { junction_session: returnKey, page, outcome, sentAt: platform.Date.now() };
  channel?.postMessage(message);
  if (record) timer = platform.setTimeout(offer, offerDelayMs);
  attempt(() => opener?.postMessage(message, location.origin));
}
