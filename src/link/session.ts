import { attempt } from './attempt.js';
import { type Configuration, type LaunchMode, readKeyword } from './configuration.js';
import { embedLink, type EmbeddedLink } from './embed.js';
import { configurationError, JunctionConnectError } from './errors.js';
import { orAbort } from './or-abort.js';
import { errorTypeOf, metadataOf, providerOf, withoutToken } from './outcome.js';
import type { Platform } from './platform.js';
import { loadLinkScript } from './script-loader.js';
import { createTokenClient } from './token-client.js';
import { textOf } from './text.js';

/** Milliseconds that Link has for its last screen after a success, unless it says earlier that it left. */
export const farewell = 4000;

/** Who ended a session: the person or Link, or the page by `close()` or by removing the element. */
export type ExitReason = 'user' | 'page';

/**
 * Where a session stands: Link is on its way; Link is shown; a device was connected; an error was told, from which Link
 * may still recover if it is shown; it ended without an outcome.
 */
export type SessionStatus = 'loading' | 'open' | 'connected' | 'error' | 'idle';

/** What a session tells, if anything: an event, and its details. */
export interface Outcome {
  provider?: string | null;
  metadata?: unknown;
  reason?: ExitReason;
  error?: JunctionConnectError;
}

/** Hears of every change: of the status, of Link leaving the page, and of what there is to tell. */
export type SessionListener = (session: LinkSession, type?: 'success' | 'exit' | 'error', outcome?: Outcome) => void;

/**
 * One run of Link, from the wish to connect to its outcome. It owns everything that the run needs (requests, timers,
 * Link in the page) and has let go of it when it ends. It tells at most one success, at most one exit, none after a
 * success, and a success whenever it comes: Link may call back in any order, twice, or never.
 */
export class LinkSession {
  readonly mode: LaunchMode = 'embed';
  readonly id = crypto.getRandomValues(new Uint32Array(4)).join('');
  /** The error that was told last, unless something else has been told since. */
  error: JunctionConnectError | undefined;
  #status: SessionStatus = 'loading';
  #provider: string | null = null;
  #link: EmbeddedLink | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #work = new AbortController();
  readonly #listener: SessionListener;
  readonly #platform: Platform;

  constructor(listener: SessionListener, platform: Platform = globalThis) {
    this.#listener = listener;
    this.#platform = platform;
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** Whether there is something of Link in the page, as far as is known. */
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

  /** Fetches the token and Link's script at the same time and shows Link. Never rejects: a failure is told. */
  async launch(configuration: Configuration): Promise<void> {
    const { AbortSignal } = this.#platform;
    this.#provider = textOf(configuration.provider) || null;
    try {
      readKeyword(configuration, 'mode', 'auto', 'embed');
      const fetchToken = createTokenClient(configuration, this.#platform);
      const env = readKeyword(configuration, 'env', 'production', 'sandbox');
      const region = readKeyword(configuration, 'region', 'us', 'eu');
      const deadline = attempt(() => AbortSignal.timeout(Number(textOf(configuration.timeout) || 10000)));
      if (!deadline) throw configurationError('timeout', configuration.timeout, 'milliseconds');

      const signal = AbortSignal.any([this.#work.signal, deadline]);
      const late = new JunctionConnectError('token_request_timeout', 'token-endpoint: timeout');
      const [linkToken] = await Promise.all([
        orAbort(fetchToken(signal), signal, late),
        loadLinkScript(configuration.nonce, signal, this.#platform),
      ]);
      if (this.#status === 'loading') this.#show({ env, region, ...linkToken });
    } catch (error) {
      if (this.#status !== 'loading') return; // Nobody waits any more.
      this.#takeDown();
      this.#tellError(error as JunctionConnectError);
    }
  }

  /** Takes everything down, and tells an exit if there was no outcome yet. */
  end(reason: ExitReason): void {
    const { isShowing } = this;
    const owes = this.#owesOutcome;
    if (owes) this.#status = 'idle'; // First of all: Link may call back while it is taken down.
    this.#takeDown();
    if (owes) this.#tell('idle', 'exit', { reason });
    else if (isShowing) this.#listener(this);
  }

  #show({ token, env, region }: { token: string; env: string; region: string }): void {
    const metadataIn = (args: unknown[]) => withoutToken(metadataOf(args), token);
    const callbacks = {
      onSuccess: (...args: unknown[]) => this.#onSuccess(metadataIn(args)),
      onExit: () => this.end('user'),
      onLoad() {}, // Documented, and given by the official hook: Link may count on it.
      onError: (...args: unknown[]) => this.#onError(metadataIn(args)),
    };
    this.#link = embedLink(token, { env, region, ...callbacks }, this.#platform.document);
    if (this.#status === 'loading') this.#tell('open');
    if (this.#work.signal.aborted) this.#takeDown(); // It was ended while it was opened.
  }

  #onSuccess(metadata: unknown): void {
    if (this.#status === 'connected') return;
    this.#timer = this.#platform.setTimeout(() => this.end('user'), farewell);
    this.#tell('connected', 'success', { provider: this.#providerIn(metadata), metadata });
  }

  #onError(metadata: unknown): void {
    const code = errorTypeOf(metadata);
    if (code === 'user_cancelled') return this.end('user');
    if (!this.#owesOutcome) return;
    // Neither Link's text for people nor a code of unknown origin is quoted: they may name the provider.
    this.#tellError(new JunctionConnectError(code, 'Link reported an error'), metadata);
  }

  #tellError(error: JunctionConnectError, metadata?: unknown): void {
    this.#tell('error', 'error', { provider: this.#providerIn(metadata), error });
  }

  #providerIn(metadata: unknown): string | null {
    return providerOf(metadata) ?? this.#provider;
  }

  #takeDown(): void {
    this.#work.abort();
    this.#platform.clearTimeout(this.#timer);
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }

  #tell(status: SessionStatus, type?: 'success' | 'exit' | 'error', outcome?: Outcome): void {
    this.#status = status;
    this.error = outcome?.error;
    this.#listener(this, type, outcome);
  }
}
