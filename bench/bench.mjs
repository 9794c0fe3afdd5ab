/**
 * `npm run bench` measures the budgets and prints a report. A ratio compares two things that the same run has measured. A
 * missed budget does not fail. Only the size has a limit that fails: `npm run size` checks it.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { provideEngines } from '../scripts/browsers.mjs';
import { busyPage, clickToLink, cycles, manyElements } from './measures.mjs';

const standalone = readFileSync(new URL('../dist/standalone.js', import.meta.url));
const {
  'size-limit': [{ limit: sizeLimit }],
} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** A script of Link that opens at once, so that the measurement contains only what comes before Link. */
const linkScript = `window.Vital = { create: () => ({ open: (token) => window.onLinkOpen?.(token), exit() {}, destroy() {} }) };`;

const responses = {
  '/': ['text/html', '<!doctype html><title>Bench</title><script src="/standalone.js"></script>'],
  '/plain': ['text/html', '<!doctype html><title>Bench</title>'],
  '/standalone.js': ['text/javascript', standalone],
  '/initialize.js': ['text/javascript', linkScript],
  '/api/link-token': ['application/json', '{"link_token":"bench-token-0001"}'],
};
const server = createServer(({ url }, response) => {
  const [type, body] = responses[url] ?? ['text/plain', ''];
  // A delay, as in a network. So it shows in the result if a launch makes its two requests one after the other.
  setTimeout(() => response.setHeader('Content-Type', type).end(body), url === '/' ? 0 : 20);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const [{ path, missing }] = provideEngines(['Chromium']);
if (missing) throw new Error(`The benchmarks need Chromium: ${missing}`);
const args = ['--no-sandbox', '--disable-background-networking', '--js-flags=--expose-gc'];
const browser = await chromium.launch({ executablePath: path, args });

async function measure(run) {
  const page = await browser.newPage();
  await page.goto(origin);
  try {
    return await run(page, origin);
  } finally {
    await page.close();
  }
}

try {
  const budget = (text) => `   (budget: ${text})`;
  console.log(`standalone script: ${brotliCompressSync(standalone).length} bytes brotli${budget(sizeLimit)}`);
  console.log(`500 elements: ${await measure(manyElements)}${budget('2.5 x 500 plain elements')}`);
  console.log(
    `a busy page without placeholders: ${await measure(busyPage)}${budget('1.05 x the page without the script')}`,
  );
  console.log(`click to Link: ${await measure(clickToLink)}${budget('1.05 x the best by hand')}`);
  console.log(`300 open/close/replace cycles leave: ${await measure(cycles)}${budget('nothing')}`);
} finally {
  await browser.close();
  server.close();
}
process.exitCode = 0;
