import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';

const require = createRequire(import.meta.url);
const pinned = require('junction-connect/integrity.json') as { url: string };
const script = fileURLToPath(import.meta.resolve('junction-connect/standalone'));

/** Lets jsDelivr, which has only what is published, answer with what was built. */
export const answerFromDist = (context: BrowserContext): Promise<void> =>
  context.route(pinned.url, (route) =>
    route.fulfill({
      path: script,
      contentType: 'text/javascript',
      headers: { 'Access-Control-Allow-Origin': '*' },
    }),
  );

/** What the demo's page gives to paste for these choices, part by part. */
export async function readSnippet(
  browser: Browser,
  demo: string,
  target: string,
  choices: Record<string, string | readonly string[]>,
): Promise<string[]> {
  const query = new URLSearchParams({ target });
  for (const [name, values] of Object.entries(choices))
    for (const value of [values].flat()) query.append(name, String(value));
  const page = await browser.newPage();
  await page.goto(`${demo}/?${query}`);
  await page.locator('#parts code').first().waitFor();
  const parts = await page.locator('#parts code').evaluateAll((parts) => parts.map((part) => part.textContent ?? ''));
  await page.close();
  return parts;
}
