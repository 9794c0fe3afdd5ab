import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  render,
  type TemplateResult,
  unsafeCSS,
} from 'lit';
import { findText, type LocalizedText } from '../i18n/find-text.js';
import type { MessageKey, PartialMessages, Texts } from '../i18n/messages.js';
import { readMessages } from '../i18n/read-messages.js';
import { registerMessages } from '../i18n/register-messages.js';
import { nameOfProvider } from '../junction/providers.js';
import { attempt } from '../link/attempt.js';
import type { FetchToken, HeadersSource, Mode } from '../link/configuration/configuration.js';
import { configurePage } from '../link/configuration/page-settings.js';
import { readProvider } from '../link/configuration/outcome-settings.js';
import { parseProviders } from '../link/configuration/provider-slugs.js';
import { cleanText } from '../link/configuration/text.js';
import { languageOf } from '../link/language-of.js';
import { removeCopiesSoon } from '../link/embedded/stray-nodes.js';
import { defaultLastScreenMs } from '../link/launch-settings.js';
import { configureLink, hostedLinkBaseUrl } from '../link/link-location.js';
import { continuesOnPress, isRunning, isStuck, linkIn, type SessionStatus, statusOf } from '../link/phase.js';
import type { Outcome } from '../link/outcome.js';
import { prefetchLink } from '../link/prefetch.js';
import { LinkSession, type SessionListener, type SessionOptions } from '../link/session.js';
import { unshadowed } from '../link/unshadowed.js';
import { browser } from './browser.js';
import { checkConfiguration } from './check-configuration.js';
import { cancelCheck, checkLater } from './check-later.js';
import { type Connection, notConnected, readConnection } from './connection.js';
import { waitForHydration } from './deferred-elements.js';
import { dispatchSessionEvent } from './dispatch.js';
import { isFocusFree, returnFocus, scrollIntoViewAndFocus } from './focus.js';
import { followPage, stopFollowingPage } from './follow-page.js';
import { watchIntent } from './intent.js';
import { identify, type OnReturn, removeElement } from './elements-in-page.js';
import { type Appearance, lookOf, type Size } from './look.js';
import { type ElementTexts, readElementTexts, withoutChanged } from './element-texts.js';
import { deliverBeforeLaunch, deliverSoon, registerElement } from './return-delivery.js';
import { SettingsElement } from './settings-element.js';
import { type Prefetch, readPrefetch } from './prefetch-setting.js';
import { eventTargetOf } from './source-node.js';
import { StuckBar } from './stuck-bar.js';
import { styles } from './styles.js';
import { type ContentKind, renderAnnouncement, renderLabel, renderMessage } from './text-view.js';
import { focusTrigger, slottedTrigger, TriggerDisabler } from './trigger.js';
import { version } from './version.js';
import { stopWaitingForVisible, callWhenVisible } from './viewport-observer.js';
import { showsSomething } from './visible-content.js';

/** The time in which an element that was removed can be put back without an end of its session, in milliseconds. */
const putBackWithinMs = 100;

