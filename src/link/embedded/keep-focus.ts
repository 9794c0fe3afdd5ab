import type { Platform } from '../platform.js';
import type { LaunchingElement } from '../launching-element.js';
import { closestInPage, focusedElement } from './composed-tree.js';
import type { LinkNodes } from './link-nodes.js';
import { isUnderLink } from './reachability.js';
import { markInUse, removeNode } from './stray-nodes.js';
import { unshadowed } from '../unshadowed.js';

/** If the page takes the focus twice within this time, the keeper does not move it back again. In milliseconds. */
const twiceWithinMs = 1000;

/**
 * If the page takes the focus three times within this time, the keeper does not move it back again. In milliseconds.
 */
const threeTimesWithinMs = 10_000;

export interface FocusContext {
  readonly frame: HTMLIFrameElement;
  readonly nodes: LinkNodes;
  readonly platform: Platform;
  readonly element: LaunchingElement;
  /**
   * Called when the page takes the focus from Link again and again. The keeper does not move it back then. Two programs
   * that take the focus from each other make the page unusable.
   */
  readonly onTakenAgain: () => void;
}

/** Keeps the focus in Link. */
export interface FocusKeeper {
  /**
   * Moves the focus into Link's frame, unless an element over Link has it. A script of the page may take it at once. So
   * this may call `onTakenAgain`.
   */
  start(): void;
  /** Moves the focus into Link's frame. */
  focus(): void;
  /** Handles a focus in another frame of the page. The page gets no event when the focus moves into a frame. */
  check(): void;
  /** Returns true once after a person has moved the focus into the frame. */
  wasEntered(): boolean;
  stop(): void;
}

/**
 * Keeps the focus away from what lies under Link. A person cannot see it there, and would type a password into the
 * page.
 *
 * - There is one guard before Link and one after it. A guard gets the focus when the person leaves the frame by the Tab
 *   key. It moves the focus back into the frame, or to the bar.
 * - When another element under Link gets the focus, a script of the page has moved it there, or the person has come
 *   from outside of the page. Then the focus goes back into the frame, until the page takes it again and again.
 */
export function keepFocus({ frame, nodes, platform, element, onTakenAgain }: FocusContext): FocusKeeper {
  const { performance } = platform;
  const page = unshadowed(platform.document);
  const listeners = new AbortController(); // Aborting it removes the listeners.
  /** The times at which the focus was taken, in milliseconds. */
  let takenAt: number[] = [];
  let wasInFrame = true;

  const focus = () => {
    wasInFrame = true; // The person does not move the focus here, so `wasEntered` must not count it.
    frame.focus({ preventScroll: true });
  };
  const guards = [page.createElement('junction-connect-guard'), page.createElement('junction-connect-guard')];
  for (const guard of guards) {
    guard.tabIndex = 0;
    guard.style.cssText = 'position:fixed;top:0;outline:none'; // It has no size, and takes no place in the page.
    guard.addEventListener('focus', () => element.focusBar() || focus());
    markInUse(guard); // A copy of it in a snapshot of the page is removed, as a copy of Link is.
  }
  const [before, after] = guards;
  const link = nodes.outermostOf(frame);
  link.before(before!);
  link.after(after!);

  const takeBackFrom = (focused: Element) => {
    wasInFrame = false;
    if (guards.includes(focused as HTMLElement) || !isUnderLink(focused, nodes, platform)) return;
    if (!element.isInPage()) return; // A router has removed the element, and may move the focus. The session ends soon.
    if (closestInPage(frame, '[inert]')) return; // An inert Link cannot get the focus. The bar is shown instead.
    const now = performance.now();
    takenAt = takenAt.filter((time) => now - time <= threeTimesWithinMs);
    const isSecondTime = takenAt.some((time) => now - time <= twiceWithinMs);
    const isThirdTime = takenAt.length >= 2;
    takenAt.push(now);
    if (isSecondTime || isThirdTime) onTakenAgain();
    else focus();
  };
  platform.addEventListener(
    'focusin',
    (event) => {
      const [target] = event.composedPath() as Element[];
      if (!nodes.contains(target!)) takeBackFrom(target!);
    },
    { capture: true, signal: listeners.signal }, // In the capture phase, because a page may stop the event later.
  );

  return {
    start() {
      const focused = focusedElement(platform);
      if (nodes.contains(focused)) return;
      if (!focused || focused === page.body || isUnderLink(focused, nodes, platform)) focus();
    },
    focus,
    check() {
      const focused = focusedElement(platform);
      if (focused?.localName === 'iframe' && !nodes.contains(focused)) takeBackFrom(focused);
    },
    wasEntered() {
      const isInFrame = nodes.contains(focusedElement(platform));
      const isEntered = isInFrame && !wasInFrame;
      wasInFrame = isInFrame;
      return isEntered;
    },
    stop() {
      listeners.abort();
      guards.forEach(removeNode);
    },
  };
}
