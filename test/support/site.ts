import { readFileSync } from 'node:fs';
import { after, before, beforeEach } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxOptions } from 'junction-connect/sandbox';
import { createConnectionsHandler, createLinkTokenHandler } from 'junction-connect/server';
import type { AddParameters } from './add-parameters.js';
import { createJunction, type Junction } from './junction.js';
import { listen, type RunningServer, type Respond } from './listen.js';
import { PageReports, type Report } from './page-reports.js';

/** The origin of Junction's real Link. In tests, `connectToSite` answers the requests to it. */
const junctionLinkOrigin = 'https://link.tryvital.io';

/** The time until `/slow.js` is answered, in milliseconds. */
const slowScriptMs = 4000;

/** The parameters that hosted Link adds to `redirect_url`. */
const returnParameterNames = ['state', 'provider', 'error_type', 'error'];

const report = readFileSync(new URL('report.js', import.meta.url));
const standalone = readFileSync(new URL(import.meta.resolve('junction-connect/standalone')), 'utf8');

/** The same script with another version number, as another release. The first version number in it is its own. */
const otherVersion = standalone.replaceAll(/\d+\.\d+\.\d+/.exec(standalone)![0], '99.0.0');

/** A request of a browser to the site, to Link, or to another host. */
export interface SiteRequest {
  /** The host name without `.localhost`: `shop` is the site. Link is `link`, also at Junction's own address. */
  readonly host: string;
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly method: string;
  readonly headers: Record<string, string>;
  /** The parsed JSON of the request's body, if it has one. */
  readonly body?: unknown;
}

export interface SiteOptions {
  /**
   * The address from which the pages load Link. A host name of this machine works in every engine. Junction's own address
   * works in Chromium, where `connectToSite` answers the requests to it.
   */
  readonly linkAt?: 'localhost' | 'junction';
  /** Returns markup for the head of each page. */
  readonly head?: (site: Site) => string;
  /** Answers the requests for which the site has no page, for example for the files of an app. */
  readonly respond?: Respond;
  /** Returns the file that is served for an address at another host, for example at a CDN. */
  readonly findFile?: ((url: string) => { path: string } | { body: string } | undefined) | undefined;
}

/**
 * A site with its token endpoint, and a local Junction. Each has a host name of its own, so that they are different sites
 * to a browser.
 */
export class Site {
  readonly reports = new PageReports();
  /** The requests since the last `reset`. */
  readonly requests: SiteRequest[] = [];
  /** The Link Tokens that Junction has created since the last `reset`. */
  readonly tokens: string[] = [];
  /** The time by which Junction's clock is ahead, in milliseconds. */
  clockAheadMs = 0;
  /** Answers in place of the token endpoint. `number` counts the requests from 1. */
  tokenEndpoint: ((newToken: () => Promise<Response>, number: number) => Response | Promise<Response>) | undefined;
  /** The script at `/slow.js`, which takes four seconds to load. */
  slowScript = '';
  /** True when the token endpoint is behind a proxy. Then its requests have another address than in the browser. */
  isBehindProxy = false;
  /** Returns the address of the page to answer with, in place of the page at this address. */
  findPage: ((url: URL) => string | undefined) | undefined;
  /** Adds Link's parameters to `redirect_url` in another way than the local Junction does. */
  addParameters: AddParameters | undefined;
  /** Answers in place of Link's script. Undefined leaves the answer to the local Junction. */
  linkScript: (() => Response | undefined | Promise<Response>) | undefined;
  /** Headers that Link adds to each of its answers. */
  linkHeaders: Record<string, string> = {};
  readonly options: SiteOptions;
  #listener: RunningServer | undefined;
  #junction!: Junction;
  #userId: Promise<string> | undefined;
  readonly #pages = new Map<string, { html: string; headers: Record<string, string> }>();

  constructor(options: SiteOptions = {}) {
    this.options = options;
  }

  get origin() {
    return this.originOf('shop');
  }

  get linkOrigin() {
    return this.options.linkAt === 'junction' ? junctionLinkOrigin : this.originOf('link');
  }

  originOf = (name: string) => `http://${name}.localhost:${this.#listener!.port}`;

