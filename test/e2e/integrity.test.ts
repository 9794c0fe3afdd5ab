import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';

const require = createRequire(import.meta.url);
const { version } = require('junction-connect/package.json') as { version: string };
const pinned = require('junction-connect/integrity.json') as { version: string; url: string; integrity: string };
const script = readFileSync(new URL(import.meta.resolve('junction-connect/standalone')), 'utf8');

describe('the standalone script, pinned by its hash', () => {
  let browser: Browser;
  before(async () => (browser = await launchChromium()));
  after(() => browser.close());

  /** Whether a page that pins the script takes what jsDelivr, which is simulated, has at its address. */
  async function isTaken(served: string) {
    const page = await browser.newPage();
    await page.route('**', (route) => {
      const isScript = route.request().url() === pinned.url;
      const headers = { 'Access-Control-Allow-Origin': '*' };
      const tag = `<script src="${pinned.url}" integrity="${pinned.integrity}" crossorigin="anonymous"></script>`;
      return route.fulfill(
        isScript ? { contentType: 'text/javascript', headers, body: served } : { contentType: 'text/html', body: tag },
      );
    });
    await page.goto('http://shop.localhost');
    return page.evaluate(() => Boolean(customElements.get('junction-connect')));
  }

  it('is taken as it was built, and refused when it is another one', async () => {
    assert.equal(await isTaken(script), true);
    assert.equal(await isTaken(`${script} `), false);
  });

  it('is pinned to the version of the package', () => {
    assert.equal(pinned.version, version);
    assert.ok(pinned.url.includes(`@${version}/`));
  });
});
