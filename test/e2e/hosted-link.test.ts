import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { TokenRequest } from '../sandbox/visit-link.js';
import { connectProvider, useChromium } from '../support/chromium.js';
import { type JunctionServer, startJunction } from '../support/junction.js';
import { listen, type RunningServer } from '../support/listen.js';

// These tests need a browser: only a browser applies `form-action`, and follows a 307 after a form.
describe('hosted Link in Chromium', () => {
  const chromium = useChromium();
  let junction: JunctionServer;
  let server: RunningServer;
  let site: string;
  const requests: string[] = [];

  before(async () => {
    junction = await startJunction();
    server = await listen(({ method, url, headers }) => {
      if (new URL(url).pathname === '/done')
        requests.push(`${method} ${headers.get('referer') ?? 'without a referrer'}`);
      return new Response('The site', { headers: { 'Content-Type': 'text/html' } });
    });
    site = `http://127.0.0.1:${server.port}`;
  });
  beforeEach(() => {
    requests.length = 0;
  });
  after(() => {
    junction.close();
    server.close();
  });

  const journeys: [action: string, request: TokenRequest, act: (page: Page) => Promise<void>, expected: object][] = [
    ['the choice of Allow', {}, (page) => connectProvider(page), { state: 'success' }],
    [
      'the choice of another outcome',
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
        // The page moves the focus to the field. A busy browser does so after it has shown the page.
        await page.locator('input[name=code]:focus').waitFor();
        await page.keyboard.type('123456');
        await page.keyboard.press('Enter');
      },
      { state: 'success' },
    ],
    [
      'the Close button',
      { onClose: 'redirect' },
      (page) => page.getByRole('button', { name: 'Close' }).click(),
      { state: 'error', error_type: 'user_cancelled' },
    ],
  ];

  for (const javaScriptEnabled of [true, false])
    for (const [action, request, act, expected] of journeys)
      it(`returns to a site of another origin after ${action}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
        const userId = await junction.newUserId();
        const redirectUrl = `${site}/done?mine=1#part`;
        const { linkWebUrl } = await junction.client.link.token({
          userId,
          redirectUrl,
          ...(request as { provider?: 'oura' }),
        });
        const page = await chromium.newPage({ javaScriptEnabled });
        await page.goto(linkWebUrl);
        await act(page);
        await page.waitForURL(`${site}/**`);
        const { hash, searchParams } = new URL(page.url());
        const { error, ...outcome } = Object.fromEntries(searchParams);
        assert.deepEqual(outcome, { mine: '1', ...expected });
        assert.equal(!!error, 'error_type' in expected);
        assert.equal(hash, '#part');
        assert.deepEqual(requests, ['GET without a referrer']);
      });
});
