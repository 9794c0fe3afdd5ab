import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult, unsafeCSS } from 'lit';
import { browser } from '../element/browser.js';
import type { SuccessDetail } from '../element/events.js';
import { checkLater } from '../element/check-later.js';
import { elementsOfLists } from '../element/elements-of-lists.js';
import { followPage, stopFollowingPage } from '../element/follow-page.js';
import type { JunctionConnect } from '../element/junction-connect.js';
import { pendingLists } from '../element/pending-lists.js';
import type { Prefetch } from '../element/prefetch-setting.js';
import { deliverSoon } from '../element/return-delivery.js';
import { SettingsElement } from '../element/settings-element.js';
import { eventTargetOf } from '../element/source-node.js';
import { en } from '../i18n/connections/en.js';
import { findText, type LocalizedText } from '../i18n/find-text.js';
import type { PartialMessages, TextKey, Texts } from '../i18n/messages.js';
import { readMessages } from '../i18n/read-messages.js';
import type { ConnectionsAnswer, ConnectionSummary } from '../junction/connection.js';
import { attempt } from '../link/attempt.js';
import type { HeadersSource, Mode } from '../link/configuration/configuration.js';
import { pageSettings } from '../link/configuration/page-settings.js';
import { parseProviders } from '../link/configuration/provider-slugs.js';
import { cleanText, shorten } from '../link/configuration/text.js';
import { languageOf } from '../link/language-of.js';
import { writeWarningOnce } from '../link/owner-line.js';
import { unshadowed } from '../link/unshadowed.js';
import { ConnectionsList } from './connections-list.js';
import type { DisconnectDetail } from './events.js';
import type { ListError } from './list-error.js';
import { ListFocus } from './list-focus.js';
import { renderList } from './list-view.js';
import { type Announcement, isConnected, RowActivities } from './row-activities.js';
import { readRowTexts } from './row-texts.js';
import type { RowView } from './row-view.js';
import { type Row, rowsOf, searchRows } from './rows.js';
import { forwardSettings } from './settings-forwarding.js';
import { styles } from './styles.js';

/** The maximum number of rows of a list without a search field. */
const rowsWithoutSearch = 12;

/** An age in milliseconds. If the list is older, it is loaded again when the person comes back to the page. */
const staleAfterMs = 60_000;

/**
 * A list of what a person has connected and can connect, with Connect, Reconnect and Disconnect.
 *
 * @tagname junction-connections
 *
 * @attr {string} lang - The language of the element's texts. Without it, the language of the surrounding page applies, as everywhere in HTML.
 * @attr {string} nonce - The nonce for the script tag that loads Link, as on `<junction-connect>`.
 *
 * @fires {CustomEvent<ConnectionsChangeDetail>} junction-connections-change - The endpoint has listed the connections.
 * @fires {CustomEvent<DisconnectDetail>} junction-disconnect - The person has confirmed the question before a connection ends. Nothing has been requested yet. Prevent the event if the connection must stay.
 * @fires {CustomEvent<DisconnectDetail>} junction-disconnected - The endpoint has disconnected a provider.
 * @fires {CustomEvent<SessionDetail>} junction-open - A person wants to connect. No token has been requested yet. Prevent the event if Link must not be launched.
 * @fires {CustomEvent<SuccessDetail>} junction-success - Link reports that a device was connected. Only the backend can know it for certain.
 * @fires {CustomEvent<ExitDetail>} junction-exit - The person has left Link, or the page has closed it, without a connection.
 * @fires {CustomEvent<ErrorDetail>} junction-error - Something failed in Link. A success may still follow.
 *
 * @slot empty - The text of a list that has no row.
 * @slot error - The text when the list could not be loaded. It is not used when nobody is signed in. The button that loads the list again follows.
 *
 * @csspart list - The list.
 * @csspart row - A row, with one provider.
 * @csspart logo - The logo of the provider, or the first letter of its name.
 * @csspart name - The name of the provider.
 * @csspart state - The line that says whether the provider is connected, and since when.
 * @csspart connect - The button that connects the provider, or connects it again.
 * @csspart disconnect - The button that ends the connection, in the row and in the question.
 * @csspart message - A text that says what has happened: in a row, or in place of the list.
 */
