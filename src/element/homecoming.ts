import { type Arrival, readArrival } from '../link/arrival.js';
import { attempt } from '../link/attempt.js';

/** Milliseconds that a page gets after it has loaded, or has made an element, to add its listeners. */
const settling = 100;

/** Milliseconds that a page whose elements and scripts are there has for the rest, which may never load. */
const patience = 3000;

/** The elements in the page, and what each does when it is the one that is come back to. */
const elements = new Map<Element, (arrival: Arrival) => void>();

/** What this page was come back to with; undefined until its address was read, null when nothing is left to be told. */
let arrival: Arrival | null | undefined;

/** Reads the page's address, once. */
export function comeHome(): void {
  if (arrival === undefined) arrival = attempt(readArrival) ?? null;
}

/** An element comes into the page, which may have been come back to for it. */
export function arrive(element: Element, take: (arrival: Arrival) => void): void {
  elements.set(element, take);
  comeHome();
  if (!arrival) return;
  const settle = () => setTimeout(deliver, settling);
  if (document.readyState === 'complete') settle();
  else {
    addEventListener('load', settle);
    addEventListener('DOMContentLoaded', () => setTimeout(deliver, patience));
  }
}

/** An element leaves the page. */
export const depart = (element: Element): boolean => elements.delete(element);

/** The number of an element in the page, by which it is found again when the page is another one. */
export const placeOf = (element: Element): number => inOrder().indexOf(element);

/** Hands the arrival to the element that left; on a page with fewer, to the last. */
function deliver(): void {
  const home = arrival;
  const all = inOrder();
  if (!home || !all[0]) return;
  arrival = null;
  elements.get(all.at(Math.min(home.place, all.length - 1))!)!(home);
}

/** As they stand in the document; those in shadow roots as their hosts do. */
const inOrder = () =>
  [...elements.keys()].sort((one, other) => {
    const position = outermost(one).compareDocumentPosition(outermost(other));
    return (position & 2) - (position & 4); // DOCUMENT_POSITION_PRECEDING and _FOLLOWING.
  });

function outermost(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermost(root.host) : element;
}
