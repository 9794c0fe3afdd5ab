import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { authorTests } from './author.js';
import { connectTests } from './connect.js';
import { connectionsTests } from './connections.js';
import { endpointTests } from './endpoint.js';
import { apiKey, type JunctionServer, startJunction } from '../support/junction.js';
import { listTests } from './list.js';
import { setupTests, uninstallTests } from './setup.js';
import { startSite, type WordPressSite } from './wordpress-site.js';
import { tracesTests } from './traces.js';
import { zipTests } from './zip.js';

const providers = 'oura garmin google_health';

// It takes a while to set up a WordPress. So all tests share one site, from the upload of the plugin to its deletion.
describe('the WordPress plugin', () => {
  let junction: JunctionServer;
  let site: WordPressSite;
  let browser: Browser;
  let admin: BrowserContext;

  before(async () => {
    execFileSync(process.execPath, ['scripts/build-wordpress.mjs']);
    junction = await startJunction();
    browser = await launchChromium();
    site = await startSite(junction.origin);
    admin = await browser.newContext();
  });
  // When one of them has not started, the others must still be stopped.
  after(async () => {
    await (browser as Browser | undefined)?.close();
    await (site as WordPressSite | undefined)?.stop();
    (junction as JunctionServer | undefined)?.close();
  });

  describe('the zip', () => zipTests());
  describe('setup', () => setupTests(() => ({ site, context: admin, apiKey, providers })));
  describe('posts', () => connectTests(() => ({ site, junction, browser })));
  describe('lists in posts', () => listTests(() => ({ site, junction, browser, providers })));
  describe('markup of an author', () => authorTests(() => ({ site, junction, browser })));
  describe('token endpoint', () => endpointTests(() => ({ site, junction, apiKey })));
  describe('connections endpoint', () => connectionsTests(() => ({ site, junction, providers })));
  describe('stored data', () => tracesTests(() => ({ site, junction, apiKey })));
  describe('deletion', () => uninstallTests(() => ({ site, junction, context: admin })));

  it('causes no error of PHP', () => {
    const error = /.*junction-connect.*/.exec(site.debugLog());
    assert.equal(error?.[0], undefined);
  });
});
