/** Tests the demo that needs no server, as a static host serves it: the local Junction runs in a service worker. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { modes, pressForPopup, signIn } from '../e2e/journeys/journey.js';
import { findEngines } from '../support/browsers/engines.js';
import type { Browser, Person, Tab, View } from '../support/browsers/person.js';
import { connectProvider, launchChromium, leaveLink, linkIn, useChromium } from '../support/chromium.js';
import { useDemoAlone } from '../support/demo-alone.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const button = '#connect:not([disabled]) >>> button';
/** The row of Oura in the list, in one of its states: `available`, `connected` or `error`. */
const row = (state: string) => `#devices >>> #row-oura.${state}`;

/** Returns the origins of everything that a page or a frame has loaded. */
const loadedOrigins = (view: View) =>
  view.evaluate(() => [
    ...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name, location.href).origin)),
  ]);

/**
 * Presses a button with the keyboard. WebKit's driver cannot click a button whose text is in a slot: it takes the text for
 * something that covers the button.
 */
async function pressEnter(tab: Tab, selector: string) {
  await tab.waitForVisible(selector);
  await tab.evaluate((selector) => {
    let root: ParentNode | null | undefined = document;
    for (const part of selector.split(' >>> ')) {
      const element: HTMLElement | null | undefined = root?.querySelector<HTMLElement>(part);
      element?.focus();
      root = element?.shadowRoot;
    }
  }, selector);
  await tab.pressKey('Enter');
}

for (const engine of findEngines())
  describe(`a visitor of the demo at a static host, in ${engine.name}`, () => {
    const demo = useDemoAlone();
    let browser: Browser | undefined;
    let person: Person;
    before(async () => {
      browser = await engine.launch();
    });
    after(() => browser?.close());
    beforeEach(async () => {
      person = await browser!.newPerson();
    });
    afterEach(() => person.closeBrowser());

    async function assertLoadedOnlyFromHost(view: View) {
      assert.deepEqual(await loadedOrigins(view), [new URL(demo.url).origin]);
    }

    for (const mode of modes)
      test(`connects with the mode ${mode}, and finds the connection in the list`, async () => {
        const tab = await person.openTab(`${demo.url}?mode=${mode}`);
        await tab.waitForVisible(row('available'));
        let link: View = tab;
        if (mode === 'popup') link = await pressForPopup(person, tab, button);
        else await tab.press(button);
        if (mode === 'embed') link = tab.frame();
        await link.waitForVisible('button[name=provider]');
        await assertLoadedOnlyFromHost(link);
        await signIn(link);
        if (mode === 'popup') await (link as Tab).waitForClosed();
        await tab.waitForVisible(row('connected'));
        await tab.waitForVisible('#events > [data-event=junction-success]');
        await assertLoadedOnlyFromHost(tab);
        assert.equal(await tab.url(), `${demo.url}?mode=${mode}`);
      });

    test('connects in the list, breaks the connection with the tool, and disconnects', async () => {
      const tab = await person.openTab(`${demo.url}?mode=redirect`);
      await pressEnter(tab, `${row('available')} junction-connect >>> button`);
      await tab.press('button[name=decision][value=allow]');
      await tab.waitForVisible(row('connected'));
      await tab.press('#break button');
      await tab.waitForVisible(row('error'));
      await tab.press(`${row('error')} > .actions > [part=disconnect]`);
      await tab.press(`${row('error')} > .question > [part=disconnect]`);
      await tab.waitForVisible(row('available'));
      await assertLoadedOnlyFromHost(tab);
    });

    test('asks the static host for nothing but files', () => {
      const asked = new Set(demo.requests);
      assert.ok(asked.has('GET /sub/demo/service-worker.js'));
      const others = [...asked].filter((request) => !/^GET \/sub\/demo\/([\w/-]+\.(js|css|svg|json))?$/.test(request));
      assert.deepEqual(others, []);
      assert.doesNotMatch([...asked].join('\n'), /demo\/(api|junction)\b|link-location/);
    });
  });

describe('the page of the demo at a static host', () => {
  const demo = useDemoAlone();
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

  test('shows an empty list when the browser has stopped the worker, and connects again', async () => {
    const page = await open();
    await connect(page);
    const session = await page.context().newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.reload();
    await stateOf(page).getByText('Not connected').waitFor();
    await connect(page);
    assert.deepEqual(chromium.faults, []);
  });

  test('connects after the worker was stopped while the page stayed open', async () => {
    const page = await open();
    await connect(page);
    const session = await page.context().newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.locator('#devices #row-oura').getByRole('button', { name: 'Disconnect Oura' }).click();
    await page.locator('#devices #row-oura .question').getByRole('button', { name: 'Disconnect' }).click();
    await stateOf(page).getByText('Not connected').waitFor();
    await connect(page);
  });

  test('leaves a form of another site that names the endpoints or the tool to the host', async () => {
    const page = await open();
    demo.requests.splice(0);
    for (const path of ['api/connections', 'junction/_sandbox/reset'])
      await page.evaluate(async (action) => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
        frame.src = action;
        await loaded;
      }, demo.url + path);
    assert.deepEqual(
      demo.requests.filter((request) => /api|_sandbox/.test(request)),
      ['GET /sub/demo/api/connections', 'GET /sub/demo/junction/_sandbox/reset'],
    );
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no fault that axe finds, with the ${colorScheme} scheme`, async () => {
      const page = await open();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await connect(page);
      assert.deepEqual(await findFaults(page), []);
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

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource); // The page's policy allows no script tag with this source.
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}
