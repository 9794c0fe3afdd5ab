/** The documentation site that `npm run docs:site` builds, at a static host, below a path. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, beforeEach, describe, it } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { connectProvider, linkIn, useChromium } from '../support/chromium.js';
import { findFaults } from '../support/find-faults.js';
import { root } from '../support/root.js';
import { useStaticHost } from '../support/static-host.js';

const base = '/sub/';
const folder = mkdtempSync(join(tmpdir(), 'site-'));
after(() => rmSync(folder, { recursive: true }));

/** Pages with all that a page can have: tables, pictures, code in several languages, and a page of a folder. */
const pagesForAxe = ['', 'errors.html', 'frameworks/nuxt.html'];

const host = useStaticHost(base, () => {
  execFileSync(process.execPath, ['scripts/docs/build-site.mjs', folder], {
    cwd: root,
    env: { ...process.env, DOCS_BASE: base },
    stdio: 'pipe',
  });
  return folder;
});
const chromium = useChromium();
beforeEach(() => chromium.faults.splice(0));

/** Opens a page of the site. Each request of the browser to another host is added to `foreign`. */
async function open(path = '', options: Parameters<typeof chromium.newContext>[0] = {}) {
  const context = await chromium.newContext(options);
  const foreign: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== host.origin) foreign.push(request.url());
  });
  const page = await context.newPage();
  await page.goto(host.url + path);
  return { page, foreign };
}

const pages = () =>
  readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'));

const elementsOf = (html: string) => {
  const elements: DefaultTreeAdapterTypes.Element[] = [];
  const visitNode = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) elements.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visitNode);
  };
  visitNode(parse(html));
  return elements;
};
const attributeOf = ({ attrs }: DefaultTreeAdapterTypes.Element, name: string) =>
  attrs.find((attribute) => attribute.name === name)?.value;

describe('the documentation site', () => {
  it('has no link to a page, a heading or a file that does not exist', () => {
    const elements = new Map(pages().map((name) => [name, elementsOf(readFileSync(join(folder, name), 'utf8'))]));
    const anchors = new Map(
      [...elements].map(([name, found]) => [name, new Set(found.map((one) => attributeOf(one, 'id')))]),
    );
    const dead: string[] = [];
    let followed = 0;
    for (const [name, found] of elements) {
      for (const element of found) {
        const link = attributeOf(element, 'href') ?? attributeOf(element, 'src');
        if (!link) continue;
        const url = new URL(link, host.url + name);
        if (url.origin !== host.origin || url.protocol === 'data:') continue;
        followed++;
        const path = decodeURI(url.pathname).replace(/\/$/, '/index.html').slice(base.length);
        const file = [path, `${path}.html`].find((one) => existsSync(join(folder, one)));
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (!url.pathname.startsWith(base) || !file) dead.push(`${name}: ${link}`);
        else if (anchor && file.endsWith('.html') && !anchors.get(file)!.has(anchor)) dead.push(`${name}: ${link}`);
      }
    }
    assert.deepEqual(dead, []);
    assert.ok(followed > 1000, `followed ${followed}`);
  });

  it('lists in llms.txt each document, at an address that exists', () => {
    const text = readFileSync(join(folder, 'llms.txt'), 'utf8');
    const paths = [...text.matchAll(/^- \[.+?\]\(([^)]+)\): ./gm)].map(([, path]) => path!.slice(base.length));
    const listed = paths.map((path) => path.replace(/(^|\/)$/, '$1index.html'));
    const documents = pages().filter((name) => name !== '404.html' && !name.startsWith('demo/'));
    assert.deepEqual(listed.sort(), documents.sort());
  });

  it('finds a page by a word in it, and asks no other host', async () => {
    const { page, foreign } = await open();
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.getByRole('searchbox').fill('provider_password_expired');
    const result = page.locator('.VPLocalSearchBox .result').first();
    await result.waitFor();
    await result.click();
    await page.locator('main').getByText('provider_password_expired').first().waitFor();
    assert.deepEqual([foreign, chromium.faults], [[], []]);
  });

  it('leads to the demo, which connects', async () => {
    const { page, foreign } = await open();
    await page.getByRole('link', { name: 'Demo' }).first().click();
    await page.waitForURL(/\/demo\//);
    await page.locator('junction-connect').getByRole('button').first().click();
    await connectProvider(linkIn(page));
    await page.getByText('Oura is connected').first().waitFor();
    assert.deepEqual([foreign, chromium.faults], [[], []]);
  });

  it('has no page that is wider than a phone, or asks another host', async () => {
    const { page, foreign } = await open('', { viewport: { width: 360, height: 800 } });
    for (const name of pages()) {
      await page.goto(host.url + name);
      if (name.startsWith('demo/')) await page.locator('#connect:not([disabled])').waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${name} is ${overflow} px wider than the window`);
    }
    assert.deepEqual([foreign, chromium.faults], [[], []]);
  });

  for (const path of pagesForAxe)
    it(`has no fault that axe finds in the page "${path}", light and dark, at 360 px and 1280 px`, async () => {
      const { page } = await open(path);
      for (const width of [360, 1280])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor();
          assert.deepEqual(await findFaults(page), [], `${width} px, ${colorScheme}`);
        }
    });
});
