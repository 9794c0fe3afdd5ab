import { type Browser, chromium } from 'playwright-core';

/** The Chromium that `scripts/browsers.mjs` found. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('Name the browser in CHROMIUM_PATH, or run the tests by `npm test`.');
  // Root, as in most containers, has no sandbox; and a browser that phones home would disturb the record of requests.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
}
