import { type Browser, chromium, type Frame, type Page } from 'playwright-core';

/** The Chromium that `scripts/browsers.mjs` found. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('Name the browser in CHROMIUM_PATH, or run the tests by `npm test`.');
  // Root, as in most containers, has no sandbox; and a browser that phones home would disturb the record of requests.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
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
