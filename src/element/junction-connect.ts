import {
  html,
  isServer,
  LitElement,
  nothing,
  type PropertyDeclarations,
  render,
  type TemplateResult,
  unsafeCSS,
} from 'lit';
import { languages } from '../i18n/languages.js';
import type { Messages } from '../i18n/messages.js';
import { attempt } from '../link/attempt.js';
import type { FetchToken, HeadersSource, Mode } from '../link/configuration/configuration.js';
import { configurePage } from '../link/configuration/page-settings.js';
import { parseProviders } from '../link/configuration/provider-slugs.js';
import type { SourceOf } from '../link/configuration/setting-source.js';
import { cleanText } from '../link/configuration/text.js';
import { languageOf } from '../link/language-of.js';
import { removeCopiesSoon } from '../link/embedded/stray-nodes.js';
import { configureLink, hostedLinkBaseUrl } from '../link/link-location.js';
import { continuesOnPress, isRunning, isStuck, linkIn, type SessionStatus, statusOf } from '../link/phase.js';
import type { Outcome } from '../link/outcome.js';
import { LinkSession, type SessionListener, type SessionOptions } from '../link/session.js';
import { unshadowed } from '../link/unshadowed.js';
import { browser } from './browser.js';
import { dispatchSessionEvent } from './dispatch.js';
import { returnFocus, scrollIntoViewAndFocus } from './focus.js';
import { followPage, stopFollowingPage } from './follow-page.js';
import { identify, type OnReturn, removeElement } from './elements-in-page.js';
import { deliverBeforeLaunch, deliverSoon, registerElement } from './return-delivery.js';
import { sourceOfAttribute } from './source-of-attribute.js';
import { eventTargetOf } from './source-node.js';
import { StuckBar } from './stuck-bar.js';
import { styles } from './styles.js';
import { version } from './version.js';
import { showsSomething } from './visible-content.js';

/** Selects the controls that a person can move the focus to. */
const focusable = 'a[href], button:enabled, input:enabled, [tabindex]';

/** The time in which an element that was removed can be put back without an end of its session, in milliseconds. */
const putBackWithinMs = 100;

/** True when the page loaded Lit's hydration before Lit. Lit looks for it only once, when Lit itself is loaded. */
const hasHydration = /* @__PURE__ */ (() =>
  typeof (globalThis as { litElementHydrateSupport?: unknown }).litElementHydrateSupport === 'function')();

/** The texts that an element shows, apart from its content. */
interface ShownTexts {
  readonly label?: string;
  readonly message?: string | undefined;
  readonly link?: string;
}

/**
 * A button that lets a person connect a health device or app through Junction Link.
 *
 * @tagname junction-connect
 *
 * @attr {string} lang - The language of the element's texts. Without it, the language of the surrounding page applies, as everywhere in HTML.
 * @attr {string} nonce - The nonce for the script tag that loads Link, if the page's Content-Security-Policy needs one. Without
 *   it, the element uses the nonce of the script tag that has loaded this package.
 *
 * @fires {CustomEvent<SessionDetail>} junction-open - A person wants to connect. Nothing has been requested yet. Prevent the event if Link must not be launched.
 * @fires {CustomEvent<SuccessDetail>} junction-success - Link reports that a device was connected. Only the backend can know it for certain.
 * @fires {CustomEvent<ExitDetail>} junction-exit - The person has left Link, or the page has closed it, without a connection.
 * @fires {CustomEvent<ErrorDetail>} junction-error - Something failed. A success may still follow.
 *
 * @slot - The label of the button.
 * @slot trigger - The page's own control, which replaces the button.
 *
 * @csspart button - The button, if the page has no control of its own.
 * @csspart label - The text in the button.
 * @csspart spinner - The sign in the button that turns while Link is loading.
 * @csspart message - The message that a device was connected, or that something failed.
 * @csspart link - The link that opens Junction Link in a window, or in place of the page if no window opens. It is there when Link cannot be embedded, or when the browser blocked the window.
 *
 * @cssprop [--junction-connect-background=#0a6f68] - Background color of the button.
 * @cssprop [--junction-connect-color=#fff] - Text color of the button.
 * @cssprop [--junction-connect-border-radius=0.5rem] - Corner radius of the button.
 *
 * @cssstate idle - No session is running.
 * @cssstate loading - Link is loading.
 * @cssstate open - Link is shown, or the link that opens it in a window.
 * @cssstate connected - A device was connected.
 * @cssstate error - Something failed.
 */
