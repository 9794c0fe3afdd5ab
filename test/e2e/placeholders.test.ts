/** Pages whose authors cannot write the element. Some page builders keep a `div`, and others allow only a script. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider, linkIn, useChromium, visit } from '../support/chromium.js';
import { useSite } from '../support/site.js';

const script = (attributes = '') => `<script src="/standalone.js" ${attributes}></script>`;
const placeholder = '<div data-junction-connect data-token-endpoint="/api/link-token">Connect a device</div>';
const scriptAttributes = 'data-token-endpoint="/api/link-token" data-label="Connect a watch"';

describe('a page without the element', () => {
  const site = useSite({ linkAt: 'junction' });
  const chromium = useChromium();

  const open = (body: string) => visit(chromium, site, site.addPage(body));
  const status = (page: Page) => page.locator('junction-connect').first().getByRole('status');
  const buttonTexts = (page: Page) => page.locator('junction-connect button').allInnerTexts();

  /** Connects a device with the first button, and waits until the page shows that. */
  async function connect(page: Page, waitUntilConnected = () => status(page).getByText('Connected').waitFor()) {
    await page.locator('junction-connect button').first().click();
    await connectProvider(linkIn(page));
    await waitUntilConnected();
  }

  for (const [way, before, after] of [
    ['a script before it', script(), ''],
    ['a script after it', '', script()],
    ['a deferred script', script('defer'), ''],
    ['an async script', script('async'), ''],
    ['the script twice', script(), script('defer')],
    [
      'a script that another script adds',
      '',
      `<script>document.head.append(Object.assign(document.createElement('script'), { src: '/standalone.js' }))</script>`,
    ],
  ]) {
    it(`connects with a placeholder and ${way}`, async () => {
      const page = await open(`${before}<main><p>Text</p>${placeholder}</main>${after}`);
      await connect(page);
      assert.equal(await page.locator('junction-connect').count(), 1);
      assert.equal(await page.locator('div[data-junction-connect]').innerHTML(), 'Connect a device');
    });
  }

  it('connects with each example of the README', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const section = readme.split('### Without writing the element')[1]!.split('\n### The ways')[0]!;
    const examples = [...section.matchAll(/```html\n([^]*?)```/g)].map(([, html]) => html!);
    assert.equal(examples.length, 3);
    for (const html of examples) {
      const local = html.replace('https://cdn.jsdelivr.net/npm/junction-connect', '/standalone.js');
      const page = await open(`<main>${local}</main>${local.includes('/standalone.js') ? '' : script()}`);
      const goesToSuccessUrl = html.includes('success-url="/thank-you"');
      await connect(page, goesToSuccessUrl ? () => page.waitForURL(/\/thank-you$/) : undefined);
      await page.context().close();
    }
  });

  it('connects with a placeholder that is added later, also when there are two', async () => {
    const page = await open(script());
    const add = () => page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), placeholder);
    await add();
    await add();
    await connect(page);
    assert.equal(await page.locator('junction-connect').count(), 2);
  });

  for (const how of ['', 'async', 'defer']) {
    it(`connects with a script alone${how && `, ${how}`}, and shows the element after the script`, async () => {
      const page = await open(
        `<main><h1>Before</h1>${script(`${scriptAttributes} ${how} id="snippet"`)}<p>After</p></main>`,
      );
      await connect(page);
      assert.deepEqual(
        await page.locator('main > *').evaluateAll((elements) => elements.map(({ localName, id }) => localName + id)),
        ['h1', 'scriptsnippet', 'junction-connect', 'p'],
      );
      assert.deepEqual(await buttonTexts(page), ['Connect a watch']);
    });
  }

  it('shows two elements when it has the script twice', async () => {
    const page = await open(`<div>${script(scriptAttributes)}</div><div>${script(scriptAttributes)}</div>`);
    assert.deepEqual(await buttonTexts(page), ['Connect a watch', 'Connect a watch']);
  });

  it('writes to the data layer and goes to success-url, without a script of its own', async () => {
    const thanks = 'data-success-url="?thanks" data-data-layer="dataLayer" data-lang="fr"';
    const page = await open(`<main>${script(`data-token-endpoint="/api/link-token" ${thanks}`)}</main>`);
    await page.getByRole('button', { name: 'Connecter un appareil' }).click();
    const link = linkIn(page);
    await link.getByRole('button', { name: 'Oura', exact: true }).click();
    assert.deepEqual(await page.evaluate(() => (window as { dataLayer?: unknown }).dataLayer), [
      { event: 'junction_open', mode: 'embed' },
    ]);
    await link.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\?thanks$/);
  });

  it('shows no element for a script in the head, and says so in the console', async () => {
    const page = await open(`${script(scriptAttributes)}<body>Text`);
    assert.match(chromium.faults.join(), /<head>/);
    assert.equal(await page.locator('junction-connect').count(), 0);
  });

  it('keeps the whole content of a placeholder that the browser is still parsing', async () => {
    const slow = '<script src="/api/link-token"></script>'; // The answer takes some time, and is not a script.
    const page = await open(`${script()}<div data-junction-connect data-label="x">One ${slow}<b>two</b></div>`);
    await page.getByRole('button', { name: 'One two' }).waitFor();
    assert.equal(await page.locator('junction-connect').count(), 1);
  });
});
