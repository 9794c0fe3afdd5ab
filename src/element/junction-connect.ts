import { html, isServer, LitElement, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from 'lit';
import { languages } from '../i18n/languages.js';
import type { Messages } from '../i18n/messages.js';
import { attempt } from '../link/attempt.js';
import type { FetchToken, HeadersSource, Mode } from '../link/configuration/configuration.js';
import { findOrCreateDataLayer } from '../link/configuration/data-layer.js';
import { parseProviders } from '../link/configuration/provider-slugs.js';
import { textOf } from '../link/configuration/text.js';
import { languageOf } from '../link/language-of.js';
import { configureLink, hostedLinkBaseUrl } from '../link/link-location.js';
import type { Outcome } from '../link/outcome.js';
import { continuesOnPress, linkIn, type SessionStatus, statusOf } from '../link/phase.js';
import { LinkSession, type SessionListener, type SessionOptions } from '../link/session.js';
import { browser } from './browser.js';
import { returnFocus } from './focus.js';
import { indexInPage, registerElement, unregisterElement } from './return-delivery.js';
import { styles } from './styles.js';
import { version } from './version.js';

/** Whether the page loaded Lit's hydration before Lit. Lit looks for it only once, when it is loaded itself. */
const hasHydration = /* @__PURE__ */ (() => 'litElementHydrateSupport' in globalThis)();

/**
 * A button that lets a person connect a health device or app through Junction Link.
 *
 * @tagname junction-connect
 *
 * @attr {string} lang - The language of what the element says, as anywhere in the page: its own, or that of what it stands in.
 * @attr {string} nonce - Reaches the script tag that loads Link, for a page whose Content-Security-Policy asks for one.
 *
 * @fires {CustomEvent<SessionDetail>} junction-open - Somebody wants to connect: prevent it to keep Link from being launched. Nothing has been requested yet.
 * @fires {CustomEvent<SuccessDetail>} junction-success - A device was connected, as far as a browser can tell; the backend knows.
 * @fires {CustomEvent<ExitDetail>} junction-exit - Link was left without a connection.
 * @fires {CustomEvent<ErrorDetail>} junction-error - Something went wrong; a success may still follow.
 *
 * @slot - The label of the button.
 * @slot trigger - The page's own control in place of the button.
 *
 * @csspart button - The button, unless the page has its own.
 * @csspart label - The text in the button.
 * @csspart spinner - Turns in the button while Link is on its way.
 * @csspart message - Tells the person that a device was connected, or what went wrong.
 * @csspart link - Opens Link in a window of its own, where it could not be shown otherwise.
 *
 * @cssprop [--junction-connect-background=#0a6f68] - Background of the button.
 * @cssprop [--junction-connect-color=#fff] - Text of the button.
 * @cssprop [--junction-connect-border-radius=0.5rem] - Corners of the button.
 *
 * @cssstate idle - Nothing is going on.
 * @cssstate loading - Link is on its way.
 * @cssstate open - Link is shown, or a link to it.
 * @cssstate connected - A device was connected.
 * @cssstate error - Something went wrong.
 */
export class JunctionConnect extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = unsafeCSS(styles);

  /** The version of the package, by which another copy of it knows this one. */
  static readonly version: string = version;

  /** Says where Link lives, once for the page: for tests and for a local stand-in of Junction. */
  static readonly configureLink = configureLink;

  static override properties: PropertyDeclarations = {
    tokenEndpoint: { attribute: 'token-endpoint', useDefault: true },
    method: { useDefault: true },
    credentials: { useDefault: true },
    csrfToken: { attribute: 'csrf-token', useDefault: true },
    csrfHeader: { attribute: 'csrf-header', useDefault: true },
    provider: { useDefault: true },
    providers: { converter: parseProviders, useDefault: true },
    mode: { useDefault: true },
    returnUrl: { attribute: 'return-url', useDefault: true },
    env: { useDefault: true },
    region: { useDefault: true },
    timeout: { type: Number, useDefault: true },
    disabled: { converter: (value) => value !== null && textOf(value).toLowerCase() !== 'false', useDefault: true },
    label: { useDefault: true },
    successUrl: { attribute: 'success-url', useDefault: true },
    exitUrl: { attribute: 'exit-url', useDefault: true },
    errorUrl: { attribute: 'error-url', useDefault: true },
    dataLayer: { attribute: 'data-layer', useDefault: true },
    headers: { attribute: false },
    fetchToken: { attribute: false },
  };

  /** URL of the site's endpoint that answers with a Link Token, relative to the document. */
  tokenEndpoint = '';

  /** How the endpoint is asked: `post` sends JSON, `get` puts the same fields into the query string. */
  method: 'post' | 'get' = 'post';

  /** Which cookies go to the endpoint, as in `fetch`. */
  credentials: RequestCredentials = 'same-origin';

  /** A token against cross-site request forgery, sent only to an endpoint of the page's own origin. */
  csrfToken = '';

  /** The header that carries `csrf-token`. */
  csrfHeader = 'X-CSRF-Token';

  /** Slug of the one provider whose sign-in Link goes straight to. */
  provider = '';

  /** Slugs of the providers that Link lists; in the attribute separated by spaces or commas. Empty: all of them. */
  providers: readonly string[] = [];

  /**
   * How Link is launched: `embed` shows it over the page, `popup` in a window, `redirect` in place of the page. `auto`
   * embeds it; where its script cannot be had, it offers the window, and behind a modal dialog it opens that at once.
   */
  mode: Mode = 'auto';

  /**
   * The page of this origin that `popup` and `redirect` come back to, relative to the document; empty is this page. It
   * carries the script; for `redirect` it has the element, too, which tells the outcome.
   */
  returnUrl = '';

  /** Junction's environment, where the endpoint answers with a token alone; empty is production. */
  env: '' | 'production' | 'sandbox' = '';

  /** Junction's region, where the endpoint answers with a token alone; empty is the US. */
  region: '' | 'us' | 'eu' = '';

  /** Milliseconds for the endpoint to answer, and for Link's script to load. */
  timeout = 10000;

  /** As on a button: nothing can be launched. The attribute's value `false` is taken at its word, unlike on a button. */
  disabled = false;

  /** The button's text where there is no content. */
  label = '';

  /** Where the page goes after `junction-success`, unless that is prevented: an http(s) URL, relative to the document. */
  successUrl = '';

  /** Where the page goes when the person has left Link without a connection, unless `junction-exit` is prevented. */
  exitUrl = '';

  /**
   * Where the page goes after an error that ended the session, unless `junction-error` is prevented. An error that the
   * person can do something about where they are leads nowhere: a blocked window, a mistyped password in an embedded Link.
   */
  errorUrl = '';

  /**
   * Name of a global array, such as `dataLayer`, that gets `{ event, mode }` with every event, for tag managers: no
   * provider and nothing of the session, since a device is health data. It is made where there is none.
   */
  dataLayer = '';

  /** Headers for the endpoint (`HeadersInit`), or a function that gives them, sync or async, asked anew at each launch. */
  headers?: HeadersSource | null;

  /** `fetchToken(request, { signal })`: replaces the endpoint by the page's own way to get a Link Token. */
  fetchToken?: FetchToken | null;

  #session: LinkSession | undefined;
  #launched: Promise<void> | undefined;
  /** What gets the focus back when Link has gone. */
  #control: HTMLElement | null | undefined;
  /** Whether there is content that shows nothing. */
  #isBlank = false;
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    this.#internals.states.add(this.status);
    // A text that changes fills the slot as before, and `slotchange` does not tell. A server has no observers.
    attempt(() =>
      new MutationObserver(() => this.requestUpdate()).observe(this, {
        childList: true,
        characterData: true,
        subtree: true,
      }),
    );
  }

  /** What is going on; also a custom state, as in `junction-connect:state(loading)`. */
  get status(): SessionStatus {
    return this.#session ? statusOf(this.#session.phase) : 'idle';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    registerElement(this, (returned) => {
      const session = LinkSession.resume(returned, this.#optionsFor(returned.elementIndex));
      if (!this.#session || !continuesOnPress(this.#session.phase)) this.#session = session;
      session.acceptReturn(returned.appended);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unregisterElement(this);
    // A move within the document disconnects for a moment only.
    queueMicrotask(() => (this.isConnected && this.ownerDocument === document) || this.close());
  }

  protected override updated(): void {
    this.toggleAttribute('disabled', this.disabled);
    // White space is no label, though it fills the slot, nor is an empty line that an editor has put there. It is looked
    // for after the first update, which hydrates: on a server an element knows nothing of its content.
    const isBlank = !!this.firstChild && !this.querySelector(':not(br, p)') && !this.textContent.trim();
    if (this.#isBlank !== (this.#isBlank = isBlank)) this.requestUpdate();
  }

  /**
   * Does what a press does: launches Link; while a session runs, brings its window to the front, or opens the one that
   * waits for a press. Resolves when Link is shown, or when it is clear that it cannot be, and never rejects: failure is a
   * `junction-error` event. For a window, call it within a person's gesture: browsers open none without.
   */
  async open(): Promise<void> {
    this.performUpdate(); // Properties that were set before the script came are put in place by the first update.
    const root = this.getRootNode() as Document | ShadowRoot; // It may be closed: from outside, only its host has the focus.
    let control = root.activeElement ?? document.activeElement;
    while (control?.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
    await this.#openFrom(control as HTMLElement | null);
  }

  /**
   * Ends the session, as removing the element does: takes Link down and, if there was no outcome yet, tells an exit with
   * the reason `page`.
   */
  close(): void {
    this.#session?.end('page');
  }

  /** Focuses what is pressed: the button, or the page's own control in its place. */
  override focus(options?: FocusOptions): void {
    const trigger = this.querySelector<HTMLElement>('[slot=trigger]');
    if (trigger) trigger.focus(options);
    else super.focus(options);
  }

  /**
   * Returns the root to render into. Without Lit's hydration, removes what a server has rendered there: Lit would add a
   * second button. In another document the browser refuses our style sheet: the element then has no styles.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (!hasHydration) this.shadowRoot?.replaceChildren();
    return attempt(() => super.createRenderRoot()) ?? this.shadowRoot!;
  }

  #openFrom(control: HTMLElement | null): Promise<void> | undefined {
    if (this.disabled) return this.#launched;
    const before = this.#session;
    if (before && continuesOnPress(before.phase)) return (this.#launched = before.press() ?? this.#launched);
    before?.end('replaced'); // Its last screen may still be there.
    if (before !== this.#session) return this.#launched; // A listener of the exit has opened the next one.
    const session = (this.#session = LinkSession.create(this.#optionsFor(indexInPage(this))));
    if (!this.#dispatch(session, { type: 'open' })) this.#session = before;
    else if (continuesOnPress(session.phase)) {
      this.#control = control;
      this.#onChange(session);
      this.#launched = session.launch();
    }
    return this.#launched;
  }

  #optionsFor(elementIndex: number): SessionOptions {
    return { configuration: this, elementIndex, listener: this.#onChange, platform: browser };
  }

  readonly #onChange: SessionListener = (session, outcome) => {
    // A session that a newer one has replaced may still have an outcome, but the element shows the newer one.
    if (session === this.#session) {
      this.#internals.states.clear();
      this.#internals.states.add(this.status);
      this.requestUpdate();
      if (!linkIn(session.phase) && session.phase.name !== 'waiting') returnFocus(this.#control);
    }
    return !!outcome && this.#dispatch(session, outcome) && this.isConnected;
  };

  /** Returns true when the page did not prevent the event. */
  #dispatch({ id, mode }: LinkSession, { type, ...detail }: Outcome | { type: 'open' }): boolean {
    const init = { bubbles: true, cancelable: true, composed: true, detail: { sessionId: id, mode, ...detail } };
    attempt(() => findOrCreateDataLayer(this, browser)?.push({ event: `junction_${type}`, mode }));
    return this.dispatchEvent(new CustomEvent(`junction-${type}`, init));
  }

  #onClick(event: MouseEvent): void {
    if (event.defaultPrevented) return;
    event.preventDefault(); // The page's own control may be a link, or submit a form.
    const pressed = event.composedPath().find((target) => (target as HTMLElement).tabIndex >= 0);
    void this.#openFrom(pressed as HTMLElement);
  }

  protected override render(): TemplateResult {
    const { status } = this;
    const phase = this.#session?.phase;
    const isPermanent = phase?.name === 'error' && phase.error.retryable === false; // Only the site can mend it.
    const language = languageOf(this);
    const messages = languages[language]!;
    const loading = status === 'loading';
    // It is not the page's where that is not spoken here. What a server writes, hydration takes for its own.
    const lang = isServer ? nothing : language;
    const own = textOf(this.label); // Text, whatever a framework has put there.
    const label = own || messages.label;
    const isBlank = this.#isBlank;
    const isOwn = own || (this.firstChild && !isBlank);
    return html`
      <slot name="trigger" @click=${this.#onClick}>
        <button part="button" ?disabled=${this.disabled} aria-busy=${loading} aria-disabled=${loading}>
          ${loading ? html`<span part="spinner"></span>` : nothing}
          <span part="label" lang=${isOwn ? nothing : lang}><slot>${isBlank ? nothing : label}</slot>${isBlank ? label : nothing}</span>
        </button>
      </slot>
      <div part="message" role="status" lang=${lang} class=${status}>${
        phase?.name === 'waiting' && !this.disabled
          ? html`<a part="link" href=${hostedLinkBaseUrl()} @click=${this.#onClick}>${messages.link}</a>`
          : messages[isPermanent ? 'broken' : (status as keyof Messages)]
      }</div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-connect': JunctionConnect;
  }
}
