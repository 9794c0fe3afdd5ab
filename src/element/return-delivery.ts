import { attempt } from '../link/attempt.js';
import type { Configuration } from '../link/configuration/configuration.js';
import { answerOffers } from '../link/return/answer-offers.js';
import { type ElementIdentity, findElement, identifyElement } from '../link/return/element-identity.js';
import { reportFromWindow } from '../link/return/report-from-window.js';
import { claimMessage, isReturnMessage, launchChannel } from '../link/return/return-message.js';
import { type ReturnedLaunch, readReturnedLaunch } from '../link/return/returned-launch.js';
import { LinkSession } from '../link/session.js';
import { browser } from './browser.js';
import { dispatchSessionEvent } from './dispatch.js';

/**
 * The time in which the page can add its listeners before a return is delivered, in milliseconds. It begins with `load`. If
 * an element is added or changed later, the time begins again.
 */
const listenersDelayMs = 100;

/**
 * The time from `DOMContentLoaded` until the page counts as settled, in milliseconds. Before that, the page may still add the
 * element that launched Link. After that, a return is delivered even if `load` has not fired, and to the document if the
 * page has only other elements.
 */
const settledDelayMs = 3000;

/**
 * The function of an element that handles the return of a launch.
 *
 * @param canNavigate True when the page may go on to `success-url`, `exit-url` or `error-url`.
 */
type OnReturn = (returned: ReturnedLaunch, canNavigate: boolean) => void;
type ReturnElement = HTMLElement & Configuration;

/** The elements in the page, each with its function. */
const elements = new Map<ReturnElement, OnReturn>();

/** The return in this tab that was not delivered yet, and the channel of its launch. */
let pending: { readonly returned: ReturnedLaunch; readonly channel: BroadcastChannel | undefined } | undefined;
let hasRead = false;
let isSettled = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Reads the return in the page's address or in the tab's storage, and begins to answer the return pages in other windows.
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
  if (returned?.mode === 'popup') return reportFromWindow(returned, (launch) => deliver(launch, false), browser);
  if (returned?.mode === 'redirect') waitForElement(returned);
  else if (returned) reportFromWindow(returned, () => {}, browser);
  answerOffers(
    (launch) => !!findLaunchingElement(launch),
    (launch) => deliver(launch, true),
    browser,
  );
}

/** Keeps a return in this tab until the element that launched Link is in the page, and the page has added its listeners. */
function waitForElement(returned: ReturnedLaunch): void {
  const { pendingReturn, returnKey } = returned;
  const channel = attempt(() => launchChannel(returnKey, browser));
  if (channel) {
    // A tab that this page opens gets a copy of the `sessionStorage`, and so of the return. Only one of them delivers it.
    channel.onmessage = ({ data }) => {
      if (isReturnMessage(data, returnKey) && data.page === pendingReturn.page) forgetPendingReturn();
    };
  }
  pending = { returned, channel };
  const onSettled = () => {
    isSettled = true;
    deliverPendingReturn();
  };
  const onParsed = () => setTimeout(onSettled, settledDelayMs);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', onParsed);
  else onParsed();
  addEventListener('load', deliverSoon);
}

/** Registers an element that was added to the page. `onReturn` gets the return of a launch of this element. */
export function registerElement(element: ReturnElement, onReturn: OnReturn): void {
  elements.set(element, onReturn);
  readReturnOnce();
  deliverSoon();
}

/** Forgets an element that was removed from the page. */
export function unregisterElement(element: ReturnElement): void {
  elements.delete(element);
}

/** Returns the identity of an element in the page. */
export const identify = (element: ReturnElement, salt: string): ElementIdentity =>
  identifyElement(element, elementsInOrder(), salt, browser);

/**
 * Delivers the return that waits, if there is one, after the page has had time to add its listeners. An element calls this
 * also when its settings have changed, because then it may be the one that launched Link.
 */
export function deliverSoon(): void {
  if (!pending || !(isSettled || document.readyState === 'complete')) return;
  clearTimeout(timer);
  timer = setTimeout(deliverPendingReturn, listenersDelayMs);
}

function deliverPendingReturn(): void {
  if (!pending) return;
  const { returned, channel } = pending;
  const canDeliver = findLaunchingElement(returned) ?? (isSettled && elements.size > 0);
  if (!canDeliver) return;
  channel?.postMessage(claimMessage(returned.returnKey, returned.pendingReturn));
  forgetPendingReturn();
  deliver(returned, true);
}

function forgetPendingReturn(): void {
  pending?.channel?.close();
  pending = undefined;
}

const findLaunchingElement = ({ element, returnKey }: ReturnedLaunch): ReturnElement | undefined =>
  findElement(elementsInOrder(), element, returnKey, browser);

/** Delivers a return to the element that launched Link, or to the document if that element is not in the page. */
function deliver(returned: ReturnedLaunch, canNavigate: boolean): void {
  const element = findLaunchingElement(returned);
  if (element) elements.get(element)!(returned, canNavigate);
  else deliverToDocument(returned);
}

/**
 * Empty settings, for an event of the document. It has only the provider that Link names, and no next page is followed.
 */
const noSettings = {} as Configuration;

function deliverToDocument(returned: ReturnedLaunch): void {
  const session = LinkSession.resume(
    { ...returned, isRefreshed: true }, // Without the element, Link cannot be launched again.
    {
      configuration: noSettings,
      identify: () => returned.element,
      bar: { focus: () => false, keepReachable() {} },
      listener: (session, outcome) => {
        if (outcome) dispatchSessionEvent(document, returned.dataLayer, session, outcome);
        return false;
      },
      platform: browser,
    },
  );
  session.acceptReturn();
}

/** Returns the elements in the order of the document. An element in a shadow root has the position of its host. */
const elementsInOrder = (): ReturnElement[] =>
  [...elements.keys()].sort((one, other) => {
    const position = outermostHost(one).compareDocumentPosition(outermostHost(other));
    return (position & 2) - (position & 4); // DOCUMENT_POSITION_PRECEDING and _FOLLOWING.
  });

/** Returns the host of the outermost shadow root around the element, or the element itself outside of shadow roots. */
function outermostHost(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermostHost(root.host) : element;
}
