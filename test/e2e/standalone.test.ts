import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, leaveLink } from '../support/chromium.js';
import { openShop, type Shop } from './shop.js';

const script = '<script src="/standalone.js" defer></script>';
const never = () => new Promise<never>(() => {});
const element = '<junction-connect token-endpoint="/api/link-token" timeout="2000">Connect a device</junction-connect>';
/** Where hosted Link is not to take the place of an embedding that cannot be had. */
const embedded = element.replace(' ', ' mode="embed" ');

interface Told {
  type: string;
  provider?: string | null;
  reason?: string;
  code?: string;
  message?: string;
  status?: number;
}

/** Records the events as a page would hear them. */
const recorder = `<script>
  window.told = [];
  for (const type of ['open', 'success', 'exit', 'error']) {
    document.addEventListener('junction-' + type, ({ detail: { provider, reason, error } }) => {
      window.told.push({ type, provider, reason, code: error?.code, message: error?.message, status: error?.status });
    });
  }
</script>`;

describe('the standalone script on a page of another origin', () => {
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
  afterEach(async () => {
    await context.close();
    Object.assign(shop, { tokenEndpoint: undefined, linkScript: undefined });
    shop.asked.length = 0;
  });

  async function visit(body = recorder + script + element, headers?: Record<string, string>) {
    context = await browser.newContext();
    const page = await shop.visit(context, body, headers);
    await page.waitForFunction(() => customElements.get('junction-connect'));
    return page;
  }
  const told = (page: Page) => page.evaluate(() => (window as unknown as { told: Told[] }).told);
  const link = (page: Page) => page.frameLocator('iframe');
  const button = (page: Page) => page.locator('junction-connect button');
  const hear = (page: Page, type: string) =>
    page.waitForFunction(
      (type) => (window as unknown as { told: Told[] }).told.some((event) => event.type === type),
      type,
    );

  it('asks nothing of Junction and of the endpoint before a click, and connects after it', async () => {
    const page = await visit();
    await button(page).hover();
    await button(page).focus();
    assert.deepEqual(shop.asked, []);
    await button(page).click();
    await link(page).getByRole('button', { name: 'Oura', exact: true }).click();
    await link(page).getByRole('button', { name: 'Allow' }).click();
    await hear(page, 'success');
    await leaveLink(page, 'Done');
    assert.deepEqual(shop.asked.slice(0, 2).sort(), ['/initialize.js', 'token']);
    assert.deepEqual(
      (await told(page)).map(({ type, provider }) => [type, provider]),
      [
        ['open', undefined],
        ['success', 'oura'],
      ],
    );
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'junction-connect');
    assert.equal(await page.locator('junction-connect').getByRole('status').innerText(), 'Connected');
  });

  it('tells that Link was closed, and opens it again', async () => {
    const page = await visit();
    await button(page).click();
    await leaveLink(page, 'Close');
    await hear(page, 'exit');
    await button(page).click();
    await link(page).getByRole('button', { name: 'Fitbit', exact: true }).waitFor();
    assert.deepEqual(
      (await told(page)).map(({ type }) => type),
      ['open', 'exit', 'open'],
    );
    assert.equal(shop.asked.filter((path) => path === '/initialize.js').length, 1);
  });

  it('goes straight to one provider, and tells a denied sign-in', async () => {
    const page = await visit(recorder + script + element.replace('token-endpoint', 'provider="garmin" token-endpoint'));
    await button(page).click();
    await link(page).getByRole('button', { name: 'Deny' }).click();
    await hear(page, 'error');
    const event = (await told(page)).at(-1);
    assert.deepEqual([event?.provider, event?.code], ['garmin', 'required_scopes_not_granted']);
  });

  const failures: [name: string, prepare: () => void, code: string, status?: number][] = [
    [
      'an endpoint that is down',
      () => (shop.tokenEndpoint = () => new Response('', { status: 503 })),
      'token_request_rejected',
      503,
    ],
    [
      'an endpoint that answers with a page',
      () => (shop.tokenEndpoint = () => new Response('<h1>Sign in</h1>')),
      'token_response_invalid',
      200,
    ],
    [
      'a token that is no text',
      () => (shop.tokenEndpoint = () => Response.json({ link_token: 7 })),
      'token_response_invalid',
      200,
    ],
    [
      'a link_web_url of somebody else',
      () => (shop.tokenEndpoint = () => Response.json({ link_token: 'a', link_web_url: 'https://evil.example/' })),
      'token_response_invalid',
      200,
    ],
    ['an endpoint that never answers', () => (shop.tokenEndpoint = never), 'token_request_timeout'],
    ["a script of Link's that never comes", () => (shop.linkScript = 'hang'), 'link_unavailable'],
    ["a block of Link's script", () => (shop.linkScript = 'abort'), 'link_unavailable'],
    ['no script at its address', () => (shop.linkScript = { status: 404, body: '' }), 'link_unavailable'],
    ['a script that defines nothing', () => (shop.linkScript = { status: 200, body: '' }), 'link_unavailable'],
    [
      'a Link that throws as it opens',
      () =>
        (shop.linkScript = {
          status: 200,
          body: `window.Vital = { create() { document.body.append(document.createElement('iframe')); throw new Error('no'); } }`,
        }),
      'link_unavailable',
    ],
  ];
  failures.forEach(([name, prepare, code, status]) => {
    it(`survives ${name}, leaves nothing, and can be tried again`, async () => {
      const page = await visit(recorder + script + embedded);
      prepare();
      await button(page).click();
      await hear(page, 'error');
      const event = (await told(page)).at(-1);
      assert.deepEqual([event?.code, event?.status], [code, status]);
      assert.equal(await page.locator('iframe').count(), 0);
      assert.equal(await button(page).getAttribute('aria-busy'), 'false');
      Object.assign(shop, { tokenEndpoint: undefined, linkScript: undefined });
      await shop.release();
      await page.evaluate(() => {
        // A Link that threw would throw again: here comes another.
        delete (window as { Vital?: unknown }).Vital;
        document.querySelector('script[src*="initialize.js"]')?.remove();
      });
      await button(page).click();
      await link(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    });
  });

  const misconfigured: [attributes: string, message: string][] = [
    ['', 'token-endpoint=""'],
    ['token-endpoint=""', 'token-endpoint=""'],
    ['token-endpoint="/api/link-token" mode="modal"', 'mode="modal"'],
    [
      'token-endpoint="/api/link-token" mode="popup" return-url="https://shop.example/"',
      'return-url="https://shop.example/"',
    ],
    ['token-endpoint="/api/link-token" method="put"', 'method="put"'],
    ['token-endpoint="/api/link-token" credentials="all"', 'credentials="all"'],
    ['token-endpoint="/api/link-token" provider="health_connect"', 'provider="health_connect"'],
  ];
  misconfigured.forEach(([attributes, message]) => {
    it(`says what is wrong with <junction-connect ${attributes}>, and asks nobody`, async () => {
      const page = await visit(recorder + script + `<junction-connect ${attributes}></junction-connect>`);
      await button(page).click();
      await hear(page, 'error');
      const event = (await told(page)).at(-1);
      assert.equal(event?.code, 'configuration_invalid');
      assert.ok(event?.message?.includes(message), event?.message);
      assert.deepEqual(shop.asked, []);
    });
  });

  it('keeps Link open when the element moves, and takes it down when it goes', async () => {
    const page = await visit();
    await button(page).click();
    await link(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    await page.evaluate(() => {
      const section = document.body.appendChild(document.createElement('section'));
      section.append(document.querySelector('junction-connect')!);
    });
    await link(page).getByRole('button', { name: 'Oura', exact: true }).click();
    await page.evaluate(() => document.querySelector('junction-connect')!.remove());
    await page.locator('iframe').waitFor({ state: 'detached' });
  });

  it('works under a strict Content-Security-Policy with Trusted Types', async () => {
    const csp = [
      "default-src 'none'",
      "script-src 'nonce-abc'",
      "style-src 'self'",
      "connect-src 'self'",
      'frame-src https://link.tryvital.io',
      "require-trusted-types-for 'script'",
      'trusted-types lit-html junction-connect',
    ].join('; ');
    const withNonce = (html: string) =>
      html.replaceAll('<script', '<script nonce="abc"').replace('<junction-connect', '<junction-connect nonce="abc"');
    const page = await visit(withNonce(recorder + script + element), { 'Content-Security-Policy': csp });
    await button(page).click();
    await link(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
  });

  it('says link_unavailable where Trusted Types refuse its policy', async () => {
    const csp = "require-trusted-types-for 'script'; trusted-types lit-html";
    const page = await visit(recorder + script + embedded, { 'Content-Security-Policy': csp });
    await button(page).click();
    await hear(page, 'error');
    assert.equal((await told(page)).at(-1)?.code, 'link_unavailable');
  });

  it('follows attributes, and takes over the properties that were set before it came', async () => {
    const early = element.replace('>', ' id="early" csrf-header="X-Mine" disabled>');
    const page = await visit(
      `${recorder}${early}<script>early.label = 'Early'; early.providers = ['oura']</script>${script}`,
    );
    const read = () =>
      page.evaluate(() => {
        const { label, providers, timeout, csrfHeader, disabled } = document.querySelector('junction-connect')!;
        return { label, providers, timeout, csrfHeader, disabled };
      });
    const given = { label: 'Early', providers: ['oura'], timeout: 2000, csrfHeader: 'X-Mine', disabled: true };
    assert.deepEqual(await read(), given);
    assert.equal(await button(page).isDisabled(), true);
    await page.locator('junction-connect').evaluate((early) => {
      for (const { name } of [...early.attributes]) early.removeAttribute(name);
      early.textContent = '';
    });
    assert.deepEqual(await read(), { ...given, timeout: 10000, csrfHeader: 'X-CSRF-Token', disabled: false });
    assert.deepEqual([await button(page).isDisabled(), await button(page).innerText()], [false, 'Early']);
    await page.locator('junction-connect').evaluate((early) => Object.assign(early, { disabled: true, label: '' }));
    await page.locator('junction-connect[disabled]').waitFor();
    assert.equal(await button(page).innerText(), 'Connect a device');
  });

  it('takes for a label nothing but text, whatever a framework binds to it', async () => {
    const page = await visit(recorder + script + element.replace('Connect a device', ''));
    // An object that looks like a template of Lit's, whatever Lit asks it for.
    await page.evaluate(`
      const connect = document.querySelector('junction-connect');
      const template = { h: ['<b>Markup</b>'], parts: [] };
      const get = (_, name) => name === 'values' ? [] : typeof name === 'string' && template;
      connect.label = new Proxy({}, { get });
      connect.updateComplete;
    `);
    assert.deepEqual(
      [await button(page).innerText(), await button(page).locator('b').count()],
      ['Connect a device', 0],
    );
  });

  it('registers once, however often and in whatever way it is loaded', async () => {
    const page = await visit(recorder + script + script + '<script src="/standalone.js" async></script>' + element);
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.addScriptTag({ url: '/standalone.js' });
    await button(page).click();
    await link(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    assert.deepEqual([errors, (await told(page)).length], [[], 1]);
  });

  it('writes nothing to the console and keeps nothing in storage', async () => {
    context = await browser.newContext();
    const lines: string[] = [];
    context.on('console', (message) => lines.push(message.text()));
    const page = await shop.visit(context, recorder + script + element);
    await button(page).click();
    await link(page).getByRole('button', { name: 'Oura', exact: true }).click();
    await link(page).getByRole('button', { name: 'Allow' }).click();
    await hear(page, 'success');
    const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    assert.deepEqual([lines, stored], [[], [0, 0, '']]);
  });
});
