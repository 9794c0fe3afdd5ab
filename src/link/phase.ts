import { tokenRefusals } from '../junction/error-types.js';
import type { NextPages } from './configuration/outcome-settings.js';
import type { JunctionConnectError } from './errors.js';
import type { LaunchedLink } from './launchers/launcher.js';
import type { LinkReport } from './link-report.js';
import type { ExitReason, Outcome } from './outcome.js';
import { newReportedError } from './reported-error.js';

/**
 * The state of a session. It is always one of these:
 *
 * - `loading`: the token is loading, and for an embedded Link also Link's script. The window of a popup is open already.
 * - `open`: Link is shown, or the browser is leaving the page for hosted Link.
 * - `waiting`: hosted Link needs a window, and the browser opens one only during a press. `error` is set when the session
 *   has just reported that the browser blocked the window. A repeated block is not reported.
 * - `connected`: the session has reported a success. `link` is set while Link shows its last screen.
 * - `error`: the session has reported an error. `link` is set while the person may continue in an embedded Link. When the
 *   person closes that Link, the phase stays, so that the person can read what was wrong.
 * - `idle`: the session ended with an exit, or the person came back from hosted Link by the browser's Back button.
 *
 * `isStuck` is true while an embedded Link shows no sign of life, or the person cannot reach it. Then the element shows
 * a bar with which the person can go on.
 */
export type Phase =
  | {
      readonly name: 'loading';
      readonly link?: LaunchedLink | undefined;
      /** True while a refused token may be replaced by a fresh one. A session does this once, and not after an error. */
      readonly canRefresh: boolean;
      /** As in the phase `waiting`. */
      readonly blockedWindows: number;
    }
  | {
      readonly name: 'open';
      readonly link: LaunchedLink;
      readonly canRefresh: boolean;
      readonly isStuck?: boolean | undefined;
    }
  | {
      readonly name: 'waiting';
      /**
       * The number of windows that the browser has blocked since the session began. The session reports only the first.
       * A later one counts only if the person has pressed. Browsers block a window that a script opens without a press.
       */
      readonly blockedWindows: number;
      readonly error?: JunctionConnectError | undefined;
    }
  | {
      readonly name: 'connected';
      /** The slug of the provider, as in the outcome. */
      readonly provider: string | null;
      readonly link?: LaunchedLink | undefined;
      readonly isStuck?: boolean | undefined;
    }
  | {
      readonly name: 'error';
      readonly error: JunctionConnectError;
      /** The slug of the provider, as in the outcome. */
      readonly provider: string | null;
      /** True when the browser had no network at the time of the error. */
      readonly isOffline: boolean;
      readonly link?: LaunchedLink | undefined;
      readonly isStuck?: boolean | undefined;
    }
  | {
      readonly name: 'idle';
      /** True after an exit. A screen reader says so, because nothing else in the page may show it. */
      readonly hasExited?: boolean | undefined;
    };

/** The public name of a phase. `waiting` is `error` when the browser has just blocked the window, and `open` otherwise. */
export type SessionStatus = 'loading' | 'open' | 'connected' | 'error' | 'idle';

/**
 * The reason why a session is ended. `replaced`: a new session begins in this page, so the page does not go to `exit-url`.
 */
export type EndReason = ExitReason | 'replaced';

/** An event in a session: a step of its launch, a report of Link, or its end. */
export type SessionEvent =
  | { readonly type: 'started'; readonly link: LaunchedLink }
  | { readonly type: 'shown' }
  /** A launch failed, or the person can never use an embedded Link that was shown. */
  | {
      readonly type: 'failed';
      readonly error: JunctionConnectError;
      /** True when hosted Link may take the place of the embedded Link. */
      readonly canFallBackToWindow: boolean;
      /** True when the launch began during a person's press. Without one, every browser blocks a window. */
      readonly wasPressed: boolean;
      /** True when the browser has no network. Then hosted Link cannot be shown either. */
      readonly isOffline: boolean;
    }
  /** The person wants to continue in a window, because the embedded Link is stuck. */
  | { readonly type: 'window-wanted' }
  | Exclude<LinkReport, { readonly type: 'unusable' }>
  | { readonly type: 'exit'; readonly reason: EndReason };

