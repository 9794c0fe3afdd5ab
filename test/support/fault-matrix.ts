import { restoreLeftNodes } from '../../src/link/embedded/stray-nodes.js';
import { claimOffers } from '../../src/link/return/claim-offers.js';
import { readReturnedLaunch } from '../../src/link/return/returned-launch.js';
import type { ReturnedLaunch } from '../../src/link/return/returned-launch.js';
import { sendReturn } from '../../src/link/return/send-return.js';
import type { Configuration, FetchToken, Mode } from '../../src/link/configuration/configuration.js';
import { JunctionConnectError } from '../../src/link/errors.js';
import type { Outcome } from '../../src/link/outcome.js';
import { ownerLine } from '../../src/link/owner-line.js';
import { isStuck, statusOf } from '../../src/link/phase.js';
import type { LinkSession } from '../../src/link/session.js';
import { type FakePlatform, fakePlatform, type FakeWindow, json } from './fake-platform.js';
import { type FakeVital, type FakeVitalBehaviour, installFakeVital } from './fake-vital.js';
import { runSession } from './session-run.js';

export const token = 'secret-token-0001';
export const address = `https://link.tryvital.io/?token=${token}&env=sandbox&region=us`;

/** What is prepared before the session is created. */
export interface Given {
  /**
   * `held`: the endpoint answers when the row calls `run.answer()`. A function gets the number of the request, counted from
   * 1. Without it, the endpoint answers with a token.
   */
  readonly endpoint?: 'held' | ((count: number) => Response | Promise<Response>);
  /** The page's own function that replaces the endpoint. `held`: it answers when the row calls `run.answer()`. */
  readonly fetchToken?: 'held' | FetchToken;
  readonly properties?: Partial<Configuration>;
  /** Replaces `window.Vital`. Without it, there is a fake whose `open` adds a frame. */
  readonly vital?: unknown;
  /** True when Link's script is not in the page. Its tag loads nothing: the row calls `loadScript` or `failScript`. */
  readonly isScriptHeld?: boolean;
  /** Removes or replaces parts of the browser, in every page and window of the row. */
  readonly browser?: Record<string, unknown>;
  /** True when `sessionStorage` throws in the tab and its windows. */
  readonly isStorageDenied?: boolean;
}

interface ReturnOptions {
  /** The time for which the return page's message was on its way, in milliseconds. */
  readonly lateMs?: number;
  /** True when the window is cut off from its opener. Then the opener reads `closed` as true. */
  readonly isCutOff?: boolean;
  /** True when the page only reads and stores the return, because it is left before the element is in the page. */
  readonly isLeftEarly?: boolean;
}

/** One page with this package: the launching page, or a page that Link returns to. */
interface Page {
  readonly platform: FakePlatform;
  session?: LinkSession;
  /** True when the page was left, or its window was closed. Then the browser has released everything of it. */
  isGone: boolean;
  /** The window that shows the page, if it is not the first window. */
  readonly popup?: FakeWindow;
  /** The opener, as a page in a window sees it. */
  readonly opener?: object;
}

/** Marks a page as gone, and releases what it had, as the browser does. */
function discard(page: Page): void {
  page.isGone = true;
  page.platform.discard();
}

const denied = () => {
  throw new DOMException('The page may not use it.', 'SecurityError');
};

/** Makes `sessionStorage` throw. */
export const denyStorage = (owner: object) =>
  Object.defineProperty(owner, 'sessionStorage', { get: denied, configurable: true });

/** Adds a frame over the whole page, as Link does. */
export function addFrame(src = ''): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647';
  if (src) frame.src = src;
  return document.body.appendChild(frame);
}

/** Makes the tag of Link's script load nothing. A row dispatches the events of the tag. */
export function holdLinkScript(): void {
  // The browser does not load a script of an unknown type, and dispatches no event for it.
  document.head.append = (script: HTMLScriptElement) => {
    script.type = 'text/held';
    Element.prototype.append.call(document.head, script);
  };
}

export const heldLinkScript = () => document.querySelector('script[type="text/held"]');

export function releaseLinkScript(): void {
  delete (document.head as Partial<HTMLElement>).append; // The prototype has the real function.
  heldLinkScript()?.remove();
}

/** Calls `run` in a task of its own, as the browser does with messages. */
function postTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage('');
}

/** Waits until all messages, answers and calls of observers have arrived and were handled. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const [here, there] = [new BroadcastChannel('settle'), new BroadcastChannel('settle')];
    const received = new Promise((resolve) => (here.onmessage = resolve));
    there.postMessage('');
    await received;
    here.close();
    there.close();
    await new Response('').text();
    await new Promise<void>(postTask);
  }
}

/** Returns a message event whose source may be a fake window. */
function messageEvent(fields: { data: unknown; origin: string; source: unknown }): Event {
  const event = new MessageEvent('message');
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
  return event;
}

