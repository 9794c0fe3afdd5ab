import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium, visit } from '../support/chromium.js';
import { bundleHydration, reactMajors, renderOnServer, versionOfReact } from '../support/react-bundle.js';
import { useSite } from '../support/site.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

const pageFile = 'react-component-page.mjs';

for (const major of reactMajors) {
  describe(`the component in React ${versionOfReact(major)}, in StrictMode, rendered on a server`, () => {
    let markup: string;
    let script: string;
    const site = useSite({
      linkAt: 'junction',
      respond: () => new Response(script, { headers: { 'Content-Type': 'text/javascript' } }),
    });
    const chromium = useChromium();
    before(async () => {
      [markup, script] = await Promise.all([
        renderOnServer(major, pageFile, folder),
        bundleHydration(major, pageFile, folder),
      ]);
    });
    afterEach(() => assert.deepEqual(chromium.faults.splice(0), []));

    const button = (page: Page) => page.getByRole('button', { name: 'Connect a device' });
    const notices = (page: Page, text: string) => page.getByRole('note').getByText(text, { exact: true });
    const hydrate = (page: Page) => page.evaluate(() => (globalThis as unknown as { hydrate: () => void }).hydrate());
    const filters = () => site.tokenRequestBodies().map(({ filter_on_providers }) => filter_on_providers);
    const providers = ['oura', 'garmin', 'google_health'];

    /** Opens the page, in which React does not hydrate before the test says so. */
    async function open(scripts = '<script src="/page.js"></script>') {
      return visit(chromium, site, site.addPage(`<div id="root">${markup}</div>${scripts}`));
    }

    async function openHydrated() {
      const page = await open();
      await hydrate(page);
      await button(page).waitFor();
      return page;
    }

    it('has no button that could be pressed until React has hydrated it', async () => {
      const page = await open();
      const defined = await page.evaluate(async () => {
        await customElements.whenDefined('junction-connect');
        return [...document.querySelectorAll('junction-connect')].map(({ outerHTML, shadowRoot }) => [
          outerHTML,
          shadowRoot,
        ]);
      });
      assert.deepEqual(defined, [
        [
          '<junction-connect id="connect" class="wide" style="--junction-connect-accent:navy" defer-hydration="">Connect a device</junction-connect>',
          null,
        ],
        ['<junction-connect defer-hydration=""><a slot="trigger" href="#">My own control</a></junction-connect>', null],
      ]);
      await hydrate(page);
      await button(page).click();
      await connectProvider(linkIn(page));
      await notices(page, 'open, success oura').waitFor();
      assert.deepEqual(filters(), [providers]);
    });

    it('keeps the nodes of the server, disables the control of the page, and has no attributes of its own', async () => {
      const page = await open();
      const nodes = await page.locator('junction-connect').elementHandles();
      await hydrate(page);
      await page.getByText('My own control').and(page.locator('[aria-disabled=true]')).waitFor();
      for (const node of nodes) assert.equal(await node.evaluate(({ isConnected }) => isConnected), true);
      const names = await page
        .locator('#connect')
        .evaluate((element) => element.getAttributeNames().filter((name) => !['id', 'class', 'style'].includes(name)));
      assert.deepEqual(names, []);
    });

    it('keeps a success when it is rendered again with connected={false}', async () => {
      const page = await openHydrated();
      await button(page).click();
      await connectProvider(linkIn(page));
      await leaveLink(page, 'Done');
      await notices(page, 'open, success oura').waitFor();
      await page.getByText('Remove the filter').click();
      assert.equal(
        await page.locator('#connect').evaluate((element) => 'status' in element && element.status),
        'connected',
      );
    });

    it('resets a property that is no longer set', async () => {
      const page = await openHydrated();
      await page.getByText('Remove the filter').click();
      const read = () => page.locator('#connect').evaluate((element) => 'providers' in element && element.providers);
      assert.deepEqual(await read(), []);
      await button(page).click();
      await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
      assert.deepEqual(filters(), [undefined]);
    });

    it('calls the newest handler, which can prevent the launch', async () => {
      const page = await openHydrated();
      await page.getByText('Forbid').click();
      await button(page).click();
      assert.equal(await page.locator('#connect').evaluate((element) => 'status' in element && element.status), 'idle');
      assert.deepEqual(filters(), []);
    });

    it('closes Link and tells the exit when it is unmounted', async () => {
      const page = await openHydrated();
      await button(page).click();
      await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
      await page.getByText('Go to another page').dispatchEvent('click');
      await notices(page, 'open, exit page').waitFor();
      assert.equal(await page.locator('iframe').count(), 0);
    });

    it('works with the element of another version that was registered first', async () => {
      const page = await open('<script src="/other-version.js"></script><script src="/page.js"></script>');
      await hydrate(page);
      await button(page).click();
      await connectProvider(linkIn(page));
      await notices(page, 'open, success oura').waitFor();
      assert.deepEqual(filters(), [providers]);
      assert.match(chromium.faults.shift()!, /^junction-connect: version 99\.0\.0 is registered already/);
    });
  });
}
