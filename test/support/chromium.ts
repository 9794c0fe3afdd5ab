import { type Browser, chromium, type Frame, type Page } from 'playwright-core';

/** Launches the Chromium that `scripts/browsers.mjs` found. With `--visible` it can be seen, and takes its time. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('Name the browser in CHROMIUM_PATH, or run the tests by `npm test`.');
  // Root, as in most containers, has no sandbox; and a browser that phones home would disturb the record of requests.
  const visible = process.env.TEST_VISIBLE && { headless: false, slowMo: 300 };
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'], ...visible });
}

/**
 * Presses what takes Link out of the page, and waits until it has gone. A busy Chromium may never answer the press itself,
 * when the process of the frame that was pressed has gone before the answer.
 */
export async function leaveLink(page: Page | Frame, name: 'Close' | 'Done'): Promise<void> {
  const button = page.frameLocator('iframe').getByRole('button', { name });
  await button.waitFor();
  const gone = page.locator('iframe').waitFor({ state: 'detached' });
  await Promise.race([gone, button.click().then(() => gone)]);
}
