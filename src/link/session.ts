import type { Arrival } from './arrival.js';
import { attempt } from './attempt.js';
import type { Configuration, LaunchMode } from './configuration.js';
import { embedLink, isCovered } from './embed.js';
import { JunctionConnectError } from './errors.js';
import { hostedLink } from './link-location.js';
import type { LinkToken } from './link-token.js';
import { orAbort } from './or-abort.js';
import { errorTypeOf, isTokenProblem, metadataOf, providerOf, withoutToken } from './outcome.js';
import type { Platform } from './platform.js';
import { type LaunchPlan, planLaunch } from './plan.js';
import { type LinkWindow, openLinkWindow } from './popup.js';
import { parseProviders } from './providers.js';
import { redirectToLink } from './redirect.js';
import { readOutcome } from './return-address.js';
import { loadLinkScript } from './script-loader.js';
import type { ExitReason, Outcome, OutcomeType, SessionListener, SessionStatus } from './session-listener.js';
import type { ShownLink } from './shown-link.js';
import { textOf } from './text.js';
import { readNextPage } from './url.js';

/** Milliseconds that an embedded Link has for its last screen after a success, unless it says earlier that it left. */
const farewell = 4000;

/** A name that nobody guesses: 128 random bits, as digits. */
const randomName = () => crypto.getRandomValues(new Uint32Array(4)).join('');

const readProvider = ({ provider }: Configuration) => parseProviders(provider)[0] ?? null;

/** Stands for hosted Link where its window needs a press of its own to open. */
const gate: ShownLink = { close() {}, isShown: () => true };

/**
 * One run of Link, from the wish to connect to its outcome. It owns everything that the run needs (requests, timers,
 * Link in the page or in a window) and has let go of it when it ends. It tells at most one success, at most one exit,
 * none after a success, and a success whenever it comes: Link may call back in any order, twice, or never.
 */
export class LinkSession {
  id = randomName();
  /** The way that Link is launched; it becomes `popup` when hosted Link takes the place of an embedding. */
  mode: LaunchMode;
  /** The error that was told last, unless something else has been told since. */
  error: JunctionConnectError | undefined;
  #status: SessionStatus = 'loading';
  #link: ShownLink | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work = new AbortController();
  /** A token of no use is replaced by a fresh one, once, and before anything else has happened in Link. */
  #mayRefresh = true;
  #wasBlocked = false;
  /** Stands in the address that hosted Link comes back to. Unlike the id, no event tells it. */
  readonly #name = randomName();
  /** The one that is asked for. */
  #provider: string | null;
  readonly #configuration: Configuration;
  readonly #place: number;
  readonly #listener: SessionListener;
  readonly #platform: Platform;

  /** @param place which of the page's elements it is, by their order: what returns by redirect finds it by that */
  constructor(configuration: Configuration, place: number, listener: SessionListener, platform: Platform = globalThis) {
    this.#configuration = configuration;
    this.#place = place;
    this.#listener = listener;
    this.#platform = platform;
    this.#provider = readProvider(configuration);
    const mode = textOf(configuration.mode).toLowerCase();
    if (mode === 'popup' || mode === 'redirect') this.mode = mode;
    else this.mode = mode !== 'embed' && isCovered(platform.document) ? 'popup' : 'embed';
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** Whether hosted Link waits for a press, within which its window may open. */
  get isWaiting(): boolean {
    return this.#link === gate;
  }

  /** Whether there is something of Link before the person, as far as is known. */
  get isShowing(): boolean {
    return !!this.#link;
  }

  /** Whether Link is on its way or before the person. After an error, a Link that cannot be seen is taken for gone. */
  get isRunning(): boolean {
    return this.#owesOutcome && (this.#link?.isShown() ?? this.#status !== 'error');
  }

  get #owesOutcome(): boolean {
    return this.#link ? this.#status !== 'connected' : this.#status === 'loading';
  }

