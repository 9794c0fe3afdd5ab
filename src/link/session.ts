import { attempt } from './attempt.js';
import { type Configuration, type LaunchMode, readMode } from './configuration/configuration.js';
import { cleanText } from './configuration/text.js';
import { type OutcomeSettings, readOutcomeSettings } from './configuration/outcome-settings.js';
import type { SourceOf } from './configuration/setting-source.js';
import type { LaunchingElement } from './launching-element.js';
import { JunctionConnectError } from './errors.js';
import { type LaunchSettings, readLaunchSettings } from './launch-settings.js';
import { canEmbed } from './launchers/can-embed.js';
import type { LaunchedLink } from './launchers/launcher.js';
import { launchers } from './launchers/launchers.js';
import { reportOfReturn } from './link-report.js';
import type { Outcome } from './outcome.js';
import { ownerLine, writeOwnerLine } from './owner-line.js';
import {
  canOpenNoWindow,
  type EndReason,
  firstPhase,
  isRunning,
  linkIn,
  nextPageAfter,
  type Phase,
  type SessionEvent,
  transition,
} from './phase.js';
import type { Platform } from './platform.js';
import { rejectOnAbort } from './reject-on-abort.js';
import { type ElementIdentity, hasSameNextPages, hasSameSettings } from './return/element-identity.js';
import { endPendingReturn, type LaunchRecord } from './return/launch-record.js';
import { returnRequestFields } from './return/return-address.js';
import type { ReturnedLaunch } from './return/returned-launch.js';
import { warnOfProviders } from './warn-of-providers.js';

/**
 * Called on each change of the phase, with the outcome if there is one. Returns true when the session may go on to
 * `success-url`, `exit-url` or `error-url`.
 */
export type SessionListener = (session: LinkSession, outcome?: Outcome) => boolean;

export interface SessionOptions {
  /**
   * `launch()` reads it at its first call. `create()` reads only `mode`, because `junction-open` carries it. `resume()` reads
   * the settings of the outcome.
   */
  readonly configuration: Configuration;
  /** Returns where a setting comes from. It decides which addresses the session trusts. */
  readonly sourceOf: SourceOf;
  /**
   * Returns the identity of the element that launches Link. After a return, the same element dispatches the event.
   *
   * @param salt The return key of the launch. It makes the identity different in each launch.
   */
  readonly identify: (salt: string) => ElementIdentity;
  readonly listener: SessionListener;
  /** The element that launches Link. */
  readonly element: LaunchingElement;
  readonly platform: Platform;
}

/**
 * One run of Link, from a press to its outcome. Its phase says what it is doing. `phase.ts` decides the next phase, the
 * outcome, and the page that follows. The session carries that out: it requests the token, launches and closes Link, and calls
 * its listener. When it ends, it aborts its requests and closes Link.
 *
 * A launch goes like this:
 *
 * 1. The element creates the session during a press, dispatches `junction-open`, and calls `launch()`.
 * 2. `launch()` reads the configuration. Invalid settings are an error, before anything is requested.
 * 3. The launcher starts, still during the press: a popup opens its empty window.
 * 4. The token loads, and for an embedded Link also Link's script, both at the same time.
 * 5. The launcher shows Link. The phase becomes `open`.
 *
 * Link may refuse the token, because it is expired or used. Then the phase returns to `loading`, once, and `launch()` runs
 * again: a popup keeps its window, an embedded Link is closed and a new one is shown. After a redirect this happens on the
 * return page, which sends the tab to Link again. When Link refuses the fresh token, too, that is an error.
 */
export class LinkSession {
  readonly id: string;
  #mode: LaunchMode;
  #phase: Phase;
  #launchAbort: AbortController | undefined;
  #lastScreenTimer: ReturnType<typeof setTimeout> | undefined;
  #outcomeSettings: OutcomeSettings = { provider: null, nextPages: {} };
  #launchSettings: LaunchSettings | undefined;
  /** The launch that has returned, in the session that reports its outcome. */
  #returned: ReturnedLaunch | undefined;
  /**
   * The key of the launch in the return address. The return page finds the record of the launch by it. Nobody can guess it,
   * and no event has it.
   */
  readonly #returnKey: string;
  readonly #options: SessionOptions;

  private constructor(options: SessionOptions, id: string, mode: LaunchMode, phase: Phase) {
    this.#options = options;
    this.#returnKey = randomDigits(options.platform);
    this.id = id;
    this.#mode = mode;
    this.#phase = phase;
  }

  /** Returns a new session, which has chosen its mode. It does nothing until `launch()` is called. */
  static create(options: SessionOptions): LinkSession {
    return new LinkSession(options, randomDigits(options.platform), chooseMode(options), firstPhase);
  }

