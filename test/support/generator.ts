import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Chromium } from './chromium.js';

const require = createRequire(import.meta.url);

/**
 * The script that the generated code pins by its hash: its address at jsDelivr, and the path of the built file. The tests
 * serve that file, because jsDelivr has only published versions.
 */
export const pinnedScript = {
  url: (require('junction-connect/integrity.json') as { url: string }).url,
  path: fileURLToPath(import.meta.resolve('junction-connect/standalone')),
};

/** A label with special characters of HTML, of templates and of JavaScript. The generated code must escape them. */
export const label = `My "ring" <b> & {{ 'co' }} @if \${x}`;

/** The choices of a person in the demo's page: one value of each kind. */
export const choices = {
  providers: ['oura', 'polar'],
  label,
  accent: '#123456',
  size: 'large',
  'border-radius': '999px',
  'data-layer': 'dataLayer',
  lang: 'de',
};

/** The background of `choices`, as `getComputedStyle` returns it. */
export const computedBackground = 'rgb(18, 52, 86)';

/** Returns the code that the demo's page generates for these choices, one string for each part. */
export async function readSnippet(
  chromium: Chromium,
  demo: string,
  target: string,
  choices: Record<string, string | readonly string[]>,
): Promise<string[]> {
  const query = new URLSearchParams({ target });
  for (const [name, values] of Object.entries(choices))
    for (const value of [values].flat()) query.append(name, String(value));
  const page = await chromium.newPage();
  await page.goto(`${demo}/?${query}`);
  await page.locator('#parts code').first().waitFor();
  const parts = await page.locator('#parts code').evaluateAll((parts) => parts.map((part) => part.textContent ?? ''));
  await page.close();
  return parts;
}