  /** Launches Link, in a person's gesture if its window is to open. Never rejects: a failure is told. */
  async launch(): Promise<void> {
    const platform = this.#platform;
    const { signal } = (this.#work = new AbortController());
    let isReplaceable = false;
    this.#provider = readProvider(this.#configuration); // A listener of `junction-open` may have chosen it.
    try {
      const plan = planLaunch(this.#configuration, this.mode, this.#name, platform);
      if (this.mode === 'popup') this.#link ??= this.#openWindow();
      const limit = platform.AbortSignal.any([signal, plan.deadline]);
      isReplaceable = plan.isReplaceable;
      const late = new JunctionConnectError('token_request_timeout', 'token-endpoint: timeout');
      const [linkToken] = await Promise.all([
        orAbort(() => plan.fetchToken(limit), limit, late),
        this.mode === 'embed' && loadLinkScript(this.#configuration.nonce, limit, platform),
      ]);
      isReplaceable = false; // Link's script could be had.
      if (this.#status === 'loading' && !signal.aborted) this.#show({ ...plan, ...linkToken }, signal);
    } catch (error) {
      if (signal.aborted || this.#status !== 'loading') return; // Nobody waits any more.
      this.#takeDown();
      this.#onFailure(error as JunctionConnectError, isReplaceable);
    }
  }

  /** Brings Link to the front; lets hosted Link, where it waits for a press, open its window. */
  focus(): Promise<void> | undefined {
    if (!this.isWaiting) {
      this.#link?.focus?.();
      return undefined;
    }
    this.mode = 'popup';
    this.#link = undefined;
    this.#tell('loading');
    return this.launch();
  }

  /** Goes on where a session was that had left the page. */
  comeBack({ sessionId, isRefreshed, isOver, outcome }: Arrival): void {
    this.id = sessionId;
    this.mode = 'redirect';
    this.#mayRefresh = !isRefreshed;
    if (isOver) this.#status = 'idle';
    this.#onReturn(outcome);
  }

  /**
   * Takes everything down, and tells an exit if there was no outcome yet.
   *
   * @param isFollowed whether another session begins, so that the page has to stay
   */
  end(reason: ExitReason, isFollowed?: boolean): void {
    const { isShowing } = this;
    const owes = this.#owesOutcome;
    if (owes) this.#status = 'idle'; // First of all: Link may call back while it is taken down.
    this.#takeDown(owes);
    if (owes) this.#tell('idle', 'exit', { reason }, isFollowed);
    else if (isShowing) this.#listener(this);
  }

  #openWindow(): LinkWindow {
    const listener = { onReturn: (outcome: string) => this.#onReturn(outcome), onLeave: () => this.end('user') };
    return openLinkWindow(this.#name, listener, this.#platform);
  }

  #show({ token, env, region, address }: LaunchPlan & LinkToken, signal: AbortSignal): void {
    address ??= `${hostedLink()}?${new URLSearchParams({ token, env, region })}`;
    if (this.mode === 'redirect') this.#leave(address);
    else if (this.mode === 'popup') (this.#link as LinkWindow).goTo(address);
    else this.#embed(token, env, region, signal);
    if (this.#status === 'loading' && this.#link) this.#tell('open');
  }

  #leave(address: string): void {
    const departure = {
      name: this.#name,
      sessionId: this.id,
      place: this.#place,
      isRefreshed: !this.#mayRefresh,
    };
    const onBack = () => {
      this.#takeDown();
      this.#tell('idle'); // No exit: it may have been a success, told by another page.
    };
    this.#link = redirectToLink(address, departure, onBack, this.#platform);
  }

  #embed(token: string, env: string, region: string, signal: AbortSignal): void {
    const metadataIn = (args: unknown[]) => withoutToken(metadataOf(args), token);
    const callbacks = {
      onSuccess: (...args: unknown[]) => this.#onSuccess(metadataIn(args)),
      onExit: () => signal.aborted || this.end('user'), // A Link that was replaced says goodbye for itself only.
      onLoad() {}, // Documented, and given by the official hook: Link may count on it.
      onError: (...args: unknown[]) => signal.aborted || this.#onError(metadataIn(args)),
    };
    const link = embedLink(token, { env, region, ...callbacks }, this.#platform.document);
    if (signal.aborted)
      link.close(); // It was ended while it was opened.
    else this.#link = link;
  }

  /** What hosted Link came back with, whenever it comes. Whether it goes on. */
  #onReturn(outcome: string): boolean {
    const fields = readOutcome(outcome);
    if (fields.state === 'success') this.#onSuccess(null, fields);
    else if (fields.state || fields.error_type) this.#onError(fields);
    else this.end('user');
    return this.#status === 'loading';
  }

  #onSuccess(metadata: unknown, source = metadata): void {
    if (this.#status === 'connected') return;
    if (this.mode === 'embed') this.#timer = this.#platform.setTimeout(() => this.end('user'), farewell);
    else this.#takeDown();
    this.#tell('connected', 'success', { provider: this.#providerIn(source), metadata });
  }

  #onError(metadata: unknown): void {
    const code = errorTypeOf(metadata);
    if (code === 'user_cancelled') return this.end('user');
    if (!this.#owesOutcome) return;
    if (this.#mayRefresh && isTokenProblem(code)) return this.#refresh();
    this.#mayRefresh = false;
    if (this.mode !== 'embed') this.#takeDown(); // An embedded Link stays, and may recover.
    // Neither Link's text for people nor a code of unknown origin is quoted: they may name the provider.
    this.#tellError(new JunctionConnectError(code, 'Link reported an error'), metadata);
  }

  /** Another token for the same session: over the page in a new Link, in its window in the same one. */
  #refresh(): void {
    this.#mayRefresh = false;
    if (this.mode === 'embed') this.#takeDown();
    this.#tell('loading');
    void this.launch();
  }

  /** @param isReplaceable whether hosted Link may take the place of an embedding */
  #onFailure(error: JunctionConnectError, isReplaceable: boolean): void {
    const isBlocked = error.code === 'popup_blocked';
    const isReplaced = isReplaceable && error.code === 'link_unavailable';
    if (isBlocked || isReplaced) this.#link = gate;
    if (isReplaced || (isBlocked && this.#wasBlocked)) return this.#tell('open');
    this.#wasBlocked = isBlocked;
    this.#tellError(error);
  }

  #tellError(error: JunctionConnectError, metadata?: unknown): void {
    this.#tell('error', 'error', { provider: this.#providerIn(metadata), error });
  }

  #providerIn(metadata: unknown): string | null {
    return providerOf(metadata) ?? this.#provider;
  }

  #takeDown(isOver?: boolean): void {
    this.#work.abort();
    this.#platform.clearTimeout(this.#timer);
    const link = this.#link;
    this.#link = undefined;
    link?.close(isOver);
  }

  #tell(status: SessionStatus, type?: OutcomeType, outcome?: Outcome, isFollowed?: boolean): void {
    this.#status = status;
    this.error = outcome?.error;
    if (this.#listener(this, type, outcome) && type && !isFollowed) this.#goOn(type, outcome!);
  }

  /** Goes to the page that an attribute names, unless the page itself ended it, or Link is there and may recover. */
  #goOn(type: OutcomeType, { reason }: Outcome): void {
    if (reason === 'page' || (type === 'error' && this.#link && this.#link.isShown() !== false)) return;
    const url = attempt(() => readNextPage(this.#configuration, type, this.#platform));
    if (url) this.#platform.location.assign(url);
  }
}
