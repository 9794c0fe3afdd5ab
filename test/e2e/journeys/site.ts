import { EventEmitter, on, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createSandbox, type SandboxOptions } from 'junction-connect/sandbox';
import { patience } from '../../support/browsers/person.js';
import { localToken } from '../../support/local-token.mjs';
import { sitePage } from './site-page.js';

const standalone = readFileSync(new URL(import.meta.resolve('junction-connect/standalone')), 'utf8');

/** The same script, as if it were another release: its first words say which it is. */
const otherVersion = standalone.replaceAll(/\d+\.\d+\.\d+/.exec(standalone)![0], '99.0.0');

/**
 * What a page told its server: an event of the element; a `fault`, which is a script that failed; that it was
 * `started`; that it is `shown`, anew or from the browser's memory.
 */
export interface Told {
  readonly type: 'open' | 'success' | 'exit' | 'error' | 'fault' | 'started' | 'shown';
  /** Which document it was: a page that was loaded again is another. */
  readonly document: string;
  /** The how manieth thing it told. */
  readonly number: number;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  readonly element?: string;
  readonly sessionId?: string;
  readonly mode?: string;
  readonly provider?: string | null;
  readonly reason?: string;
  readonly code?: string;
  readonly message?: string;
  readonly persisted?: boolean;
  /** What the page holds, for whoever reads along. */
  readonly holds?: Holdings;
}

interface Holdings {
  readonly storage: string;
  readonly address: string;
  /** The name of the window, and the state of its history entry. */
  readonly window: string;
  /** The elements, but for Link's frame, which is given the token. */
  readonly elements: string;
}

/** What a browser asked of the site or of Link. */
export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
}

const summary = ({ type, reason, code, message }: Told) => [type, reason, code, message].filter(Boolean).join(' ');

type Respond = (request: Request) => Response | Promise<Response>;

/** A site and Junction, each at a host name of its own, so that to a browser they have nothing to do with each other. */
export class Site {
  readonly port: number;
  readonly told: Told[] = [];
  readonly asked: Asked[] = [];
  /** The Link Tokens that were given out. */
  readonly tokens: string[] = [];
  /** Milliseconds by which Junction's clock is ahead. */
  clockAhead = 0;
  /** Answers in place of the token endpoint. */
  tokenEndpoint: ((newToken: () => Promise<Response>, count: number) => Response | Promise<Response>) | undefined;
  /** Answers in place of Link's script. */
  linkScript: (() => Response | Promise<Response>) | undefined;
  #sandbox!: (request: Request) => Promise<Response>;
  readonly #pages = new Map<string, { body: string; headers: Record<string, string> }>();
  readonly #news = new EventEmitter().setMaxListeners(0);

  constructor(port: number) {
    this.port = port;
    this.startAnew();
  }

  get origin() {
    return this.originOf('shop');
  }

  get linkOrigin() {
    return this.originOf('link');
  }

  originOf = (name: string) => `http://${name}.localhost:${this.port}`;

  /** Forgets everything, and starts Junction anew with these options. */
  startAnew(options: Omit<SandboxOptions, 'origin' | 'now'> = {}): void {
    for (const list of [this.told, this.asked, this.tokens]) list.length = 0;
    this.#pages.clear();
    this.clockAhead = 0;
    this.tokenEndpoint = this.linkScript = undefined;
    this.#sandbox = createSandbox({ ...options, origin: this.linkOrigin, now: () => Date.now() + this.clockAhead });
  }

  /** Adds a page. @returns its address at the site; it is served at other host names, too, but for Link's. */
  addPage(body: string, headers: Record<string, string> = {}): string {
    const path = `/page-${this.#pages.size + 1}`;
    this.#pages.set(path, { body, headers });
    return this.origin + path;
  }

  /** Waits for the first event of a type, or for the one after so many. */
  async hear(type: Told['type'], count = 1): Promise<Told> {
    const find = () => this.#inOrder().filter((told) => told.type === type)[count - 1];
    return this.#until(find, () => `No ${type} number ${count}, but ${this.events().map(summary).join(', ')}`);
  }

  /** Waits for a request. */
  async hearRequest(matches: (asked: Asked) => boolean): Promise<Asked> {
    const find = () => this.asked.find(matches);
    return this.#until(find, () => `No such request, but ${this.asked.map(({ path }) => path).join(' ')}`);
  }

  /** The events of the element and the faults, in the order in which they happened. */
  events(): Told[] {
    return this.#inOrder().filter(({ type }) => type !== 'shown' && type !== 'started');
  }

  /** The same in words. */
  summary(): string[] {
    return this.events().map(summary);
  }

  #inOrder = () => [...this.told].sort((one, other) => one.at - other.at);

  /** The requests for Link Tokens. */
  tokenRequests(): Record<string, unknown>[] {
    return this.asked
      .filter(({ path }) => path === '/api/link-token')
      .map(({ body }) => body as Record<string, unknown>);
  }

  respond: Respond = async (request) => {
    const url = new URL(request.url);
    const host = url.hostname.replace('.localhost', '');
    if (host === 'shop' && url.pathname === '/told') return this.#hearTold((await request.json()) as Told);
    const copy = request.clone();
    const isJson = request.headers.get('content-type')?.includes('json');
    const body: unknown = isJson ? await request.json() : undefined;
    this.asked.push({ host, path: url.pathname, query: url.searchParams, ...(isJson && { body }) });
    const response = await (host === 'link' ? this.#respondAsLink(copy) : this.#respondAsSite(copy));
    this.#news.emit('news');
    return response;
  };

  async #respondAsLink(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    return pathname === '/initialize.js' && this.linkScript ? this.linkScript() : this.#sandbox(request);
  }

  async #respondAsSite(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const script = { '/standalone.js': standalone, '/other-version.js': otherVersion }[pathname];
    if (script) return new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
    if (pathname === '/api/link-token') {
      const newToken = () => this.#newToken(request);
      return this.tokenEndpoint ? this.tokenEndpoint(newToken, this.tokenRequests().length) : newToken();
    }
    if (pathname === '/never.png') return new Promise(() => {});
    const page = this.#pages.get(pathname);
    if (!page) return new Response('Not found', { status: 404 });
    const headers = { 'Content-Type': 'text/html', ...page.headers };
    return new Response(sitePage(this.linkOrigin, page.body), { headers });
  }

  async #newToken(request: Request): Promise<Response> {
    const response = await localToken(request, this.#sandbox, this.linkOrigin);
    const { link_token } = (await response.clone().json()) as { link_token?: string };
    if (link_token) this.tokens.push(link_token);
    return response;
  }

  #hearTold(told: Told): Response {
    // A browser may send it again, when a connection was lost.
    const isKnown = this.told.some(({ document, number }) => document === told.document && number === told.number);
    if (!isKnown) this.told.push(told);
    this.#news.emit('news');
    return new Response('Thanks');
  }

  async #until<T>(find: () => T | undefined, complain: () => string): Promise<T> {
    const news = on(this.#news, 'news', { signal: AbortSignal.timeout(patience) });
    try {
      for (let found = find(); ; found = find()) {
        if (found) return found;
        await news.next();
      }
    } catch {
      throw new Error(complain());
    }
  }
}

/** Serves a site to this machine alone. */
export async function openSite(): Promise<Site & { close(): void }> {
  const server = createServer();
  // A browser may send a request just as an idle connection is closed, and does not send a POST again.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const site = new Site((server.address() as AddressInfo).port);
  const listener = getRequestListener(site.respond);
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  return Object.assign(site, {
    close() {
      server.close();
      server.closeAllConnections();
    },
  });
}
