import type { Platform } from '../platform.js';
import { closestInPage, focusedElement } from './composed-tree.js';
import type { LinkNodes } from './link-nodes.js';
import { isUnderLink } from './reachability.js';

/** The page has taken the focus from Link twice in a row when this time or less lies between, in milliseconds. */
const takenAgainMs = 10_000;

export interface FocusContext {
  readonly frame: HTMLIFrameElement;
  readonly nodes: LinkNodes;
  readonly platform: Platform;
  /** Moves the focus to the bar, if the element shows it. Returns true when it has. */
  readonly focusBar: () => boolean;
  /** Called when the page has taken the focus from Link twice in a row. A third time would be a fight. */
  readonly onTakenTwice: () => void;
}

/** Keeps the focus in Link. */
export interface FocusKeeper {
  /** Moves the focus into Link's frame, unless something that lies over Link has it. The page may take it away at once. */
  start(): void;
  /** Moves the focus into Link's frame. */
  focus(): void;
  /** Returns true once after a person has moved the focus into the frame. */
  wasEntered(): boolean;
  stop(): void;
}

/**
 * Keeps the focus away from what lies under Link. A person cannot see it there, and would type a password into the page.
 *
 * - A guard before Link and one after it get the focus when the person leaves the frame by the Tab key. They move it back
 *   into the frame, or to the bar.
 * - When another element under Link gets the focus, the page has moved it there.
 */
export function keepFocus({ frame, nodes, platform, focusBar, onTakenTwice }: FocusContext): FocusKeeper {
  const { document, performance } = platform;
  const listeners = new AbortController(); // Aborting it removes the listeners.
  let lastTakenAt = -Infinity;
  let wasInFrame = true;

  const focus = () => {
    wasInFrame = true; // Not the person has moved it.
    frame.focus({ preventScroll: true });
  };
  const guards = [document.createElement('junction-connect-guard'), document.createElement('junction-connect-guard')];
  for (const guard of guards) {
    guard.tabIndex = 0;
    guard.style.cssText = 'position:fixed;top:0;outline:none'; // It has no size, and takes no place in the page.
    guard.addEventListener('focus', () => focusBar() || focus());
  }
  const [before, after] = guards;
  const link = nodes.outermostOf(frame);
  link.before(before!);
  link.after(after!);

  const onFocusIn = (target: Element) => {
    if (nodes.contains(target)) return;
    wasInFrame = false;
    if (guards.includes(target as HTMLElement) || !isUnderLink(target, nodes, platform)) return;
    if (closestInPage(frame, '[inert]')) return; // It cannot get the focus. The bar is there for the person.
    const now = performance.now();
    const isTakenAgain = now - lastTakenAt <= takenAgainMs;
    lastTakenAt = now;
    if (isTakenAgain) onTakenTwice();
    else focus();
  };
  document.addEventListener('focusin', (event) => onFocusIn(event.composedPath()[0] as Element), listeners);

  return {
    start() {
      const focused = focusedElement(platform);
      if (nodes.contains(focused)) return;
      if (!focused || focused === document.body || isUnderLink(focused, nodes, platform)) focus();
    },
    focus,
    wasEntered() {
      const isInFrame = nodes.contains(focusedElement(platform));
      const isEntered = isInFrame && !wasInFrame;
      wasInFrame = isInFrame;
      return isEntered;
    },
    stop() {
      listeners.abort();
      guards.forEach((guard) => guard.remove());
    },
  };
}