/** The facts about a session that a transition needs in addition to the phase. */
export interface SessionFacts {
  /** The `provider` attribute at the launch, for a report that names no provider. */
  readonly provider: string | null;
  /** True for hosted Link: `popup` and `redirect`. */
  readonly isHosted: boolean;
}

/** The result of an event. */
export interface Transition {
  /** The same object as before when nothing has changed. */
  readonly phase: Phase;
  readonly outcome?: Outcome;
  /** The error of an embedded Link that hosted Link replaces. It is no outcome, because the person can go on. */
  readonly fallbackReason?: JunctionConnectError;
  /** True when Link has refused the token. Then the session launches again, with a fresh token. */
  readonly relaunch?: boolean;
}

/** The phase in which a launch begins. */
export const firstPhase = { name: 'loading', canRefresh: true, blockedWindows: 0 } as const satisfies Phase;

/**
 * Returns true when hosted Link can only take the place of the page. The browser has blocked two windows, the second one
 * although the person had pressed the link. So it opens no windows, as browsers in apps do.
 */
export const canOpenNoWindow = (phase: Phase): boolean => phase.name === 'waiting' && phase.blockedWindows > 1;

/** Returns the public name of the phase. */
export function statusOf(phase: Phase): SessionStatus {
  if (phase.name === 'waiting') return phase.error ? 'error' : 'open';
  return phase.name;
}

/** Returns the Link of the phase. A session has one from the start of a launch until Link is closed. */
export const linkIn = (phase: Phase): LaunchedLink | undefined => ('link' in phase ? phase.link : undefined);

/** Returns true while an embedded Link is stuck. */
export const isStuck = (phase: Phase): boolean => 'isStuck' in phase && !!phase.isStuck;

/**
 * Returns true while the session runs: before any outcome, while it waits for a press, and after an error that leaves an
 * embedded Link in the page. A running session can launch Link and report an error. If it is ended, it reports an exit.
 */
export function isRunning(phase: Phase): boolean {
  if (phase.name === 'error') return !!phase.link;
  return phase.name !== 'connected' && phase.name !== 'idle';
}

/**
 * Returns true when a press continues this session. Returns false when a press begins a new session: after a success or an
 * exit, when Link has closed without a report, and after an error unless Link is known to be there.
 */
export function continuesOnPress(phase: Phase): boolean {
  const presence = linkIn(phase)?.presence();
  return isRunning(phase) && (phase.name === 'error' ? presence === 'present' : presence !== 'gone');
}

/** Returns the phase of an outcome after its embedded Link has closed. Returns the same object if there is no Link. */
function withoutLink(phase: Phase): Phase {
  if (!linkIn(phase)) return phase;
  if (phase.name === 'connected') return { name: 'connected', provider: phase.provider };
  if (phase.name !== 'error') return phase;
  const { error, provider, isOffline } = phase;
  return { name: 'error', error, provider, isOffline };
}

/**
 * Returns the next phase and the outcome of an event. A session has at most one success and at most one exit, and no
 * outcome after a success. The first success counts even after an exit or an error: Link may report in any order, twice,
 * or never.
 */