export class JunctionConnections extends SettingsElement {
  static override styles = unsafeCSS(styles);

  static override properties: PropertyDeclarations = {
    endpoint: { useDefault: true },
    tokenEndpoint: { attribute: 'token-endpoint', useDefault: true },
    providers: { converter: parseProviders, useDefault: true },
    mode: { useDefault: true },
    method: { useDefault: true },
    credentials: { useDefault: true },
    csrfToken: { attribute: 'csrf-token', useDefault: true },
    csrfHeader: { attribute: 'csrf-header', useDefault: true },
    returnUrl: { attribute: 'return-url', useDefault: true },
    timeout: { type: Number, useDefault: true },
    prefetch: { useDefault: true },
    disconnect: {
      converter: (value) => value !== null && cleanText(value).toLowerCase() !== 'false',
      useDefault: true,
    },
    logos: { useDefault: true },
    messages: {},
    headers: { attribute: false },
  };

  /**
   * The URL of the site's endpoint that lists connections and ends them. It may be relative to the document. If empty, the element
   * uses the first one that the page has named with `data-connections-endpoints` or `configurePage()`. When it changes, the rows
   * of the earlier endpoint disappear at once.
   */
  endpoint = '';
  /** The URL of the site's endpoint that answers with a Link Token, as on `<junction-connect>`. */
  tokenEndpoint = '';
  /** The slugs of the providers that the list offers, in its order. If empty, all that the endpoint offers. */
  providers: readonly string[] = [];
  /** The way Link is launched, as on `<junction-connect>`. */
  mode: Mode = 'auto';
  /** The method of the request to the token endpoint, as on `<junction-connect>`. */
  method: 'post' | 'get' = 'post';
  /** Says when cookies are sent to the endpoints, as the option `credentials` of `fetch()`. */
  credentials: RequestCredentials = 'same-origin';
  /** A token against cross-site request forgery. It is sent only to endpoints with the origin of the page. */
  csrfToken = '';
  /** The name of the header that `csrf-token` is sent in. */
  csrfHeader = 'X-CSRF-Token';
  /** The URL of the page that Link returns to, as on `<junction-connect>`. */
  returnUrl = '';
  /** The time in which an endpoint must answer, in milliseconds. */
  timeout = 10000;
  /** Says when the page fetches Link's script: `intent`, `visible` or `none`, as on `<junction-connect>`. */
  prefetch: Prefetch = 'intent';
  /** If true, the list offers to end connections, after a question. The endpoint must allow it, too. */
  disconnect = false;
  /** `show` loads the logos of the providers from their hosts. `none` shows the first letter of each name. */
  logos: 'show' | 'none' = 'show';
  /** Replaces some or all of the texts. The texts of the list are in the object `connections`. */
  messages?: PartialMessages | null;
  /** Headers for the endpoints (`HeadersInit`), or a function that returns them or a promise of them. */
  headers?: HeadersSource | null;