export class JunctionConnect extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = unsafeCSS(styles);

  /** The version of the package. Another copy of the package in the same page compares it with its own version. */
  static readonly version: string = version;

  /**
   * Sets the addresses of Link for the whole page. Tests and a local stand-in for Junction need it, and sites that allow only
   * some of Junction's hosts.
   */
  static readonly configureLink = configureLink;

  /**
   * Names the page's token endpoints and the other origins that attributes may name. It adds to what the page has named
   * already.
   */
  static readonly configurePage = configurePage;

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
    disabled: { converter: (value) => value !== null && cleanText(value).toLowerCase() !== 'false', useDefault: true },
    label: { useDefault: true },
    successUrl: { attribute: 'success-url', useDefault: true },
    exitUrl: { attribute: 'exit-url', useDefault: true },
    errorUrl: { attribute: 'error-url', useDefault: true },
    dataLayer: { attribute: 'data-layer', useDefault: true },
    headers: { attribute: false },
    fetchToken: { attribute: false },
  };

  // These two come before the properties, because a property uses them when it gets its default.
  /** The properties that a script has assigned after their attributes were last set. */
  readonly #assigned = new Set<PropertyKey>();
  #isReadingAttribute = false;

  /**
   * The URL of the site's endpoint that answers with a Link Token. It may be relative to the document. If empty, it is the
   * first one that the page has named with `data-token-endpoints` or `configurePage()`.
   */
  tokenEndpoint = '';

  /** The method of the request to the endpoint: `post` sends JSON, `get` sends the same fields in the query string. */
  method: 'post' | 'get' = 'post';

  /** Says when cookies are sent to the endpoint, as the option `credentials` of `fetch()`. */
  credentials: RequestCredentials = 'same-origin';

  /** A token against cross-site request forgery. It is sent only to an endpoint with the origin of the page. */
  csrfToken = '';

  /** The name of the header that `csrf-token` is sent in. */
  csrfHeader = 'X-CSRF-Token';

  /** The slug of one provider. Link opens the sign-in of this provider at once. */
  provider = '';

  /**
   * The slugs of the providers that Link lists, in the attribute separated by spaces or commas. If empty, Link lists all.
   */
  providers: readonly string[] = [];

  /**
   * The way Link is launched: `embed` shows Link over the page, `popup` in a window, `redirect` instead of the page.
   * `auto` embeds Link. If Link cannot be embedded, `auto` shows a link that opens the window. If a modal dialog covers
   * the page, `auto` opens the window at once.
   */
  mode: Mode = 'auto';

  /**
   * The URL of the page that Link returns to with `popup` and `redirect`. It may be relative to the document, and must have
   * the same origin. If empty, Link returns to this page. The page needs the script. After a redirect, a page without an
   * element keeps the outcome for the next page of the tab that has one.
   */
  returnUrl = '';

  /** Junction's environment, for an endpoint that answers with only a token. If empty, it is production. */
  env: '' | 'production' | 'sandbox' = '';

  /** Junction's region, for an endpoint that answers with only a token. If empty, it is the US. */
  region: '' | 'us' | 'eu' = '';

  /** The time in which the endpoint must answer and Link's script must load, in milliseconds. */
  timeout = 10000;

  /** If true, the element launches nothing, like a disabled button. Unlike on a button, `disabled="false"` means false. */
  disabled = false;

  /** The text of the button if the element has no content. */
  label = '';

  /**
   * The http(s) URL that the page goes to after `junction-success`. It may be relative to the document. If the event is
   * prevented, the page stays.
   */
  successUrl = '';

  /**
   * The URL that the page goes to when the person has left Link without a connection. If `junction-exit` is prevented, the
   * page stays.
   */
  exitUrl = '';

  /**
   * The URL that the page goes to after an error that ended the session. If `junction-error` is prevented, the page stays.
   * It also stays after an error that the person can correct here, such as a blocked window, or a wrong password in an
   * embedded Link.
   */
  errorUrl = '';

  /**
   * The name of a global array for tag managers, such as `dataLayer`. The element adds `{ event, mode }` to it with every
   * event, but no provider and no session, because a person's device is health data. It creates the array if there is none.
   */
  dataLayer = '';

  /**
   * Headers for the endpoint (`HeadersInit`), or a function that returns them or a promise of them. The function is called
   * at each launch.
   */
  headers?: HeadersSource | null;

  /**
   * `fetchToken(request, { signal })`: a function that returns a Link Token or a promise of it. It replaces the endpoint.
   */
  fetchToken?: FetchToken | null;

  #session: LinkSession | undefined;
  /** The promise of the newest launch. */
  #launched: Promise<void> | undefined;
  /** The control that gets the focus back when Link has closed. */
  #control: HTMLElement | null | undefined;
  /** The bar with which the person can go on, while an embedded Link is stuck. */
  #bar: StuckBar | undefined;
  /** The texts that the element shows. */
  #texts: ShownTexts = {};
  /** True when the element has content, but the content shows nothing. */
  #isBlank = false;
  /** The timer that ends the session after the element was removed. */
  #removalTimer: ReturnType<typeof setTimeout> | undefined;
  /** Aborted when the element was removed. All sessions of the element share it. */
  #removal: AbortController | undefined;
  /** The custom states. jsdom, happy-dom and older browsers have none. */
  readonly #states = attempt(() => this.attachInternals())?.states;

  constructor() {
    super();
    this.#states?.add(this.status);
  }

  /** The status of the session. It is also a custom state, as in `junction-connect:state(loading)`. */
  get status(): SessionStatus {
    return this.#session ? statusOf(this.#session.phase) : 'idle';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.ownerDocument === document) clearTimeout(this.#removalTimer);
    this.addEventListener('click', this.#onScriptedClick);
    removeCopiesSoon(browser);
    registerElement(this, this.#onReturn);
    followPage(this);
    if (this.hasUpdated) this.requestUpdate(); // The language may be another one here.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeElement(this);
    stopFollowingPage(this);
    // A router may remove an element and put it back. This uses a timer, because a hidden page runs no animation frames.
    clearTimeout(this.#removalTimer);
    if (this.#session) this.#removalTimer = setTimeout(() => this.#onRemoved(), putBackWithinMs);
  }

  override attributeChangedCallback(name: string, oldValue: string | null, value: string | null): void {
    this.#isReadingAttribute = true;
    try {
      super.attributeChangedCallback(name, oldValue, value);
    } finally {
      this.#isReadingAttribute = false;
    }
  }

  /** Called when a property gets a value. Notes whether the value comes from a script or from an attribute. */
  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    const [property] = change;
    if (property !== undefined) {
      if (this.#isReadingAttribute) this.#assigned.delete(property);
      else this.#assigned.add(property);
    }
    super.requestUpdate(...change);
  }

  protected override updated(): void {
    this.toggleAttribute('disabled', this.disabled);
    deliverSoon(); // The changed settings may be those of the element that launched Link.
    // White space is not a label, although it fills the slot. An empty line that an editor has added is not a label either.
    // This comes after the update, because the first update hydrates. It must render like the server, which does not know the
    // content.
    const isBlank = !!this.firstChild && ![...this.childNodes].some(showsSomething);
    if (this.#isBlank !== (this.#isBlank = isBlank)) this.requestUpdate();
  }

  /**
   * Launches Link, as a press of the button does. While a session runs, it brings Link's window to the front instead. When
   * the session waits for a press, it opens the window, or shows Link in place of the page if no window opens. The promise
   * resolves when Link is shown or cannot be shown. It never rejects: a failure is a `junction-error` event. For a window,
   * call it during a person's click or key press, because browsers block other windows.
   */
  async open(): Promise<void> {
    // The first update applies properties that the page set before the script was loaded.
    if (!this.hasUpdated) attempt(() => this.performUpdate()); // Markup can hide a function of `document` from Lit.
    // Outside a closed shadow root, `document.activeElement` is only the host. So ask the root first.
    const root = this.getRootNode() as Document | ShadowRoot;
    let control = unshadowed(root).activeElement ?? unshadowed(document).activeElement;
    while (control?.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
    await this.#openFrom(control as HTMLElement | null);
  }

  /**
   * Ends the session and closes Link, as the removal of the element does. Dispatches `junction-exit` with the reason `page`
   * if the session was still running: before any outcome, while it waits for a press, or after an error that left an
   * embedded Link open.
   */
  close(): void {
    this.#session?.end('page');
  }

  /** Focuses the button, or the page's own control that replaces it. */
  override focus(options?: FocusOptions): void {
    const slot = this.shadowRoot?.querySelector<HTMLSlotElement>('slot[name=trigger]');
    // In a placeholder, another slot is in this slot, and the page's own control is in that one.
    const [trigger] = (slot?.assignedElements({ flatten: true }) ?? []) as HTMLElement[];
    if (!trigger) return super.focus(options);
    trigger.focus(options);
    // The element in the slot may only contain the page's own control.
    if (!trigger.matches(':focus-within')) trigger.querySelector<HTMLElement>(focusable)?.focus(options);
  }

  /**
   * Returns the root to render into. Without Lit's hydration, removes the nodes that a server has rendered there, because
   * Lit would add a second button. In another document the browser refuses our style sheet, so there the element has no
   * styles.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (!hasHydration) this.shadowRoot?.replaceChildren();
    return attempt(() => super.createRenderRoot()) ?? this.shadowRoot!;
  }

  #openFrom(control: HTMLElement | null): Promise<void> | undefined {
    if (this.disabled) return this.#launched;
    const previous = this.#session;
    if (previous && continuesOnPress(previous.phase)) {
      // Code of the page may handle the same press, and call `open()`. It must not press the link, which the person has not
      // seen yet.
      if (previous.phase.name === 'waiting' && this.isUpdatePending) return this.#launched;
      if (!this.#bar) return (this.#launched = previous.press() ?? this.#launched);
      this.#bar.focus(); // A focus trap of the page may keep the Tab key from reaching the bar.
      return this.#launched;
    }
    const session = LinkSession.create(this.#sessionOptions);
    if (deliverBeforeLaunch(this.#onReturn, session.mode)) return this.#launched; // The person sees the outcome now.
    previous?.end('replaced'); // Link's last screen may still be open.
    if (previous !== this.#session) return this.#launched; // A listener of the exit has opened the next session.
    this.#session = session;
    if (!this.#dispatch(session, { type: 'open' })) this.#session = previous;
    else if (continuesOnPress(session.phase)) {
      this.#control = control;
      this.#onChange(session);
      this.#launched = session.launch();
    }
    return this.#launched;
  }

  /** Ends the session, and releases what ended sessions have kept for a late success. */
  #onRemoved(): void {
    this.close();
    this.#removal?.abort();
    this.#removal = undefined;
  }

  get #sessionOptions(): SessionOptions {
    return {
      configuration: this,
      sourceOf: this.#sourceOf,
      identify: (salt) => identify(this, salt),
      listener: this.#onChange,
      element: {
        focusBar: () => {
          this.#bar?.focus();
          return !!this.#bar;
        },
        keepBarReachable: () => this.#bar?.keepReachable(),
        isInPage: () => this.isConnected,
        removal: (this.#removal ??= new AbortController()).signal,
      },
      platform: browser,
    };
  }

  readonly #sourceOf: SourceOf = (setting) => {
    const attribute = JunctionConnect.properties[setting]?.attribute ?? setting;
    return this.#assigned.has(setting) ? 'page' : sourceOfAttribute(this, String(attribute));
  };

  readonly #onChange: SessionListener = (session, outcome) => {
    // A session that was replaced may still have an outcome, but the element shows the state of the newer session.
    if (session === this.#session) {
      this.#states?.clear();
      this.#states?.add(this.status);
      this.requestUpdate();
      this.#showBar(session);
      if (!linkIn(session.phase)) returnFocus(this.#control, this);
      if (!isRunning(session.phase) && !linkIn(session.phase)) this.#control = undefined; // Do not keep a removed node.
    }
    return !!outcome && this.#dispatch(session, outcome) && this.isConnected;
  };

  /** Reports the outcome of a launch after the page was loaded again. */
  readonly #onReturn: OnReturn = (returned, canNavigate) => {
    const session = LinkSession.resume(returned, {
      ...this.#sessionOptions,
      listener: (session, outcome) => this.#onChange(session, outcome) && canNavigate,
    });
    if (!this.#session || !continuesOnPress(this.#session.phase)) this.#session = session;
    session.acceptReturn();
    if (returned.mode === 'redirect') scrollIntoViewAndFocus(this);
  };

  /** Shows or removes the bar, as the phase of the session says. */
  #showBar(session: LinkSession): void {
    const { phase } = session;
    const canContinue = isRunning(phase);
    if (this.#bar && isStuck(phase) && this.#bar.canContinue === canContinue) return;
    const hadFocus = this.#bar?.hasFocus;
    this.#bar?.remove();
    this.#bar = undefined;
    const focusLink = () => linkIn(session.phase)?.focus?.();
    if (isStuck(phase)) {
      const language = languageOf(this);
      this.#bar = new StuckBar(this, {
        messages: languages[language]!,
        language,
        canContinue,
        onContinue: () => void (this.#launched = session.continueInWindow()),
        onClose: () => session.end('user'),
        onLeave: focusLink,
      });
    }
    if (hadFocus) focusLink();
  }

  #dispatch(session: LinkSession, event: Outcome | { type: 'open' }): boolean {
    return dispatchSessionEvent(eventTargetOf(this), this.dataLayer, session, event);
  }

  /**
   * Handles a click that a script dispatches on the element itself. A plugin that delays scripts until a person's first press
   * repeats that press in this way. A press of a person beside the button has the same target, but is trusted.
   */
  readonly #onScriptedClick = (event: MouseEvent): void => {
    if (event.isTrusted || event.composedPath()[0] !== this || event.defaultPrevented) return;
    event.preventDefault();
    void this.open();
  };

  #onClick(event: MouseEvent): void {
    if (event.defaultPrevented) return;
    event.preventDefault(); // The page's own control may be a link, or submit a form.
    const pressed = event.composedPath().find((target) => (target as HTMLElement).tabIndex >= 0);
    void this.#openFrom(pressed as HTMLElement);
  }

  /** Returns the texts for the state that the element has now. */
  #readTexts(): ShownTexts {
    const phase = this.#session?.phase;
    const messages = languages[languageOf(this)]!;
    const isPermanent = phase?.name === 'error' && phase.error.retryable === false; // Only the site's owner can correct it.
    return {
      label: cleanText(this.label) || messages.label, // A framework may have set a value that is not a text.
      message: messages[isPermanent ? 'broken' : (this.status as keyof Messages)],
      link: messages[this.#session?.replacesPage ? 'continueHere' : 'link'],
    };
  }

  /**
   * Reads the texts, and removes the old ones when they have changed. A translator may have replaced an old text by an
   * element. Then Lit could not change that text.
   */
  protected override willUpdate(): void {
    const texts = this.#readTexts();
    if (this.hasUpdated && JSON.stringify(texts) !== JSON.stringify(this.#texts)) {
      this.#texts = {};
      render(this.render(), this.renderRoot, this.renderOptions);
    }
    this.#texts = texts;
  }

  protected override render(): TemplateResult {
    const { status } = this;
    const { label = nothing, message = nothing, link = nothing } = this.#texts;
    const isLoading = status === 'loading';
    // The page may be in a language without texts here, so our texts name their own language. A server does not know the
    // language, and hydration would keep the value of the server.
    const lang = isServer ? nothing : languageOf(this);
    const isBlank = this.#isBlank;
    const isPageText = cleanText(this.label) || (this.firstChild && !isBlank);
    return html`
      <slot name="trigger" @click=${this.#onClick}>
        <button part="button" ?disabled=${this.disabled} aria-busy=${isLoading} aria-disabled=${isLoading}>
          ${isLoading ? html`<span part="spinner"></span>` : nothing}
          <span part="label" lang=${isPageText ? nothing : lang}><slot>${isBlank ? nothing : label}</slot>${isBlank ? label : nothing}</span>
        </button>
      </slot>
      <div part="message" role="status" lang=${lang} class=${status}>${
        this.#session?.phase.name === 'waiting' && !this.disabled
          ? html`<a part="link" href=${hostedLinkBaseUrl()} @click=${this.#onClick}>${link}</a>`
          : message
      }</div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-connect': JunctionConnect;
  }
}
