/** What the page of the static demo shows, in Chromium. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider, launchChromium, leaveLink, linkIn, useChromium } from '../support/chromium.js';
import { findFaults } from '../support/find-faults.js';
import { listen } from '../support/listen.js';
import { useStaticDemo } from '../support/static-demo.js';

describe('the page of the static demo', () => {
  const demo = useStaticDemo();
  const chromium = useChromium();
  afterEach(() => void chromium.faults.splice(0));

  const waitForStart = (page: Page) => page.locator('#connect:not([disabled])').waitFor();
  const stateOf = (page: Page) => page.locator('#devices #row-oura [part=state]');

  async function connect(page: Page) {
    await page.getByRole('button', { name: 'Connect a device' }).click();
    await connectProvider(linkIn(page));
    await stateOf(page).getByText('Connected since').waitFor();
    await leaveLink(page, 'Done');
  }

  async function open(): Promise<Page> {
    const page = await chromium.newPage();
    await page.goto(demo.url);
    await waitForStart(page);
    return page;
  }

  test('sends nothing to any other host, neither from the page nor from the worker', async () => {
    const context = await chromium.newContext();
    const asked: { url: string; isFromWorker: boolean }[] = [];
    context.on('request', (request) => asked.push({ url: request.url(), isFromWorker: !!request.serviceWorker() }));
    const page = await context.newPage();
    await page.goto(demo.url);
    await waitForStart(page);
    await connect(page);
    const { origin } = new URL(demo.url);
    assert.deepEqual([...new Set(asked.map(({ url }) => new URL(url).origin))], [origin]);
    assert.ok(asked.some(({ url }) => url === `${demo.url}api/link-token`));
    assert.deepEqual(chromium.faults, []);
  });

  test('says that everything is simulated in the browser', async () => {
    const page = await open();
    await page.getByText('Simulated in this browser — nothing is sent to a server').waitFor();
    await page.getByText('Everything here is simulated in your browser:').waitFor();
  });

  test('keeps a connection when the page is loaded again, also without the worker’s help', async () => {
    const page = await open();
    await connect(page);
    await page.reload();
    await stateOf(page).getByText('Connected since').waitFor();
    const session = await page.context().newCDPSession(page);
    const loaded = page.waitForEvent('load');
    await session.send('Page.reload', { ignoreCache: true }); // As a reload with Shift.
    await loaded;
    await stateOf(page).getByText('Connected since').waitFor();
  });

  test('shows an empty list after the browser has stopped the worker, and connects again', async () => {
    const page = await open();
    await connect(page);
    const session = await page.context().newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.locator('#devices #row-oura').getByRole('button', { name: 'Disconnect Oura' }).click();
    await page.locator('#devices #row-oura .question').getByRole('button', { name: 'Disconnect' }).click();
    await stateOf(page).getByText('Not connected').waitFor();
    await page.reload();
    await stateOf(page).getByText('Not connected').waitFor();
    await connect(page);
    assert.deepEqual(chromium.faults, []);
  });

  test('leaves a form of another site that names the endpoints or the tool to the host', async () => {
    await open();
    const page = await open();
    const other = await listen(
      () => new Response('<form method="post"></form>', { headers: { 'Content-Type': 'text/html' } }),
    );
    try {
      for (const path of ['api/connections', 'junction/_sandbox/reset', 'junction/%5Fsandbox/reset']) {
        await page.goto(`http://127.0.0.1:${other.port}/`);
        demo.requests.splice(0);
        await page.locator('form').evaluate((form: HTMLFormElement, action) => (form.action = action), demo.url + path);
        await Promise.all([
          page.waitForURL(demo.url + path),
          page.locator('form').evaluate((form: HTMLFormElement) => form.submit()),
        ]);
        assert.ok(
          demo.requests.some((request) => request.startsWith('POST ')),
          `${path} did not reach the host`,
        );
      }
    } finally {
      other.close();
    }
  });

  test('has no fault that axe finds, light and dark, at the width of a phone and of a desktop', async () => {
    const page = await open();
    await connect(page);
    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        assert.deepEqual(await findFaults(page), [], `${width} px, ${colorScheme}`);
      }
  });

  test('says what to do in a browser without service workers', async () => {
    const page = await chromium.newPage();
    await page.addInitScript(() => {
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    });
    await page.goto(demo.url);
    await page.getByRole('alert').getByText('Open this page in an ordinary window').waitFor();
    await page.getByText('The demo does not run in this window').waitFor();
    assert.equal(await page.locator('main').isVisible(), false);
    assert.deepEqual(await findFaults(page), []);
  });

  test('says what to do at an address without https', async () => {
    const browser = await launchChromium(['--host-resolver-rules=MAP www.clinic.example 127.0.0.1']);
    try {
      const page = await browser.newPage();
      await page.goto(demo.url.replace('localhost', 'www.clinic.example'));
      await page.getByRole('alert').getByText('an address that begins with https').waitFor();
    } finally {
      await browser.close();
    }
  });
});
