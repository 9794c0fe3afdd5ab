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
  /** What is left after `session.end('page')`. Without it, nothing is. */
  readonly leftAfterEnd?: readonly string[];
  /**
   * What is left after that when all timers have run. Without it, it is what `leftAfterEnd` has besides timers, and the
   * channels and observers that a timer ends.
   */
  readonly leftAfterTimers?: readonly string[];
  /** True when the session may have no outcome at all, because this page cannot know it. */
  readonly isSilent?: boolean;
}

export interface Row {
  readonly step: Step;
  readonly fault: Fault;
  /** The rest of the sentence that begins with the fault. */
  readonly what: string;
  /** All modes of the step, unless given. */
  readonly modes?: readonly Mode[];
  readonly given?: Given;
  readonly act: (run: MatrixRun) => Promise<void> | void;
  readonly then: Then | Partial<Record<Mode, Then>>;
}

// What a Link that is open has: its nodes, the watch over them, the window with the connection to it.
export const embedded = ['listeners', 'nodes', 'timers'];
export const inWindow = ['channel', 'listeners', 'timers', 'window'];
const leavingPage = ['listeners', 'record'];
export const nothing: string[] = [];

/**
 * A window that reads as closed may only be cut off from this page. So the page listens to its channel for an hour, which is
 * how long a token lives.
 */
export const cutOffWindow = ['channel', 'timers'];

/** A Link that was closed before it had a frame may still add it. An observer removes it, for 30 seconds at most. */
export const lateFrameWatch = ['observers', 'timers'];

/**
 * A return page whose launch has ended with a success already. It does not know the launch, so its address may be forged. It
 * sends the return, reports nothing, and listens for an answer as long as it is open. After two seconds it warns in the
 * console.
 */
export const unansweredReturn = {
  left: ['channel', 'listeners', 'timers'],
  leftAfterEnd: ['channel', 'listeners', 'timers'],
  leftAfterTimers: ['channel', 'listeners'],
};

export const ended = (mode: Mode) => (mode === 'redirect' ? ['ended record'] : nothing);

/** Returns the same consequence in each mode, except for what an open Link has there. */
export const shown = (changes: Partial<Then> = {}): Record<Mode, Then> => ({
  embed: { events: [], status: 'open', left: embedded, shown: 1, ...changes },
  auto: { events: [], status: 'open', left: embedded, shown: 1, ...changes },
  popup: { events: [], status: 'open', left: inWindow, shown: 1, ...changes },
  // The person may still come back from Link, so the record stays. It says that the exit was told already.
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

/** When Link's own code throws, the token may be used up, so both modes report an error. The next press gets a fresh token. */
export const linkFailed = (changes: Partial<Then> = {}): Partial<Record<Mode, Then>> => ({
  embed: failed('link_unavailable', changes),
  auto: failed('link_unavailable', changes),
});

/** Where Link cannot be embedded, `auto` offers the link to hosted Link, and `embed` reports an error. */
export const notEmbedded = (changes: Partial<Then> = {}): Partial<Record<Mode, Then>> => ({
  embed: failed('link_unavailable', changes),
  auto: { events: [], status: 'open', left: nothing, ...changes },
});

/** Link's script tag stays: other elements of the page may be waiting for it. */
export function scriptStays(then: Then): Then {
  return { ...then, left: [...then.left, 'script'].sort(), leftAfterEnd: ['script'] };
}

export function withLateFrameWatch(then: Partial<Record<Mode, Then>>): Partial<Record<Mode, Then>> {
  return Object.fromEntries(
    Object.entries(then).map(([mode, value]) => [
      mode,
      { ...value, left: lateFrameWatch, leftAfterEnd: lateFrameWatch },
    ]),
  );
}

/** Link was shown, and then the page has ended the session. */
export function shownThenLeft(): Record<Mode, Then> {
  const then = (mode: Mode) => left('page', { left: ended(mode), leftAfterEnd: ended(mode), shown: 1 });
  return { embed: then('embed'), auto: then('auto'), popup: then('popup'), redirect: then('redirect') };
}
