import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { connectTests } from './connect.js';
import { endpointTests } from './endpoint.js';
import { type Junction, startJunction } from './junction.js';
import { setupTests, uninstallTests } from './setup.js';
import { type Site, startSite } from './site.js';
import { tracesTests } from './traces.js';

const apiKey = 'sk_us_0123456789abcdef';
const providers = 'oura fitbit garmin';

/** One story on one site, from the upload to the deletion: a WordPress takes a while to set up. */
describe('the WordPress plugin', () => {
  let junction: Junction;
  let site: Site;
  let browser: Browser;
  let admin: BrowserContext;

  before(async () => {
    execFileSync(process.execPath, ['scripts/build-wordpress.mjs']);
    junction = await startJunction();
    browser = await launchChromium();
    site = await startSite(junction.origin);
    admin = await browser.newContext();
  });
  // What could not be started must not keep the others from being stopped.
  after(async () => {
    await (browser as Browser | undefined)?.close();
    await (site as Site | undefined)?.stop();
    (junction as Junction | undefined)?.stop();
  });

  describe('set up', () => setupTests(() => ({ site, context: admin, apiKey, providers })));
  describe('in posts', () => connectTests(() => ({ site, junction, browser })));
  describe('asked by anybody', () => endpointTests(() => ({ site, junction, apiKey })));
  describe('after all that', () => tracesTests(() => ({ site, junction, apiKey })));
  describe('removed', () => uninstallTests(() => ({ site, junction, context: admin })));

  it('has PHP complain of nothing', () => {
    const complaint = /.*junction-connect.*/.exec(site.complaints());
    assert.equal(complaint?.[0], undefined);
  });
});
