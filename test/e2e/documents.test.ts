import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { en } from '../../src/i18n/en.js';
import { connectProvider, linkIn, useChromium, visit } from '../support/chromium.js';
import { blocksIn, tableIn } from '../support/document.js';
import { root } from '../support/root.js';
import { useSite } from '../support/site.js';

const require = createRequire(import.meta.url);
const { languages } = require('junction-connect/integrity.json') as {
  languages: Record<string, { url: string; integrity: string }>;
};

const script = '<script src="/standalone.js" defer></script>';
const element = '<junction-connect token-endpoint="/api/link-token">Connect a device</junction-connect>';
/** An element that shows its own label. */
const unlabelled = '<junction-connect token-endpoint="/api/link-token"></junction-connect>';

const site = useSite({
  linkAt: 'junction',
  findFile: (url) => {
    const file = /\/dist\/(languages\/[\w-]+\.js)$/.exec(url)?.[1];
    return file ? { path: join(root, 'dist', file) } : undefined;
  },
});
const chromium = useChromium();
beforeEach(() => chromium.faults.splice(0));

/** Opens a page with the script and this markup. */
async function open(body: string): Promise<Page> {
  const page = await visit(chromium, site, site.addPage(script + body));
  await page.waitForFunction(() => customElements.get('junction-connect'));
  return page;
}

/** Opens a page with an example of markup or of styles. */
const openExample = (path: string, heading: string, body = element, number = 0) =>
  open(`<style>${blocksIn(path, heading, 'css')[number]}</style>${body}`);

/** Runs an example that a page imports the package for. In the page of a test, the script has registered the element. */
const runScript = (page: Page, code: string) =>
  page.evaluate(
    code.replace(
      /^import \{ (\w+) \} from 'junction-connect';/,
      "const { $1 } = customElements.get('junction-connect');",
    ),
  );

const button = (page: Page) => page.locator('junction-connect').getByRole('button');
const message = (page: Page) => page.locator('junction-connect').getByRole('status');
const waitForText = (page: Page, text: string) => message(page).getByText(text).waitFor();

describe('the examples in README.md', () => {
  it('say on the page what was connected', async () => {
    const page = await open(element + blocksIn('README.md', 'Your page', 'html')[0]!);
    await button(page).click();
    await connectProvider(linkIn(page));
    await page.getByText('Connected: oura').waitFor();
  });
});

describe('the examples in docs/reference.md', () => {
  it('show what is connected already', async () => {
    const page = await open(blocksIn('docs/reference.md', 'What is connected already', 'html')[0]!);
    await page.getByRole('button', { name: 'Connect Oura again' }).waitFor();
    await waitForText(page, 'Oura is connected');
  });
});

describe('the example in docs/privacy.md', () => {
  it('asks before anything is requested, and then opens Link', async () => {
    const page = await open(blocksIn('docs/privacy.md', 'Ask before the press', 'html')[0]!);
    const requests: string[] = [];
    const isReport = (url: string) => url === `${site.origin}/report`; // The page of the test reports its events there.
    page.on('request', (request) => isReport(request.url()) || requests.push(request.url()));
    await button(page).click();
    const agree = page.getByRole('button', { name: 'I agree' });
    await agree.waitFor();
    assert.deepEqual(requests, []);
    await agree.click();
    await connectProvider(linkIn(page));
    await waitForText(page, 'Oura is connected');
  });
});

describe('the example in docs/providers.md', () => {
  it('is what the console says about a deprecated provider', async () => {
    const page = await open(element.replace('token', 'providers="fitbit" token'));
    if (chromium.faults.length === 0) await page.waitForEvent('console', (one) => one.type() === 'warning');
    assert.deepEqual(chromium.faults, [blocksIn('docs/providers.md', 'Choose what you offer', 'text')[0]!.trim()]);
  });
});

describe('the examples in docs/words.md', () => {
  const path = 'docs/words.md';

  it('replace texts by an attribute', async () => {
    site.tokenEndpoint = () => new Response('', { status: 401 });
    const page = await open(blocksIn(path, 'For one element', 'html')[0]!);
    await page.evaluate(() => document.querySelector('junction-connect')!.setAttribute('connected', 'oura'));
    await waitForText(page, 'Your watch is added');
    await button(page).click();
    await waitForText(page, 'Please sign in to My Clinic again.');
  });

  it('replace texts by a property', async () => {
    const page = await open(unlabelled);
    await runScript(page, blocksIn(path, 'For one element', 'js')[0]!);
    await page.getByRole('button', { name: 'Add my device' }).waitFor();
    await page.evaluate(() => document.querySelector('junction-connect')!.setAttribute('provider', 'oura'));
    await page.getByRole('button', { name: 'Add my Oura' }).waitFor();
  });

  for (const [how, prepare] of [
    ['in a script tag', () => open(element + blocksIn(path, 'For the whole page', 'html')[0]!)],
    [
      'with an import',
      async () => {
        const page = await open(element);
        await runScript(page, blocksIn(path, 'For the whole page', 'js')[0]!);
        return page;
      },
    ],
  ] as const) {
    it(`replace texts for the whole page, ${how}`, async () => {
      site.tokenEndpoint = () => new Response('', { status: 401 });
      const page = await prepare();
      await button(page).click();
      await waitForText(page, 'Please sign in to My Clinic again.');
    });
  }

  for (const [wrong, line] of tableIn(path, 'What the console says', 'what is wrong').slice(1)) {
    it(`show what the console says for ${wrong}`, async () => {
      const page = await open(element);
      const warning = page.waitForEvent('console', (one) => one.type() === 'warning');
      const code = wrong!.slice(1, -1);
      await (code.startsWith('messages=')
        ? page.evaluate((attribute) => {
            const holder = document.body.appendChild(document.createElement('div'));
            holder.innerHTML = `<junction-connect ${attribute}></junction-connect>`;
          }, code)
        : runScript(page, `import { registerMessages } from 'junction-connect';\n${code}`));
      assert.equal(`\`${(await warning).text()}\``, line);
    });
  }

  it('say which error a wrong language throws', async () => {
    const page = await open(element);
    await assert.rejects(
      runScript(page, `import { registerMessages } from 'junction-connect';\nregisterMessages('en_US', {})`),
      /TypeError/,
    );
  });

  for (const [order, add] of [
    ['before the element', (tag: string, body: string) => tag + body],
    ['behind it', (tag: string, body: string) => body + tag],
  ] as const) {
    it(`add a language with a script tag ${order}`, async () => {
      const { url, integrity } = languages.pl!;
      const example = blocksIn(path, 'With a script tag', 'html')[0]!;
      assert.ok(example.includes(url));
      const page = await open(add(example.replace('sha384-…', integrity), `<div lang="pl">${unlabelled}</div>`));
      await page.getByRole('button', { name: 'Połącz urządzenie' }).waitFor();
      assert.deepEqual(chromium.faults, []);
    });
  }

  it('add a language of its own, in which missing texts are English', async () => {
    const page = await open(`<div lang="ro">${unlabelled}</div>`);
    await runScript(page, blocksIn(path, 'A language of your own', 'js')[0]!);
    await page.getByRole('button', { name: 'Conectați un dispozitiv' }).waitFor();
    site.tokenEndpoint = () => new Response('', { status: 429 });
    await button(page).click();
    await waitForText(page, en.busy);
  });
});