  async start(): Promise<void> {
    this.#listener = await listen(this.respond);
    this.reset();
  }

  close(): void {
    this.#listener?.close();
  }

  /** Deletes the pages, the records and the replaced answers, and creates a new local Junction with these options. */
  reset(options: Omit<SandboxOptions, 'origin' | 'now'> = {}): void {
    this.requests.length = this.tokens.length = this.clockAheadMs = 0;
    this.tokenEndpoint = this.linkScript = this.addParameters = this.findPage = this.#userId = undefined;
    this.isBehindProxy = false;
    this.linkHeaders = {};
    this.reports.clear();
    this.#pages.clear();
    this.#junction = createJunction({
      ...options,
      origin: this.linkOrigin,
      now: () => Date.now() + this.clockAheadMs,
      onAnswer: async (_request, answer) => {
        const { link_token } = (await answer.json()) as { link_token?: string };
        if (link_token) this.tokens.push(link_token);
      },
    });
  }

  /**
   * Adds a page. @returns its address at the site. Other host names serve it, too, except Link's.
   *
   * @param head Replaces the markup of the option `head`.
   * @param scriptAttributes Attributes of the script tag that reports the events, for example a nonce.
   */
  addPage(
    body: string,
    headers: Record<string, string> = {},
    head = this.options.head?.(this) ?? '',
    scriptAttributes = '',
  ): string {
    const path = `/page-${this.#pages.size + 1}`;
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>
<link rel="icon" href="data:,"><script src="/report.js" ${scriptAttributes}></script>${head}
${body}</html>`;
    this.#pages.set(path, { html, headers: { 'Content-Type': 'text/html', ...headers } });
    return this.origin + path;
  }

  /** Waits for a request that matches, unless there is one already. */
  waitForRequest(matches: (request: SiteRequest) => boolean): Promise<SiteRequest> {
    const describeFailure = () =>
      `No request matches. The requests are: ${this.requests.map(({ path }) => path).join(' ')}`;
    return this.reports.waitUntil(() => this.requests.find(matches), describeFailure);
  }

  /** Waits for the first report of a type, or for the one with this number, counted from 1. */
  waitFor = (type: Report['type'], number?: number): Promise<Report> => this.reports.waitFor(type, number);

  /** Returns the events of the element and the faults, in the order in which they happened. */
  events = (): Report[] => this.reports.events();

  /** Returns the same events, each as a short text such as `error popup_blocked`. */
  summary = (): string[] => this.reports.summary();

  /** Returns the requests to the token endpoint. */
  tokenRequests(): SiteRequest[] {
    return this.requests.filter(({ path }) => path === '/api/link-token');
  }

  /** Returns the requests to the connections endpoint. */
  connectionsRequests(): SiteRequest[] {
    return this.requests.filter(({ path }) => path === '/api/connections');
  }

  /** Returns the bodies of the requests to the token endpoint. */
  tokenRequestBodies(): Record<string, unknown>[] {
    return this.tokenRequests().map(({ body }) => body as Record<string, unknown>);
  }

  /** Connects the person with a provider, as in hosted Link. */
  async connect(provider: string): Promise<void> {
    const { linkToken: token } = await this.#junction.client.link.token({ userId: await this.#getUserId() });
    await this.#callJunction('/connect', new URLSearchParams({ token, provider, decision: 'allow' }));
  }

  /** Breaks a connection of the person, as a provider does. */
  async breakConnection(provider: string, error_type: string): Promise<void> {
    const body = JSON.stringify({ user_id: await this.#getUserId(), provider, error_type });
    await this.#callJunction('/_sandbox/connections/error', body, { 'Content-Type': 'application/json' });
  }

  async #callJunction(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<void> {
    const { sandbox, base } = this.#junction;
    const response = await sandbox(new Request(base + path, { method: 'POST', headers, body }));
    if (response.status >= 400) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }

  /** Answers a browser's request to any host. */
  respond: Respond = async (request) => {
    const url = new URL(request.url);
    const host = this.#hostOf(url);
    if (host !== 'link' && url.pathname === '/report') {
      this.reports.add((await request.json()) as Report);
      return new Response('Thanks');
    }
    await this.record(request.clone());
    const response = await (host === 'link' ? this.#respondAsLink(request) : this.#respondAsSite(request));
    this.reports.notify();
    return response;
  };

  /** Adds a request to `requests`. */
  async record(request: Request): Promise<void> {
    const url = new URL(request.url);
    const isJson = /json|csp-report/.test(request.headers.get('content-type') ?? '');
    const text = isJson ? await request.text() : '';
    this.requests.push({
      host: this.#hostOf(url),
      url: url.href,
      path: url.pathname,
      query: url.searchParams,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      ...(text && { body: JSON.parse(text) as unknown }),
    });
    // Some tests answer only after they have seen the request.
    this.reports.notify();
  }

  #hostOf = (url: URL) => (url.origin === this.linkOrigin ? 'link' : url.hostname.replace('.localhost', ''));

  async #respondAsLink(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const ownAnswer = pathname === '/initialize.js' && (await this.linkScript?.());
    if (ownAnswer) return ownAnswer;
    const response = await this.#junction.sandbox(request);
    for (const [name, value] of Object.entries(this.linkHeaders)) response.headers.set(name, value);
    const returnAddress = response.headers.get('location');
    if (this.addParameters && returnAddress?.startsWith(this.origin)) {
      const parameters = new URL(returnAddress).searchParams;
      const outcome = [...parameters].filter(([name]) => returnParameterNames.includes(name));
      const { redirect_url } = this.tokenRequestBodies().at(-1) as { redirect_url: string };
      response.headers.set('location', this.addParameters(redirect_url, Object.fromEntries(outcome)));
    }
    return response;
  }

  async #respondAsSite(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const script = {
      '/report.js': report,
      '/standalone.js': standalone,
      '/other-version.js': otherVersion,
      '/configure-link.js': this.#configureLinkScript,
    }[pathname];
    // A tag with `integrity` needs the permission of the other origin.
    const scriptHeaders = { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' };
    if (script) return new Response(script, { headers: scriptHeaders });
    if (pathname === '/api/link-token') {
      const newToken = () => this.#newToken(request);
      return this.tokenEndpoint ? this.tokenEndpoint(newToken, this.tokenRequests().length) : newToken();
    }
    if (pathname === '/slow.js') {
      await delay(slowScriptMs);
      return new Response(this.slowScript, { headers: { 'Content-Type': 'text/javascript' } });
    }
    if (pathname === '/never.png') return new Promise(() => {});
    const other = this.findPage?.(new URL(request.url));
    const page = this.#pages.get(other ? new URL(other).pathname : pathname);
    if (page) return new Response(page.html, { headers: page.headers });
    return this.options.respond?.(request) ?? new Response('Not found', { status: 404 });
  }

  /** Makes the package load Link from the site's local Junction. As a file, it also runs where a policy forbids inline scripts. */
  get #configureLinkScript() {
    const settings = JSON.stringify({ script: `${this.linkOrigin}/initialize.js`, origins: [this.linkOrigin] });
    return `customElements.whenDefined('junction-connect').then((element) => element.configureLink(${settings}))`;
  }

  /** Answers as the connections endpoint, for an app whose pages show a list. */
  respondWithConnections: Respond = (request) =>
    createConnectionsHandler({
      client: this.#junction.client,
      getUserId: this.#getUserId,
      allowedProviders: ['oura', 'garmin', 'fitbit'],
      canDisconnect: true,
    })(request);

  /** Returns Junction's id of the person, who has an account at the site. */
  readonly #getUserId = (): Promise<string> => (this.#userId ??= this.#junction.newUserId('ada'));

  #newToken(request: Request): Promise<Response> {
    const { client } = this.#junction;
    const { pathname, search, origin } = new URL(request.url);
    const address = (this.isBehindProxy ? 'http://10.0.0.7:8080' : origin) + pathname + search;
    return createLinkTokenHandler({ client, getUserId: this.#getUserId, methods: ['POST', 'GET'] })(
      new Request(address, request),
    );
  }
}

/** Starts a site for the tests of a `describe`, and resets it before each test. */
export function useSite(options?: SiteOptions): Site {
  const site = new Site(options);
  before(() => site.start());
  beforeEach(() => site.reset());
  after(() => site.close());
  return site;
}
