import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { cleanAddress } from './clean-address.js';
import { showClosingNotice } from './closing-notice.js';
import { endLaunchRecord, saveLaunchRecord } from './launch-record.js';
import { isSuccess } from './return-address.js';
import { ReturnClaim } from './return-claim.js';
import {
  answerTimeMs,
  claimMessage,
  closeAnswer,
  type OfferMessage,
  offerTimeMs,
  type ReturnMessage,
  siteChannel,
} from './return-message.js';
import type { ReturnedLaunch, UnknownReturn } from './returned-launch.js';

/** What the site's owner reads in the console about a return of an unknown launch. */
const unknownLaunch =
  'junction-connect: the address of this page has a return from Junction Link, but this tab has launched no Link that belongs to it. The address may be old, or come from another browser.';

/**
 * Sends a return in the window of a popup to the page that dispatches its event.
 *
 * 1. This page sends the return to the launching page. That page answers with an address of Link, and this window goes
 *    there. Or it answers with `closeAnswer`, and this window closes.
 * 2. Without an answer, this page offers the return to all open pages of the site. The launching page may have been loaded
 *    again.
 * 3. Without an answer again, this page claims the return itself, and says that the person can close the window.
 *
 * For an unknown launch it does only the first step, because the address may be forged. Without an answer, it warns in the
 * console.
 *
 * @param onClaimed Called when this page has claimed the return. It has to dispatch the event.
 */
export function sendReturn(
  returned: ReturnedLaunch | UnknownReturn,
  onClaimed: (returned: ReturnedLaunch) => void,
  platform: Platform,
): void {
  const { location } = platform;
  const { pendingReturn, returnKey } = returned;
  const record = returned.mode ? returned : undefined;
  const opener = platform.opener as Window | null;
  const listeners = new AbortController(); // Aborting it removes the listener.
  let timer: ReturnType<Platform['setTimeout']> | undefined;

  const claim = new ReturnClaim(
    returned,
    {
      onClaimedElsewhere() {
        platform.clearTimeout(timer);
        // After a reload, this page must not send the return again.
        if (record) saveLaunchRecord({ ...record, pendingReturn: undefined }, platform);
      },
      onAnswer(answer) {
        platform.clearTimeout(timer);
        if (!record) attempt(() => cleanAddress(platform, undefined));
        if (answer !== closeAnswer) return location.replace(answer);
        if (record) endLaunchRecord(record, isSuccess(pendingReturn.outcome), platform);
        finish();
        platform.close();
      },
    },
    platform,
  );

  /** Removes the listeners, and says that the person can close the window, because the browser may refuse to close it. */
  const finish = () => {
    claim.close();
    listeners.abort();
    showClosingNotice(pendingReturn.outcome, platform);
  };

  const claimReturn = async (launch: ReturnedLaunch) => {
    if (!(await claim.acquire())) return;
    claim.announce();
    // The channel does not reach a launching page in a frame of another site.
    attempt(() => opener?.postMessage(claimMessage(returnKey, pendingReturn), location.origin));
    onClaimed(launch);
    finish();
  };

  const offerReturn = (launch: ReturnedLaunch) => {
    const message: OfferMessage = { returned: launch, sentAt: platform.Date.now() };
    attempt(() => {
      const channel = siteChannel(platform);
      channel.postMessage(message);
      channel.close();
    });
    timer = platform.setTimeout(() => void claimReturn(launch), offerTimeMs);
  };

  platform.addEventListener(
    'message',
    ({ data, origin, source }) => {
      if (source === opener && origin === platform.self.origin) claim.receiveClaim(data);
    },
    listeners,
  );
  const message: ReturnMessage = { junction_session: returnKey, ...pendingReturn, sentAt: platform.Date.now() };
  claim.send(message);
  timer = record
    ? platform.setTimeout(() => offerReturn(record), answerTimeMs)
    : platform.setTimeout(() => platform.console.warn(unknownLaunch), answerTimeMs + offerTimeMs);
  attempt(() => opener?.postMessage(message, location.origin));
}
