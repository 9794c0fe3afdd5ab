import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { JunctionClient } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import type { TokenRequest } from './support.js';

const servers: Server[] = [];

/** A server at a port of its own. */
async function listen(host: string): Promise<{ server: Server; origin: string }> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, origin: `http://${host}:${(server.address() as AddressInfo).port}` };
}

// Only a browser knows what `form-action` and a 307 after a form really do.
describe('hosted Link in Chromium, and a site at another origin', { skip: !process.env.CHROMIUM_PATH }, () => {
  let browser: Browser;
  let client: JunctionClient;
  let site: string;
  const requests: string[] = [];

  before(async () => {
    browser = await launchChromium();
    const link = await listen('localhost');
    const answer = getRequestListener(createSandbox({ origin: link.origin }));
    link.server.on('request', (...each) => void answer(...each));
    client = new JunctionClient({ apiKey: 'sk_us_local', baseUrl: link.origin });
    const shop = await listen('127.0.0.1');
    shop.server.on('request', ({ method, url, headers }, response) => {
      if (url?.startsWith('/done')) requests.push(`${method} ${headers.referer ?? 'without a referrer'}`);
      response.end('The site');
    });
    site = shop.origin;
  });
  after(async () => {
    await browser.close();
    for (const server of servers) server.close();
  });

  const journeys: [what: string, request: TokenRequest, act: (page: Page) => Promise<void>, outcome: object][] = [
    [
      'Allow',
      {},
      async (page) => {
        await page.getByRole('button', { name: 'Oura' }).click();
        await page.getByRole('button', { name: 'Allow' }).click();
      },
      { state: 'success' },
    ],
    [
      'another outcome',
      { provider: 'oura' },
      async (page) => {
        await page.getByText('Other outcomes').click();
        await page.getByRole('button', { name: 'something_new' }).click();
      },
      { state: 'error', error_type: 'something_new' },
    ],
    [
      'a password, a wrong code and the right one',
      { provider: 'peloton' },
      async (page) => {
        await page.getByLabel('Username').fill('mfa');
        await page.getByLabel('Password').fill('x');
        await page.keyboard.press('Enter');
        await page.getByLabel('Code').fill('1');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').waitFor();
        // The focus is where the person goes on.
        await page.keyboard.type('123456');
        await page.keyboard.press('Enter');
      },
      { state: 'success' },
    ],
    [
      'Close',
      { onClose: 'redirect' },
      (page) => page.getByRole('button', { name: 'Close' }).click(),
      { state: 'error', error_type: 'user_cancelled' },
    ],
  ];

  for (const javaScriptEnabled of [true, false])
    for (const [what, request, act, expected] of journeys)
      it(`leads back from ${what}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
        requests.length = 0;
        const { userId } = await client.user.create({ clientUserId: crypto.randomUUID() });
        const redirectUrl = `${site}/done?mine=1#part`;
        const { linkWebUrl } = await client.link.token({ userId, redirectUrl, ...(request as { provider?: 'oura' }) });
        const page = await browser.newPage({ javaScriptEnabled });
        page.setDefaultTimeout(10_000);
        await page.goto(linkWebUrl);
        await act(page);
        await page.waitForURL(`${site}/**`);
        const { hash, searchParams } = new URL(page.url());
        const { error, ...outcome } = Object.fromEntries(searchParams);
        assert.deepEqual(outcome, { mine: '1', ...expected });
        assert.equal(!!error, 'error_type' in expected);
        assert.equal(hash, '#part');
        assert.deepEqual(requests, ['GET without a referrer']);
        await page.close();
      });
});