/** One row while it runs: a session in a fake browser, and the pages and windows that follow. */
export class MatrixRun {
  readonly mode: Mode;
  /** The outcomes of all sessions, in order, such as `exit page` and `error popup_blocked`. */
  readonly events: string[] = [];
  readonly outcomes: Outcome[] = [];
  /** What Link does inside of `create`, `open`, `exit` and `destroy`. A row may change it. */
  readonly link: FakeVitalBehaviour = { duringOpen: () => void (this.frame = addFrame()) };
  readonly vital: FakeVital;
  frame: HTMLIFrameElement | undefined;
  /** The promise of the newest launch. Each row checks that it resolves. */
  launched: Promise<void> = Promise.resolve();
  /** Called with each outcome, like a listener of the page. */
  onOutcome: ((outcome: Outcome) => void) | undefined;
  /** The newest session. */
  session: LinkSession;

  readonly #given: Given;
  readonly #pages: Page[] = [];
  readonly #before = new Set<Element>(document.querySelectorAll('*'));
  readonly #launches: Promise<void>[] = [];
  /** The requests that wait for `answer()`. */
  readonly #held: { resolve: (response: Response) => void; signal?: AbortSignal | null; page?: Page }[] = [];
  readonly #loadedVital: unknown;
  readonly #siteChannels: BroadcastChannel[] = [];
  #requestCount = 0;

  constructor(mode: Mode, given: Given = {}) {
    this.mode = mode;
    this.#given = given;
    this.vital = installFakeVital(this.link);
    this.#loadedVital = (window as { Vital?: unknown }).Vital;
    if (given.vital !== undefined) (window as { Vital?: unknown }).Vital = given.vital;
    if (given.isScriptHeld) {
      this.vital.uninstall();
      holdLinkScript();
    }
    document.hasFocus = () => true;
    this.session = this.#run(this.#newPage()).session;
  }

  /** The platform of the launching page. */
  get platform(): FakePlatform {
    return this.#pages[0]!.platform;
  }

  /** The newest window. */
  get popup(): FakeWindow {
    return this.platform.windows.at(-1)!;
  }

  get status(): string {
    return statusOf(this.session.phase);
  }

  /** True when the page of the newest session is gone. */
  get isGone(): boolean {
    return !this.#livePages().some(({ session }) => session === this.session);
  }

  get requestCount(): number {
    return this.#requestCount;
  }

