import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { useChromium } from '../support/chromium.js';
import { root } from '../support/root.js';
import { startDevServer } from '../support/start-demo.js';
import type { Program } from '../support/start-program.js';

/** Texts in the sources that a developer may change. The function waits until a page shows such a text. */
const edits: [
  subject: string,
  file: string,
  text: string,
  waitUntilShown: (page: Page, text: string) => Promise<unknown>,
][] = [
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
      await page.locator('#connect:not([disabled]) button').click();
      await page.frameLocator('iframe').getByText(text, { exact: true }).waitFor();
    },
  ],
];

describe('npm run dev', () => {
  const chromium = useChromium();
  let folder: string;
  let server: Program;

  before(async () => {
    // The copy is inside the project, so that Vite finds the packages.
    mkdirSync(join(root, '.tmp'), { recursive: true });
    folder = mkdtempSync(join(root, '.tmp', 'dev-'));
    for (const name of ['src', 'demo', 'package.json', 'tsconfig.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    server = await startDevServer(folder);
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  for (const [subject, file, text, waitUntilShown] of edits) {
    test(`shows ${subject} from the sources, and shows a change when the file is saved`, async () => {
      const page = await chromium.newPage();
      const problems: string[] = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      await page.goto(await server.ready);
      await waitUntilShown(page, text);
      const reloaded = page.waitForEvent('load');
      const source = readFileSync(join(folder, file), 'utf8');
      assert.equal(source.split(text).length, 2, `${text} must be in ${file} once`);
      writeFileSync(join(folder, file), source.replace(text, '9.9.9'));
      await reloaded;
      await waitUntilShown(page, '9.9.9');
      assert.deepEqual(problems, []);
    });
  }

  test('serves scripts whose source map has the TypeScript source, for breakpoints', async () => {
    const script = await (await fetch(`${await server.ready}/src/element/junction-connect.ts`)).text();
    const encoded = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(script)?.[1] ?? '';
    const { sourcesContent } = JSON.parse(atob(encoded)) as { sourcesContent: string[] };
    assert.equal(sourcesContent[0], readFileSync(join(folder, 'src/element/junction-connect.ts'), 'utf8'));
  });
});
