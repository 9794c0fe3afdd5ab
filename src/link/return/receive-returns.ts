import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { markHandled } from './handled-returns.js';
import { lockReturn, waitForMessages } from './return-lock.js';
import {
  answerTimeMs,
  claimMessage,
  isBidMessage,
  isClaimMessage,
  isReturnMessage,
  launchChannel,
} from './return-message.js';

/**
 * The time after which a message of the return page is late, in milliseconds. A message is late when this page was frozen or
 * busy. Then another page may have claimed the return.
 */
const lateMs = answerTimeMs / 2;

/** The functions that handle a return in the launching page. `outcome` has Link's parameters, as a query. */
interface ReturnHandlers {
  /** Called when this page has to report the return. */
  readonly onReturn: (outcome: string) => void;
  /** Called when another page has claimed the return. This page must not report it. */
  readonly onClaimedElsewhere: (outcome: string) => void;
}

/** The connection of the launching page to the return page in its window. */
export interface ReturnReceiver {
  /** Sends the return page the address that the window must go to, or `closeAnswer`. */
  answer(address: string): void;
  close(): void;
}

/**
 * Receives the messages of the return page in a window. The return page sends its return twice. The message through the
 * channel also arrives when the window is cut off from this page. The message to its opener also arrives when this page is
 * in a frame of another site.
 *
 * @param signal Aborting it removes the listener for the messages to the opener.
 */
export function receiveReturns(
  { returnKey, linkWindow, signal }: { returnKey: string; linkWindow: Window; signal: AbortSignal },
  { onReturn, onClaimedElsewhere }: ReturnHandlers,
  platform: Platform,
): ReturnReceiver {
  const { origin } = platform.self;
  const channel = attempt(() => launchChannel(returnKey, platform)); // Firefox throws when the page may not use storage.
  let handledPage: unknown;
  let claimedPage: unknown;

  const onMessage = async (message: unknown) => {
    // Another page is about to claim a return for which this page was late.
    if (isBidMessage(message, returnKey)) claimedPage = message.page;
    if (!isReturnMessage(message, returnKey)) return;
    const { outcome, page } = message;
    if (isClaimMessage(message)) {
      claimedPage = page;
      return onClaimedElsewhere(outcome);
    }
    if (page === handledPage) return;
    handledPage = page;
    const isLate = platform.Date.now() - message.sentAt > lateMs;
    if (isLate) {
      if (!(await lockReturn(returnKey, page, platform))) return;
      await waitForMessages(platform);
      if (page === claimedPage) return;
    }
    const claim = claimMessage(returnKey, message);
    attempt(() => channel?.postMessage(claim)); // Throws if the channel is closed already.
    attempt(() => linkWindow.postMessage(claim, origin));
    markHandled(returnKey, page);
    onReturn(outcome);
  };

  if (channel) channel.onmessage = ({ data }) => void onMessage(data);
  platform.addEventListener(
    'message',
    ({ data, origin: sender, source }) => {
      if (sender === origin && source === linkWindow) void onMessage(data);
    },
    { signal },
  );
  return {
    answer: (address) => void attempt(() => channel?.postMessage(address)),
    close: () => channel?.close(),
  };
}
