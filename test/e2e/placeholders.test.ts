/** Pages whose authors cannot write the element. Some page builders keep a `div`, and others allow only a script. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { JunctionConnect } from 'junction-connect';
import type { Page } from 'playwright-core';
import { connectProvider, connectToSite, linkIn, useChromium, visit } from '../support/chromium.js';
import { blocksIn } from '../support/document.js';
import { respondWithConnections } from '../support/connections-site.js';
import { useSite } from '../support/site.js';

const require = createRequire(import.meta.url);
const pinned = require('junction-connect/integrity.json') as { url: string };

const script = (attributes = '') => `<script src="/standalone.js" ${attributes}></script>`;
/** The script tag of a page with placeholders names their endpoint. */
const listingScript = (attributes = '') => script(`data-token-endpoints="/api/link-token" ${attributes}`);
const placeholder = '<div data-junction-connect>Connect a device</div>';
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

  it('starts although the placeholder says that it waits for a framework, which nothing would end', async () => {
    const page = await open(`${listingScript()}<div data-junction-connect data-defer-hydration>Connect a device</div>`);
    await connect(page);
  });

  for (const [way, before, after] of [
    ['a script before it', listingScript(), ''],
    ['a script after it', '', listingScript()],
    ['a deferred script', listingScript('defer'), ''],
    ['an async script', listingScript('async'), ''],
    ['the script twice, with the endpoint at the first', listingScript(), script('defer')],
    ['the script twice, with the endpoint at the second', script(), listingScript('defer')],
    [
      'a script that another script adds',
      '',
      `<script>
        const script = Object.assign(document.createElement('script'), { src: '/standalone.js' });
        script.dataset.tokenEndpoints = '/api/link-token';
        document.head.append(script);
      </script>`,
    ],
    [
      'a script that is a module, which cannot read its own tag, and a call of configurePage',
      script('type="module"'),
      `<script>customElements.whenDefined('junction-connect')
        .then((element) => element.configurePage({ tokenEndpoints: ['/api/link-token'] }))</script>`,
    ],
  ]) {
    it(`connects with a placeholder and ${way}`, async () => {
      const page = await open(`${before}<main><p>Text</p>${placeholder}</main>${after}`);
      await connect(page);
      assert.equal(await page.locator('junction-connect').count(), 1);
      assert.equal(await page.locator('div[data-junction-connect]').innerHTML(), 'Connect a device');
    });
  }

  it('connects with each example of the documents', async () => {
    const examples = [
      ...blocksIn('docs/placeholders.md', 'Placeholders: a `div` in place of the element', 'html'),
      ...blocksIn('docs/script-tag.md', 'Without writing JavaScript', 'html'),
    ];
    assert.equal(examples.length, 3);
    for (const html of examples) {
      // The documents do not have the hash, because it changes with each build. So the test leaves it out.
      const local = html.replace(pinned.url, '/standalone.js').replace(/\s*integrity="sha384-…"/, '');
      assert.match(local, /"\/standalone\.js"/);
      const page = await open(`<main>${local}</main>`);
      const goesToSuccessUrl = html.includes('success-url="/thank-you"');
      await connect(page, goesToSuccessUrl ? () => page.waitForURL(/\/thank-you$/) : undefined);
      await page.context().close();
    }
  });

  it('connects with a placeholder that is added later, also when there are two', async () => {
    const page = await open(listingScript());
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

  it('shows a connection, texts and a look that the script tag names', async () => {
    const look = `data-provider="oura" data-connected="oura" data-appearance="plain" data-size="small" data-last-screen="0"
      data-messages='{ "labelAgain": "Renew {provider}" }'`;
    const page = await open(`<main>${script(`data-token-endpoint="/api/link-token" ${look}`)}</main>`);
    const button = page.getByRole('button', { name: 'Renew Oura' });
    assert.equal(await button.getAttribute('class'), 'plain small');
    assert.equal((await status(page).innerText()).trim(), 'Oura is connected');
    assert.equal(await page.locator('junction-connect').evaluate(({ lastScreen }: JunctionConnect) => lastScreen), 0);
  });

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

  /** Returns the lines of the package in the console, and forgets them. */
  const warnings = () => chromium.faults.splice(0).filter((line) => line.startsWith('junction-connect'));

  /** Replaces each script tag by a copy, which runs. Libraries do this after a visit and on the way back. */
  const runScriptsAgain = (page: Page) =>
    page.evaluate(async () => {
      const runs = [...document.querySelectorAll('body script[src]')].map((script) => {
        const copy = document.createElement('script');
        for (const { name, value } of script.attributes) copy.setAttribute(name, value);
        copy.async = false;
        const run = new Promise((resolve) => copy.addEventListener('load', resolve));
        script.replaceWith(copy);
        return run;
      });
      await Promise.all(runs);
    });

  const runs: [how: string, run: (page: Page) => Promise<unknown>][] = [
    ['the tag runs again', runScriptsAgain],
    [
      'the body is restored from its markup',
      async (page) => {
        await page.evaluate(() => (document.body.innerHTML += ''));
        await runScriptsAgain(page);
      },
    ],
    [
      'an editor has added an empty line, and the page was saved',
      async (page) => {
        await page.evaluate(() => document.querySelector('main script')!.insertAdjacentHTML('afterend', '<br>'));
        await page.evaluate(() => (document.body.innerHTML += ''));
        await runScriptsAgain(page);
      },
    ],
    [
      'the tag has moved with its element',
      (page) => page.evaluate(() => document.body.prepend(document.querySelector('main')!)),
    ],
    [
      'a library has removed the element, and not the tag',
      (page) => page.evaluate(() => document.querySelector('junction-connect')!.remove()),
    ],
  ];
  for (const [how, run] of runs) {
    it(`shows one element for a script when ${how}, and the element follows the tag`, async () => {
      const page = await open(`<p>Text</p><main>${script(scriptAttributes)}</main>`);
      for (const label of ['Connect a ring', 'Connect a scale']) {
        await run(page);
        await page.evaluate(
          (text) => (document.querySelector<HTMLElement>('main script')!.dataset.label = text),
          label,
        );
        await page.getByRole('button', { name: label }).waitFor();
        assert.equal(await page.locator('junction-connect').count(), 1);
      }
      await connect(page);
      assert.deepEqual(warnings(), []);
    });
  }

  it('finds its script tag although an image has the name currentScript', async () => {
    const page = await open(`<img name="currentScript"><main>${script(scriptAttributes)}</main>`);
    await connect(page);
  });

  const silentScripts: [where: string, body: string, warning: RegExp, buttons: number][] = [
    ['in the head', `${script(scriptAttributes)}<body>Text`, /<head>/, 0],
    ['that is a module in the head', `${script(`type="module" ${scriptAttributes}`)}<body>Text`, /module/, 0],
    ['that is a module in the body', `<main>${script(`type="module" ${scriptAttributes}`)}</main>`, /module/, 0],
    [
      'that innerHTML has added',
      `${script()}<main></main><script>document.querySelector('main').innerHTML = ${JSON.stringify(script(scriptAttributes)).replaceAll('</', '<\\/')}</script>`,
      /innerHTML/,
      0,
    ],
    [
      'that another script has added to the end of the page, as next/script does',
      `<main>Text</main><script>document.body.append(document.createRange().createContextualFragment(${JSON.stringify(script(scriptAttributes)).replaceAll('</', '<\\/')}))</script>`,
      /end of the page/,
      1,
    ],
  ];
  for (const [where, body, warning, buttons] of silentScripts) {
    it(`says in the console where the button is missing or in a wrong place: a script ${where}`, async () => {
      const context = await chromium.newContext();
      await context.clock.install();
      await connectToSite(context, site);
      const page = await context.newPage();
      await page.goto(site.addPage(body));
      await page.clock.runFor(6000);
      const [line, ...others] = warnings();
      assert.match(line!, warning);
      assert.deepEqual(others, []);
      assert.equal(await page.locator('junction-connect').count(), buttons);
    });
  }

  it('keeps the whole content of a placeholder that the browser is still parsing', async () => {
    const slow = '<script src="/api/link-token"></script>'; // The answer takes some time, and is not a script.
    const page = await open(`${script()}<div data-junction-connect data-label="x">One ${slow}<b>two</b></div>`);
    await page.getByRole('button', { name: 'One two' }).waitFor();
    assert.equal(await page.locator('junction-connect').count(), 1);
  });
});

