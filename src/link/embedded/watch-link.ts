import { attempt } from '../attempt.js';
import { JunctionConnectError } from '../errors.js';
import { isLinkAddress } from '../link-location.js';
import type { LinkReport } from '../link-report.js';
import type { Platform } from '../platform.js';
import type { LaunchingElement } from '../launching-element.js';
import { type FocusKeeper, keepFocus } from './keep-focus.js';
import type { LinkNodes } from './link-nodes.js';
import { ObstacleFinder } from './obstacles.js';
import type { Obstacle } from './reachability.js';
import { unshadowed } from '../unshadowed.js';

/** The time without a sign of life after which Link counts as stuck, in milliseconds. */
const silenceMs = 8000;

/** The time between two checks of the page, in milliseconds. */
const checkMs = 500;

/** The time after the `load` event of a frame in which Link may pass on that event as `onLoad`, in milliseconds. */
const passOnMs = 50;

/** What the site's owner reads in the console when Link is stuck. */
const advice: Record<Obstacle | 'silent', string> = {
  silent: 'Link shows no sign of life. Check Content-Security-Policy (frame-src) and Cross-Origin-Embedder-Policy',
  inert: "the page has made Link's frame inert",
  'aria-hidden': "the page hides Link's frame from screen readers by aria-hidden",
  covered: "something else in the page gets the presses at the middle of Link's frame",
  hidden: "Link's frame cannot be seen",
  popover: "a popover of the page lies over Link's frame",
};

/**
 * What is known about Link. `awaited`: Link has `silenceMs` to show a sign of life. `silent`: that time is over.
 * `alive`: Link has shown a sign of life. It need not show another until a new page loads in its frame.
 */
type Life = 'awaited' | 'silent' | 'alive';

export interface WatchContext {
  readonly nodes: LinkNodes;
  readonly platform: Platform;
  readonly onReport: (report: LinkReport) => void;
  readonly element: LaunchingElement;
}

export interface LinkWatch {
  /**
   * Notes a callback of Link. Only a success proves that Link's frame works. Link's script can report an error for a
   * frame that did not load.
   */
  noteCallback(isSuccess: boolean): void;
  /**
   * Notes the callback `onLoad`. It does not count when the frame has just dispatched its `load` event. Link may only
   * pass on that event, and a frame with an error page dispatches it, too.
   */
  noteLoad(): void;
  /** Moves the focus into Link's frame. */
  focus(): void;
  stop(): void;
}

/**
 * Watches an embedded Link from the moment when it is shown until it is closed. Reports when it is stuck and when it is
 * not stuck any more, when the person can never use it, and when somebody has removed it from the page.
 *
 * A page cannot tell an error page in a frame from Link. So Link has to show a sign of life: a callback, a message of
 * its frame, or the focus when a person moves it into the frame.
 *
 * - An error page can get the focus, too, and Link's script can report an error for it. After these signs alone, Link
 *   counts as stuck again when it shows no other sign for `silenceMs`.
 * - Many sign-in pages of providers refuse to be framed. So each new page in the frame has to show a sign of life
 *   again.
 */
