/**
 * What the demo's page gives to paste, put into a page as its builder would do it: that part is simulated here, from what
 * each builder's own documentation says. The script comes from jsDelivr's address, which is answered with what was built,
 * and the browser checks its hash. Vue, React and Angular are in test/consumers, where apps are built.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { launchChromium, leaveLink } from '../support/chromium.js';
import { spawnDemo } from '../demo/start-demo.js';
import { background, choices as common, label, pinned, readSnippet } from '../support/generator.js';
import { openShop, type Shop } from './shop.js';

const api = 'https://api.clinic.example/link-token';
const choices = { ...common, 'token-endpoint': api };

describe('code of the generator', () => {
  const demo = spawnDemo({ PORT: '0' });
  let browser: Browser;
  let shop: Shop;
  let context: BrowserContext;
  before(async () => {
    browser = await launchChromium();
    shop = await openShop();
    await demo.address;
  });
  after(async () => {
    await browser.close();
    shop.close();
    await demo.stop();
  });
  afterEach(() => context.close());

  const snippet = async (target: string, chosen: object = choices) =>
    readSnippet(browser, await demo.address, target, { ...chosen });

  /** Opens a page for whoever the script's address, and the endpoint's, is answered to. */
  async function visit(body: string): Promise<Page> {
    context = await browser.newContext();
    context.setDefaultTimeout(15_000);
    await context.route(pinned.url, (route) => route.fulfill({ path: pinned.path }));
    // Another server's endpoint, which allows the page's origin.
    await context.route(api, async (route) => {
      const request = route.request();
      const response = await fetch(`http://127.0.0.1:${new URL(shop.origin).port}/api/link-token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: request.postData(),
      });
      const headers = { 'Access-Control-Allow-Origin': (await request.headerValue('Origin')) ?? '' };
      await route.fulfill({
        status: response.status,
        contentType: 'application/json',
        headers,
        body: await response.text(),
      });
    });
    return shop.visit(context, body);
  }

  async function connects(frame: Frame, name = label) {
    const element = frame.locator('junction-connect');
    const button = element.getByRole('button', { name, exact: true });
    assert.equal(await button.evaluate((button) => getComputedStyle(button).backgroundColor), background);
    assert.equal(await element.getAttribute('lang'), 'de');
    await button.click();
    const link = frame.frameLocator('iframe');
    const oura = link.getByRole('button', { name: 'Oura', exact: true });
    await oura.waitFor();
    assert.equal(await link.getByRole('button', { name: 'Fitbit', exact: true }).count(), 0);
    await oura.click();
    await link.getByRole('button', { name: 'Allow' }).click();
    await frame.waitForFunction(() => document.querySelector('junction-connect')!.status === 'connected');
    await leaveLink(frame, 'Done');
  }

  for (const [target, name] of [
    ['html', 'a page of HTML'],
    ['webflow', 'a Code Embed of Webflow'],
    ['squarespace', 'a Code block of Squarespace'],
    ['shopify', 'a Custom Liquid block of Shopify'],
    ['ghost', 'an HTML card of Ghost'],
  ] as const) {
    it(`connects in ${name}: what is pasted is in the page as it is`, async () => {
      const [code, ...others] = await snippet(target);
      assert.deepEqual(others, []);
      const page = await visit(`<main><h1>Before</h1>${code}<p>After</p></main>`);
      await connects(page.mainFrame());
    });
  }

  it('connects on a page of its own origin, with what nobody has changed', async () => {
    const [code] = await snippet('html', {});
    const page = await visit(code!);
    await page.getByRole('button', { name: 'Connect a device' }).click();
    await page.frameLocator('iframe').getByRole('button', { name: 'Fitbit', exact: true }).click();
    await page.frameLocator('iframe').getByRole('button', { name: 'Allow' }).click();
    await page.waitForFunction(() => document.querySelector('junction-connect')!.status === 'connected');
  });

  it('connects in WordPress by the plugin’s shortcode', async () => {
    const [shortcode, css] = await snippet('wordpress');
    const page = await visit(
      `<style>${css}</style>${renderShortcode(shortcode!)}<script src="/standalone.js"></script>`,
    );
    await connects(page.mainFrame());
  });

  it('connects in WordPress without the plugin: the placeholder of an author, the script of an administrator', async () => {
    const [, , block, script] = await snippet('wordpress');
    const page = await visit(`<main></main>${script}`);
    await page.locator('main').evaluate(putFiltered, block);
    await connects(page.mainFrame());
  });

  it('connects in Wix, which makes the element from an address, a name and attributes', async () => {
    const [url, name, attributes] = await snippet('wix');
    const page = await visit('<main></main>');
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
    await connects(page.mainFrame());
  });

  it('connects with a tag manager, which puts its tags in by a script', async () => {
    const [tag, button] = await snippet('gtm');
    const page = await visit(`<main>${button}</main>`);
    await page.evaluate((tag) => {
      const template = document.createElement('template');
      template.innerHTML = tag!;
      // A script from markup does not run: it is made anew, with its text and nothing else.
      const script = document.createElement('script');
      script.text = template.content.querySelector('script')!.text;
      document.body.append(script);
    }, tag);
    await connects(page.mainFrame());
  });

  it('connects in an Embed of Framer: a frame of another origin, with the permissions that are documented', async () => {
    const [code] = await snippet('framer');
    const permissions = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms';
    const page = await visit(
      `<iframe src="https://embed.example/" width="800" height="700" sandbox="${permissions}"></iframe>`,
    );
    // The frame has come before its address is answered: it is loaded anew.
    await context.route('https://embed.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en">${code}` }),
    );
    await page.reload();
    const frame = page.frame({ url: 'https://embed.example/' });
    await connects(frame!);
  });

  it('is refused where the script is not the one whose hash it has', async () => {
    const [code] = await snippet('html');
    const page = await visit(code!.replace(/sha384-.{8}/, 'sha384-AAAAAAAA'));
    assert.equal(await page.evaluate(() => Boolean(customElements.get('junction-connect'))), false);
  });
});

/** As the plugin does it: the real one is run in test/wordpress. */
function renderShortcode(shortcode: string): string {
  const { label, ...attributes } = Object.fromEntries(
    [...shortcode.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );
  const own = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<div data-junction-connect data-token-endpoint="/api/link-token"${own.join('')}>${label}</div>`;
}

/** As WordPress's kses leaves what most authors write: a `div`, its `data-*` and its style. */
function putFiltered(place: Element, html: string): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll('*')) {
    if (element.localName !== 'div') element.remove();
    for (const { name } of [...element.attributes])
      if (!/^(data-[a-z-]+|style|class|id|lang|dir)$/.test(name)) element.removeAttribute(name);
  }
  place.append(template.content);
}