describe('a page without the element of the list of connections', () => {
  const site = useSite({
    linkAt: 'junction',
    respond: respondWithConnections(() => site.summary().some((event) => event.startsWith('success'))),
  });
  const chromium = useChromium();

  const listScript = (attributes = '') => `<script src="/connections.js" ${attributes}></script>`;
  const buttonScript = script;
  const endpoints = 'data-token-endpoints="/api/link-token" data-connections-endpoints="/api/connections"';
  const placeholders = `<main><div data-junction-connect>Connect a device</div>
    <div data-junction-connections id="list" data-mode="embed"><p slot="empty">Nothing</p></div>
    <ul><li data-junction-connections>Your devices</li><li data-junction-connect>Connect</li></ul></main>`;

  const ways: [way: string, before: string, after: string][] = [
    ['a script before them', listScript(endpoints), ''],
    ['a script after them', '', listScript(endpoints)],
    ['a deferred script', listScript(`${endpoints} defer`), ''],
    ['an async script', listScript(`${endpoints} async`), ''],
    ['the script twice, with the endpoints at the second', listScript(), listScript(endpoints)],
    ['the script of the button before it', buttonScript(endpoints), listScript('defer')],
    ['the script of the button after it', listScript(), buttonScript(endpoints)],
    ['the script of the button before and after it', buttonScript(), listScript() + buttonScript(endpoints)],
    [
      'the script of the button of another release before it',
      '<script src="/other-version.js"></script>',
      listScript(endpoints),
    ],
    [
      'a script that is a module, which cannot read its own tag, and a call of configurePage',
      listScript('type="module"'),
      `<script>customElements.whenDefined('junction-connections').then(() => customElements.get('junction-connect')
        .configurePage({ tokenEndpoints: ['/api/link-token'], connectionsEndpoints: ['/api/connections'] }))</script>`,
    ],
  ];
  for (const [way, before, after] of ways) {
    it(`shows one element in each placeholder, and connects in the list, with ${way}`, async () => {
      const page = await visit(chromium, site, site.addPage(`${before}${placeholders}${after}`));
      const list = page.locator('#list junction-connections');
      await list.getByRole('button', { name: 'Connect Oura' }).click();
      await linkIn(page).getByRole('button', { name: 'Allow' }).click();
      await list.getByText('Connected', { exact: true }).first().waitFor();
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll('main div, main li')].map((node) => {
          const elements = [...(node.shadowRoot ?? node).children].filter(({ localName }) => localName !== 'p');
          return elements.map(({ localName }) => localName).join();
        }),
      );
      assert.deepEqual(shown, ['junction-connect', 'junction-connections', 'junction-connections', 'junction-connect']);
      await site.waitFor('success'); // The list may show it before the report of the page has arrived.
      assert.deepEqual(site.summary().slice(0, 2), ['open', 'success']);
      assert.equal(await page.locator('div#list').innerHTML(), '<p slot="empty">Nothing</p>');
    });
  }

  it('shows the list in a placeholder that is added later', async () => {
    const page = await visit(chromium, site, site.addPage(listScript(endpoints)));
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), placeholders);
    await page.locator('div#list').getByRole('button', { name: 'Connect Oura' }).waitFor();
    assert.equal(await page.locator('junction-connections').count(), 2);
  });

  it('shows a button after a script tag that names a token endpoint, and says once where such a tag shows none', async () => {
    const attributes = 'data-token-endpoint="/api/link-token" data-label="Connect a watch"';
    const context = await chromium.newContext();
    await context.clock.install();
    await connectToSite(context, site);
    const page = await context.newPage();
    const silent = JSON.stringify(script(attributes)).replaceAll('</', '<\\/');
    const fill = `<script>document.querySelector('section').innerHTML = ${silent}</script>`;
    await page.goto(
      site.addPage(
        `${buttonScript()}<main>${listScript(`${endpoints} ${attributes}`)}</main><section></section>${fill}`,
      ),
    );
    await page.clock.runFor(6000);
    assert.deepEqual(await page.locator('main > *').evaluateAll((nodes) => nodes.map(({ localName }) => localName)), [
      'script',
      'junction-connect',
    ]);
    const lines = chromium.faults.splice(0).filter((line) => line.includes('<script data-token-endpoint>'));
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0]!, /innerHTML/);
  });
});
