import { writeWarningOnce } from '../link/owner-line.js';
import type { Platform } from '../link/platform.js';
import { browser } from './browser.js';
import { cancelCheck, checkLater } from './check-later.js';

/**
 * The time in which a framework should hydrate an element, in milliseconds. The line for the site's owner counts it from
 * `load`, and `open()` from its call. It is as long as the default of `timeout`: Link that opens even later after a press
 * would surprise the person.
 */
const hydrationTimeMs = 10_000;

/** The elements in the page that wait for a framework. Their settings are not known yet. */
export const deferredElements = new Set<HTMLElement>();

/** Registers an element that was added to the page with `defer-hydration`. */
export function addDeferredElement(element: HTMLElement): void {
  deferredElements.add(element);
  checkLater(checkHydration, hydrationTimeMs);
}

/** Removes an element that has started, or that has left the page. Does nothing when it was not deferred. */
export function removeDeferredElement(element: HTMLElement): void {
  if (deferredElements.delete(element) && deferredElements.size === 0) cancelCheck(checkHydration);
}

/**
 * Waits until an element has started.
 *
 * @param started Settles when the element has started.
 * @returns False when that takes too long. Then the console says why.
 */
export function waitForHydration(started: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const onLate = () => {
      warnOfMissingHydration('junction-connect', browser);
      resolve(false);
    };
    const timer = setTimeout(onLate, hydrationTimeMs);
    const onStarted = () => {
      clearTimeout(timer);
      resolve(true);
    };
    started.then(onStarted, onStarted);
  });
}

/** Tells the site's owner that an element still waits. It is only a warning: some frameworks hydrate late on purpose. */
export const warnOfMissingHydration = (tagName: string, platform: Platform): void =>
  writeWarningOnce(
    `junction-connect: <${tagName} defer-hydration>: no framework has hydrated this element yet. Load the script of the component, or remove defer-hydration`,
    platform,
  );

/** One check for all elements of the page. An element that is added later starts its time again. */
const checkHydration = () => {
  for (const { localName } of deferredElements) warnOfMissingHydration(localName, browser);
};