export function watchLink({ nodes, platform, onReport, element }: WatchContext): LinkWatch {
  const { clearTimeout, performance, setTimeout } = platform;
  const listeners = new AbortController(); // Aborting it removes the listeners.
  const obstacles = new ObstacleFinder(nodes, platform);
  const advised = new Set<string>();
  let focusKeeper: FocusKeeper | undefined;
  let watchedFrame: HTMLIFrameElement | undefined;
  let checkTimer: ReturnType<Platform['setTimeout']> | undefined;
  let silenceTimer: ReturnType<Platform['setTimeout']> | undefined;
  let life: Life = 'awaited';
  let wasAlive = false;
  let frameLoadedAt = -Infinity;
  let obstacle: Obstacle | undefined;
  let isStuck = false;
  let wasGone = false;

  const update = () => {
    const problem = life === 'silent' ? 'silent' : obstacle;
    if (problem && !advised.has(problem)) platform.console.warn(`junction-connect: ${advice[problem]}`);
    if (problem) advised.add(problem);
    if (isStuck === !!problem) return;
    isStuck = !!problem;
    onReport({ type: isStuck ? 'stuck' : 'responsive' });
  };

  const setLife = (next: Life) => {
    if (listeners.signal.aborted) return; // A Link that was closed may still call back.
    life = next;
    wasAlive ||= life === 'alive';
    clearTimeout(silenceTimer);
    if (life === 'awaited') silenceTimer = setTimeout(() => setLife('silent'), silenceMs);
    update();
  };
  const noteSign = () => setLife('alive');
  const noteWeakSign = () => {
    if (life !== 'alive') setLife('awaited');
  };

  const fail = (message: string) => {
    onReport({ type: 'unusable', error: new JunctionConnectError('link_unavailable', message) });
  };

  const watchFrame = (frame: HTMLIFrameElement) => {
    if (frame === watchedFrame) return;
    if (watchedFrame && life === 'alive') setLife('awaited');
    let loads = 0;
    watchedFrame = frame;
    frame.addEventListener(
      'load',
      () => {
        frameLoadedAt = performance.now();
        loads += 1;
        if (loads > 1 && life === 'alive') setLife('awaited');
      },
      // Before a listener of Link, which may call `onLoad`.
      { capture: true, signal: listeners.signal },
    );
    focusKeeper?.stop();
    const onTakenAgain = () =>
      fail('The page takes the focus away from Link. In a dialog that keeps the focus, use mode="popup"');
    focusKeeper = keepFocus({ frame, nodes, platform, element, onTakenAgain });
    focusKeeper.start();
  };

  /**
   * Reports an exit when Link's frame is gone at two checks in a row. After only one, Link may be replacing its frame.
   */
  const checkPresence = () => {
    const isGone = nodes.presence() === 'gone';
    if (isGone && wasGone) onReport({ type: 'exit', reason: 'page' });
    wasGone = isGone;
  };

  const checkPage = () => {
    nodes.takeNewFrames();
    checkPresence();
    if (isStuck) element.keepBarReachable();
    const frame = nodes.mainFrame(watchedFrame);
    if (!frame) return;
    watchFrame(frame);
    focusKeeper?.check();
    if (listeners.signal.aborted) return; // Link was closed, because the page keeps taking the focus.
    if (focusKeeper?.wasEntered()) noteWeakSign();
    if (unshadowed(platform.document).visibilityState === 'hidden') return;
    obstacle = obstacles.find(frame, wasAlive);
    update();
  };

  const check = () => {
    checkTimer = setTimeout(check, checkMs);
    attempt(checkPage); // The fields of a form can hide the form's own functions.
  };

  const checkFirst = () => {
    if (nodes.presence() === 'gone')
      fail('Link\'s frame was removed at once, as a content blocker does. Use mode="popup"');
    else check();
  };

  platform.addEventListener(
    'securitypolicyviolation',
    ({ blockedURI, disposition, effectiveDirective }) => {
      const originOf = (url: string) => attempt(() => new URL(url).origin);
      const blocked = originOf(blockedURI);
      const isLink = blocked && nodes.frames().some(({ src }) => originOf(src) === blocked);
      if (disposition === 'enforce' && /^(frame|child)-src/.test(effectiveDirective) && isLink)
        fail(`Content-Security-Policy: add ${blocked} to ${effectiveDirective}`);
    },
    listeners,
  );
  platform.addEventListener(
    'message',
    ({ origin, source }) => {
      const frames = nodes.frames();
      const isFromFrame = frames.some(({ contentWindow }) => isInWindow(source as Window | null, contentWindow));
      // Link may have put its frame into a closed shadow root, where `frames()` cannot find it.
      const isFromLink = frames.length === 0 && attempt(() => isLinkAddress(new URL(origin)));
      if (isFromFrame || isFromLink) noteSign();
    },
    listeners,
  );
  setLife('awaited');
  checkTimer = setTimeout(checkFirst);

  return {
    noteCallback: (isSuccess) => (isSuccess ? noteSign() : noteWeakSign()),
    noteLoad() {
      if (performance.now() - frameLoadedAt > passOnMs) noteSign();
    },
    focus: () => focusKeeper?.focus(),
    stop() {
      listeners.abort();
      clearTimeout(checkTimer);
      clearTimeout(silenceTimer);
      focusKeeper?.stop();
    },
  };
}

/** Returns true when `source` is `window`, or is a frame in it. */
function isInWindow(source: Window | null, window: Window | null): boolean {
  for (let current = source; current; current = current.parent === current ? null : current.parent) {
    if (current === window) return true;
  }
  return false;
}
