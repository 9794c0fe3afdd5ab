import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, it } from 'node:test';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { build } from 'esbuild';
import { html } from 'lit';
import type { Page } from 'playwright-core';
import 'junction-connect/connections';
import { useChromium } from '../support/chromium.js';
import { root } from '../support/root.js';
import { useSite } from '../support/site.js';

const labelled = html`<junction-connect token-endpoint="/api/link-token" providers="oura fitbit">Label</junction-connect>`;
const attributed = html`<junction-connect token-endpoint="/api/link-token" label="Verbinden"></junction-connect>`;

/** Formatted markup, with white space between the tags. */
const spaced = html`<junction-connect label="Koppelen"> </junction-connect>`;

const toText = (template: unknown) => collectResult(render(template));

const hydration = "import '@lit-labs/ssr-client/lit-element-hydrate-support.js';";

/** Returns the script that a site with server rendering sends. Hydration must be loaded before Lit. */
async function clientBundle(imports = `${hydration} import 'junction-connect';`) {
  const { outputFiles } = await build({
    stdin: { contents: imports, resolveDir: root },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]!.text;
}

const standalone = () => readFileSync(new URL(import.meta.resolve('junction-connect/standalone')), 'utf8');

describe('the element, rendered on a server', () => {
  it('has a button in a declarative shadow root, and keeps its content and its attributes', async () => {
    const text = await toText(labelled);
    assert.match(text, /<junction-connect[^>]* token-endpoint="\/api\/link-token" providers="oura fitbit">/);
    assert.match(text, /<template[^>]* shadowrootmode="open"[^>]* shadowrootdelegatesfocus/);
    assert.match(text, /<button part="button"/);
    assert.doesNotMatch(text, / lang=/); // The server does not know the language.
    assert.match(text, /<\/template>Label<\/junction-connect>/);
  });

  it('shows its label attribute when it has no content', async () => {
    assert.match(await toText(attributed), /<slot><!--lit-part-->Verbinden/);
  });

  it('is rendered when the server loads the build of Lit for browsers, as some edge servers do', () => {
    const program = `
      import '@lit-labs/ssr/lib/install-global-dom-shim.js';
      const { render } = await import('@lit-labs/ssr');
      const { collectResult } = await import('@lit-labs/ssr/lib/render-result.js');
      const { html } = await import('lit');
      await import('junction-connect');
      console.log(await collectResult(render(html\`<junction-connect></junction-connect>\`)));`;
    const args = ['--conditions=browser', '--input-type=module', '--eval', program];
    assert.match(execFileSync(process.execPath, args, { encoding: 'utf8' }), /Connect a device/);
  });

  describe('in a browser', () => {
    const site = useSite();
    const chromium = useChromium();
    let page: Page;
    let problems: string[];

    /** Opens a page as the server rendered it, before any script. */
    async function visit(body?: string) {
      body ??= (await toText(labelled)) + (await toText(attributed)) + (await toText(spaced));
      page = await chromium.newPage();
      problems = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      await page.goto(site.addPage(body));
    }
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const countButtons = () =>
      page
        .locator('junction-connect')
        .evaluateAll((elements) => elements.map((element) => element.shadowRoot!.querySelectorAll('button').length));

    it('is visible before any script runs', async () => {
      await visit();
      assert.ok(await button('Label').isVisible());
      assert.ok(await button('Verbinden').isVisible());
    });

    it('keeps its button when it is hydrated, and the button works', async () => {
      await visit();
      const rendered = await button('Label').elementHandle();
      await page.addScriptTag({ content: await clientBundle() });
      assert.ok(await button('Label').evaluate((now, before) => now === before, rendered));
      const opened = page.evaluate(
        () =>
          new Promise<string>((resolve) =>
            document.addEventListener('junction-open', (event) => {
              event.preventDefault(); // Stops the launch before any request.
              resolve(event.type);
            }),
          ),
      );
      // With a pointer or a key, the page would first fetch Link's script from Junction.
      await button('Label').evaluate((pressed: HTMLElement) => pressed.click());
      assert.equal(await opened, 'junction-open');
      assert.deepEqual(await countButtons(), [1, 1, 1]);
      assert.deepEqual(problems, []);
    });

    it('keeps the language of its content, and tells that of its own label, when it is hydrated', async () => {
      const body = (await toText(labelled)) + (await toText(html`<junction-connect></junction-connect>`));
      page = await chromium.newPage();
      await page.goto(site.addPage(`<div lang="he" dir="rtl">${body}</div>`));
      await page.addScriptTag({ content: await clientBundle() });
      await button('Connect a device').locator('[lang]').waitFor();
      const labels = await page.locator('[part=label]').evaluateAll((labels) => {
        return labels.map((label) => [label.getAttribute('lang'), getComputedStyle(label).direction]);
      });
      assert.deepEqual(labels, [
        [null, 'rtl'],
        ['en', 'ltr'],
      ]);
    });

    it('shows a connection that it has as an attribute, before and after it is hydrated', async () => {
      const connected = html`<junction-connect provider="oura" connected="oura"></junction-connect>`;
      page = await chromium.newPage();
      problems = [];
      page.on('pageerror', ({ message }) => problems.push(message));
      await page.goto(site.addPage(`<div lang="de">${await toText(connected)}</div>`));
      await button('Connect Oura again').waitFor();
      await page.getByRole('status').getByText('Oura is connected').waitFor();
      await page.addScriptTag({ content: await clientBundle() });
      await button('Oura neu verbinden').waitFor();
      await page.getByRole('status').getByText('Oura ist verbunden').waitFor();
      assert.deepEqual([await countButtons(), problems], [[1], []]);
    });

    it('is hydrated only when `defer-hydration` is removed, with the settings that it has then', async () => {
      await visit(await toText(html`<junction-connect defer-hydration></junction-connect>`));
      await page.addScriptTag({ content: await clientBundle() });
      const element = page.locator('junction-connect');
      await element.evaluate((element) => Object.assign(element, { disabled: true, size: 'large' }));
      assert.equal(await button('Connect a device').isDisabled(), false);
      await element.evaluate((element) => element.removeAttribute('defer-hydration'));
      await page.locator('junction-connect[disabled]').waitFor();
      assert.equal(await button('Connect a device').isDisabled(), true);
      assert.deepEqual([await countButtons(), problems], [[1], []]);
    });

    it('follows its attributes after it is hydrated', async () => {
      await visit();
      await page.addScriptTag({ content: await clientBundle() });
      await page.locator('[label=Verbinden]').evaluate((element) => element.setAttribute('label', 'Connect'));
      await button('Connect').waitFor();
      assert.deepEqual(await countButtons(), [1, 1, 1]);
      assert.deepEqual(problems, []);
    });

    it('shows its label in place of white space after it is hydrated', async () => {
      await visit();
      assert.equal(await button('Koppelen').count(), 0);
      await page.addScriptTag({ content: await clientBundle() });
      await button('Koppelen').getByText('Koppelen').waitFor({ timeout: 5000 });
      assert.equal(await button('Koppelen').innerText(), 'Koppelen');
      assert.deepEqual(await countButtons(), [1, 1, 1]);
      assert.deepEqual(problems, []);
    });

    it('has the texts of the language of the page after it is hydrated, and its own texts', async () => {
      const unlabelled = html`<junction-connect provider="garmin" connected="oura"></junction-connect>`;
      const withTexts = html`<junction-connect messages='{ "label": "Uhr verbinden" }'></junction-connect>`;
      const body = (await toText(unlabelled)) + (await toText(withTexts)) + (await toText(labelled));
      await visit(`<div lang="de">${body}</div>`);
      await button('Connect Garmin').waitFor();
      await page.getByText('Oura is connected').waitFor();
      await button('Uhr verbinden').waitFor();
      await page.addScriptTag({ content: await clientBundle() });
      await button('Garmin verbinden').waitFor();
      await page.getByText('Oura ist verbunden').waitFor();
      await button('Uhr verbinden').waitFor();
      assert.equal(await page.getByText(/Connect|connected/).count(), 0);
      const languages = await page
        .locator('[part=label]')
        .evaluateAll((labels) => labels.map((label) => label.getAttribute('lang')));
      assert.deepEqual(languages, ['de', null, null]); // The other texts are the page's own.
      assert.deepEqual(await countButtons(), [1, 1, 1]);
      assert.deepEqual(problems, []);
    });

    const scriptsWithoutHydration = {
      'the standalone script': async () => standalone(),
      'the module': () => clientBundle("import 'junction-connect';"),
    };
    for (const [name, script] of Object.entries(scriptsWithoutHydration)) {
      it(`is rendered again by ${name} without hydration`, async () => {
        await visit();
        await page.addScriptTag({ content: await script() });
        assert.deepEqual(await countButtons(), [1, 1, 1]);
        assert.ok(await button('Label').isVisible());
        assert.ok(await button('Verbinden').isVisible());
        assert.deepEqual(problems, []);
      });
    }

    it('is rendered again in markup that is added after Lit’s hydration was loaded too late', async () => {
      await visit();
      await page.addScriptTag({ content: await clientBundle(`import 'junction-connect'; ${hydration}`) });
      await page.evaluate((markup) => document.body.setHTMLUnsafe(markup), await toText(labelled));
      await button('Label').waitFor();
      assert.deepEqual([await countButtons(), problems], [[1], []]);
    });

    it('is hydrated by the standalone script when the page loads hydration for its own copy of Lit', async () => {
      await visit();
      const rendered = await button('Label').elementHandle();
      await page.addScriptTag({ content: await clientBundle(`${hydration} import 'lit';`) });
      await page.addScriptTag({ content: standalone() });
      assert.ok(await button('Label').evaluate((now, before) => now === before, rendered));
      await page.locator('[label=Verbinden]').evaluate((element) => element.setAttribute('label', 'Connect'));
      await button('Connect').waitFor();
      assert.deepEqual(await countButtons(), [1, 1, 1]);
      assert.deepEqual(problems, []);
    });
  });
});

describe('the list of connections, rendered on a server', () => {
  const list = html`<junction-connections endpoint="/api/connections"
    ><p slot="empty">Nothing here</p></junction-connections
  >`;
  const row = { provider: 'oura', name: 'Oura', logo: null };
  let available: unknown[] = [];
  const site = useSite({ respond: () => Response.json({ connections: [], available }) });
  const chromium = useChromium();

  it('has no text and no rows, because a server requests no list', async () => {
    const text = await toText(list);
    assert.match(text, /<junction-connections[^>]* endpoint="\/api\/connections">/);
    assert.doesNotMatch(text, /Loading|<ul/);
    assert.match(text, /<\/template><p slot="empty">Nothing here<\/p><\/junction-connections\s*>/);
  });

  const scripts = {
    'is hydrated': `${hydration} import 'junction-connect/connections';`,
    'is rendered again by a script without hydration': "import 'junction-connect/connections';",
  };
  for (const [what, imports] of Object.entries(scripts)) {
    for (const [answer, providers, wanted] of [
      ['the rows', [row], 'Nicht verbunden'],
      ['the content of the page', [], 'Nothing here'],
    ] as const) {
      it(`${what}, and then shows ${answer} in the language of the page, once`, async () => {
        available = [...providers];
        const problems: string[] = [];
        const page = await chromium.newPage();
        page.on('pageerror', ({ message }) => problems.push(message));
        await page.goto(site.addPage(`<div lang="de">${await toText(list)}</div>`));
        await page.addScriptTag({ content: await clientBundle(imports) });
        await page.getByText(wanted).waitFor();
        const children = await page
          .locator('junction-connections')
          .evaluate(({ shadowRoot }) => [...shadowRoot!.children].map(({ localName }) => localName));
        assert.deepEqual([children.filter((name) => name !== 'style'), problems], [['div'], []]);
        assert.equal(await page.getByText('Loading').count(), 0);
      });
    }

    it(`${what}, and says in the language of the page that it is loading`, async () => {
      const page = await chromium.newPage();
      await page.goto(site.addPage(`<div lang="de">${await toText(list)}</div>`));
      await page.route('**/api/connections', () => {}); // It never answers.
      await page.addScriptTag({ content: await clientBundle(imports) });
      await page.getByText('Wird geladen').waitFor();
      assert.equal(await page.getByText('Loading').count(), 0);
    });

    it(`${what}, and explains a wrong setting without an answer`, async () => {
      const problems: string[] = [];
      const page = await chromium.newPage();
      page.on('pageerror', ({ message }) => problems.push(message));
      const wrong = html`<junction-connections endpoint="/api/connections" timeout="soon"></junction-connections>`;
      await page.goto(site.addPage(`<div lang="de">${await toText(wrong)}</div>`));
      // A call in the same task comes before the first update.
      const refresh = "document.querySelector('junction-connections').refresh();";
      await page.addScriptTag({ content: await clientBundle(`${imports} ${refresh}`) });
      await page.getByText('Nicht verfügbar').waitFor();
      assert.deepEqual(problems, []);
    });
  }
});
