import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';

const require = createRequire(import.meta.url);

/** The address by which a page pins the script, and what was built: jsDelivr has only what is published. */
export const pinned = {
  url: (require('junction-connect/integrity.json') as { url: string }).url,
  path: fileURLToPath(import.meta.resolve('junction-connect/standalone')),
};

/** A label that means something in each language that it is written in. */
export const label = `My "ring" <b> & {{ 'co' }} @if \${x}`;

/** What a person has chosen in the demo's page: one value of each kind. */
export const choices = {
  providers: ['oura', 'polar'],
  label,
  background: '#123456',
  'border-radius': '999px',
  'data-layer': 'dataLayer',
  lang: 'de',
};

/** The background, as a browser writes it. */
export const background = 'rgb(18, 52, 86)';

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
