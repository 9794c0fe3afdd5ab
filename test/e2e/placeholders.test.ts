/** Pages whose authors cannot write the element: builders keep a `div`, or give a place for a script and no more. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { openShop, type Shop } from './shop.js';

const script = (attributes = '') => `<script src="/standalone.js" ${attributes}></script>`;
const placeholder = '<div data-junction-connect data-token-endpoint="/api/link-token">Connect a device</div>';
const standing = 'data-token-endpoint="/api/link-token" data-label="Connect a watch"';

describe('a page without the element', () => {
  let browser: Browser;
  let context: BrowserContext;
  let shop: Shop;

  before(async () => {
    browser = await launchChromium();
    shop = await openShop();
  });
  after(async () => {
    await browser.close();
    shop.close();
  });
  afterEach(() => context.close());

  async function visit(body: string) {
    context = await browser.newContext();
    return shop.visit(context, body);
  }
  const status = (page: Page) => page.locator('junction-connect').first().getByRole('status');
  const names = (page: Page) => page.locator('junction-connect button').allInnerTexts();

  async function connects(page: Page, isDone = () => status(page).getByText('Connected').waitFor()) {
    await page.locator('junction-connect button').first().click();
    const link = page.frameLocator('iframe');
    await link.getByRole('button', { name: 'Oura', exact: true }).click();
    await link.getByRole('button', { name: 'Allow' }).click();
    await isDone();
  }

  for (const [way, before, after] of [
    ['a script before it', script(), ''],
    ['a script after it', '', script()],
    ['a deferred script', script('defer'), ''],
    ['an async script', script('async'), ''],
    ['a script twice', script(), script('defer')],
    [
      'a script put in by another',
      '',
      `<script>document.head.append(Object.assign(document.createElement('script'), { src: '/standalone.js' }))</script>`,
    ],
  ]) {
    it(`connects by a placeholder, with ${way}`, async () => {
      const page = await visit(`${before}<main><p>Text</p>${placeholder}</main>${after}`);
      await connects(page);
      assert.deepEqual(await page.locator('junction-connect').allInnerTexts(), ['Connect a device']);
      assert.equal(await page.locator('div[data-junction-connect]').count(), 0);
    });
  }

  it('connects by what the README shows', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const section = readme.split('### Without writing the element')[1]!.split('\n### The ways')[0]!;
    const examples = [...section.matchAll(/```html\n([^]*?)```/g)].map(([, html]) => html!);
    assert.equal(examples.length, 3);
    for (const html of examples) {
      const local = html.replace('https://cdn.jsdelivr.net/npm/junction-connect', '/standalone.js');
      const page = await visit(`<main>${local}</main>${local.includes('/standalone.js') ? '' : script()}`);
      const isLeft = html.includes('success-url="/thank-you"');
      await connects(page, isLeft ? () => page.waitForURL(/\/thank-you$/) : undefined);
      await context.close();
    }
  });

  it('may get its placeholder later, and another one', async () => {
    const page = await visit(script());
    const add = () => page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), placeholder);
    await add();
    await add();
    await connects(page);
    assert.equal(await page.locator('junction-connect').count(), 2);
  });

  for (const how of ['', 'async', 'defer']) {
    it(`connects by a script alone${how && `, ${how}`}, where it stands`, async () => {
      const page = await visit(`<main><h1>Before</h1>${script(`${standing} ${how} id="snippet"`)}<p>After</p></main>`);
      await connects(page);
      assert.deepEqual(
        await page.locator('main > *').evaluateAll((all) => all.map(({ localName, id }) => localName + id)),
        ['h1', 'scriptsnippet', 'junction-connect', 'p'],
      );
      assert.deepEqual(await names(page), ['Connect a watch']);
    });
  }

  it('has two elements where the snippet stands twice', async () => {
    const page = await visit(`<div>${script(standing)}</div><div>${script(standing)}</div>`);
    assert.deepEqual(await names(page), ['Connect a watch', 'Connect a watch']);
  });

  it('goes on to success-url, and has told the tag manager, with no script of its own', async () => {
    const thanks = 'data-success-url="?thanks" data-data-layer="dataLayer" data-lang="fr"';
    const page = await visit(`<main>${script(`data-token-endpoint="/api/link-token" ${thanks}`)}</main>`);
    await page.getByRole('button', { name: 'Connecter un appareil' }).click();
    const link = page.frameLocator('iframe');
    await link.getByRole('button', { name: 'Oura', exact: true }).click();
    assert.deepEqual(await page.evaluate(() => (window as { dataLayer?: unknown }).dataLayer), [
      { event: 'junction_open', mode: 'embed' },
    ]);
    await link.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\?thanks$/);
  });

  it('is told that a script in the head shows nothing', async () => {
    context = await browser.newContext();
    const lines: string[] = [];
    context.on('console', (message) => lines.push(message.text()));
    const page = await shop.visit(context, `${script(standing)}<body>Text`);
    assert.match(lines.join(), /<head>/);
    assert.equal(await page.locator('junction-connect').count(), 0);
  });

  it('keeps what is still being parsed in one piece', async () => {
    const slow = '<script src="/api/link-token"></script>'; // Answers with an error, after a while.
    const page = await visit(`${script()}<div data-junction-connect data-label="x">One ${slow}<b>two</b></div>`);
    assert.equal(await page.locator('junction-connect').innerText(), 'One two');
  });
});
