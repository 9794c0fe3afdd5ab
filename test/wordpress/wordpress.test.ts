import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { after, before, describe } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { connectTests } from './connect.js';
import { endpointTests } from './endpoint.js';
import { type Junction, startJunction } from './junction.js';
import { setupTests, uninstallTests } from './setup.js';
import { type Site, startSite } from './site.js';

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
    [site, browser] = await Promise.all([startSite(junction.origin), launchChromium()]);
    admin = await browser.newContext();
  });
  after(async () => {
    await browser.close();
    await site.stop();
    junction.stop();
  });

  setupTests(() => ({ site, context: admin, apiKey, providers }));
  connectTests(() => ({ site, junction, browser }));
  endpointTests(() => ({ site, junction, apiKey }));
  uninstallTests(() => ({ site, context: admin }));
});
