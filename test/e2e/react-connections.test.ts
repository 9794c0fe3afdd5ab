import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { linkIn, useChromium, visit } from '../support/chromium.js';
import { bundleHydration, reactMajors, renderOnServer, versionOfReact } from '../support/react-bundle.js';
import { useSite } from '../support/site.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

const pageFile = 'react-connections-page.mjs';

const available = [
  { provider: 'oura', name: 'Oura', logo: null },
  { provider: 'garmin', name: 'Garmin', logo: null },
];

for (const major of reactMajors) {
  describe(`the component of the list in React ${versionOfReact(major)}, in StrictMode, rendered on a server`, () => {
    let markup: string;
    let script: string;
    /** The slugs of the connected providers, at the connections endpoint. */
    let connected: Set<string>;
    const respondToList = ({ method, url }: Request) => {
      if (method === 'DELETE') {
        connected.delete(new URL(url).searchParams.get('provider')!);
        return new Response(null, { status: 204 });
      }
      const connections = available
        .filter(({ provider }) => connected.has(provider))
        .map((one) => ({ ...one, status: 'connected', since: '2026-08-01T00:00:00Z' }));
      return Response.json({ connections, available });
    };
    const site = useSite({
      linkAt: 'junction',
      respond: (request) =>
        new URL(request.url).pathname === '/api/connections'
          ? respondToList(request)
          : new Response(script, { headers: { 'Content-Type': 'text/javascript' } }),
    });
    const chromium = useChromium();
    before(async () => {
      [markup, script] = await Promise.all([
        renderOnServer(major, pageFile, folder),
        bundleHydration(major, pageFile, folder),
      ]);
    });
    beforeEach(() => (connected = new Set(['oura'])));
    afterEach(() => assert.deepEqual(chromium.faults.splice(0), []));

    const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
    const noticesOf = (page: Page, text: string) => page.getByRole('note').getByText(text, { exact: true }).waitFor();
    const hydrate = (page: Page) => page.evaluate(() => (globalThis as unknown as { hydrate: () => void }).hydrate());
    const listRequests = () => site.requests.filter(({ path }) => path === '/api/connections');

    /** Opens the page, in which React does not hydrate before the test says so. */
    const open = () =>
      visit(chromium, site, site.addPage(`<div id="root">${markup}</div><script src="/page.js"></script>`));

    async function openHydrated() {
      const page = await open();
      await hydrate(page);
      await row(page, 'Oura').waitFor();
      return page;
    }

    it('requests nothing until React has hydrated it, and then once, with its settings', async () => {
      const page = await open();
      const inMarkup = await page.locator('#list').evaluate((element) => [element.outerHTML, element.shadowRoot]);
      assert.deepEqual(inMarkup, [
        '<junction-connections id="list" class="wide" defer-hydration=""><p slot="empty">Nothing here</p></junction-connections>',
        null,
      ]);
      assert.equal(listRequests().length, 0);
      await hydrate(page);
      await row(page, 'Oura').waitFor();
      await noticesOf(page, '1 listed');
      assert.deepEqual(
        listRequests().map(({ method, headers }) => [method, headers['x-session']]),
        [['GET', 'ada']],
      );
      assert.equal(await page.getByRole('listitem').count(), 1);
      assert.deepEqual(await page.locator('#list').evaluate((element) => element.getAttributeNames().sort()), [
        'class',
        'id',
      ]);
    });

    it('connects a provider, and calls the handlers', async () => {
      connected.clear();
      const page = await openHydrated();
      await row(page, 'Oura').getByRole('button').click();
      connected.add('oura');
      await linkIn(page).getByRole('button', { name: 'Allow' }).click();
      await noticesOf(page, '0 listed, open, success oura, 1 listed');
    });

    it('disconnects a provider, unless the newest handler prevents it', async () => {
      const page = await openHydrated();
      const disconnect = async () => {
        await row(page, 'Oura').getByRole('button', { name: 'Disconnect' }).click();
        await row(page, 'Oura').getByRole('group').getByRole('button', { name: 'Disconnect' }).click();
      };
      await page.getByText('Forbid').click();
      await disconnect();
      await row(page, 'Oura').getByRole('group').waitFor({ state: 'detached' });
      assert.deepEqual(
        listRequests().map(({ method }) => method),
        ['GET'],
      );
      await page.getByText('Refresh').click(); // It uses the ref.
      await noticesOf(page, '1 listed, 1 listed');
    });

    it('tells when a provider was disconnected', async () => {
      const page = await openHydrated();
      await row(page, 'Oura').getByRole('button', { name: 'Disconnect' }).click();
      await row(page, 'Oura').getByRole('group').getByRole('button', { name: 'Disconnect' }).click();
      await noticesOf(page, '1 listed, disconnect, disconnected oura, 0 listed');
    });

    it('resets a property that is no longer set', async () => {
      const page = await openHydrated();
      await page.getByText('Remove the filter').click();
      await row(page, 'Garmin').waitFor();
    });

    it('leaves nothing behind when it is unmounted', async () => {
      const page = await openHydrated();
      await page.getByText('Go to another page').click();
      assert.equal(await page.locator('junction-connections, junction-connect').count(), 0);
    });
  });
}
