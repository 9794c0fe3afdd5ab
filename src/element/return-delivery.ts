import { attempt } from '../link/attempt.js';
import { type ReturnedLaunch, readReturnedLaunch } from '../link/return/returned-launch.js';
import { browser } from './browser.js';

/**
 * The time before a return is delivered, in milliseconds, so that the page can add its listeners. It begins with `load`, or
 * with `registerElement()` if the page has loaded already.
 */
const listenersDelayMs = 100;

/**
 * The time from `DOMContentLoaded` until a return is delivered even if `load` has not fired, in milliseconds. It counts only
 * for an element that was there before `DOMContentLoaded`.
 */
const loadDeadlineMs = 3000;

/** The elements in the page, each with its function that handles a return from hosted Link. */
const elements = new Map<Element, (returned: ReturnedLaunch) => void>();

/**
 * The return in this page's address. Undefined before the address is read. Null if there is no return, or it was delivered.
 */
let pendingReturn: ReturnedLaunch | null | undefined;

/** Reads the return in the page's address at the first call. Further calls do nothing. */
export function readReturnOnce(): void {
  if (pendingReturn === undefined) pendingReturn = attempt(() => readReturnedLaunch(browser)) ?? null;
}

/**
 * Registers an element that was added to the page. If hosted Link has returned to this page, one of the registered elements
 * gets the return after the page has loaded.
 */
export function registerElement(element: Element, onReturn: (returned: ReturnedLaunch) => void): void {
  elements.set(element, onReturn);
  readReturnOnce();
  if (!pendingReturn) return;
  const deliverSoon = () => setTimeout(deliver, listenersDelayMs);
  if (document.readyState === 'complete') deliverSoon();
  else {
    addEventListener('load', deliverSoon);
    addEventListener('DOMContentLoaded', () => setTimeout(deliver, loadDeadlineMs));
  }
}

/** Forgets an element that was removed from the page. */
export function unregisterElement(element: Element): void {
  elements.delete(element);
}

/** Returns the index of an element among the elements in the page. The return page finds the element again by its index. */
export const indexInPage = (element: Element): number => elementsInOrder().indexOf(element);

/** Delivers the return to the element that launched Link. If the page now has fewer elements, the last one gets it. */
function deliver(): void {
  const returned = pendingReturn;
  const candidates = elementsInOrder();
  if (!returned || !candidates[0]) return;
  pendingReturn = null;
  elements.get(candidates.at(Math.min(returned.elementIndex, candidates.length - 1))!)!(returned);
}

/** Returns the elements in the order of the document. An element in a shadow root has the position of its host. */
const elementsInOrder = () =>
  [...elements.keys()].sort((one, other) => {
    const position = outermostHost(one).compareDocumentPosition(outermostHost(other));
    return (position & 2) - (position & 4); // DOCUMENT_POSITION_PRECEDING and _FOLLOWING.
  });

/** Returns the host of the outermost shadow root around the element, or the element itself outside of shadow roots. */
function outermostHost(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermostHost(root.host) : element;
}
