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
  siteChannel,
} from './return-message.js';
import type { ReturnMessage } from './return-message.js';
import { readOutcomeParameters } from './return-address.js';
import { cleanAddress, type ReturnedLaunch, type UnknownReturn } from './returned-launch.js';

/** The time until the other pages of the site are asked, in milliseconds. Until then the launching page can answer. */
const offerDelayMs = 500;

/** The time from then until this page dispatches the event itself, in milliseconds. */
const claimDelayMs = 1500;

/**
 * Reports a return in the window of a popup.
 *
 * 1. This page sends the return to the page that has launched Link. That page answers with an address of Link, to which
 *    this window goes, or with an empty text, which closes this window.
 * 2. Without an answer, this page asks all open pages of the site. The launching page may have been loaded again.
 * 3. When no page answers, `onClaim` is called: this page has to dispatch the event. The person can close the window.
 *
 * For an unknown launch it does only the first: the address may be forged.
 */
export function reportFromWindow(
  returned: ReturnedLaunch | UnknownReturn,
  onClaim: (returned: ReturnedLaunch) => void,
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

  const stopAsking = () => {
    isClaimed = true;
    platform.clearTimeout(timer);
  };

  /** Ends this report: one answer is enough. Says that the person can close the window, in case the browser does not. */
  const finish = () => {
    channel?.close();
    listeners.abort();
    showClosingNotice(platform);
  };

  const onMessage = (message: unknown) => {
    if (isReturnMessage(message, returnKey)) {
      if (!isClaimMessage(message) || message.page !== page) return;
      stopAsking();
      if (record) saveLaunchRecord({ ...record, pendingReturn: undefined }, platform);
      return;
    }
    if (typeof message !== 'string') return;
    stopAsking();
    if (!record) attempt(() => cleanAddress(platform, undefined));
    const url = attempt(() => new URL(message));
    if (url && isLinkAddress(url)) return location.replace(url);
    if (record) endLaunchRecord(record, readOutcomeParameters(outcome).state === 'success', platform);
    finish();
    platform.close();
  };

  const claim = async () => {
    if (!record || !(await claimReturn({ returnKey, page }, () => isClaimed, platform))) return;
    stopAsking();
    channel?.postMessage(claimMessage(returnKey, pendingReturn));
    onClaim(record);
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
