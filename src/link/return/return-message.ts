import { attempt } from '../attempt.js';
import { isLinkAddress } from '../link-location.js';
import type { Platform } from '../platform.js';
import type { PendingReturn } from './launch-record.js';
import type { ReturnedLaunch } from './returned-launch.js';

/**
 * The message from the return page to the page that launched Link. The two pages may have different versions of this
 * package, so do not change the names of the fields.
 */
export interface ReturnMessage extends PendingReturn {
  /** The return key of the launch. */
  readonly junction_session: string;
  /** The time at which the message was sent, in milliseconds since the epoch. */
  readonly sentAt: number;
}

/** The message of the page that has claimed a return. Only this page dispatches the event of the return. */
export interface ClaimMessage extends PendingReturn {
  readonly junction_session: string;
  readonly isClaim: true;
}

/** The message with which a return page offers a return to all open pages of the site. One of them may claim it. */
export interface OfferMessage {
  readonly returned: ReturnedLaunch;
  /** The time at which the message was sent, in milliseconds since the epoch. */
  readonly sentAt: number;
}

/**
 * The message of a page that is about to claim a return. In pages without Web Locks, several pages may claim a return at the
 * same time. Then the lowest number wins.
 */
export interface BidMessage {
  readonly junction_session: string;
  /** The return, as `PendingReturn.page`. */
  readonly page: number;
  readonly bid: number;
}

/**
 * The time that the launching page has for its answer to a `ReturnMessage`, in milliseconds. Then the return page offers the
 * return to all open pages.
 */
export const answerTimeMs = 500;

/** The time in which a message of another page arrives, in milliseconds. */
export const messageDelayMs = 100;

/** The time that other pages have to claim a return that is offered, in milliseconds. Then the return page claims it. */
export const offerTimeMs = 1500;

/** The answer that closes the window. Any other answer is the address of Link that the window must go to. */
export const closeAnswer = '';

/** Returns the channel of one launch. It also works when the window is cut off from its opener. */
export const launchChannel = (returnKey: string, { BroadcastChannel }: Platform): BroadcastChannel =>
  new BroadcastChannel(`junction_session=${returnKey}`);

/** Returns the channel of all pages of the site, for an `OfferMessage`. */
export const siteChannel = ({ BroadcastChannel }: Platform): BroadcastChannel =>
  new BroadcastChannel('junction-connect');

/** Returns true for a message about a return of the launch with this key: a `ReturnMessage` or a `ClaimMessage`. */
export function isReturnMessage(message: unknown, returnKey: string): message is ReturnMessage | ClaimMessage {
  const { junction_session, outcome } = Object(message) as Record<keyof ReturnMessage, unknown>;
  return junction_session === returnKey && typeof outcome === 'string';
}

/** Returns true for the message of a page that has claimed the return. */
export const isClaimMessage = (message: ReturnMessage | ClaimMessage): message is ClaimMessage => 'isClaim' in message;

/** Returns true for a `BidMessage` about a return of the launch with this key. */
export function isBidMessage(message: unknown, returnKey: string): message is BidMessage {
  const { junction_session, bid } = Object(message) as Partial<BidMessage>;
  return junction_session === returnKey && typeof bid === 'number';
}

/** Returns true for an answer of the launching page: `closeAnswer`, or an address of Link. */
export function isAnswer(message: unknown): message is string {
  if (message === closeAnswer) return true;
  const url = typeof message === 'string' ? attempt(() => new URL(message)) : undefined;
  return !!url && isLinkAddress(url);
}

/** Returns true for an `OfferMessage`. */
export function isOfferMessage(message: unknown): message is OfferMessage {
  const { returned } = Object(message) as Partial<OfferMessage>;
  const { returnKey, pendingReturn } = Object(returned) as Partial<ReturnedLaunch>;
  return typeof returnKey === 'string' && typeof pendingReturn?.outcome === 'string';
}

/** Returns the message that claims a return. */
export const claimMessage = (returnKey: string, { outcome, page }: PendingReturn): ClaimMessage => ({
  junction_session: returnKey,
  outcome,
  page,
  isClaim: true,
});
