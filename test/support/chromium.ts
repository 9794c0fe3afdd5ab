import { after, afterEach, before } from 'node:test';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
  type Request as PageRequest,
  type Route,
} from 'playwright-core';
import { waitTimeoutMs } from './browsers/person.js';
import type { Site } from './site.js';

/**
 * Launches the Chromium that `scripts/browsers.mjs` has found: the one without a window, if it is there. With `--visible` it has a
 * window, and it acts slowly.
 *
 * @param moreArguments Arguments of Chromium's command line.
 */
export function launchChromium(moreArguments: readonly string[] = []): Promise<Browser> {
  const { CHROMIUM_HEADLESS_PATH, TEST_VISIBLE } = process.env;
  return launchWholeChromium(moreArguments, TEST_VISIBLE ? undefined : CHROMIUM_HEADLESS_PATH);
}

/** Launches the Chromium that people have, also when the tests do not show it. */
export function launchWholeChromium(
  moreArguments: readonly string[] = [],
  executablePath = process.env.CHROMIUM_PATH,
): Promise<Browser> {
  if (!executablePath) throw new Error('Set CHROMIUM_PATH to the path of Chromium, or run the tests with `npm test`.');
  // Chromium cannot use its sandbox as root, the user of most containers. Requests that the browser makes by itself would
  // disturb the record of requests.
  const visible = process.env.TEST_VISIBLE && { headless: false, slowMo: 300 };
  const args = ['--no-sandbox', '--disable-background-networking', ...moreArguments];
  return chromium.launch({ executablePath, args, ...visible });
}

export interface Chromium {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** The uncaught exceptions in the pages, and the errors and warnings in their consoles, except Lit's hint. */
  readonly faults: string[];
}

/** Launches one Chromium for the tests of a `describe`. After each test it closes the contexts of that test. */
export function useChromium(): Chromium {
  const faults: string[] = [];
  let browser: Browser | undefined;
  before(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(browser!.contexts().map((context) => context.close()));
  });
  after(() => browser?.close());

  async function newContext(options?: BrowserContextOptions) {
    const context = await browser!.newContext(options);
    context.setDefaultTimeout(2 * waitTimeoutMs);
    context.on('weberror', (error) => faults.push(String(error.error())));
    context.on('console', (message) => {
      const isFault = ['error', 'warning'].includes(message.type());
      if (isFault && !message.text().startsWith('Lit is in dev mode')) faults.push(message.text());
    });
    return context;
  }
  return { faults, newContext, newPage: async (options) => (await newContext(options)).newPage() };
}

/**
 * Answers the requests of a context to Junction's address with the site's Link, and those that `findFile` knows with a
 * file. Requests to every other host fail. Each request is recorded.
 */
export async function connectToSite(context: BrowserContext, site: Site): Promise<void> {
  await context.route(
    ({ origin }) => origin !== site.origin,
    async (route) => {
      const url = route.request().url();
      if (url.startsWith(`${site.linkOrigin}/`)) return answerRoute(route, site.respond);
      await site.record(toRequest(route.request()));
      const file = site.options.findFile?.(url);
      if (!file) return route.abort();
      const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' };
      await route.fulfill({ ...file, headers });
    },
  );
}

/**
 * Lets a context reach an app with a server of its own, at another port than the site. The site answers the requests of the app
 * for a token.
 */
export async function connectToApp(context: BrowserContext, site: Site, origin: string): Promise<void> {
  await context.route(`${origin}/**`, (route) => route.continue());
  await context.route(`${origin}/api/link-token`, (route) => answerRoute(route, site.respond));
}

/** Answers a request that Playwright has intercepted, with the response of a function. */
async function answerRoute(route: Route, respond: (request: Request) => Response | Promise<Response>): Promise<void> {
  const request = toRequest(route.request());
  const response = await respond(request);
  if (response.type === 'error') return route.abort();
  const target = response.headers.get('location');
  // Playwright does not intercept the request that follows a redirect. So the answer is a page that goes to the address:
  // that request is intercepted.
  const answer = target
    ? {
        contentType: 'text/html',
        body: `<meta http-equiv="refresh" content="0; url=${new URL(target, request.url)}">`,
      }
    : {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      };
  await route.fulfill(answer);
}

function toRequest(request: PageRequest): Request {
  const body = request.postDataBuffer();
  const init = { method: request.method(), headers: request.headers() };
  return new Request(request.url(), body ? { ...init, body: new Uint8Array(body) } : init);
}

/** Returns the frame of Link in a page. */
export const linkIn = (page: Page | Frame) => page.frameLocator('iframe');

/** Chooses a provider in Link's list, and presses Allow. */
export async function connectProvider(link: ReturnType<typeof linkIn> | Page, name = 'Oura'): Promise<void> {
  await link.getByRole('button', { name, exact: true }).click();
  await link.getByRole('button', { name: 'Allow' }).click();
}

/**
 * Presses the button that closes Link, and waits until Link's frame is removed from the page. It does not wait for the
 * press alone: when the process of the frame ends too early, a busy Chromium never answers the press.
 */
export async function leaveLink(page: Page | Frame, name: 'Close' | 'Done'): Promise<void> {
  const button = linkIn(page).getByRole('button', { name });
  await button.waitFor();
  const removed = page.locator('iframe').waitFor({ state: 'detached' });
  await Promise.race([removed, button.click().then(() => removed)]);
}

/** Opens an address of a site in a new context, as a new visitor. */
export async function visit(chromium: Chromium, site: Site, url: string): Promise<Page> {
  const context = await chromium.newContext();
  await connectToSite(context, site);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
