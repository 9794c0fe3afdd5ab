import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Chromium } from './chromium.js';

const require = createRequire(import.meta.url);

const integrity = require('junction-connect/integrity.json') as { url: string; connections: { url: string } };
const standalone = import.meta.resolve('junction-connect/standalone');

/** The built files of the scripts that the generated code pins by their hash, by their address at jsDelivr. */
const pinnedScripts = new Map([
  [integrity.url, fileURLToPath(standalone)],
  [integrity.connections.url, fileURLToPath(new URL('connections.js', standalone))],
]);

/**
 * Returns the built file of a pinned script, by its address at jsDelivr. The tests serve that file, because jsDelivr has only
 * published versions.
 */
export function findPinnedScript(url: string): { path: string } | undefined {
  const path = pinnedScripts.get(url);
  return path === undefined ? undefined : { path };
}

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

/** The choices of a person for the list of connections: one value of each kind that has an effect on the code. */
export const listChoices = {
  element: 'list',
  providers: ['oura', 'polar'],
  logos: 'none',
  accent: '#123456',
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
