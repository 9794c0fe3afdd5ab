import { attempt } from '../link/attempt.js';
import { type ReturnedLaunch, readReturnedLaunch } from '../link/return/returned-launch.js';
import { browser } from './browser.js';

/**
 * Milliseconds to wait before a return is delivered, so that the page can add its listeners. Counted from `load`, or from
 * `registerElement()` if the page has loaded already.
 */
const listenersDelayMs = 100;

/** Milliseconds after `DOMContentLoaded` until a return is delivered, even if `load` has not fired. */
const loadDeadlineMs = 3000;

/** The elements in the page, and what each of them does with a return from hosted Link. */
const elements = new Map<Element, (returned: ReturnedLaunch) => void>();

/** The return in this page's address. Undefined before the address was read; null when there is none, or it was delivered. */
let returned: ReturnedLaunch | null | undefined;

/** Reads the return in the page's address. Only the first call does. */
export function readReturnOnce(): void {
  if (returned === undefined) returned = attempt(() => readReturnedLaunch(browser)) ?? null;
}

/**
 * Registers an element that has come into the page. If hosted Link has returned to this page, one of the registered elements
 * gets the return after the page has loaded.
 */
export function registerElement(element: Element, onReturn: (returned: ReturnedLaunch) => void): void {
  elements.set(element, onReturn);
  readReturnOnce();
  if (!returned) return;
  const deliverSoon = () => setTimeout(deliver, listenersDelayMs);
  if (document.readyState === 'complete') deliverSoon();
  else {
    addEventListener('load', deliverSoon);
    addEventListener('DOMContentLoaded', () => setTimeout(deliver, loadDeadlineMs));
  }
}

/** Removes an element that has left the page. */
export function unregisterElement(element: Element): void {
  elements.delete(element);
}

/** Returns the index of an element among those in the page. The return page finds the element again by it. */
export const indexInPage = (element: Element): number => elementsInOrder().indexOf(element);

/** Gives the return to the element that launched Link. In a page with fewer elements, the last one gets it. */
function deliver(): void {
  const delivered = returned;
  const all = elementsInOrder();
  if (!delivered || !all[0]) return;
  returned = null;
  elements.get(all.at(Math.min(delivered.elementIndex, all.length - 1))!)!(delivered);
}

/** Returns the elements in the order of the document. An element in a shadow root stands where its host does. */
const elementsInOrder = () =>
  [...elements.keys()].sort((one, other) => {
    const position = outermostHost(one).compareDocumentPosition(outermostHost(other));
    return (position & 2) - (position & 4); // DOCUMENT_POSITION_PRECEDING and _FOLLOWING.
  });

function outermostHost(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermostHost(root.host) : element;
}
