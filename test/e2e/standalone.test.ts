import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium, visit } from '../support/chromium.js';
import { useSite } from '../support/site.js';

const script = '<script src="/standalone.js" defer></script>';
const never = () => new Promise<never>(() => {});
const newScript = (text: string) => new Response(text, { headers: { 'Content-Type': 'text/javascript' } });

/** Returns an answer that comes only after `release`. The browser does not request the same address again before that. */
const hang = () => new Promise<Response>((resolve) => (release = () => resolve(Response.error())));
let release = () => {};

const element = '<junction-connect token-endpoint="/api/link-token" timeout="2000">Connect a device</junction-connect>';
/** The element in mode `embed`, in which hosted Link does not replace an embedded Link that fails. */
const embeddedElement = element.replace(' ', ' mode="embed" ');

describe('the standalone script', () => {
  const site = useSite({ linkAt: 'junction' });
  const chromium = useChromium();

  async function open(body = script + element, headers?: Record<string, string>) {
    const page = await visit(chromium, site, site.addPage(body, headers));
    await page.waitForFunction(() => customElements.get('junction-connect'));
    return page;
  }
  const button = (page: Page) => page.locator('junction-connect button');
  /** The paths of the requests to the token endpoint and to Link. */
  const launchRequests = () =>
    site.requests.filter(({ host, path }) => host === 'link' || path === '/api/link-token').map(({ path }) => path);

  it('sends no request to Junction or to the endpoint before a person shows intent, and connects after a click', async () => {
    const page = await open();
    await button(page).waitFor();
    assert.deepEqual(launchRequests(), []);
    await button(page).hover();
    await site.waitForRequest(({ path }) => path === '/initialize.js');
    assert.deepEqual(launchRequests(), ['/initialize.js']);
    await button(page).click();
    await connectProvider(linkIn(page));
    await site.waitFor('success');
    await leaveLink(page, 'Done');
    assert.deepEqual(launchRequests().slice(0, 2).sort(), ['/api/link-token', '/initialize.js']);
    assert.deepEqual(
      site.events().map(({ type, provider }) => [type, provider]),
      [
        ['open', undefined],
        ['success', 'oura'],
      ],
    );
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'junction-connect');
    assert.equal(await page.locator('junction-connect').getByRole('status').innerText(), 'Oura is connected');
  });

  it('reports an exit when the person closes Link, and opens Link again', async () => {
    const page = await open();
    await button(page).click();
    await leaveLink(page, 'Close');
    await site.waitFor('exit');
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Fitbit', exact: true }).waitFor();
    assert.deepEqual(
      site.events().map(({ type }) => type),
      ['open', 'exit', 'open'],
    );
    assert.equal(launchRequests().filter((path) => path === '/initialize.js').length, 1);
  });

  it('opens Link at one provider, and reports an error when the person denies access', async () => {
    const page = await open(script + element.replace('token-endpoint', 'provider="garmin" token-endpoint'));
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Deny' }).click();
    const event = await site.waitFor('error');
    assert.deepEqual([event.provider, event.code], ['garmin', 'required_scopes_not_granted']);
  });

  const failures: [name: string, prepare: () => void, code: string, status?: number][] = [
    [
      'an endpoint that is down',
      () => (site.tokenEndpoint = () => new Response('', { status: 503 })),
      'token_request_rejected',
      503,
    ],
    [
      'an endpoint that answers with a page',
      () => (site.tokenEndpoint = () => new Response('<h1>Sign in</h1>')),
      'token_response_invalid',
      200,
    ],
    [
      'a token that is not a string',
      () => (site.tokenEndpoint = () => Response.json({ link_token: 7 })),
      'token_response_invalid',
      200,
    ],
    [
      'a link_web_url of another host',
      () => (site.tokenEndpoint = () => Response.json({ link_token: 'a', link_web_url: 'https://evil.example/' })),
      'token_response_invalid',
      200,
    ],
    ['an endpoint that never answers', () => (site.tokenEndpoint = never), 'token_request_timeout'],
    ['a script of Link that never arrives', () => (site.linkScript = hang), 'link_unavailable'],
    ['a script of Link that is blocked', () => (site.linkScript = () => Response.error()), 'link_unavailable'],
    [
      'a script of Link that is not found',
      () => (site.linkScript = () => new Response('', { status: 404 })),
      'link_unavailable',
    ],
    ['a script of Link that defines nothing', () => (site.linkScript = () => newScript('')), 'link_unavailable'],
    [
      'a Link that throws when it opens',
      () =>
        (site.linkScript = () =>
          newScript(
            `window.Vital = { create() { document.body.append(document.createElement('iframe')); throw new Error('no'); } }`,
          )),
      'link_unavailable',
    ],
  ];
  failures.forEach(([name, prepare, code, status]) => {
    it(`reports an error for ${name}, leaves no frame, and can be tried again`, async () => {
      const page = await open(script + embeddedElement);
      prepare();
      await button(page).click();
      const event = await site.waitFor('error');
      assert.deepEqual([event.code, event.status], [code, status]);
      assert.equal(await page.locator('iframe').count(), 0);
      assert.equal(await button(page).getAttribute('aria-busy'), 'false');
      Object.assign(site, { tokenEndpoint: undefined, linkScript: undefined });
      release();
      await page.evaluate(() => {
        // A Link that has thrown would throw again. So the page must load another one.
        delete (window as { Vital?: unknown }).Vital;
        document.querySelector('script[src*="initialize.js"]')?.remove();
      });
      await button(page).click();
      await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
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
    [
      'token-endpoint="/api/link-token" provider="health_connect"',
      '<junction-connect provider>: expected providers that can connect without a mobile SDK',
    ],
  ];
  misconfigured.forEach(([attributes, message]) => {
    it(`says what is wrong with <junction-connect ${attributes}>, and sends no request`, async () => {
      const page = await open(script + `<junction-connect ${attributes}></junction-connect>`);
      await button(page).click();
      const event = await site.waitFor('error');
      assert.equal(event.code, 'configuration_invalid');
      assert.ok(event.message?.includes(message), event.message);
      assert.deepEqual(launchRequests(), []);
    });
  });

  it('keeps Link open when the element moves, and closes Link when the element is removed', async () => {
    const page = await open();
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    await page.evaluate(() => {
      const section = document.body.appendChild(document.createElement('section'));
      section.append(document.querySelector('junction-connect')!);
    });
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).click();
    await page.evaluate(() => document.querySelector('junction-connect')!.remove());
    await page.locator('iframe').waitFor({ state: 'detached' });
  });

  it('works in a page whose markup has the ids of globals that Lit reads', async () => {
    const ids = ['litElementHydrateSupport', 'litElementPolyfillSupport', 'litElementVersions'];
    ids.push('litHtmlPolyfillSupport', 'litHtmlVersions', 'reactiveElementPolyfillSupport');
    ids.push('reactiveElementVersions', 'ShadyCSS', 'ShadyDOM');
    const markup = ids.map((id) => `<b id="${id}"></b>`).join('');
    const page = await open(markup + script + element);
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    const styles = await page
      .locator('junction-connect')
      .evaluate(({ shadowRoot }) => shadowRoot!.adoptedStyleSheets.length);
    assert.equal(styles, 1); // `ShadyCSS` would make Lit use `<style>`, which a policy can refuse.
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
    const page = await open(withNonce(script + element), { 'Content-Security-Policy': csp });
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
  });

  it('reports link_unavailable when Trusted Types refuse its policy', async () => {
    const csp = "require-trusted-types-for 'script'; trusted-types lit-html";
    const page = await open(script + embeddedElement, { 'Content-Security-Policy': csp });
    const logged = page.waitForEvent('console', (message) => message.text().includes('link_unavailable'));
    await button(page).click();
    assert.equal((await site.waitFor('error')).code, 'link_unavailable');
    assert.match((await logged).text(), /Add junction-connect to trusted-types/);
  });

  const refusals: [reason: string, policy: string, before?: string][] = [
    ['do not allow it', 'trusted-types junction-connect'],
    [
      'allow it only once, and the page has another copy of Lit',
      'trusted-types lit-html junction-connect',
      "<script>trustedTypes.createPolicy('lit-html', {})</script>",
    ],
  ];
  for (const [reason, policy, before = ''] of refusals) {
    it(`says in the console what to do when Trusted Types refuse the policy of Lit, because they ${reason}`, async () => {
      const context = await chromium.newContext();
      const lines: string[] = [];
      context.on('console', (message) => lines.push(message.text()));
      const page = await context.newPage();
      const csp = `require-trusted-types-for 'script'; ${policy}`;
      await page.goto(site.addPage(before + script + element, { 'Content-Security-Policy': csp }));
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      const own = lines.filter((line) => line.startsWith('junction-connect'));
      assert.equal(own.length, 1);
      assert.match(own[0]!, /add lit-html and junction-connect to trusted-types/);
    });
  }

  it('says nothing about Trusted Types that only report', async () => {
    const csp = "require-trusted-types-for 'script'; trusted-types junction-connect";
    chromium.faults.length = 0;
    const page = await open(script + element, { 'Content-Security-Policy-Report-Only': csp });
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    assert.deepEqual(
      chromium.faults.filter((line) => line.startsWith('junction-connect')),
      [],
    );
  });

  it('follows attributes, and keeps the properties that were set before it was loaded', async () => {
    const early = element.replace('>', ' id="early" csrf-header="X-Mine" disabled>');
    const page = await open(`${early}<script>early.label = 'Early'; early.providers = ['oura']</script>${script}`);
    const read = () =>
      page.evaluate(() => {
        const { label, providers, timeout, csrfHeader, disabled } = document.querySelector('junction-connect')!;
        return { label, providers, timeout, csrfHeader, disabled };
      });
    const expected = { label: 'Early', providers: ['oura'], timeout: 2000, csrfHeader: 'X-Mine', disabled: true };
    assert.deepEqual(await read(), expected);
    assert.equal(await button(page).isDisabled(), true);
    await page.locator('junction-connect').evaluate((early) => {
      for (const { name } of [...early.attributes]) early.removeAttribute(name);
      early.textContent = '';
    });
    assert.deepEqual(await read(), { ...expected, timeout: 10000, csrfHeader: 'X-CSRF-Token', disabled: false });
    assert.deepEqual([await button(page).isDisabled(), await button(page).innerText()], [false, 'Early']);
    await page.locator('junction-connect').evaluate((early) => Object.assign(early, { disabled: true, label: '' }));
    await page.locator('junction-connect[disabled]').waitFor();
    assert.equal(await button(page).innerText(), 'Connect a device');
  });

  it('shows only text as its label, whatever a framework binds to it', async () => {
    const page = await open(script + element.replace('Connect a device', ''));
    // An object that looks like a template of Lit, whichever property Lit reads.
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

  it('registers the element once when it is loaded several times and in several ways', async () => {
    const page = await open(script + script + '<script src="/standalone.js" async></script>' + element);
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.addScriptTag({ url: '/standalone.js' });
    await button(page).click();
    await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    assert.deepEqual([errors, site.events().length], [[], 1]);
  });

  it('writes nothing to the console, and keeps nothing in storage', async () => {
    const page = await visit(chromium, site, 'about:blank');
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.goto(site.addPage(script + element));
    await button(page).click();
    await connectProvider(linkIn(page));
    await site.waitFor('success');
    const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    assert.deepEqual([lines, stored], [[], [0, 0, '']]);
  });
});
