import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { spawnDevServer } from './start-demo.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What somebody may work on: a text in a file, and how a page shows it. */
const edits: [what: string, file: string, text: string, shown: (page: Page, text: string) => Promise<unknown>][] = [
  [
    'the element',
    'src/element/version.ts',
    '0.1.0',
    (page, text) =>
      page.waitForFunction(
        (text) => (customElements.get('junction-connect') as { version?: string } | undefined)?.version === text,
        text,
      ),
  ],
  [
    'the page of the demo',
    'demo/page/index.html',
    'Connect a health device from any page.',
    (page, text) => page.getByRole('heading', { name: text, exact: true }).waitFor(),
  ],
  [
    'the local Junction',
    'src/sandbox/link/link-pages.ts',
    'Choose where your health data comes from.',
    async (page, text) => {
      await page.locator('junction-connect:not([disabled]) button').click();
      await page.frameLocator('iframe').getByText(text, { exact: true }).waitFor();
    },
  ],
];

describe('npm run dev', { skip: !process.env.CHROMIUM_PATH }, () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof spawnDevServer>>;
  let browser: Browser;

  before(async () => {
    // A copy within the project, where the packages are found.
    mkdirSync(join(root, '.tmp'), { recursive: true });
    folder = mkdtempSync(join(root, '.tmp', 'dev-'));
    for (const name of ['src', 'demo', 'package.json', 'tsconfig.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    server = await spawnDevServer(folder);
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await server.stop('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  for (const [what, file, text, shown] of edits) {
    test(`shows ${what} as it is in the sources, and anew once it is saved`, async () => {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      await page.goto(await server.address);
      await shown(page, text);
      const reloaded = page.waitForEvent('load');
      const source = readFileSync(join(folder, file), 'utf8');
      assert.equal(source.split(text).length, 2, `${text} once in ${file}`);
      writeFileSync(join(folder, file), source.replace(text, '9.9.9'));
      await reloaded;
      await shown(page, '9.9.9');
      assert.deepEqual(problems, []);
      await page.close();
    });
  }

  test('serves the source that a breakpoint is set in', async () => {
    const script = await (await fetch(`${await server.address}/src/element/junction-connect.ts`)).text();
    const encoded = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(script)?.[1] ?? '';
    const { sourcesContent } = JSON.parse(atob(encoded)) as { sourcesContent: string[] };
    assert.equal(sourcesContent[0], readFileSync(join(folder, 'src/element/junction-connect.ts'), 'utf8'));
  });
});