  /**
   * Returns a session that reports the outcome of an earlier one, after hosted Link has returned. The page that launched
   * Link is gone. Call `acceptReturn()` next.
   */
  static resume(returned: ReturnedLaunch, options: SessionOptions): LinkSession {
    const { configuration, sourceOf, platform } = options;
    const { element, returnKey, sessionId, mode, isRefreshed, hasEnded } = returned;
    // A window opens only during a press, so a popup cannot be launched again.
    // Markup of a stranger may have put another element with the same `id` into this page.
    const isSame = hasSameSettings(configuration, element, returnKey, platform);
    const canRefresh = mode === 'redirect' && !isRefreshed && isSame;
    const session = new LinkSession(
      options,
      sessionId,
      mode,
      hasEnded ? { name: 'idle' } : { ...firstPhase, canRefresh },
    );
    session.#returned = returned;
    const { provider, nextPages } = readOutcomeSettings(configuration, sourceOf, platform);
    const canNavigate = hasSameNextPages(configuration, element, returnKey, platform);
    session.#outcomeSettings = { provider, nextPages: canNavigate ? nextPages : {} };
    return session;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The way Link is launched, after `auto` was resolved. It becomes `popup` when hosted Link replaces an embedded Link. */
  get mode(): LaunchMode {
    return this.#mode;
  }

  /**
   * Launches Link. Call it during the person's press, because browsers open a window only then. A failure changes the phase.
   * The promise never rejects.
   */
  async launch(): Promise<void> {
    if (!isRunning(this.#phase)) return; // A listener has ended the session already.
    const { configuration, sourceOf, platform } = this.#options;
    this.#launchAbort?.abort();
    const { signal } = (this.#launchAbort = new AbortController());
    let canFallBackToWindow = false;
    const wasPressed = platform.navigator.userActivation?.isActive ?? true; // Older browsers do not know it.
    try {
      // The settings are read once. A launch with a fresh token, or with a window instead of a frame, uses the same ones.
      if (!this.#launchSettings) {
        this.#outcomeSettings = readOutcomeSettings(configuration, sourceOf, platform);
        this.#launchSettings = readLaunchSettings(configuration, sourceOf, platform);
        warnOfProviders(configuration, platform);
      }
      const settings = this.#launchSettings;
      const { isHosted } = this.#launcher;
      canFallBackToWindow = settings.mode === 'auto' && !isHosted;
      const returnFields = isHosted ? returnRequestFields(this.#returnKey, settings, platform) : {};
      const link = linkIn(this.#phase) ?? this.#startLink(settings); // A fresh token is for the window that is open already.
      const deadline = platform.AbortSignal.any([signal, platform.AbortSignal.timeout(settings.timeoutMs)]);
      const timeoutError = new JunctionConnectError(
        'token_request_timeout',
        'token-endpoint or fetchToken did not answer in time. Make it faster, or give timeout more milliseconds',
      );
      // Link's script first: its server is another one, to which the browser may have to connect first.
      const loaded = link.load?.(deadline);
      const answered = rejectOnAbort(() => settings.fetchTarget(returnFields, deadline), deadline, timeoutError);
      const [target] = await Promise.all([answered, loaded]);
      canFallBackToWindow = false; // Link's script has loaded. If `show` fails, a window does not help.
      if (signal.aborted || this.#phase.name !== 'loading') return;
      link.show(target);
      if (!signal.aborted) this.#advance({ type: 'shown' }); // Link may have reported an outcome while it was shown.
    } catch (error) {
      if (signal.aborted) return;
      this.#advance({
        type: 'failed',
        error: toTypedError(error),
        canFallBackToWindow,
        wasPressed,
        isOffline: isOffline(platform),
      });
    }
  }

  /**
   * Handles a press that continues the session. In the phase `waiting` it launches hosted Link, in a window or in place of
   * the page, and returns the promise of that launch. Otherwise it brings Link's window to the front, or moves the focus
   * into Link's frame.
   */
  press(): Promise<void> | undefined {
    if (this.#phase.name !== 'waiting') {
      linkIn(this.#phase)?.focus?.();
      return undefined;
    }
    this.#mode = this.replacesPage ? 'redirect' : 'popup';
    return this.launch();
  }

  /** True when the next press shows hosted Link in place of the page, because no window opens. A frame cannot do that. */
  get replacesPage(): boolean {
    const { parent, self } = this.#options.platform;
    return canOpenNoWindow(this.#phase) && parent === self;
  }

  /**
   * Closes an embedded Link, and launches hosted Link in a window instead. Call it during a press, because browsers
   * open a window only then. Returns the promise of the launch.
   */
  continueInWindow(): Promise<void> | undefined {
    this.#advance({ type: 'window-wanted' });
    return this.press();
  }

  /** Reports the outcome of the launch that has returned. */
  acceptReturn(): void {
    this.#advance(reportOfReturn(this.#returned!.pendingReturn.outcome));
    // After an earlier exit or error, another one does not change the phase. Then `#advance` has not called this.
    this.#endPendingReturn();
  }

  /** Ends the session and closes Link. Reports an exit if the session was running (`isRunning` in `phase.ts`). */
  end(reason: EndReason): void {
    this.#advance({ type: 'exit', reason });
  }

  get #launcher() {
    return launchers[this.mode];
  }

  #startLink({ mode, nonce }: LaunchSettings): LaunchedLink {
    const { element, platform } = this.#options;
    const link = this.#launcher.start({
      newRecord: () => this.#newRecord(),
      nonce,
      platform,
      element,
      onReport: (report) => {
        if (report.type === 'unusable')
          this.#advance({
            type: 'failed',
            error: report.error,
            canFallBackToWindow: mode === 'auto',
            wasPressed: true,
            isOffline: isOffline(platform),
          });
        else this.#advance(report);
        return this.#phase.name === 'loading';
      },
    });
    this.#advance({ type: 'started', link });
    return link;
  }

  /** Returns the data that the return page needs. */
  #newRecord(): LaunchRecord {
    const { configuration, identify } = this.#options;
    return {
      returnKey: this.#returnKey,
      sessionId: this.id,
      mode: this.#mode === 'redirect' ? 'redirect' : 'popup',
      element: identify(this.#returnKey),
      dataLayer: cleanText(configuration.dataLayer),
      isRefreshed: this.#phase.name === 'loading' && !this.#phase.canRefresh,
    };
  }

  /** Removes the return from the tab's storage, unless this session launches Link again. */
  #endPendingReturn(): void {
    const { name } = this.#phase;
    if (this.#returned && name !== 'loading') endPendingReturn(this.id, name === 'connected', this.#options.platform);
  }

  #advance(event: SessionEvent): void {
    const previous = this.#phase;
    const { listener, platform } = this.#options;
    const facts = { ...this.#outcomeSettings, isHosted: this.#launcher.isHosted };
    const { phase, outcome, fallbackReason, relaunch } = transition(previous, event, facts);
    if (phase === previous) return;
    this.#phase = phase; // Set before the rest, because `close` below can make Link report again at once.
    const link = linkIn(phase);
    if (!link && phase.name !== 'loading') this.#launchAbort?.abort();
    if (link !== linkIn(previous)) linkIn(previous)?.close();
    if (this.#phase !== phase) return; // `close` made Link report, and that set a newer phase. Drop this outcome.
    if (isLastScreen(phase) !== isLastScreen(previous)) {
      platform.clearTimeout(this.#lastScreenTimer);
      const lastScreenMs = this.#launchSettings?.lastScreenMs;
      if (isLastScreen(phase) && lastScreenMs)
        this.#lastScreenTimer = platform.setTimeout(() => this.end('user'), lastScreenMs);
    }
    if (outcome?.type === 'error') writeOwnerLine(outcome.error, platform);
    if (fallbackReason) attempt(() => platform.console.warn(ownerLine(fallbackReason)));
    this.#endPendingReturn(); // Before the event: its listeners may open a tab, which gets a copy of the storage.
    if (listener(this, outcome) && outcome) {
      const page = nextPageAfter(event, outcome, this.#phase, facts.nextPages);
      if (page) platform.location.assign(page);
    }
    if (relaunch) void this.launch();
  }
}

/** Returns true while an embedded Link shows its last screen, after a success. */
const isLastScreen = (phase: Phase) => phase.name === 'connected' && !!linkIn(phase);

/** Returns true when the browser knows that it has no network. */
const isOffline = ({ navigator }: Platform) => navigator.onLine === false;

/** Returns an error of this package. Another error has no code, and its text may contain a secret. */
const toTypedError = (error: unknown): JunctionConnectError =>
  error instanceof JunctionConnectError
    ? error
    : new JunctionConnectError(
        'unknown_error',
        'The launch failed. A script of the page may have replaced a function of the browser. Try the page without its other scripts',
      );

/** Returns 128 random bits, as digits: nobody can guess them. */
const randomDigits = ({ crypto }: Platform) => crypto.getRandomValues(new Uint32Array(4)).join('');

/** Returns the way to launch Link. An invalid `mode` counts as `auto` here; `launch()` reports it, after `junction-open`. */
function chooseMode({ configuration, platform }: SessionOptions): LaunchMode {
  const mode = attempt(() => readMode(configuration)) ?? 'auto';
  if (mode !== 'auto') return mode;
  return canEmbed(platform) ? 'embed' : 'popup';
}
