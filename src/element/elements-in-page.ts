import type { Configuration } from '../link/configuration/configuration.js';
import { type ElementIdentity, findElement, identifyElement } from '../link/return/element-identity.js';
import type { ReturnedLaunch } from '../link/return/returned-launch.js';
import { browser } from './browser.js';
import { deferredElements } from './deferred-elements.js';

/**
 * The function of an element that handles the return of a launch.
 *
 * @param canNavigate True when the page may go on to `success-url`, `exit-url` or `error-url`.
 */
export type OnReturn = (returned: ReturnedLaunch, canNavigate: boolean) => void;

export type ConnectElement = HTMLElement & Configuration;

/** The elements in the page, each with its function. */
const elements = new Map<ConnectElement, OnReturn>();

export function addElement(element: ConnectElement, onReturn: OnReturn): void {
  elements.set(element, onReturn);
}

export function removeElement(element: ConnectElement): void {
  elements.delete(element);
}

export const hasElements = (): boolean => elements.size > 0;

/** Returns the identity of an element in the page. */
export const identify = (element: ConnectElement, salt: string): ElementIdentity =>
  identifyElement(element, elementsInOrder(), salt, browser);

/**
 * Returns the function of the element that launched Link. Returns undefined when that element is not in the page.
 *
 * @param isComplete False while the page may still add elements, or start those with `defer-hydration`.
 */
export function findReturnHandler({ element, returnKey }: ReturnedLaunch, isComplete: boolean): OnReturn | undefined {
  const deferred = new Set([...deferredElements].filter(isConnectElement));
  const candidates = isComplete ? elementsInOrder() : elementsInOrder(deferred);
  const found = findElement(candidates, element, returnKey, browser, isComplete, deferred);
  return found && elements.get(found);
}

/** Returns false for a list of connections. It does not launch Link itself. */
const isConnectElement = (element: HTMLElement): element is ConnectElement => 'provider' in element;

/**
 * Returns the elements in the order of the document. An element in a shadow root has the position of its host.
 *
 * @param others More elements. By default, those with `defer-hydration` are missing.
 */
const elementsInOrder = (others: Iterable<ConnectElement> = []): ConnectElement[] =>
  [...elements.keys(), ...others].sort(comparePositions);

/** Compares the positions of two elements. Where they have a root in common, the order in that root counts. */
function comparePositions(one: Element, other: Element): number {
  const [path, otherPath] = [hostsAround(one), hostsAround(other)];
  const depth = path.findIndex((node, index) => node !== otherPath[index]);
  const [node, otherNode] = [path[depth], otherPath[depth]];
  if (!node || !otherNode) return path.length - otherPath.length; // One is in the shadow root of the other.
  const position = node.compareDocumentPosition(otherNode);
  return (position & 2) - (position & 4); // DOCUMENT_POSITION_PRECEDING and _FOLLOWING.
}

/** Returns the hosts of the shadow roots around an element, the outermost first, and the element itself. */
function hostsAround(element: Element): Element[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [...hostsAround(root.host), element] : [element];
}
