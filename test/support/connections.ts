/** For tests of `<junction-connections>` in a page: the element, and its endpoint in place of the network. */
import { fixture, html } from '@open-wc/testing';
import '../../src/connections.js';
import type { JunctionConnections } from '../../src/connections.js';
import type { JunctionConnect } from '../../src/index.js';
import type { AvailableProvider, ConnectionSummary } from '../../src/junction/connection.js';
import { nameOfProvider } from '../../src/junction/providers.js';

export { html };

export const token = 'secret-link-token-0001';

/** Returns a provider, as the endpoint describes it. */
export const provider = (slug: string, more: Partial<AvailableProvider> = {}): AvailableProvider => ({
  provider: slug,
  name: nameOfProvider(slug) ?? slug,
  logo: null,
  ...more,
});

/** Returns a connection, as the endpoint describes it. */
export const connection = (slug: string, more: Partial<ConnectionSummary> = {}): ConnectionSummary => ({
  ...provider(slug),
  status: 'connected',
  since: null,
  ...more,
});

/** Returns a connection that needs the person again. */
export const broken = (slug: string, reason = 'token_refresh_failed'): ConnectionSummary =>
  connection(slug, { status: 'error', reason });

/** A request that the page has sent. */
export interface SentRequest {
  readonly method: string;
  /** The path and the query. */
  readonly path: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly init: RequestInit;
}

/** What answers a request: a status, a text or an object for JSON, or an error in place of an answer. */
export type FakeAnswer = number | string | object | Error;

/** The endpoints of a site, in place of `fetch`. They answer without a task of the browser, so that time can be faked. */
export class FakeSite {
  connections: unknown[] = [];
  available: unknown[] = ['oura', 'garmin', 'polar'].map((slug) => provider(slug));
  readonly requests: SentRequest[] = [];
  /** Answers in place of the lists above. Undefined leaves the answer to them. */
  answer: (request: SentRequest) => FakeAnswer | undefined | Promise<FakeAnswer | undefined> = () => undefined;
  readonly #fetch = window.fetch.bind(window);

  install(): this {
    window.fetch = ((url: URL, init: RequestInit) => this.#respond(url, init)) as typeof fetch;
    return this;
  }

  uninstall(): void {
    window.fetch = this.#fetch;
  }

  /** Returns the methods and paths of the requests, without those for a token. */
  sent(): string[] {
    return this.requests
      .filter(({ path }) => path !== '/api/link-token')
      .map(({ method, path }) => `${method} ${path}`);
  }

  async #respond(url: URL, init: RequestInit): Promise<Response> {
    const request: SentRequest = {
      method: init.method!.toUpperCase(),
      path: url.pathname + url.search,
      url,
      headers: new Headers(init.headers),
      init,
    };
    this.requests.push(request);
    const aborted = new Promise<never>((_resolve, reject) => {
      init.signal!.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
    });
    const found = (await Promise.race([aborted, this.answer(request)])) ?? this.#answerTo(request);
    if (found instanceof Error) throw found;
    const status = typeof found === 'number' ? found : 200;
    const text = typeof found === 'string' ? found : JSON.stringify(found);
    return { ok: status < 300, status, text: async () => text } as Response;
  }

  #answerTo({ method, path, url }: SentRequest): FakeAnswer {
    if (path === '/api/link-token') return { link_token: token };
    if (method === 'GET') return { connections: this.connections, available: this.available };
    const ended = url.searchParams.get('provider');
    this.connections = this.connections.filter((each) => (each as ConnectionSummary).provider !== ended);
    return 204;
  }
}

/** Returns a promise, and the function that resolves it. */
export function held<T>(): { readonly promise: Promise<T>; release: (value: T) => void } {
  let release!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (release = resolve));
  return { promise, release };
}

/** Waits until all promises that can settle have settled, also while the timers of the page are faked. */
export const settle = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** The lines that the page writes to its console. */
export interface RecordedConsole {
  readonly lines: string[];
  restore(): void;
}

/** Records the errors and warnings in the console, in place of showing them. */
export function recordConsole(): RecordedConsole {
  const { error, warn } = console;
  const lines: string[] = [];
  console.error = console.warn = (...values: unknown[]) => void lines.push(values.join(' '));
  return { lines, restore: () => void Object.assign(console, { error, warn }) };
}

