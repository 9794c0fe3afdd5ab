import type { Mode } from '../../../src/link/configuration/configuration.js';
import type { Given, MatrixRun } from '../../support/fault-matrix.js';

/** The steps of a launch, and the modes that have them. After a fault of Link's script, `auto` has those of `popup`, too. */
export const stepModes = {
  /** The token request. */
  endpoint: ['embed', 'popup', 'redirect', 'auto'],
  /** Link's script. */
  script: ['embed', 'auto'],
  /** `Vital.create()`. */
  create: ['embed', 'auto'],
  /** `open()` of what `Vital.create()` returned. */
  open: ['embed', 'auto'],
  /** Link's frame, from `open()` to its last callback. */
  frame: ['embed', 'auto'],
  /** The empty window, before it goes to Link. */
  window: ['popup', 'auto'],
  /** The window or the page goes to Link. */
  navigation: ['popup', 'redirect'],
  /** Link returns to a page of the site. */
  return: ['popup', 'redirect'],
  /** The session ends: by the page, by the person or by Link. */
  close: ['embed', 'popup', 'redirect', 'auto'],
} as const satisfies Record<string, readonly Mode[]>;

export type Step = keyof typeof stepModes;

export const faults = [
  'never',
  'slow',
  'error',
  'garbage',
  'twice',
  'out of order',
  'element removed',
  'frozen page',
  'reload',
  'no sessionStorage',
  'no BroadcastChannel',
  'no randomUUID',
] as const;

export type Fault = (typeof faults)[number];

export interface Then {
  /** The outcomes, in order. */
  readonly events: readonly string[];
  readonly status: string;
  /** What is left in the pages, the windows and the storage. */
  readonly left: readonly string[];
  /** The number of times that Link was opened with a token. */
  readonly shown?: number;
  readonly requests?: number;
  /** What is left after `session.end('page')`. Without it, nothing may be left. */
  readonly leftAfterEnd?: readonly string[];
  /**
   * What is left when all timers have run after that. Without it, `leftAfterEnd` applies without `timers`, and without
   * `channel` and `observers`, which timers end.
   */
  readonly leftAfterTimers?: readonly string[];
  /** True when the session may have no outcome at all, because this page cannot know it. */
  readonly isSilent?: boolean;
}

export interface Row {
  readonly step: Step;
  readonly fault: Fault;
  /** Completes the sentence that begins with the fault. It is the end of the test's name. */
  readonly what: string;
  /** The modes in which the row runs. Without it, these are all modes of the step. */
  readonly modes?: readonly Mode[];
  readonly given?: Given;
  readonly act: (run: MatrixRun) => Promise<void> | void;
  readonly then: Then | Partial<Record<Mode, Then>>;
}

// What a run has while Link is open: the nodes of Link and what watches them, or the window and the connection to it.
export const embedded = ['listeners', 'nodes', 'timers'];
export const inWindow = ['channel', 'listeners', 'timers', 'window'];
const leavingPage = ['listeners', 'record'];
export const nothing: string[] = [];

/**
 * What is left after a window whose `closed` is true. The window may only be cut off from this page. So the page listens to
 * its channel for an hour, as long as a token lives.
 */
export const cutOffWindow = ['channel', 'timers'];

/**
 * What is left after a Link that was closed before it had a frame. Link may still add the frame. An observer waits for the
 * frame for 30 seconds, and removes it.
 */
export const lateFrameWatch = ['observers', 'timers'];

/**
 * What is left of a return page that does not know its launch, for example because the launch has ended with a success. Its
 * address may be forged, so it only sends the return, and reports no outcome. It waits for an answer as long as it is open.
 * After two seconds it warns in the console.
 */
export const unansweredReturn = {
  left: ['channel', 'listeners', 'timers'],
  leftAfterEnd: ['channel', 'listeners', 'timers'],
  leftAfterTimers: ['channel', 'listeners'],
};

export const ended = (mode: Mode) => (mode === 'redirect' ? ['ended record'] : nothing);

/** Returns the result of a row in which Link is open at the end. It is the same in each mode, except for what is left. */
export const shown = (changes: Partial<Then> = {}): Record<Mode, Then> => ({
  embed: { events: [], status: 'open', left: embedded, shown: 1, ...changes },
  auto: { events: [], status: 'open', left: embedded, shown: 1, ...changes },
  popup: { events: [], status: 'open', left: inWindow, shown: 1, ...changes },
  // The person may still come back from Link, so the record stays. It says that the exit was reported already.
  redirect: { events: [], status: 'open', left: leavingPage, shown: 1, leftAfterEnd: ended('redirect'), ...changes },
});

export const failed = (code: string, changes: Partial<Then> = {}): Then => ({
  events: [`error ${code}`],
  status: 'error',
  left: nothing,
  shown: 0,
  ...changes,
});

export const left = (reason: 'user' | 'page', changes: Partial<Then> = {}): Then => ({
  events: [`exit ${reason}`],
  status: 'idle',
  left: nothing,
  ...changes,
});

export const connected = (changes: Partial<Then> = {}): Then => ({
  events: ['success'],
  status: 'connected',
  left: nothing,
  ...changes,
});

/**
 * Returns the result of a row in which Link's own code throws. The token may be used up then, so both modes report an error.
 * The next press gets a fresh token.
 */
export const linkFailed = (changes: Partial<Then> = {}): Partial<Record<Mode, Then>> => ({
  embed: failed('link_unavailable', changes),
  auto: failed('link_unavailable', changes),
});

/** Returns the result of a row in which Link cannot be embedded: `auto` shows the link, and `embed` reports an error. */
export const notEmbedded = (changes: Partial<Then> = {}): Partial<Record<Mode, Then>> => ({
  embed: failed('link_unavailable', changes),
  auto: { events: [], status: 'open', left: nothing, ...changes },
});

/** Adds Link's script tag to what is left. It stays in the page, because other elements may be waiting for it. */
export function scriptStays(then: Then): Then {
  return { ...then, left: [...then.left, 'script'].sort(), leftAfterEnd: ['script'] };
}

/** Replaces what is left by the observer that waits for a late frame. */
export function withLateFrameWatch(then: Partial<Record<Mode, Then>>): Partial<Record<Mode, Then>> {
  return Object.fromEntries(
    Object.entries(then).map(([mode, value]) => [
      mode,
      { ...value, left: lateFrameWatch, leftAfterEnd: lateFrameWatch },
    ]),
  );
}

/** Returns the result of a row in which Link was shown, and then the page ended the session. */
export function shownThenLeft(): Record<Mode, Then> {
  const then = (mode: Mode) => left('page', { left: ended(mode), leftAfterEnd: ended(mode), shown: 1 });
  return { embed: then('embed'), auto: then('auto'), popup: then('popup'), redirect: then('redirect') };
}
