import { attempt } from '../attempt.js';
import type { Platform } from '../platform.js';
import { claimReturn } from './claim-return.js';
import { claimMessage, isClaimMessage, isReturnMessage, launchChannel } from './return-message.js';

/**
 * The time after which a message of the return page is late, in milliseconds. Then this page was frozen, or busy for long,
 * and another page may have claimed the return. The return page asks no other page before twice this time.
 */
const lateMs = 250;

/** What the launching page does about a return. `outcome` has Link's parameters, as a query. */
interface ReturnHandlers {
  /** Called when this page has to report the return. */
  readonly onReturn: (outcome: string) => void;
  /** Called when another page has reported the return. */
  readonly onClaim: (outcome: string) => void;
}

/** The connection of the launching page to the return page in its window. */
export interface ReturnReceiver {
  /** Answers the return page: with the address that the window must go to, or with an empty text to close the window. */
  answer(address: string): void;
  close(): void;
}

/**
 * Receives the messages of the return page in a window. The page sends each return in two ways: through a channel, which
 * also works when the window is cut off from this page, and to its opener, which also works when this page is in a frame of
 * another site.
 *
 * @param signal Aborting it ends the second way.
 */
export function receiveReturns(
  { returnKey, linkWindow, signal }: { returnKey: string; linkWindow: Window; signal: AbortSignal },
  { onReturn, onClaim }: ReturnHandlers,
  platform: Platform,
): ReturnReceiver {
  const { origin } = platform.self;
  const channel = attempt(() => launchChannel(returnKey, platform)); // Firefox throws when the page may not use storage.
  let handledPage: unknown;
  let claimedPage: unknown;

  const onMessage = async (message: unknown) => {
    if (!isReturnMessage(message, returnKey)) return;
    const { outcome, page } = message;
    if (isClaimMessage(message)) {
      claimedPage = page;
      return onClaim(outcome);
    }
    if (page === handledPage) return;
    handledPage = page;
    const isLate = platform.Date.now() - message.sentAt > lateMs;
    if (isLate && !(await claimReturn({ returnKey, page }, () => page === claimedPage, platform))) return;
    const claim = claimMessage(returnKey, message);
    attempt(() => channel?.postMessage(claim)); // Throws if the channel was closed meanwhile.
    attempt(() => linkWindow.postMessage(claim, origin));
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
