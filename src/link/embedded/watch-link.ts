import { attempt } from '../attempt.js';
import { JunctionConnectError } from '../errors.js';
import type { LinkReport } from '../link-report.js';
import type { Platform } from '../platform.js';
import { type FocusKeeper, keepFocus } from './keep-focus.js';
import type { LinkNodes } from './link-nodes.js';
import { ObstacleFinder } from './obstacles.js';
import type { Obstacle } from './reachability.js';

/** The time without a sign of life after which Link counts as stuck, in milliseconds. */
const silenceMs = 8000;

/** The time between two checks of the page, in milliseconds. */
const checkMs = 500;

/**
 * The time before the `load` event of a frame in which a sign of life belongs to the page that is being loaded, in
 * milliseconds.
 */
const pageLoadMs = 1000;

/** What the site's owner reads in the console when Link is stuck. */
const advice: Record<Obstacle | 'silent', string> = {
  silent:
    'Link shows no sign of life. Do Content-Security-Policy (frame-src) and Cross-Origin-Embedder-Policy allow its frame?',
  inert: "the page has made Link's frame inert",
  'aria-hidden': "the page hides Link's frame from screen readers by aria-hidden",
  covered: "something else in the page gets the presses at the middle of Link's frame",
  hidden: "Link's frame cannot be seen",
  popover: "a popover of the page lies over Link's frame",
};

export interface WatchContext {
  readonly nodes: LinkNodes;
  readonly platform: Platform;
  readonly onReport: (report: LinkReport) => void;
  /** Moves the focus to the bar, if the element shows it. Returns true when it has. */
  readonly focusBar: () => boolean;
}

export interface LinkWatch {
  /** Notes a callback of Link: Link is alive. */
  noteCallback(): void;
  /**
   * Notes the callback `onLoad`. It does not count while the frame dispatches its `load` event: Link may pass on that event,
   * and an error page in the frame has it, too.
   */
  noteLoad(): void;
  /** Moves the focus into Link's frame. */
  focus(): void;
  stop(): void;
}

/**
 * Watches an embedded Link from the moment when it is shown until it is closed. Reports when it is stuck and when it is not
 * any more, when it can never work, and when somebody has removed it from the page.
 *
 * To the page around it, an error page in a frame looks like Link. So Link has to show a sign of life: a callback, a message
 * of its frame, or the focus when a person moves it into the frame.
 *
 * - An error page can get the focus, too. So after the focus alone, Link counts as stuck again when it shows no other sign for
 *   `silenceMs`.
 * - Many sign-in pages of providers refuse to be framed. So each new page in the frame has to show a sign of life again.
 */
export function watchLink({ nodes, platform, onReport, focusBar }: WatchContext): LinkWatch {
  const { clearTimeout, document, performance, setTimeout } = platform;
  const listeners = new AbortController(); // Aborting it removes the listeners.
  const obstacles = new ObstacleFinder(nodes, platform);
  const advised = new Set<string>();
  let keeper: { readonly frame: Element; readonly focusKeeper: FocusKeeper } | undefined;
  let checkTimer: ReturnType<Platform['setTimeout']> | undefined;
  let silenceTimer: ReturnType<Platform['setTimeout']> | undefined;
  let isAlive = false;
  let lastSignAt = -Infinity;
  let isSilent = false;
  let isFrameLoading = false;
  let obstacle: Obstacle | undefined;
  let isStuck = false;

  const update = () => {
    const problem = isSilent ? 'silent' : obstacle;
    if (problem && !advised.has(problem)) platform.console.warn(`junction-connect: ${advice[problem]}`);
    if (problem) advised.add(problem);
    if (isStuck === !!problem) return;
    isStuck = !!problem;
    onReport({ type: isStuck ? 'stuck' : 'responsive' });
  };

  const waitForSign = () => {
    clearTimeout(silenceTimer);
    isSilent = false;
    if (isAlive) return;
    silenceTimer = setTimeout(() => {
      isSilent = true;
      update();
    }, silenceMs);
  };

  const noteSign = () => {
    isAlive = true;
    lastSignAt = performance.now();
    waitForSign();
    update();
  };

  const fail = (message: string) =>
    onReport({ type: 'unusable', error: new JunctionConnectError('link_unavailable', message) });

  const keepFocusIn = (frame: HTMLIFrameElement) => {
    if (keeper?.frame === frame) return;
    keeper?.focusKeeper.stop();
    const onTakenTwice = () => fail('The page takes the focus away from Link');
    const focusKeeper = keepFocus({ frame, nodes, platform, focusBar, onTakenTwice });
    keeper = { frame, focusKeeper }; // Set before `start`, inside of which the page may end the session.
    focusKeeper.start();
  };

  const check = () => {
    const frame = nodes.mainFrame();
    if (nodes.presence() === 'gone') return onReport({ type: 'exit', reason: 'page' });
    checkTimer = setTimeout(check, checkMs);
    if (!frame) return;
    keepFocusIn(frame);
    if (listeners.signal.aborted) return;
    if (keeper?.focusKeeper.wasEntered()) waitForSign();
    if (document.visibilityState === 'hidden') return;
    obstacle = obstacles.find(frame, isAlive);
    update();
  };

  const checkFirst = () => {
    if (nodes.presence() === 'gone') fail("Link's frame was removed at once, as a content blocker does");
    else check();
  };

  document.addEventListener(
    'securitypolicyviolation',
    ({ blockedURI, disposition, effectiveDirective }) => {
      const originOf = (url: string) => attempt(() => new URL(url).origin) ?? url;
      const isLink = nodes.frames().some(({ src }) => originOf(src) === originOf(blockedURI));
      if (disposition === 'enforce' && /^(frame|child)-src/.test(effectiveDirective) && isLink)
        fail(`Content-Security-Policy: ${effectiveDirective} does not allow ${originOf(blockedURI)}`);
    },
    listeners,
  );
  document.addEventListener(
    'load',
    ({ target }) => {
      if (!nodes.contains(target as Node)) return;
      isFrameLoading = true;
      setTimeout(() => (isFrameLoading = false));
      if (!isAlive || performance.now() - lastSignAt < pageLoadMs) return;
      isAlive = false;
      waitForSign();
    },
    { capture: true, signal: listeners.signal },
  );
  platform.addEventListener(
    'message',
    ({ source }) => {
      if (nodes.frames().some(({ contentWindow }) => isInWindow(source as Window | null, contentWindow))) noteSign();
    },
    listeners,
  );
  waitForSign();
  checkTimer = setTimeout(checkFirst);

  return {
    noteCallback: noteSign,
    noteLoad: () => isFrameLoading || noteSign(),
    focus: () => keeper?.focusKeeper.focus(),
    stop() {
      listeners.abort();
      clearTimeout(checkTimer);
      clearTimeout(silenceTimer);
      keeper?.focusKeeper.stop();
    },
  };
}

/** Returns true when a window is this one, or is in a frame of it. */
function isInWindow(source: Window | null, window: Window | null): boolean {
  for (let current = source; current; current = current.parent === current ? null : current.parent) {
    if (current === window) return true;
  }
  return false;
}