describe('the examples in docs/theming.md', () => {
  const path = 'docs/theming.md';

  /** Returns the computed value of a property of the button. */
  const styleOf = (page: Page, property: string) =>
    page.evaluate((name) => {
      const host =
        document.querySelector('junction-connect') ?? document.querySelector('div')!.shadowRoot!.firstElementChild!;
      return getComputedStyle(host.shadowRoot!.querySelector('[part=button]')!).getPropertyValue(name);
    }, property);

  it('show buttons with the heights of the table', async () => {
    const page = await open(blocksIn(path, 'Appearance and size', 'html')[0]!);
    const heights = await button(page).evaluateAll((buttons) =>
      buttons.map((one) => `${one.getBoundingClientRect().height} px`),
    );
    const documented = new Map(tableIn(path, 'Appearance and size', '`size`').slice(1) as [string, string][]);
    assert.deepEqual(
      heights,
      ['`large`', '`medium` (default)', '`small`'].map((size) => documented.get(size)),
    );
  });

  it('change the accent, and the text has a color that suits it', async () => {
    const page = await openExample(path, 'One color');
    assert.equal(await styleOf(page, 'background-color'), 'rgb(122, 31, 92)');
    assert.match(await styleOf(page, 'color'), /^(rgb\(255, 255, 255\)|color\(xyz.* 0\.9505 1 1\.089\))$/);
  });

  it('make the text lighter where the page is dark', async () => {
    const plain = element.replace('token', 'appearance="plain" token');
    const lightness = async (page: Page) => Number(/lab\(([\d.]+)/.exec(await styleOf(page, 'color'))![1]);
    const inLightPage = await lightness(await open(plain));
    const styles = `<style>${blocksIn(path, 'Light and dark', 'css')[1]}</style>`;
    const inDarkSection = await lightness(await open(`${styles}<div class="dark-section">${plain}</div>`));
    assert.ok(inLightPage <= 45, `${inLightPage}`);
    assert.ok(inDarkSection >= 66, `${inDarkSection}`);
  });

  it('follow the setting of the system where the page does', async () => {
    const page = await openExample(path, 'Light and dark', element.replace('token', 'appearance="plain" token'));
    const light = await styleOf(page, 'color');
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.notEqual(await styleOf(page, 'color'), light);
  });

  it('style the part', async () => {
    assert.equal(await styleOf(await openExample(path, 'Parts'), 'text-transform'), 'uppercase');
  });

  it('make the button as wide as its place', async () => {
    const page = await openExample(path, 'Width', `<div style="width: 400px">${element}</div>`);
    assert.equal(await styleOf(page, 'width'), '400px');
  });

  it('set the width in a placeholder', async () => {
    const placeholder = '<div data-junction-connect data-label="Connect"></div>';
    const page = await openExample(path, 'Width', placeholder, 1);
    assert.equal(await styleOf(page, 'width'), '240px');
  });

  it('take the line for the message away', async () => {
    const page = await openExample(path, 'The line for the message', `<div class="toolbar">${element}</div>${element}`);
    const heights = await page
      .locator('junction-connect')
      .evaluateAll((elements) => elements.map((one) => one.getBoundingClientRect().height));
    assert.equal(heights[0], 44);
    assert.ok(heights[1]! >= 44 + 24, `${heights[1]}`);
  });

  it('style a state', async () => {
    const page = await openExample(path, 'States', element.replace('token', 'connected token'));
    assert.equal(await styleOf(page, 'background-color'), 'rgb(85, 85, 85)');
  });

  it("show a control of the page's own, which the page can style while Link is loading", async () => {
    site.tokenEndpoint = () => new Promise(() => {});
    const heading = 'A control of your own';
    const page = await openExample(path, heading, blocksIn(path, heading, 'html')[0]);
    const control = page.getByRole('button', { name: 'Add my watch' });
    assert.equal(await button(page).count(), 1);
    await control.click();
    await page.locator('junction-connect:state(loading)').waitFor();
    assert.equal(await control.evaluate((one) => getComputedStyle(one).opacity), '0.5');
    await waitForText(page, 'Opening …');
  });
});