/**
 * A button that lets a person connect a health device or app through Junction Link.
 *
 * @tagname junction-connect
 *
 * @attr {string} lang - The language of the element's texts. Without it, the language of the surrounding page applies, as everywhere in HTML.
 * @attr {string} nonce - The nonce for the script tag that loads Link, if the page's Content-Security-Policy needs one. Without
 *   it, the element uses the nonce of the script tag that has loaded this package.
 *
 * @fires {CustomEvent<SessionDetail>} junction-open - A person wants to connect. No token has been requested yet. Prevent the event if Link must not be launched.
 * @fires {CustomEvent<SuccessDetail>} junction-success - Link reports that a device was connected. Only the backend can know it for certain.
 * @fires {CustomEvent<ExitDetail>} junction-exit - The person has left Link, or the page has closed it, without a connection.
 * @fires {CustomEvent<ErrorDetail>} junction-error - Something failed. A success may still follow.
 *
 * @slot - The label of the button.
 * @slot trigger - The page's own control, which replaces the button.
 *
 * @csspart button - The button, if the page has no control of its own.
 * @csspart label - The text in the button.
 * @csspart spinner - The icon that turns in the button while Link is loading.
 * @csspart message - The line below the button. It says what has happened, and what the person can do.
 * @csspart icon - The icon of a message that a provider is connected, or that something failed.
 * @csspart link - The link in the message. It opens Junction Link in a window, or in place of the page if no window opens, when Link cannot be embedded, or when the browser blocked the window. While Link is open in a window, it brings that window to the front.
 *
 * @cssprop [--junction-connect-accent=#0a6f68] - The color from which the others are computed.
 * @cssprop --junction-connect-background - Background of the button. The default is the accent, or nothing with `outlined` and `plain`.
 * @cssprop --junction-connect-color - Color of the button's text. The default is black or white, whichever has more contrast, or a shade of the accent with `outlined` and `plain`.
 * @cssprop --junction-connect-hover-background - Background of the button under a pointer. The default is a darker or a lighter shade of the background.
 * @cssprop --junction-connect-focus-color - Color of the ring around what has the focus. The default is a shade of the accent.
 * @cssprop --junction-connect-font - Font of the button. The default is the font around the element.
 * @cssprop --junction-connect-padding - Space between the border and the text of the button. The default depends on `size`.
 * @cssprop --junction-connect-border - Border of the button. Only `outlined` has one by default.
 * @cssprop [--junction-connect-border-radius=0.5rem] - Corner radius of the button.
 * @cssprop [--junction-connect-align=start] - Where the button and the message stand above each other: `start`, `center` or `end`.
 * @cssprop [--junction-connect-gap=0.25rem] - Space between the button and the message.
 * @cssprop --junction-connect-message-font - Font of the message, without its size and line height: these are always 0.875 of the size around the element, and 1.5.
 * @cssprop --junction-connect-message-color - Color of the message. The default is the color around the element.
 * @cssprop --junction-connect-message-min-height - Height that is kept free for the message. The default is one line, and two lines in a window below 320 px.
 * @cssprop --junction-connect-success-color - Color of the icon of a success. The default is green.
 * @cssprop --junction-connect-error-color - Color of the icon of an error. The default is red.
 *
 * @cssstate idle - No session is running.
 * @cssstate loading - Link is loading.
 * @cssstate open - Link is shown, or the link that opens it in a window.
 * @cssstate connected - A provider is connected: Link has reported it, or the page has set `connected`.
 * @cssstate error - Something failed.
 */
export class JunctionConnect extends SettingsElement {
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