  /** The number of times that Link was opened with a token: in the page, in a window, or in place of the page. */
  get shownCount(): number {
    const visits = this.#pages.flatMap(({ platform }) => [
      ...platform.assigned,
      ...platform.windows.flatMap(({ visited }) => visited),
    ]);
    return this.vital.openedTokens.length + visits.length;
  }

  /** Launches Link during a person's press, and does not wait. */
  start(): void {
    this.#track(() => this.session.launch());
  }

  /** Launches Link during a person's press, and waits until it is shown or has failed. */
  async show(): Promise<void> {
    this.start();
    await this.launched;
  }

  /** Presses what the element shows: the button, or the link that opens the window. Waits for the launch. */
  async press(): Promise<void> {
    this.#track(() => this.session.press() ?? this.launched);
    await this.launched;
  }

  /**
   * Begins a launch in a window, and does not wait. In `auto`, Link's script fails first, and the person presses the link
   * that the element then shows.
   */
  async openWindow(): Promise<void> {
    if (this.mode === 'auto') {
      this.start();
      if (this.#held.length > 0) this.answer();
      await settle();
      this.failScript();
      await this.launched;
      this.#track(() => this.session.press()!);
    } else this.start();
  }

  /** Answers all requests that wait. */
  answer(response: () => Response = () => json({ link_token: token, link_web_url: address })): void {
    this.#held.splice(0).forEach(({ resolve }) => resolve(response()));
  }

  /** Ends the session, as the removal of the element and `close()` do. */
  end(): void {
    this.session.end('page');
  }

  /** Runs the timers that are due within this time, in every page, as if their time had come. */
  async wait(ms: number): Promise<void> {
    this.#livePages().forEach(({ platform }) => platform.runTimers(ms));
    await settle();
  }

  /** Freezes the launching page, as the browser does when the person goes to another page. */
  freeze(): void {
    this.platform.dispatch(new PageTransitionEvent('pagehide', { persisted: true }));
  }

  /** Shows the launching page again, as when the person comes back and the browser has kept the page in memory. */
  thaw(): void {
    this.platform.dispatch(new PageTransitionEvent('pageshow', { persisted: true }));
  }

  /** Leaves the newest page of the first window for good, as a reload does. */
  leave(): void {
    const page = this.#pages.findLast(({ popup }) => !popup)!;
    page.platform.dispatch(new PageTransitionEvent('pagehide', { persisted: false }));
    discard(page);
  }

  /** Makes Link return with this outcome: in the window, or in place of the page that was left. */
  async returnWith(outcome: string, options?: ReturnOptions): Promise<void> {
    if (this.session.mode === 'popup') await this.returnInWindow(outcome, options);
    else {
      this.leave();
      await this.openPage(outcome, options);
    }
  }

  /** Opens a return page in the newest window. */
  async returnInWindow(outcome: string, { lateMs = 0, isCutOff = false }: ReturnOptions = {}): Promise<void> {
    const { popup } = this;
    const launching = this.#pages[0]!;
    if (isCutOff) {
      popup.closed = true;
      Object.assign(popup, { close() {} }); // The page cannot reach such a window.
    }
    const opener = {
      postMessage: (message: unknown) => {
        const data: unknown = structuredClone(message);
        postTask(() => {
          if (!launching.isGone)
            launching.platform.dispatch(messageEvent({ data, origin: location.origin, source: popup }));
        });
      },
    };
    const page = this.#newPage(popup, isCutOff ? undefined : opener);
    this.#setAddress(page, outcome);
    const { platform } = page;
    Object.assign(platform, {
      // The message was sent long ago.
      Date: { now: () => Date.now() - lateMs },
      document: popup.document,
      close: () => {
        popup.closed = true;
        discard(page);
      },
    });
    Object.assign(platform.location, {
      replace: (url: string) => {
        popup.location.replace(url);
        discard(page);
      },
    });
    const returned = readReturnedLaunch(platform);
    if (returned) sendReturn(returned, (launch) => this.#resume(launch, page), platform);
    await settle();
  }

  /**
   * Opens the next page in the first window. Without an outcome, it is any page of the site, or the same page after a
   * reload.
   */
  async openPage(outcome?: string, { isLeftEarly = false }: ReturnOptions = {}): Promise<void> {
    const page = this.#newPage();
    this.#setAddress(page, outcome);
    const returned = readReturnedLaunch(page.platform);
    if (returned?.mode === 'redirect' && !isLeftEarly) this.#resume(returned, page);
    else if (returned && !returned.mode) sendReturn(returned, () => {}, page.platform);
    await settle();
  }

  /** Makes the launching page answer the offers of return pages, as each page with the script does. */
  answerOffers(): void {
    const channels = this.#siteChannels;
    const page = this.#pages[0]!;
    // Such a page listens as long as it is open, so this channel does not count as left.
    const platform = Object.create(page.platform, {
      BroadcastChannel: {
        value: class extends BroadcastChannel {
          constructor(name: string) {
            super(name);
            channels.push(this);
          }
        },
      },
    }) as FakePlatform;
    claimOffers(
      () => true,
      (returned) => this.#resume(returned, page),
      platform,
    );
  }

  /** Sends a message to the launching page, as the newest window does. */
  send(message: unknown, fields: { origin?: string; source?: unknown } = {}): void {
    this.platform.dispatch(messageEvent({ data: message, origin: location.origin, source: this.popup, ...fields }));
  }

  /** The key of the launch, as the newest token request has it. */
  get returnKey(): string {
    return new URL(this.#redirectUrl()).searchParams.get('junction_session')!;
  }

  /** Sends a message from Link's frame to the page. */
  frameSpeaks(): void {
    const source = this.frame!.contentWindow;
    this.platform.dispatch(new MessageEvent('message', { data: 'hello', source }));
  }

  /** Makes Link's script load. It defines `window.Vital`, which may be a wrong value. */
  loadScript(vital = this.#loadedVital): void {
    (window as { Vital?: unknown }).Vital = vital;
    heldLinkScript()?.dispatchEvent(new Event('load'));
  }

  failScript(): void {
    heldLinkScript()?.dispatchEvent(new Event('error'));
  }

  /** Replaces parts of the browser in the launching page. */
  change(parts: Record<string, unknown>): void {
    Object.assign(this.platform, parts);
  }

  /** Names what is left in the pages, windows and storages, each kind once and in alphabetical order. */
  left(): string[] {
    const kinds = new Set<string>();
    for (const element of document.querySelectorAll('*'))
      if (!this.#before.has(element)) kinds.add(element.localName === 'script' ? 'script' : 'nodes');
    for (const { platform, session } of this.#livePages()) {
      if (platform.timerCount() > 0) kinds.add('timers');
      if (platform.listenerCount() > 0) kinds.add('listeners');
      if (platform.channelCount() > 0) kinds.add('channel');
      if (platform.observerCount() > 0) kinds.add('observers');
      if (session && isStuck(session.phase)) kinds.add('bar');
    }
    if (this.#held.some(({ page, signal }) => page && !page.isGone && !signal?.aborted)) kinds.add('request');
    if (this.platform.windows.some(({ closed }) => !closed)) kinds.add('window');
    const record = this.#storedText();
    if (record) kinds.add(describeRecord(record));
    return [...kinds].sort();
  }

  /** Ends every session whose page is still there, as the removal of the elements does. */
  async endAll(): Promise<void> {
    this.#livePages().forEach(({ session }) => session?.end('page'));
    await settle();
    if (!this.#pages[0]!.isGone) await Promise.all(this.#launches); // In a page that is gone, nothing resolves.
  }

  /** Runs all timers, also those of an hour, until there are none. */
  async runAllTimers(): Promise<void> {
    const hasTimers = () => this.#livePages().some(({ platform }) => platform.timerCount() > 0);
    for (let round = 0; round < 6 && hasTimers(); round++) await this.wait(Infinity);
  }

  /** Returns each rule of the contract that this row has broken. */
  brokenRules(): string[] {
    const types = this.outcomes.map(({ type }) => type);
    const count = (type: string) => types.filter((candidate) => candidate === type).length;
    const errors = this.outcomes.flatMap((outcome) => (outcome.type === 'error' ? [outcome.error] : []));
    const lines = this.#pages.flatMap(({ platform }) => platform.warnings);
    const texts = [
      ...this.outcomes.map((outcome) => JSON.stringify(outcome)),
      ...errors.flatMap(({ message, cause, stack }) => [message, String(cause), stack]),
      ...lines,
      this.#storedText(),
      ...this.platform.windows.map((popup) => storedIn(popup)),
    ];
    const areLogged = errors.every((error) => {
      const isSame = (text: string) => (line: string) => line === text;
      if (!(error instanceof JunctionConnectError)) return false;
      const equal = errors.filter(
        (other) => other instanceof JunctionConnectError && ownerLine(other) === ownerLine(error),
      );
      return lines.filter(isSame(ownerLine(error))).length === equal.length;
    });
    const rules: [text: string, isKept: boolean][] = [
      ['at most one success', count('success') <= 1],
      ['at most one exit', count('exit') <= 1],
      ['nothing after a success', !types.includes('success') || types.at(-1) === 'success'],
      ['every error is a JunctionConnectError', errors.every((error) => error instanceof JunctionConnectError)],
      ['the console has each error once', areLogged],
      ['no text has the token', !texts.some((text) => text?.includes(token))],
    ];
    return rules.filter(([, isKept]) => !isKept).map(([text]) => text);
  }

  /** Removes what a failed row has left, so that the next row begins in a clean page. */
  cleanUp(): void {
    this.vital.uninstall();
    this.#pages.forEach(discard);
    this.#siteChannels.forEach((channel) => channel.close());
    restoreLeftNodes(); // The next Link would get the nodes of this one.
    releaseLinkScript();
    delete (document as Partial<Document>).hasFocus; // The prototype has the real function.
    for (const element of document.querySelectorAll('*')) if (!this.#before.has(element)) element.remove();
  }

  #track(launch: () => Promise<void>): void {
    Object.assign(this.platform, { isPressed: true });
    this.launched = launch();
    Object.assign(this.platform, { isPressed: false });
    this.#launches.push(this.launched);
  }

  #newPage(popup?: FakeWindow, opener?: object): Page {
    const platform = fakePlatform((_url, init) => this.#respond(page, init));
    const page: Page = { platform, isGone: false, ...(popup && { popup }), ...(opener && { opener }) };
    const { browser = {}, isStorageDenied } = this.#given;
    const open = platform.open.bind(platform);
    const tab = popup ?? this.#pages[0]?.platform;
    if (tab) Object.defineProperty(platform, 'sessionStorage', { get: () => tab.sessionStorage });
    else if (isStorageDenied) denyStorage(platform);
    Object.assign(platform, {
      opener,
      open: (...parameters: Parameters<typeof open>) => this.#prepareWindow(open(...parameters) as FakeWindow | null),
      ...browser,
    });
    this.#pages.push(page);
    return page;
  }

  /** Connects a fake window to the pages that it will show. */
  #prepareWindow(popup: FakeWindow | null): FakeWindow | null {
    if (!popup) return null;
    if (this.#given.isStorageDenied) denyStorage(popup);
    const pagesInWindow = () => this.#pages.filter((page) => page.popup === popup && !page.isGone);
    const replace = popup.location.replace.bind(popup.location);
    Object.assign(popup, {
      close: () => {
        popup.closed = true;
        pagesInWindow().forEach((page) => discard(page));
      },
      postMessage: (message: unknown) => {
        const data: unknown = structuredClone(message);
        postTask(() =>
          pagesInWindow().forEach(({ platform, opener }) =>
            platform.dispatch(messageEvent({ data, origin: location.origin, source: opener })),
          ),
        );
      },
    });
    Object.assign(popup.location, {
      replace: (url: string) => {
        pagesInWindow().forEach((page) => discard(page));
        replace(url);
      },
    });
    return popup;
  }

  #run(page: Page, returned?: ReturnedLaunch): { session: LinkSession } {
    const { session } = runSession({ mode: this.mode, ...this.#properties() }, () => json({}), {
      returned,
      platform: page.platform,
      onOutcome: (outcome) => {
        this.outcomes.push(outcome);
        const detail = outcome.type === 'error' ? outcome.error.code : outcome.type === 'exit' && outcome.reason;
        this.events.push([outcome.type, detail].filter((text) => text !== false).join(' '));
        this.onOutcome?.(outcome);
      },
    });
    page.session = session;
    this.session = session;
    return { session };
  }

  #properties(): Partial<Configuration> {
    const { fetchToken, properties } = this.#given;
    // A function of the page does not have to watch the signal.
    const heldToken = async () => (await this.#hold()).json() as Promise<string>;
    return { ...properties, fetchToken: fetchToken === 'held' ? heldToken : fetchToken };
  }

  /** Makes the element of a page report the outcome of the launch that has returned. */
  #resume(returned: ReturnedLaunch, page: Page): void {
    this.#run(page, returned).session.acceptReturn();
  }

  #respond(page: Page, { signal }: RequestInit): Response | Promise<Response> {
    this.#requestCount += 1;
    const { endpoint } = this.#given;
    if (endpoint === 'held') return this.#hold(page, signal);
    return endpoint?.(this.#requestCount) ?? json({ link_token: token, link_web_url: address });
  }

  /** Waits for `answer()`. Rejects when the signal aborts, as `fetch` does. */
  #hold(page?: Page, signal?: AbortSignal | null): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#held.push({ resolve, ...(signal && { signal }), ...(page && { page }) });
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    });
  }

  #livePages(): Page[] {
    return this.#pages.filter(({ isGone }) => !isGone);
  }

  #redirectUrl(): string {
    const requests = this.#pages.flatMap(({ platform }) => platform.requests);
    const urls = requests.map(
      ({ init }) => (JSON.parse(init.body as string) as { redirect_url?: string }).redirect_url,
    );
    return urls.findLast((url) => url) ?? location.href;
  }

  /** Gives a page its address: the return address with this outcome, or the site's own. */
  #setAddress({ platform }: Page, outcome?: string): void {
    const place = { href: outcome === undefined ? location.href : `${this.#redirectUrl()}&${outcome}` };
    const timeOrigin = this.#pages.length; // Each page was loaded at another time.
    Object.assign(platform.location, { href: place.href, hash: '', reload() {}, replace() {} });
    Object.assign(platform, {
      history: {
        state: null,
        replaceState: (_state: unknown, _title: string, url: URL) =>
          Object.assign(platform.location, { href: url.href }),
      },
      performance: { now: () => performance.now(), timeOrigin, getEntriesByType: () => [{ name: place.href }] },
    });
  }

  /** The text that this package has stored in the tab. */
  #storedText(): string | null {
    return storedIn(this.platform);
  }
}

/** Returns the text that this package has stored, or null if there is none or the storage is denied. */
function storedIn(owner: { readonly sessionStorage: Storage }): string | null {
  try {
    return owner.sessionStorage.getItem('junction-connect');
  } catch {
    return null;
  }
}

/** `record`: the launch may still return. `ended record`: only a success is still reported. */
function describeRecord(text: string): string {
  try {
    const record = JSON.parse(text) as { returnKey?: string; hasEnded?: boolean; pendingReturn?: object };
    if (!record.returnKey) return 'odd record';
    return record.pendingReturn ? 'record with outcome' : record.hasEnded ? 'ended record' : 'record';
  } catch {
    return 'odd record';
  }
}