const eventTypes = [
  'junction-connections-change',
  'junction-disconnect',
  'junction-disconnected',
  'junction-open',
  'junction-success',
  'junction-exit',
  'junction-error',
] as const;

/** What a test does with a list, and sees of it. */
export class ListHarness {
  readonly list: JunctionConnections;
  /** The events of the list that have reached the document, in order. */
  readonly events: CustomEvent[] = [];

  constructor(list: JunctionConnections) {
    this.list = list;
    for (const type of eventTypes)
      document.addEventListener(type, (event) => {
        if (event.target === list) this.events.push(event as CustomEvent);
      });
  }

  get root(): ShadowRoot {
    return this.list.shadowRoot!;
  }

  types = (): string[] => this.events.map(({ type }) => type.replace('junction-', ''));

  /** Returns the texts that a person sees in an element, with single spaces. */
  textOf = (node: Element | null): string =>
    node?.textContent.replace(/\s+/g, ' ').trim() ?? 'There is no such element';

  /** Returns the message in place of the list, or above it. */
  message = (): string => this.textOf(this.region().querySelector('span, slot'));
  region = (): HTMLElement => this.root.querySelector<HTMLElement>('[part=message][role=status]')!;
  /** Returns the text that only screen readers say. */
  announced = (): string => this.textOf(this.root.querySelector('.visually-hidden[role=status]'));
  retry = (): HTMLButtonElement | null => this.root.querySelector('.retry');
  search = (): HTMLInputElement | null => this.root.querySelector('input');

  /** Returns the slugs of the rows that are shown, in order. */
  shown = (): string[] =>
    this.rows()
      .filter(({ hidden }) => !hidden)
      .map(({ id }) => id.replace('row-', ''));
  rows = (): HTMLLIElement[] => [...this.root.querySelectorAll('li')];
  row = (slug: string): HTMLLIElement => this.root.querySelector<HTMLLIElement>(`#row-${slug}`)!;
  state = (slug: string): string => this.textOf(this.row(slug).querySelector('[part=state]'));
  notes = (slug: string): string[] => [...this.row(slug).querySelectorAll('.about [part=message]')].map(this.textOf);
  connect = (slug: string): JunctionConnect | null => this.row(slug).querySelector('junction-connect');
  disconnect = (slug: string): HTMLButtonElement | null =>
    this.row(slug).querySelector<HTMLButtonElement>('.actions [part=disconnect]');
  question = (slug: string): HTMLElement | null => this.row(slug).querySelector<HTMLElement>('.question');
  confirm = (slug: string): HTMLButtonElement => this.question(slug)!.querySelector('[part=disconnect]')!;
  cancel = (slug: string): HTMLButtonElement => this.question(slug)!.querySelector('.cancel')!;

  /** Presses a control, and waits for what follows. */
  async press(control: HTMLElement): Promise<void> {
    control.focus();
    control.click();
    await this.settled();
  }

  /** Waits until the list shows what it knows. */
  async settled(): Promise<void> {
    await settle();
    await this.list.updateComplete;
    await settle();
  }

  /** Describes what has the focus: a part or class, and the row that it is in. */
  focused(): string {
    const control = this.root.activeElement;
    if (!control) return document.activeElement === document.body ? 'nothing' : 'something else in the page';
    const row = control.closest('li')?.id.replace('row-', '');
    const name =
      control.localName === 'junction-connect' ? 'connect' : control.getAttribute('part') || control.className;
    return row && name !== 'row' ? `${name} of ${row}` : row ? `row of ${row}` : name || control.localName;
  }
}

/** Adds a list to the page, and waits until it has asked the endpoint. Its events are those that follow. */
export async function addList(
  template = html`<junction-connections
    endpoint="/api/connections"
    token-endpoint="/api/link-token"
    disconnect
  ></junction-connections>`,
): Promise<ListHarness> {
  const root = await fixture<HTMLElement>(template);
  const list = root.matches('junction-connections') ? root : root.querySelector('junction-connections')!;
  const harness = new ListHarness(list);
  await harness.settled();
  harness.events.length = 0;
  return harness;
}
