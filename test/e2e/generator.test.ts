/**
 * Tests the code that the demo's page generates. Each test puts it into a page as a page builder does. The builder is
 * simulated, from its own documentation. The script has its address at jsDelivr, and the browser checks its hash. The test
 * answers there with the built file. The code for Vue, React and Angular is tested in test/consumers, where apps are built.
 */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium, visit } from '../support/chromium.js';
import {
  choices as commonChoices,
  computedBackground,
  findPinnedScript,
  label,
  listChoices as commonListChoices,
  readSnippet,
} from '../support/generator.js';
import {
  otherConnectionsEndpoint,
  otherEndpoint,
  serveOtherConnectionsEndpoint,
  serveOtherEndpoint,
} from '../support/other-endpoint.js';
import { useSite } from '../support/site.js';
import { startDemo } from '../support/start-demo.js';

const choices = { ...commonChoices, 'token-endpoint': otherEndpoint };
const listChoices = {
  ...commonListChoices,
  'token-endpoint': otherEndpoint,
  endpoint: otherConnectionsEndpoint,
};

/** A page of another origin, to which the person goes after a connection. */
const thanks = 'https://www.clinic.example/thanks';

describe('the generated code', () => {
  const demo = startDemo();
  const site = useSite({
    linkAt: 'junction',
    findFile: findPinnedScript,
  });
  const chromium = useChromium();
  after(() => demo.stop());

  /** Returns the parts of the generated code. */
  const generate = async (target: string, chosen: object = choices) =>
    readSnippet(chromium, await demo.ready, target, { ...chosen });

  /** Opens a page that can use the endpoints of another server. */
  async function open(body: string) {
    const page = await visit(chromium, site, 'about:blank');
    await serveOtherEndpoint(page, site);
    await serveOtherConnectionsEndpoint(page, site);
    await page.goto(site.addPage(body));
    return page;
  }

  /** Asserts that the element has the chosen look and providers, and that it connects. */
  async function assertConnects(frame: Frame, name = label) {
    const element = frame.locator('junction-connect');
    const button = element.getByRole('button', { name, exact: true });
    assert.equal(await button.evaluate((button) => getComputedStyle(button).backgroundColor), computedBackground);
    assert.equal(await button.getAttribute('class'), 'filled large');
    assert.equal(await element.getAttribute('lang'), 'de');
    await button.click();
    const link = linkIn(frame);
    const oura = link.getByRole('button', { name: 'Oura', exact: true });
    await oura.waitFor();
    assert.equal(await link.getByRole('button', { name: 'Fitbit', exact: true }).count(), 0);
    await oura.click();
    await link.getByRole('button', { name: 'Allow' }).click();
    await element.getByRole('status').getByText('Verbunden').waitFor();
    await leaveLink(frame, 'Done');
  }

  /** Asserts that the list has the chosen look and providers, that it connects, and that it disconnects. */
  async function assertLists(frame: Frame) {
    const list = frame.locator('junction-connections');
    const row = list.locator('[part=row]').filter({ hasText: 'Oura' });
    await row.getByText('Nicht verbunden').waitFor();
    assert.deepEqual(await list.locator('[part=name]').allInnerTexts(), ['Oura', 'Polar']);
    assert.equal(await list.locator('img').count(), 0);
    const button = row.getByRole('button', { name: 'Oura verbinden' });
    const accent = await button.evaluate((node) =>
      getComputedStyle(node).getPropertyValue('--junction-connect-accent'),
    );
    assert.equal(accent, commonListChoices.accent);
    await button.click();
    await linkIn(frame).getByRole('button', { name: 'Allow' }).click();
    await row.getByText('Verbunden seit').waitFor();
    await leaveLink(frame, 'Done');
    await row.getByRole('button', { name: 'Oura trennen' }).click();
    await row.getByRole('group').getByRole('button', { name: 'Trennen' }).click();
    await row.getByText('Nicht verbunden').waitFor();
  }

  // Webflow, Squarespace, Shopify and Ghost keep the code unchanged. test/demo/snippets.test.ts shows that their code is the same.
  for (const [title, chosen, assertWorks] of [
    ['connects', choices, assertConnects],
    ['lists what is connected', listChoices, assertLists],
  ] as const)
    it(`${title} in a page of HTML`, async () => {
      const [code, ...others] = await generate('html', chosen);
      assert.deepEqual(others, []);
      const page = await open(`<main><h1>Before</h1>${code}<p>After</p></main>`);
      await assertWorks(page.mainFrame());
    });

  it('connects with the default choices, and a token endpoint at the origin of the page', async () => {
    const [code] = await generate('html', {});
    const page = await open(code!);
    await page.getByRole('button', { name: 'Connect a device' }).click();
    await connectProvider(linkIn(page), 'Fitbit');
    await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
  });

  it('goes to a page of another origin after a connection', async () => {
    const [code] = await generate('html', { ...choices, 'success-url': thanks });
    const page = await open(code!);
    await page.route(thanks, (route) => route.fulfill({ contentType: 'text/html', body: 'Thank you' }));
    await page.getByRole('button', { name: label, exact: true }).click();
    await connectProvider(linkIn(page));
    await page.waitForURL(thanks);
  });

  it('lets no other markup of the page name an endpoint', async () => {
    const [code] = await generate('html');
    const page = await open(`${code}<junction-connect token-endpoint="/api/link-token">Other</junction-connect>
      <div data-junction-connect data-token-endpoint="/api/link-token">Placeholder</div>`);
    await page.getByRole('button', { name: 'Other' }).click();
    await page.getByRole('button', { name: 'Placeholder' }).click();
    await site.waitFor('error', 2);
    assert.deepEqual(site.summary(), ['open', 'error configuration_invalid', 'open', 'error configuration_invalid']);
    const refusals = chromium.faults.splice(0);
    assert.equal(refusals.length, 2);
    for (const line of refusals)
      assert.match(line, /^junction-connect: configuration_invalid: .*data-token-endpoints="/);
    assert.deepEqual(site.tokenRequests(), []);
  });

  it('connects in WordPress with the plugin’s shortcode', async () => {
    const [shortcode, css] = await generate('wordpress');
    // The plugin loads the script in its own way, and names its endpoint.
    const script = '<script src="/standalone.js" data-token-endpoints="/api/link-token"></script>';
    const page = await open(`<style>${css}</style>${renderShortcode(shortcode!)}${script}`);
    await assertConnects(page.mainFrame());
  });

  it('connects in WordPress without the plugin, with an author’s placeholder and an administrator’s script', async () => {
    const [, , block, script] = await generate('wordpress');
    const page = await open(`<main></main>${script}`);
    await page.locator('main').evaluate(appendFiltered, block);
    await assertConnects(page.mainFrame());
  });

  for (const [title, chosen, assertWorks] of [
    ['connects', choices, assertConnects],
    ['lists what is connected', listChoices, assertLists],
  ] as const)
    it(`${title} in Wix, which creates the element from an address, a name and attributes, and adds custom code to the head`, async () => {
      const [url, name, attributes, customCode] = await generate('wix', chosen);
      const page = await open(`${customCode}<main></main>`);
      await page.evaluate(
        ([url, name, attributes]) => {
          const element = document.createElement(name!);
          for (const line of attributes!.split('\n')) {
            const [, name, value] = /^(.*?): (.*)$/.exec(line)!;
            element.setAttribute(name!, value!);
          }
          document.querySelector('main')!.append(element);
          document.head.append(Object.assign(document.createElement('script'), { src: url, async: true }));
        },
        [url, name, attributes],
      );
      await assertWorks(page.mainFrame());
    });

  it('connects with a tag manager, which adds its tags with a script', async () => {
    const [tag, button] = await generate('gtm');
    const page = await open(`<main>${button}</main>`);
    await page.evaluate((tag) => {
      const template = document.createElement('template');
      template.innerHTML = tag!;
      // A script from `innerHTML` does not run. So it is created again, with its text and without its attributes.
      const script = document.createElement('script');
      script.text = template.content.querySelector('script')!.text;
      document.body.append(script);
    }, tag);
    await assertConnects(page.mainFrame());
  });

  it('connects in an Embed of Framer, a frame of another origin with the documented permissions', async () => {
    const [code] = await generate('framer');
    const permissions = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms';
    const page = await open(
      `<iframe src="https://embed.example/" width="800" height="700" sandbox="${permissions}"></iframe>`,
    );
    // The frame was loaded before this route answered its address. So the page is loaded again.
    await page.route('https://embed.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en">${code}` }),
    );
    await page.reload();
    const frame = page.frame({ url: 'https://embed.example/' });
    await assertConnects(frame!);
  });

  it('does not run a script that has another hash', async () => {
    const [code] = await generate('html');
    const page = await open(code!.replace(/sha384-.{8}/, 'sha384-AAAAAAAA'));
    assert.equal(await page.evaluate(() => Boolean(customElements.get('junction-connect'))), false);
  });
});

/** Returns what WordPress's plugin writes for a shortcode. The real plugin is tested in test/wordpress. */
function renderShortcode(shortcode: string): string {
  const { label, ...attributes } = Object.fromEntries(
    [...shortcode.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );
  const own = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<div data-junction-connect${own.join('')}>${label}</div>`;
}

/** Appends HTML as WordPress's kses filters it for most authors. It keeps a `div`, its `data-*` attributes and its style. */
function appendFiltered(parent: Element, html: string): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll('*')) {
    if (element.localName !== 'div') element.remove();
    for (const { name } of [...element.attributes])
      if (!/^(data-[a-z-]+|style|class|id|lang|dir)$/.test(name)) element.removeAttribute(name);
  }
  parent.append(template.content);
}