export function transition(phase: Phase, event: SessionEvent, { provider, isHosted }: SessionFacts): Transition {
  const link = linkIn(phase);
  const embeddedLink = isHosted ? undefined : link;
  switch (event.type) {
    case 'started':
      if (phase.name === 'loading') return { phase: { ...phase, link: event.link } };
      if (phase.name !== 'waiting') return { phase };
      return { phase: { ...firstPhase, blockedWindows: phase.blockedWindows, link: event.link } };

    case 'shown':
      return {
        phase: phase.name === 'loading' && link ? { name: 'open', link, canRefresh: phase.canRefresh } : phase,
      };

    case 'failed': {
      const { error, canFallBackToWindow, wasPressed, isOffline } = event;
      if (!isRunning(phase)) return { phase: withoutLink(phase) }; // Link's last screen ends.
      if (canFallBackToWindow && error.code === 'link_unavailable' && !isOffline)
        return { phase: { name: 'waiting', blockedWindows: 0 }, fallbackReason: error };
      const outcome = { type: 'error', provider, error } as const;
      if (error.code !== 'popup_blocked') return { phase: { name: 'error', error, provider, isOffline }, outcome };
      // The person may have to press several times until the browser opens the window. Only the first block is an error.
      const blockedBefore = 'blockedWindows' in phase ? phase.blockedWindows : 0;
      if (blockedBefore === 0) return { phase: { name: 'waiting', blockedWindows: 1, error }, outcome };
      return { phase: { name: 'waiting', blockedWindows: blockedBefore + Number(wasPressed) } };
    }

    case 'success': {
      if (phase.name === 'connected') return { phase };
      const connected = event.provider ?? provider;
      return {
        phase: {
          name: 'connected',
          provider: connected,
          link: embeddedLink,
          ...(isStuck(phase) && { isStuck: true }),
        },
        outcome: { type: 'success', provider: connected, metadata: event.metadata },
      };
    }

    case 'error': {
      if (!isRunning(phase)) return { phase };
      if ('canRefresh' in phase && phase.canRefresh && (tokenRefusals as readonly string[]).includes(event.code)) {
        // Hosted Link continues in its window. An embedded Link accepts no second token, so a new Link is launched.
        const fresh = { ...firstPhase, canRefresh: false, link: isHosted ? link : undefined };
        return { phase: fresh, relaunch: true };
      }
      const error = newReportedError(event.code);
      const failed = event.provider ?? provider;
      return {
        phase: {
          name: 'error',
          error,
          provider: failed,
          isOffline: false,
          link: embeddedLink,
          ...(isStuck(phase) && { isStuck: true }),
        },
        outcome: { type: 'error', provider: failed, error },
      };
    }

    case 'exit':
      if (!isRunning(phase)) return { phase: withoutLink(phase) }; // Link's last screen ends.
      return {
        phase: phase.name === 'error' ? withoutLink(phase) : { name: 'idle', hasExited: true },
        outcome: { type: 'exit', reason: event.reason === 'page' ? 'page' : 'user' },
      };

    case 'stuck':
    case 'responsive': {
      if (phase.name !== 'open' && phase.name !== 'error' && phase.name !== 'connected') return { phase };
      return { phase: embeddedLink ? { ...phase, isStuck: event.type === 'stuck' } : phase };
    }

    case 'claimed-elsewhere': {
      // The other page reports a refused token as an error, so this session requests no fresh token.
      const withoutRefresh = 'canRefresh' in phase ? { ...phase, canRefresh: false } : phase;
      return { phase: transition(withoutRefresh, event.report, { provider, isHosted }).phase };
    }

    case 'window-wanted':
      return { phase: isRunning(phase) && embeddedLink ? { name: 'waiting', blockedWindows: 0 } : phase };

    case 'page-restored':
      return { phase: { name: 'idle' } };
  }
}

/**
 * Returns the address that the page goes to after an outcome. Returns undefined when the page stays: no address is set, the
 * page or the next session has ended this session, or the person can continue here after an error.
 *
 * @param phase The phase after the outcome's event was dispatched: a listener may have closed Link.
 */
export function nextPageAfter(
  event: SessionEvent,
  outcome: Outcome,
  phase: Phase,
  nextPages: NextPages,
): URL | undefined {
  if (event.type === 'exit' && event.reason !== 'user') return undefined;
  const link = linkIn(phase);
  const canContinue = phase.name === 'waiting' || (link && link.presence() !== 'gone');
  return outcome.type === 'error' && canContinue ? undefined : nextPages[outcome.type];
}