  readonly #list = new ConnectionsList({
    configuration: this,
    sourceOf: this.sourceOf,
    platform: browser,
    onChange: () => this.#onListChange(),
    onAnswer: (answer) => this.#onAnswer(answer),
    onRowsRemoved: () => this.#dispatch('connections-change', { connections: [] }),
    report,
  });
  readonly #activities = new RowActivities({
    list: this.#list,
    platform: browser,
    onChange: () => this.requestUpdate(),
  });
  /** The providers that the list last showed as connected. */
  #connected: ReadonlySet<string> = new Set();
  /** How many times the button of each provider was replaced with a new one. */
  readonly #renewals = new Map<string, number>();
  /** The logos that could not be loaded. */
  readonly #brokenLogos = new Set<string>();
  /** The events of this list and of its rows. */
  readonly #ownEvents = new WeakSet<Event>();
  #ownMessages: Texts = {};
  #search = '';
  /** The rows that are shown. */
  #rows: readonly Row[] = [];
  readonly #focus = new ListFocus(this);
  /** Aborted when the element is removed from the page. */
  #removal = new AbortController();

  /** The connections that the endpoint has listed last. Empty before its first answer, and when nobody is signed in. */
  get connections(): readonly ConnectionSummary[] {
    return this.#list.connections;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.isDeferred) return;
    this.#removal = new AbortController();
    const { signal } = this.#removal;
    pendingLists.add(this);
    followPage(this);
    unshadowed(document).addEventListener('visibilitychange', () => this.#onVisible(), { signal });
    addEventListener('pageshow', (event) => event.persisted && void this.refresh(), { signal });
    for (const type of ['junction-success', 'junction-disconnected'])
      addEventListener(type, (event) => this.#onChangeElsewhere(event), { signal });
    const load = () => void (signal.aborted || this.refresh());
    // Most frameworks set the properties before the first update. Angular can set them later, and then the list is loaded again.
    // Until an endpoint is named, nothing is wrong yet. Markup can hide a function of `document` from Lit. Then the update
    // fails, and the page still gets the connections.
    const start = () =>
      this.#namesEndpoint ? load() : checkLater(() => this.#list.phase.name === 'unasked' && load());
    this.updateComplete.then(start, start);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#removal.abort();
    this.#list.stop();
    stopFollowingPage(this);
    pendingLists.delete(this);
    deliverSoon();
  }

  /**
   * Loads the list again. The rows that are shown stay meanwhile. The promise never rejects. While the element has the
   * attribute `defer-hydration`, this does nothing, because the element loads the list when the framework removes it.
   */
  refresh(): Promise<void> {
    this.#brokenLogos.clear(); // They may have failed for a moment only.
    return this.isDeferred ? Promise.resolve() : this.#list.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('messages')) this.#readOwnMessages();
    if (!['show', 'none', ''].includes(cleanText(this.logos).toLowerCase())) warn('logos', 'expected show or none');
    const requestSettings = ['endpoint', 'credentials', 'csrfToken', 'csrfHeader', 'timeout'] as const;
    if (changed.has('endpoint') && this.hasUpdated) this.#list.forget();
    // A framework may give a new function with each update. Only the first one matters.
    const hasNewHeaders = this.headers && changed.has('headers') && !changed.get('headers');
    const isChanged = hasNewHeaders || requestSettings.some((setting) => changed.has(setting));
    if (isChanged && this.hasUpdated && this.isConnected && this.#namesEndpoint) void this.refresh();
    this.#focus.beforeUpdate();
  }

  protected override updated(): void {
    if (this.isHydrating) {
      this.isHydrating = false;
      this.requestUpdate(); // This update shows the list, if it is loaded already.
    }
    for (const element of this.#buttons) {
      elementsOfLists.add(element);
      forwardSettings(this, element, this.sourceOf);
      element.headers = this.headers ?? null;
      element.messages = this.#ownMessages;
      if (this.nonce) element.nonce = this.nonce;
    }
    void this.#focus.afterUpdate();
  }

  /** True when this element or the page names an endpoint. */
  get #namesEndpoint(): boolean {
    return !!cleanText(this.endpoint) || pageSettings().connectionsEndpoints.size > 0;
  }

  get #buttons(): NodeListOf<JunctionConnect> {
    return this.renderRoot.querySelectorAll<JunctionConnect>('junction-connect');
  }

  #readOwnMessages(): void {
    const { messages, problems } = readMessages(this.messages);
    this.#ownMessages = messages;
    for (const problem of [...problems, ...unknownKeys(messages)]) warn('messages', problem);
  }

  #onListChange(): void {
    const { name } = this.#list.phase;
    if (name !== 'shown') this.#activities.clear();
    if (name !== 'loading') {
      pendingLists.delete(this);
      deliverSoon(); // The outcome of a redirect may have waited for a button of the list.
    }
    this.requestUpdate();
  }

  #onAnswer({ connections, available }: ConnectionsAnswer): void {
    const listed = [...connections, ...available].map(({ provider }) => provider);
    for (const slug of parseProviders(this.providers).filter((each) => !listed.includes(each)))
      warn('providers', `the endpoint does not offer "${shorten(slug)}"`);
    this.#activities.endWhatIsOver();
    this.#renewOutdated(connections);
    this.#dispatch('connections-change', { connections });
  }

  /** Replaces the buttons that still show an earlier outcome, when the list no longer shows their providers as connected. */
  #renewOutdated(connections: readonly ConnectionSummary[]): void {
    const connected = new Set(connections.filter(isConnected).map(({ provider }) => provider));
    for (const { provider, status } of this.#buttons) {
      const isOutdated = this.#connected.has(provider) && !connected.has(provider);
      if (isOutdated && (status === 'connected' || status === 'error')) this.#renew(provider);
    }
    this.#connected = connected;
  }

  /** Replaces the button of a provider with a new one, which shows no earlier outcome. */
  #renew(provider: string): void {
    if (this.#hasOpenLink(provider)) return;
    this.#renewals.set(provider, (this.#renewals.get(provider) ?? 0) + 1);
  }

  /** Returns true while Link is open for a provider. Then its button must stay, because it waits for the outcome. */
  #hasOpenLink(slug: string): boolean {
    return [...this.#buttons].some(
      ({ provider, status }) => provider === slug && (status === 'loading' || status === 'open'),
    );
  }

  /** Loads an old list again when the person comes back to the page. While Link is open, the rows must not change. */
  #onVisible(): void {
    const isStale = this.#list.phase.name === 'failed' || browser.Date.now() - this.#list.loadedAt > staleAfterMs;
    const isOpen = this.#rows.some(({ provider }) => this.#hasOpenLink(provider));
    const isVisible = unshadowed(document).visibilityState === 'visible';
    if (isVisible && isStale && !isOpen && !this.#list.isLoading) void this.refresh();
  }

  readonly #onSuccess = (event: CustomEvent<SuccessDetail>): void => {
    const element = event.target as JunctionConnect;
    if (element.getRootNode() !== this.renderRoot) return; // The page has put it into a slot.
    this.#ownEvents.add(event);
    void this.#showConnection(element.provider, true);
  };

  /** Removes a row that was only kept because Link was open for it. */
  readonly #onEnd = (): void => this.requestUpdate();

  /** Shows that a provider is connected. If the list does not show it in time, the row gets a new button. */
  async #showConnection(provider: string, isAnnounced: boolean): Promise<void> {
    await this.#activities.showConnection(provider, isAnnounced, this.#removal.signal);
    if (this.#activities.get(provider) === 'unconfirmed') this.#renew(provider);
  }

  /** Loads the list again after another element of the page has changed what is connected. */
  #onChangeElsewhere(event: Event): void {
    const { provider } = (event as CustomEvent<Partial<DisconnectDetail> | null>).detail ?? {};
    if (this.#ownEvents.has(event)) return;
    if (!provider) void this.refresh();
    else if (event.type === 'junction-success') void this.#showConnection(provider, false);
    else this.#showEnd(provider);
  }

  /** Shows that a connection has ended, in a row with a new button. */
  #showEnd(provider: string, announcement?: Announcement): void {
    this.#renew(provider);
    void this.#activities.showEnd(provider, announcement, this.#removal.signal);
  }

  async #disconnect({ provider, name }: Row): Promise<void> {
    // A second press before the update, or the page has taken the permission back.
    if (this.#activities.get(provider) !== 'asking' || !this.disconnect) return;
    if (!this.#dispatch('disconnect', { provider }, true)) return this.#activities.set(provider, undefined);
    this.#activities.set(provider, 'disconnecting');
    try {
      await this.#list.disconnect(provider);
    } catch (error) {
      const { problem } = error as ListError;
      const activity = problem === 'refused' ? 'disconnectRefused' : 'disconnectFailed';
      this.#activities.set(provider, activity, { key: `connections.${activity}`, name });
      if (problem !== 'refused') void this.refresh(); // The server may have ended the connection, and lost its answer.
      return;
    }
    this.#showEnd(provider, { key: 'connections.disconnected', name });
    this.#dispatch('disconnected', { provider });
  }

  /** Dispatches an event. Returns false when a listener has prevented it. */
  #dispatch(type: string, detail: object, cancelable = false): boolean {
    const event = new CustomEvent(`junction-${type}`, { bubbles: true, composed: true, cancelable, detail });
    this.#ownEvents.add(event);
    return unshadowed(eventTargetOf(this)).dispatchEvent(event);
  }

  #findText(keys: readonly TextKey[], providerName?: string): LocalizedText {
    return findText(keys, { own: this.#ownMessages, language: languageOf(this), providerName });
  }

  protected override render(): TemplateResult {
    // When Lit hydrates, the element must render the same as the server. The server requests no list.
    const phase = this.isHydrating ? ({ name: 'unasked' } as const) : this.#list.phase;
    const listed = phase.name === 'shown' ? rowsOf(phase.answer, parseProviders(this.providers)) : [];
    const isListed = ({ provider }: Row) => listed.some((row) => row.provider === provider);
    const kept = this.#rows.filter((row) => !isListed(row) && this.#hasOpenLink(row.provider));
    const rows = (this.#rows = [...listed, ...kept]);
    const hasSearch = rows.length > rowsWithoutSearch;
    const found = hasSearch ? searchRows(rows, this.#search) : rows;
    const { announcement } = this.#activities;
    return html`<div
      @junction-success=${this.#onSuccess}
      @junction-exit=${this.#onEnd}
      @junction-error=${this.#onEnd}
    >
      ${renderList({
        phase,
        rows: rows.map((row) => this.#viewOf(row, rows, found.includes(row))),
        search: hasSearch ? this.#search : undefined,
        announcement: announcement && this.#findText([announcement.key], announcement.name),
        findText: (key) => this.#findText([key]),
        onSearch: (text) => {
          this.#search = text;
          this.requestUpdate();
        },
        onRetry: () => void this.refresh(),
      })}
    </div>`;
  }

  #viewOf(row: Row, rows: readonly Row[], isFound: boolean): RowView {
    const { provider, name, connection } = row;
    const activity = this.#activities.get(provider);
    const logo = row.logo ?? '';
    const find = (...keys: TextKey[]) => this.#findText(keys, name);
    const hasConnection = connection && activity !== 'disconnected';
    return {
      row,
      isFound,
      activity,
      renewals: this.#renewals.get(provider) ?? 0,
      texts: readRowTexts({
        row,
        activity,
        canDisconnect: this.disconnect,
        rows,
        findText: (keys, providerName) => this.#findText(keys, providerName),
        formatDay: (time, language) => formatDay(time, language ?? languageOf(this)),
      }),
      buttons: {
        connect: find(hasConnection ? 'connections.reconnect' : 'connections.connect'),
        connectName: find(hasConnection ? 'labelAgain' : 'labelProvider'),
        disconnect: find('connections.disconnect'),
        disconnectName: find('connections.disconnectProvider'),
        confirmTitle: find('connections.confirmTitle'),
        confirm: find('connections.confirm'),
        cancel: find('connections.cancel'),
      },
      canDisconnect: this.disconnect && connection?.manageable !== false,
      showsLogo: cleanText(this.logos).toLowerCase() !== 'none' && !this.#brokenLogos.has(logo),
      onLogoError: () => {
        this.#brokenLogos.add(logo);
        this.requestUpdate();
      },
      onAsk: () => {
        this.#focus.moveTo(provider, '.question');
        this.#activities.set(provider, 'asking');
      },
      onCancel: () => {
        this.#focus.moveTo(provider, '[part=disconnect]');
        this.#activities.set(provider, undefined);
      },
      onConfirm: () => {
        this.#focus.moveTo(provider, '[part=disconnect]');
        void this.#disconnect(row);
      },
    };
  }
}

/** Writes an error for the site's owner. A tool for tests may make the console throw. */
const report = ({ message }: Error): void => {
  const line = message.replace('<junction-connect ', '<junction-connections ');
  attempt(() => browser.console.error(`junction-connections: ${line}`));
};

/** Writes a warning about an attribute for the site's owner, once for each text. */
const warn = (attribute: string, problem: string): void =>
  writeWarningOnce(`junction-connections: <junction-connections ${attribute}>: ${problem}`, browser);

/** Returns a problem for each key in the page's object `connections` that no text of the list has. */
const unknownKeys = (messages: Texts): string[] =>
  Object.keys(messages)
    .filter((key) => key.startsWith('connections.') && !Object.hasOwn(en, key))
    .map((key) => `"${key.slice(0, 60)}" is not the key of a text`);

/** Returns the day of a time, as people write it in a language. */
function formatDay(time: string, language: string): string {
  const options = { dateStyle: 'medium' } as const;
  try {
    return new Intl.DateTimeFormat(language || 'en', options).format(new Date(time));
  } catch {
    return new Intl.DateTimeFormat('en', options).format(new Date(time)); // The page's language is not a valid language code.
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-connections': JunctionConnections;
  }
}