  /**
   * Adds texts in a language for the whole page, or replaces the built-in ones. Elements that are shown follow at once.
   */
  static readonly registerMessages = registerMessages;

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
    lastScreen: {
      attribute: 'last-screen',
      converter: (value) => (cleanText(value) ? Number(cleanText(value)) : defaultLastScreenMs),
      useDefault: true,
    },
    disabled: { converter: (value) => value !== null && cleanText(value).toLowerCase() !== 'false', useDefault: true },
    label: { useDefault: true },
    successUrl: { attribute: 'success-url', useDefault: true },
    exitUrl: { attribute: 'exit-url', useDefault: true },
    errorUrl: { attribute: 'error-url', useDefault: true },
    dataLayer: { attribute: 'data-layer', useDefault: true },
    connected: { useDefault: true },
    messages: {},
    appearance: { useDefault: true },
    size: { useDefault: true },
    prefetch: { useDefault: true },
    headers: { attribute: false },
    fetchToken: { attribute: false },
  };

  // These come before the properties, because a property uses them when it gets its default.
  /** What is known about the connection. The last change counts, of the property `connected` or by an outcome. */
  #connection = notConnected;
  /** The value of `connected` at its last change. */
  #lastConnected: string | boolean = false;
  #session: LinkSession | undefined;
  /** The custom states. jsdom, happy-dom and older browsers have none. */
  readonly #states = attempt(() => this.attachInternals())?.states;

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

  /**
   * The time for which an embedded Link stays after a success, for its last screen, in milliseconds. 0 means that it stays
   * until Link says that the person has left it.
   */
  lastScreen = 4000;

  /**
   * If true, the element launches nothing, like a disabled button. A control in the slot `trigger` gets `aria-disabled`
   * meanwhile. Unlike on a button, `disabled="false"` means false.
   */
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
   * Says that the page knows of a connection. As an attribute it is empty, or the slug of one connected provider; the text
   * `false` means no. As a property it may also be a boolean. The element shows what came last: the value that the page has
   * set, or a success of Link. A success does not change the attribute.
   */
  connected: string | boolean = false;

  /**
   * Replaces some or all of the texts. As an attribute it is a JSON object, such as `{ "label": "Connect {provider}" }`. As
   * a property it is an object. The texts are plain text.
   */
  messages?: PartialMessages | null;

  /** The look of the button. */
  appearance: Appearance = 'filled';

  /** The size of the button. `small` is at least 32 px high, `medium` 44 px, and `large` 56 px. */
  size: Size = 'medium';

  /**
   * Says when the page fetches Link's script, so that Link opens sooner. `intent`: when a person seems about to press.
   * `visible`: as soon as the button is visible. `none`: only after the press. With `intent` and `visible`, Junction's host
   * learns the person's IP address before the press. A Link Token is never requested before a press. An unknown value counts
   * as `none`.
   */
  prefetch: Prefetch = 'intent';

  /**
   * Headers for the endpoint (`HeadersInit`), or a function that returns them or a promise of them. The function is called
   * at each launch.
   */
  headers?: HeadersSource | null;

  /**
   * `fetchToken(request, { signal })`: a function that returns a Link Token or a promise of it. It replaces the endpoint.
   */
  fetchToken?: FetchToken | null;

  /** The session whose success was noted in `#connection`. */
  #connectedSession: LinkSession | undefined;
  /** The texts of the property `messages`. */
  #ownMessages: Texts = {};
  /** What is wrong with them, or an empty text. */
  #messagesProblem = '';
  /** True when the link has the focus before an update. The update may remove the link. */
  #hadLinkFocus = false;
  /** The promise of the newest launch. */
  #launched: Promise<void> | undefined;
  /** The control that gets the focus back when Link has closed. */
  #control: HTMLElement | null | undefined;
  /** The bar with which the person can go on, while an embedded Link is stuck. */
  #bar: StuckBar | undefined;
  /** The texts that the element shows. */
  #texts: ElementTexts = {};
  /** True when the element has content, but the content shows nothing. */
  #isBlank = false;
  readonly #triggerDisabler = new TriggerDisabler();
  /** The timer that ends the session after the element was removed. */
  #removalTimer: ReturnType<typeof setTimeout> | undefined;
  /** Aborted when the element was removed. All sessions of the element share it. */
  #removal: AbortController | undefined;

  constructor() {
    super();
    this.#showState();
  }

  /**
   * The status of the session. When no session is in progress, it is `connected` if the page or Link has said that a provider
   * is connected, else `idle`. It is also a custom state, as in `junction-connect:state(loading)`.
   */
  get status(): SessionStatus {
    const status = this.#session ? statusOf(this.#session.phase) : 'idle';
    if (status !== 'idle' && status !== 'connected') return status;
    return this.#connection.isConnected ? 'connected' : 'idle';
  }

  override connectedCallback(): void {
    this.addEventListener('click', this.#onScriptedClick);
    super.connectedCallback();
    if (this.isDeferred) return;
    if (this.ownerDocument === document) clearTimeout(this.#removalTimer);
    removeCopiesSoon(browser);
    registerElement(this, this.#onReturn);
    followPage(this);
    watchIntent(this, this.#onIntent);
    checkLater(this.#checkConfiguration);
    if (!this.hasUpdated) return;
    this.#watchVisibility();
    this.requestUpdate(); // The language may be another one here.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeElement(this);
    deliverSoon(); // A return may have waited for this element.
    stopFollowingPage(this);
    cancelCheck(this.#checkConfiguration);
    stopWaitingForVisible(this);
    this.#triggerDisabler.update(undefined);
    // A router may remove an element and put it back. This uses a timer, because a hidden page runs no animation frames.
    clearTimeout(this.#removalTimer);
    if (this.#session) this.#removalTimer = setTimeout(() => this.#onRemoved(), putBackWithinMs);
  }

  /**
   * Removes an attribute. The removal of `connected` or `last-screen` also resets the property, even if only the property was
   * set. So a page that has disconnected the provider can remove `connected` after a success. Vue needs it, too: when a binding becomes null, Vue sets the property to an empty text or to 0, which have a meaning here,
   * and then removes the attribute. See `patchDOMProp()` in
   * https://github.com/vuejs/core/blob/main/packages/runtime-dom/src/modules/props.ts
   */
  override removeAttribute(name: string): void {
    super.removeAttribute(name);
    const property = name.toLowerCase().replace('-', ''); // Vue passes the name of the property.
    if (property === 'lastscreen') this.lastScreen = defaultLastScreenMs;
    if (property !== 'connected') return;
    this.connected = false;
    this.#setConnection(notConnected);
  }

  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    super.requestUpdate(...change);
    if (change[0] !== 'connected' || this.#lastConnected === this.connected) return;
    this.#lastConnected = this.connected;
    this.#setConnection(readConnection(this.connected));
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A page may set the endpoint when it enables the element. No launch reports a wrong look or a wrong `prefetch`.
    const isCheckNeeded =
      changed.get('disabled') || changed.has('appearance') || changed.has('size') || changed.has('prefetch');
    if (isCheckNeeded && this.isConnected) checkLater(this.#checkConfiguration);
    if (changed.size > 0 && this.isConnected) this.#watchVisibility();
    this.toggleAttribute('disabled', this.disabled);
    this.#disableTrigger();
    deliverSoon(); // The changed settings may be those of the element that launched Link.
    // White space is not a label, although it fills the slot. An empty line that an editor has added is not a label either.
    // This comes after the update, because the first update hydrates. It must render like the server, which does not know the
    // content.
    const isBlank = !!this.firstChild && ![...this.childNodes].some(showsSomething);
    if (this.#isBlank !== (this.#isBlank = isBlank)) this.requestUpdate();
    if (this.isHydrating) {
      this.isHydrating = false;
      this.#texts = {}; // The page may have other texts than the server. The next update renders all of them.
      this.requestUpdate();
    }
    // The update has removed the link that had the focus.
    if (this.#hadLinkFocus && isFocusFree())
      (this.shadowRoot!.querySelector<HTMLElement>('[part=link]') ?? this).focus();
    this.#hadLinkFocus = false;
  }

  /**
   * Launches Link, as a press of the button does. While a session runs, it brings Link's window to the front instead. When
   * the session waits for a press, it opens the window, or shows Link in place of the page if no window opens. The promise
   * resolves when Link is shown or cannot be shown. It never rejects: a failure is a `junction-error` event. For a window,
   * call it during a person's click or key press, because browsers block other windows. While the element has the attribute
   * `defer-hydration`, it waits for the framework. After 10 seconds it does nothing, and the console says why.
   */
  async open(): Promise<void> {
    if (this.isDeferred && !(await waitForHydration(this.updateComplete))) return;
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
    const trigger = slottedTrigger(this);
    if (trigger) focusTrigger(trigger, options);
    else super.focus(options);
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
    if (!this.#dispatch(session, { type: 'open' })) {
      this.#session = previous;
      this.#showState();
    } else if (continuesOnPress(session.phase)) {
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
      sourceOf: this.sourceOf,
      identify: (salt) => identify(this, salt),
      listener: this.#onChange,
      element: {
        findText: (...keys) => this.#findText(keys, nameOfProvider(readProvider(this))),
        providerName: () => nameOfProvider(readProvider(this)),
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

  readonly #checkConfiguration = (): void => checkConfiguration(this, this.sourceOf, this.#messagesProblem);

  readonly #onChange: SessionListener = (session, outcome) => {
    const { phase } = session;
    if (phase.name === 'connected' && session !== this.#connectedSession) {
      this.#connectedSession = session;
      this.#setConnection({ isConnected: true, provider: phase.provider });
    }
    this.#showState();
    this.requestUpdate();
    // A session that was replaced may still have an outcome, but the element shows the state of the newer session.
    if (session === this.#session) {
      this.#showBar(session);
      if (!linkIn(phase)) returnFocus(this.#control, this);
      if (!isRunning(phase) && !linkIn(phase)) this.#control = undefined; // Do not keep a removed node.
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

  #setConnection(connection: Connection): void {
    this.#connection = connection;
    this.#showState();
    this.requestUpdate();
  }

  /** Sets the custom state to the status. */
  #showState(): void {
    this.#states?.clear();
    this.#states?.add(this.status);
  }

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
      this.#bar = new StuckBar(this, {
        findText: (key) => this.#findText([key], nameOfProvider(readProvider(this))),
        canContinue,
        onContinue: () => void (this.#launched = session.continueInWindow()),
        onClose: () => session.end('user'),
        onLeave: focusLink,
      });
    }
    if (hadFocus) focusLink();
  }

  readonly #onIntent = (): void => this.#prefetch('intent', 'visible');

  #watchVisibility(): void {
    if (readPrefetch(this) === 'visible') callWhenVisible(this, () => this.#prefetch('visible'));
    else stopWaitingForVisible(this);
  }

  /** Prefetches if the value of `prefetch` is one of `allowed`. */
  #prefetch(...allowed: readonly Prefetch[]): void {
    if (this.isConnected && !this.disabled && allowed.includes(readPrefetch(this)))
      prefetchLink(this, this.sourceOf, browser);
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

  readonly #disableTrigger = (): void => this.#triggerDisabler.update(this.disabled ? slottedTrigger(this) : undefined);

  readonly #onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented) return;
    event.preventDefault(); // The page's own control may be a link, or submit a form.
    const pressed = event.composedPath().find((target) => (target as HTMLElement).tabIndex >= 0);
    void this.#openFrom(pressed as HTMLElement);
  };

  #findText(keys: readonly MessageKey[], providerName: string | undefined): LocalizedText {
    const language = this.isHydrating ? '' : languageOf(this);
    return findText(keys, { own: this.#ownMessages, language, providerName });
  }

  /** Returns the texts for the state that the element has now. */
  #readTexts(): ElementTexts {
    const session = this.#session;
    return readElementTexts({
      phase: session?.phase,
      mode: session?.mode,
      connection: this.#connection,
      provider: readProvider(this) ?? '',
      replacesPage: !!session?.replacesPage,
      label: this.label,
      disabled: this.disabled,
      findText: (keys, name) => this.#findText(keys, name),
    });
  }

  get #contentKind(): ContentKind {
    if (this.isHydrating) return 'unknown';
    if (!this.firstChild) return 'none';
    return this.#isBlank ? 'blank' : 'text';
  }

  /** Reads the property `messages`. The check of the configuration tells the site's owner what is wrong with it. */
  #readOwnMessages(): void {
    const { messages, problems } = readMessages(this.messages);
    this.#ownMessages = messages;
    const problem = problems.join('; ');
    // The first check waits already. In React, each render gives a new object with the same problems.
    if (this.hasUpdated && this.isConnected && problem !== this.#messagesProblem) checkLater(this.#checkConfiguration);
    this.#messagesProblem = problem;
  }

  /**
   * Reads the texts, and removes those that have changed. A translator may have replaced an old text by an element. Then Lit
   * could not change that text. Other texts stay, because a screen reader would say a message again.
   */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('messages')) this.#readOwnMessages();
    this.#hadLinkFocus = !!this.#texts.link && !!this.shadowRoot?.activeElement?.matches('[part=link]');
    const texts = this.#readTexts();
    const kept = this.hasUpdated ? withoutChanged(this.#texts, texts) : this.#texts;
    if (kept !== this.#texts) {
      this.#texts = kept;
      render(this.render(), this.renderRoot, this.renderOptions);
    }
    this.#texts = texts;
    this.#bar?.showTexts(); // It has texts of its own.
  }

  protected override render(): TemplateResult {
    const isLoading = this.status === 'loading';
    const look = lookOf(this.appearance, this.size);
    const isWaiting = this.#session?.phase.name === 'waiting';
    return html`
      <slot name="trigger" @click=${this.#onClick} @slotchange=${this.#disableTrigger}>
        <button part="button" class=${look} ?disabled=${this.disabled} aria-busy=${isLoading} aria-disabled=${isLoading}>
          ${isLoading ? html`<span part="spinner"></span>` : nothing}
          ${renderLabel(this.#texts.label, this.#contentKind)}
        </button>
      </slot>
      <div part="message" role="status" class=${this.#texts.kind ?? nothing}>${renderMessage(
        this.#texts,
        isWaiting ? hostedLinkBaseUrl() : undefined,
        this.#onClick,
      )}</div>
      <div class="announcement" aria-live="polite">${renderAnnouncement(this.#texts.announcement)}</div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-connect': JunctionConnect;
  }
}
