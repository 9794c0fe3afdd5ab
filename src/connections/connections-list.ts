import type { ConnectionsAnswer, ConnectionSummary } from '../junction/connection.js';
import { nameOfProvider } from '../junction/providers.js';
import type { JunctionConnectError } from '../link/errors.js';
import type { Platform } from '../link/platform.js';
import {
  endConnection,
  fetchConnections,
  type ListConfiguration,
  type ListSettings,
  type ListSourceOf,
  readListSettings,
} from './connections-request.js';
import { ListError, type ListProblem } from './list-error.js';

/** The phase of a list. */
export type ListPhase =
  /** The list has not been requested yet. */
  | { readonly name: 'unasked' }
  /** The list is being loaded for the first time. */
  | { readonly name: 'loading' }
  /** Rows are shown. */
  | {
      readonly name: 'shown';
      readonly answer: ConnectionsAnswer;
      /** True while the list is loaded again. The rows stay. */
      readonly isLoading: boolean;
      /** Why the list could not be loaded again. It stays until the endpoint answers with a list. */
      readonly problem?: ListProblem | undefined;
    }
  /** The list could not be loaded, and no rows are shown. */
  | {
      readonly name: 'failed';
      readonly problem: ListProblem;
      /** True while the list is loaded again. */
      readonly isLoading: boolean;
    };

/** What a list needs from its element. */
export interface ListHost {
  readonly configuration: ListConfiguration;
  readonly sourceOf: ListSourceOf;
  readonly platform: Platform;
  /** Called after each change of the phase. */
  onChange(): void;
  /** Called after each answer with a list. */
  onAnswer(answer: ConnectionsAnswer): void;
  /** Called after the rows were removed, because nobody is signed in, or the endpoint is another one. */
  onRowsRemoved(): void;
  /** Writes a line for the site's owner. */
  report(error: ListError | JunctionConnectError): void;
}

/** The list of what a person has connected, as the endpoint last listed it. */
export class ConnectionsList {
  readonly #host: ListHost;
  #phase: ListPhase = { name: 'unasked' };
  /** Aborts the request that is under way. */
  #request: AbortController | undefined;
  /** The promise of the newest request. */
  #loading: Promise<void> | undefined;
  /** The settings with which the endpoint has listed the connections. Connections are ended only with these settings. */
  #trustedSettings: ListSettings | undefined;
  /** See `loadedAt`. */
  #loadedAt = 0;

  constructor(host: ListHost) {
    this.#host = host;
  }

  get phase(): ListPhase {
    return this.#phase;
  }

  /** The connections that the endpoint has listed last. Empty before its first answer, and when nobody is signed in. */
  get connections(): readonly ConnectionSummary[] {
    return this.#phase.name === 'shown' ? this.#phase.answer.connections : [];
  }

  connectionOf(slug: string): ConnectionSummary | undefined {
    return this.connections.find(({ provider }) => provider === slug);
  }

  /** Returns the name of a provider, for people. */
  nameOf(slug: string): string {
    const available = this.#phase.name === 'shown' ? this.#phase.answer.available : [];
    const item = available.find(({ provider }) => provider === slug) ?? this.connectionOf(slug);
    return item?.name ?? nameOfProvider(slug) ?? slug;
  }

  /** Why the list could not be loaded, if it could not. */
  get problem(): ListProblem | undefined {
    return 'problem' in this.#phase ? this.#phase.problem : undefined;
  }

  /** True while the list is requested. */
  get isLoading(): boolean {
    return this.#phase.name === 'loading' || ('isLoading' in this.#phase && this.#phase.isLoading);
  }

  /** When the endpoint last listed the connections, in milliseconds since 1970; 0 when it has not. */
  get loadedAt(): number {
    return this.#loadedAt;
  }

  /**
   * Requests the list, and aborts an earlier request that is under way. The promise resolves when the newest request has
   * ended. It never rejects.
   */
  load(): Promise<void> {
    this.#request?.abort();
    const { signal } = (this.#request = new AbortController());
    this.#change('isLoading' in this.#phase ? { ...this.#phase, isLoading: true } : { name: 'loading' });
    return (this.#loading = this.#load(signal));
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { configuration, sourceOf, platform } = this.#host;
    let settings: ListSettings;
    let answer: ConnectionsAnswer;
    try {
      settings = readListSettings(configuration, sourceOf, platform);
      answer = await fetchConnections(settings, configuration.headers, platform, signal);
    } catch (error) {
      return signal.aborted ? this.#loading : this.#fail(error as ListError | JunctionConnectError);
    }
    if (signal.aborted) return this.#loading;
    this.#trustedSettings = settings;
    this.#loadedAt = platform.Date.now();
    this.#change({ name: 'shown', answer, isLoading: false });
    this.#host.onAnswer(answer);
  }

  /** Ends a connection. Rejects with a ListError. */
  async disconnect(provider: string): Promise<void> {
    const { configuration, platform } = this.#host;
    // The settings may have changed since the list was shown. So this uses the address that has listed the connection.
    const settings = this.#trustedSettings;
    if (!settings) return;
    try {
      await endConnection(provider, settings, configuration.headers, platform, new AbortController().signal);
    } catch (error) {
      this.#host.report(error as ListError);
      throw error;
    }
  }

  /** Forgets what an earlier endpoint has listed. It may be about another person. */
  forget(): void {
    this.stop();
    this.#removeRows({ name: 'unasked' });
  }

  /** Aborts the request for the list that is under way. Its answer then has no effect. */
  stop(): void {
    this.#request?.abort();
    this.#request = this.#loading = undefined;
  }

  #fail(error: ListError | JunctionConnectError): void {
    const problem = error instanceof ListError ? error.problem : 'unavailable';
    this.#host.report(error);
    if (this.#phase.name === 'shown' && problem !== 'signedOut')
      return this.#change({ ...this.#phase, isLoading: false, problem });
    // What a person has connected must not stay in the page after the person has signed out.
    this.#removeRows({ name: 'failed', problem, isLoading: false });
  }

  #removeRows(phase: ListPhase): void {
    const hadRows = this.#phase.name === 'shown';
    this.#trustedSettings = undefined;
    this.#change(phase);
    if (hadRows) this.#host.onRowsRemoved();
  }

  #change(phase: ListPhase): void {
    this.#phase = phase;
    this.#host.onChange();
  }
}
