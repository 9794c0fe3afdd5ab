import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createSandbox } from 'junction-connect/sandbox';
import type { Browser, Page, Request as PageRequest } from 'playwright-core';
import { launchChromium, leaveLink } from '../support/chromium.js';

/** Where the hook looks for Link. */
const linkOrigin = 'https://link.tryvital.io';
const shop = 'http://shop.localhost';

/** What the hook has told the page, in order: the callback's name, and what it was given. */
type Said = [callback: string, metadata?: Record<string, unknown>][];

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('react-page.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

describe('the official React hook, on the sandbox’s initialize.js', { skip: !process.env.CHROMIUM_PATH }, () => {
  let browser: Browser;
  let script: string;
  before(async () => {
    [browser, script] = await Promise.all([launchChromium(), bundlePage()]);
  });
  after(() => browser.close());

  /** The page with the hook, ready to connect, and Link in its frame once the button is pressed. */
  async function openPage() {
    const sandbox = createSandbox({ origin: linkOrigin });
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    await page.route('**/*', async (route) => {
      const request = route.request();
      const { origin, pathname } = new URL(request.url());
      if (origin === linkOrigin) return route.fulfill(await toAnswer(await sandbox(toRequest(request))));
      if (origin !== shop) return route.abort();
      if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script });
      const body = '<!doctype html><title>A shop</title><div id="root"></div><script src="/page.js"></script>';
      return route.fulfill({ contentType: 'text/html', body });
    });
    const token = await newToken(sandbox);
    await page.goto(`${shop}/?${new URLSearchParams({ token })}`);
    await page.getByText('ready', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Connect' }).click();
    return { page, problems, link: page.frameLocator('iframe') };
  }

  const said = (page: Page) => page.evaluate(() => (globalThis as unknown as { said: Said }).said);
  const namesOf = async (page: Page) => (await said(page)).map(([name]) => name);

  /** Waits for a callback: a message from the frame takes a moment. */
  const heard = (page: Page, name: string) =>
    page.waitForFunction(
      (wanted) => (globalThis as unknown as { said: Said }).said.some(([each]) => each === wanted),
      name,
    );

  it('shows Link, and tells of a success and then of the exit', async () => {
    const { page, link, problems } = await openPage();
    await link.getByRole('button', { name: 'Oura' }).click();
    await link.getByRole('button', { name: 'Allow' }).click();
    await link.getByRole('heading', { name: 'Oura is connected' }).waitFor();
    await heard(page, 'success');
    await leaveLink(page, 'Done');
    await heard(page, 'exit');
    assert.deepEqual(await namesOf(page), ['load', 'success', 'exit']);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('tells of an exit', async () => {
    const { page, problems } = await openPage();
    await leaveLink(page, 'Close');
    await heard(page, 'exit');
    assert.deepEqual(await namesOf(page), ['load', 'exit']);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('tells of an error, after which the person may go on', async () => {
    const { page, link, problems } = await openPage();
    await link.getByRole('button', { name: 'Peloton' }).click();
    await link.getByLabel('Username').fill('provider_credential_error');
    await link.getByLabel('Password').fill('x');
    await link.getByRole('button', { name: 'Sign in' }).click();
    await heard(page, 'error');
    await link.getByLabel('Username').fill('ada');
    await link.getByLabel('Password').fill('x');
    await link.getByRole('button', { name: 'Sign in' }).click();
    await heard(page, 'success');
    const all = await said(page);
    assert.deepEqual(
      all.map(([name]) => name),
      ['load', 'error', 'success'],
    );
    assert.equal(all[1]![1]!.error_type, 'provider_credential_error');
    assert.deepEqual(problems, []);
    await page.close();
  });

  for (const [what, button] of [
    ['is left by its exit()', 'Leave'],
    ['leaves no frame behind when it is unmounted', 'Go to another page'],
  ] as const)
    it(what, async () => {
      const { page, link, problems } = await openPage();
      await link.getByRole('heading', { name: 'Connect a device' }).waitFor();
      await page.getByRole('button', { name: button }).dispatchEvent('click');
      await page.locator('iframe').waitFor({ state: 'detached' });
      await heard(page, 'exit');
      assert.deepEqual(await namesOf(page), ['load', 'exit']);
      assert.deepEqual(problems, []);
      await page.close();
    });
});

function toRequest(request: PageRequest): Request {
  const body = request.postDataBuffer();
  const init = { method: request.method(), headers: request.headers() };
  return new Request(request.url(), body ? { ...init, body: new Uint8Array(body) } : init);
}

/** A redirect becomes a page that goes there: what a redirect leads to would not be routed, but asked of the network. */
async function toAnswer(response: Response) {
  const target = response.headers.get('location');
  if (target) {
    const address = new URL(target, linkOrigin).href.replaceAll('&', '&amp;');
    return { contentType: 'text/html', body: `<meta http-equiv="refresh" content="0; url=${address}">` };
  }
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: Buffer.from(await response.arrayBuffer()) };
}

async function newToken(sandbox: (request: Request) => Promise<Response>): Promise<string> {
  const headers = { 'x-vital-api-key': 'sk_us_shop', 'Content-Type': 'application/json' };
  const ask = async (path: string, body: object) =>
    (
      await sandbox(new Request(linkOrigin + path, { method: 'POST', headers, body: JSON.stringify(body) }))
    ).json() as Promise<{ user_id: string; link_token: string }>;
  const { user_id } = await ask('/v2/user', { client_user_id: 'shopper' });
  return (await ask('/v2/link/token', { user_id })).link_token;
}
