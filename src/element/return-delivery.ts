import { attempt } from '../link/attempt.js';
import type { LaunchMode } from '../link/configuration/configuration.js';
import { claimOffers } from '../link/return/claim-offers.js';
import { endPendingReturn, findLaunchRecord } from '../link/return/launch-record.js';
import { isSuccess } from '../link/return/return-address.js';
import { ReturnClaim } from '../link/return/return-claim.js';
import { type ReturnedLaunch, readReturnedLaunch } from '../link/return/returned-launch.js';
import { sendReturn } from '../link/return/send-return.js';
import { unshadowed } from '../link/unshadowed.js';
import { browser } from './browser.js';
import { deferredElements } from './deferred-elements.js';
import { deliverToDocument } from './deliver-to-document.js';
import { pendingLists } from './pending-lists.js';
import { addElement, type ConnectElement, findReturnHandler, hasElements, type OnReturn } from './elements-in-page.js';

/**
 * The time in which the page can add its listeners before a return is delivered, in milliseconds. It begins with `load`. If
 * an element is added or changed later, the time begins again.
 */
const listenersDelayMs = 100;

/**
 * The time from `DOMContentLoaded` until the page counts as settled, in milliseconds. Before that, the page may still add the
 * element that launched Link. After that, a return is delivered even if `load` has not fired, and to the document if the
 * page has only other elements. Elements with `defer-hydration` get more time.
 */
const settledDelayMs = 3000;

/**
 * The time for which a settled page still waits for elements with `defer-hydration` and for lists, in milliseconds. A slow phone may need
 * 20 seconds to hydrate a large page. But an element that is never hydrated must not keep the outcome from the page for ever.
 */
const hydrationDelayMs = 30_000;

/** The return that waits for the element that launched Link, and this page's claim of it. */
let waiting: { readonly returned: ReturnedLaunch; readonly claim: ReturnClaim } | undefined;
let hasRead = false;
let isSettled = false;
let isHydrationOverdue = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Reads the return in the page's address or in the tab's storage, and begins to claim the returns that other windows offer.
 * Further calls do nothing.
 */
export function readReturnOnce(): void {
  if (hasRead) return;
  hasRead = true;
  attempt(startDelivery);
}

function startDelivery(): void {
  if (!globalThis.document) return; // On a server, there is no return.
  const returned = readReturnedLaunch(browser);
  const deliverNow = (launch: ReturnedLaunch, canNavigate: boolean) =>
    deliver(launch, findReturnHandler(launch, true), canNavigate);
  if (returned?.mode === 'popup') return sendReturn(returned, (launch) => deliverNow(launch, false), browser);
  if (returned?.mode === 'redirect') waitForElement(returned);
  else if (returned) sendReturn(returned, () => {}, browser);
  claimOffers(
    (launch) => !!findReturnHandler(launch, true),
    (launch) => deliverNow(launch, true),
    browser,
  );
}

/** Keeps a return in this tab until the element that launched Link is in the page, and the page has added its listeners. */
function waitForElement(returned: ReturnedLaunch): void {
  // A tab that this page opens gets a copy of the `sessionStorage`, and so of the return. Only one of them delivers it.
  const onClaimedElsewhere = () => {
    stopWaiting();
    endPendingReturn(returned.sessionId, isSuccess(returned.pendingReturn.outcome), browser);
  };
  waiting = { returned, claim: new ReturnClaim(returned, { onClaimedElsewhere }, browser) };
  const onSettled = () => {
    isSettled = true;
    deliverWaitingReturn();
    if (waiting) setTimeout(onHydrationOverdue, hydrationDelayMs);
  };
  const onHydrationOverdue = () => {
    isHydrationOverdue = true;
    deliverWaitingReturn();
  };
  const onParsed = () => setTimeout(onSettled, settledDelayMs);
  if (isParsed()) onParsed();
  else addEventListener('DOMContentLoaded', onParsed);
  addEventListener('load', deliverSoon);
}

/** Returns true after `DOMContentLoaded`. A script with `defer` runs before it, although `readyState` is `interactive`. */
function isParsed(): boolean {
  const { readyState } = unshadowed(document);
  if (readyState !== 'interactive') return readyState === 'complete';
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return !navigation || navigation.domContentLoadedEventStart > 0;
}

function stopWaiting(): void {
  waiting?.claim.close();
  waiting = undefined;
}

/** Registers an element that was added to the page. `onReturn` gets the return of a launch of this element. */
export function registerElement(element: ConnectElement, onReturn: OnReturn): void {
  addElement(element, onReturn);
  readReturnOnce();
  deliverSoon();
}

/**
 * Delivers the return that waits, if there is one, after the page has had time to add its listeners. An element calls this
 * also when its settings have changed, because then it may be the one that launched Link.
 */
export function deliverSoon(): void {
  if (!waiting || !(isSettled || unshadowed(document).readyState === 'complete')) return;
  clearTimeout(timer);
  timer = setTimeout(deliverWaitingReturn, listenersDelayMs);
}

/** Returns false while the page may still start the element that launched Link: one with `defer-hydration`, or one in a list. */
const isStarted = () => isHydrationOverdue || deferredElements.size + pendingLists.size === 0;

/**
 * Delivers the return that waits before an element launches Link again, if it is a return of this element, or if the launch
 * would take its place in the storage. That one cannot wait for other elements. Returns true when this element has handled it.
 *
 * @param onReturn The function of the element.
 */
export function deliverBeforeLaunch(onReturn: OnReturn, mode: LaunchMode): boolean {
  const isComplete = mode === 'redirect' || isStarted();
  const handler = waiting && findReturnHandler(waiting.returned, isComplete);
  if (handler !== onReturn && mode !== 'redirect') return false;
  return deliverWaitingReturn(isComplete) && handler === onReturn;
}

/**
 * Delivers the return that waits. Returns true when it was delivered.
 *
 * @param isComplete False while the page may still add the element that launched Link, or start it.
 */
function deliverWaitingReturn(isComplete = isSettled && isStarted()): boolean {
  if (!waiting) return false;
  const { returned, claim } = waiting;
  const handler = findReturnHandler(returned, isComplete);
  if (!handler && !(isComplete && hasElements())) return false;
  claim.announce();
  stopWaiting();
  if (wasDeliveredElsewhere(returned)) return false;
  deliver(returned, handler, true);
  return true;
}

/** Returns true when another page of this tab has delivered the return, while the browser kept this page in memory. */
function wasDeliveredElsewhere({ hasEnded, returnKey }: ReturnedLaunch): boolean {
  const record = attempt(() => findLaunchRecord(browser));
  return record?.returnKey !== returnKey || (!!record.hasEnded && !hasEnded);
}

/** Delivers a return to the element that launched Link, or to the document if that element is not in the page. */
function deliver(returned: ReturnedLaunch, handler: OnReturn | undefined, canNavigate: boolean): void {
  if (handler) handler(returned, canNavigate);
  else deliverToDocument(returned);
}
