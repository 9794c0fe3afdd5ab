import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { JunctionServer } from '../support/junction.js';
import { junctionUserOf, resetPeople, type Session, signIn } from './people.js';
import {
  buttonIn,
  connectInLink,
  connectOura,
  connections,
  documentedPlaceholder,
  htmlBlock,
  label,
  openAs,
  publish as publishPost,
} from './posts.js';
import type { WordPressSite } from './wordpress-site.js';

/** The site of an attacker. */
const abroad = 'https://evil.example';

const foreignEndpoint = `${abroad}/t`;

/** A file that an author has uploaded. Its content looks like an answer of the endpoint. */
const uploadedFile = 'wp-content/uploads/uploaded-token.json';

const documentedWith = (attributes: string) =>
  documentedPlaceholder.replace('data-junction-connect', `$& ${attributes}`);

const placeholder = (attributes: string, content = label) =>
  `<div data-junction-connect ${attributes}>${content}</div>`;

/** Returns how many placeholders are in HTML. */
const countPlaceholders = (html: string) => html.match(/ data-junction-connect\b/g)!.length;

/**
 * Defines the tests of markup that an author without `unfiltered_html` publishes. WordPress keeps every `data-` attribute of
 * it. The plugin is already set up on the site.
 */
export function authorTests(getSite: () => { site: WordPressSite; junction: JunctionServer; browser: Browser }) {
  let site: WordPressSite;
  let junction: JunctionServer;
  let browser: Browser;
  let author: Session;
  let context: BrowserContext;

  before(async () => {
    ({ site, junction, browser } = getSite());
    author = await signIn(site, 'author');
    mkdirSync(join(site.root, uploadedFile, '..'), { recursive: true });
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await junction.reset();
    await resetPeople(site);
    const userId = await junction.newUserId('author');
    const { linkToken } = await junction.client.link.token({ userId });
    writeFileSync(join(site.root, uploadedFile), JSON.stringify({ link_token: linkToken }));
  });
  afterEach(() => context.close());

  const publish = (content: string) => publishPost(site, content, author);
  const openAsSubscriber = (url: string) => openAs(context, site, 'subscriber', url);
  const endpoint = () => site.evaluate<string>('return Junction_Connect\\endpoint_url(Junction_Connect\\TOKEN_ROUTE);');

  /**
   * Publishes a post, and opens it as the subscriber. Records the requests that must not happen: those to the site of the
   * attacker, those of the uploaded file, and those with an `Authorization` header.
   */
  async function openPost(html: string) {
    const url = await publish(html);
    const page = await openAsSubscriber('about:blank');
    const unwantedRequests: string[] = [];
    page.on('request', (request) => {
      if (/evil|uploaded-token/.test(request.url()) || request.headers()['authorization'])
        unwantedRequests.push(request.url());
    });
    await page.goto(url);
    // WordPress did not remove anything that the test is about.
    assert.equal(await page.locator('[data-junction-connect]').count(), countPlaceholders(html));
    return { page, unwantedRequests };
  }

  /** Presses the button, and checks that it refuses to work: it requests nothing from the endpoint, and the page stays. */
  async function expectRefusal(page: Page, unwantedRequests: string[]) {
    const address = page.url();
    page.on('request', (request) => {
      if (/link-token|rest-nonce/.test(request.url())) unwantedRequests.push(request.url());
    });
    await buttonIn(page).click();
    await page.locator('junction-connect').getByRole('status').getByText('Not available').waitFor({ timeout: 10_000 });
    await page.waitForTimeout(300); // A page of `error-url` would be opened now.
    assert.equal(page.url(), address);
    assert.deepEqual(unwantedRequests, []);
    assert.deepEqual(await connections(junction), []);
  }

  /** Checks that the subscriber has connected Oura, and nobody else has connected anything. */
  async function expectConnection(unwantedRequests: string[]) {
    assert.deepEqual(await connections(junction), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
    assert.deepEqual(unwantedRequests, []);
  }

  /**
   * Returns markup that shadows members of `document` and the variable of the plugin. WordPress lets authors embed PDFs of
   * the site in an `<object>`. An `<object>` with an id shadows the member of `document` with that name.
   */
  const shadow = (...names: string[]) =>
    names.map(object).join('') +
    `<a id="junctionConnectSite"></a><a id="junctionConnectSite" name="endpoint" href="${foreignEndpoint}"></a>`;
  const object = (name: string) =>
    `<object id="${name}" data="${site.origin}/a.pdf" type="application/pdf" data-token-endpoint="${foreignEndpoint}" data-token-endpoints="${foreignEndpoint}"></object>`;

  const shadows: [what: string, names: string[]][] = [
    ['markup shadows nothing', []],
    ['markup shadows the style sheets of document', ['adoptedStyleSheets']],
    ['markup shadows addEventListener and readyState of document', ['addEventListener', 'readyState']],
    [
      'markup shadows currentScript, baseURI, location and defaultView of document',
      ['currentScript', 'baseURI', 'location', 'defaultView'],
    ],
  ];
  for (const [what, names] of shadows) {
    it(`connects the subscriber when the placeholder names no endpoint, and ${what}`, async () => {
      const { page, unwantedRequests } = await openPost(documentedPlaceholder + shadow(...names));
      for (const id of names) assert.equal(await page.locator(`object#${id}`).count(), 1);
      await connectOura(page);
      await expectConnection(unwantedRequests);
    });

    it(`refuses a foreign endpoint when ${what}`, async () => {
      const attributes = `data-token-endpoint="${foreignEndpoint}" data-credentials="omit" data-method="get"`;
      const { page, unwantedRequests } = await openPost(documentedWith(attributes) + shadow(...names));
      await expectRefusal(page, unwantedRequests);
    });
  }

  // The element itself needs these. On such a page it does not work, and requests nothing.
  for (const id of ['createElement', 'querySelectorAll', 'addEventListener', 'createTreeWalker']) {
    it(`sends no unwanted request when markup shadows document.${id}`, async () => {
      const attributes = `data-token-endpoint="${foreignEndpoint}"`;
      const { page, unwantedRequests } = await openPost(documentedWith(attributes) + shadow(id));
      await page.locator('[data-junction-connect], junction-connect').first().click();
      await page.waitForTimeout(500);
      assert.deepEqual(unwantedRequests, []);
      assert.deepEqual(await connections(junction), []);
    });
  }

  it('requests nothing when the script with the settings is missing, and markup has the name of its variable', async () => {
    const url = await publish(documentedPlaceholder + shadow());
    const page = await openAsSubscriber('about:blank');
    const unwantedRequests: string[] = [];
    page.on('request', (request) => request.url().includes('evil') && unwantedRequests.push(request.url()));
    await page.route(url, async (route) => {
      const html = await (await route.fetch()).text();
      const htmlWithoutSettings = html.replace(/<script[^>]*>\s*var junctionConnectSite.*?<\/script>/s, '');
      assert.notEqual(htmlWithoutSettings, html);
      await route.fulfill({ body: htmlWithoutSettings, contentType: 'text/html' });
    });
    await page.goto(url);
    await expectRefusal(page, unwantedRequests);
  });

  // Pages that were cached or pasted with an earlier version name the endpoint.
  it('connects the subscriber when the placeholder names the endpoint of the site', async () => {
    const { page, unwantedRequests } = await openPost(documentedWith(`data-token-endpoint="${await endpoint()}"`));
    await connectOura(page);
    await expectConnection(unwantedRequests);
  });

  describe('on a site with plain permalinks', () => {
    const setPermalinks = (pattern: string) =>
      site.evaluate(`
        global $wp_rewrite;
        $wp_rewrite->set_permalink_structure('${pattern}');
        flush_rewrite_rules();`);
    before(() => setPermalinks(''));
    after(() => setPermalinks('/%postname%/'));

    it('connects the subscriber when the placeholder names the endpoint of the site, or none', async () => {
      const address = await endpoint();
      assert.match(address, /\?rest_route=/);
      for (const attributes of ['', `data-token-endpoint="${address}"`]) {
        const { page, unwantedRequests } = await openPost(documentedWith(attributes));
        await connectOura(page);
        await expectConnection(unwantedRequests);
      }
    });

    it('refuses another route of the REST API', async () => {
      const attributes = `data-token-endpoint="${(await endpoint()).replace('link-token', 'other')}"`;
      const { page, unwantedRequests } = await openPost(documentedWith(attributes));
      await expectRefusal(page, unwantedRequests);
    });
  });

  it('gets the nonce for a late element that requests a token without a press', async () => {
    const { page, unwantedRequests } = await openPost(documentedWith('data-mode="redirect"'));
    await buttonIn(page).click();
    await page.waitForURL(`${junction.origin}/**`);
    await junction.expireTokens();
    // A script removes the placeholder, and inserts it again 500 ms after the page was parsed.
    await page.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () => {
        const container = document.querySelector('[data-junction-connect]')?.parentElement;
        const parent = container?.parentElement;
        container?.remove();
        setTimeout(() => container && parent?.append(container), 500);
      }),
    );
    const tokenResponse = page.waitForResponse((response) => /link-token|evil/.test(response.url()));
    await page.getByRole('button', { name: 'Oura', exact: true }).click();
    assert.deepEqual(
      [(await tokenResponse).url(), (await tokenResponse).status()],
      [`${site.origin}/wp-json/junction-connect/v1/link-token`, 200],
    );
    assert.deepEqual(unwantedRequests, []);
  });

  describe('a hostile placeholder that WordPress keeps', () => {
    const refused: [what: string, html: () => string][] = [
      ['a foreign endpoint', () => placeholder(`data-token-endpoint="${foreignEndpoint}"`)],
      [
        'a foreign endpoint in the placeholder of a list item',
        () => `<ul><li data-junction-connect data-token-endpoint="${foreignEndpoint}">${label}</li></ul>`,
      ],
      [
        'a foreign endpoint in the placeholder of a foreign link',
        () => `<a href="${abroad}" data-junction-connect data-token-endpoint="${foreignEndpoint}">${label}</a>`,
      ],
      ['a file that the author has uploaded', () => placeholder(`data-token-endpoint="/${uploadedFile}"`)],
      ['another query', () => placeholder(`data-token-endpoint="${ownEndpoint}?_method=DELETE"`)],
      [
        'a header that changes the method of the request',
        () => placeholder('data-csrf-header="X-HTTP-Method-Override" data-csrf-token="DELETE"'),
      ],
      [
        'an application password of the author',
        () => placeholder('data-csrf-header="Authorization" data-csrf-token="Basic YTpi" data-credentials="omit"'),
      ],
      ['a foreign page after a success', () => placeholder(`data-success-url="${abroad}/success"`)],
      ['a foreign page after an exit', () => placeholder(`data-exit-url="//evil.example/exit"`)],
      ['a foreign page after an error', () => placeholder(`data-error-url="${abroad}/error"`)],
      ['a script after an error', () => placeholder('data-error-url="javascript:location=`//evil.example`"')],
      ['the window that has opened the page as its data layer', () => placeholder('data-data-layer="opener"')],
    ];
    let ownEndpoint: string;
    before(async () => {
      ownEndpoint = await endpoint();
    });
    for (const [what, html] of refused) {
      it(`is refused: ${what}`, async () => {
        const { page, unwantedRequests } = await openPost(htmlBlock(html()));
        await expectRefusal(page, unwantedRequests);
      });
    }

    const connecting: [what: string, html: string][] = [
      [
        'inside a placeholder with a foreign endpoint',
        placeholder(`data-token-endpoint="${foreignEndpoint}"`, `Outer ${placeholder('')}`),
      ],
      [
        'around a placeholder with a foreign endpoint',
        placeholder('', `${label} ${placeholder(`data-token-endpoint="${foreignEndpoint}"`, 'Inner')}`),
      ],
      ['that is a list item', `<ul><li data-junction-connect>${label}</li></ul>`],
      ['that is a foreign link', `<p><a href="${abroad}" data-junction-connect>${label}</a></p>`],
    ];
    for (const [what, html] of connecting) {
      it(`connects only the subscriber with a placeholder ${what}`, async () => {
        const { page, unwantedRequests } = await openPost(htmlBlock(html));
        const address = page.url();
        // The first press may open Link, which then covers the other button.
        const isLinkOpen = async () => (await page.locator('iframe[data-junction-connect-link]').count()) > 0;
        for (const button of await page.locator('junction-connect [part=button]').all()) {
          if (await isLinkOpen()) break;
          await button.click({ position: { x: 5, y: 5 }, timeout: 5000 }).catch(async (error: unknown) => {
            if (!(await isLinkOpen())) throw error;
          });
        }
        await connectInLink(page);
        await expectConnection(unwantedRequests);
        assert.equal(page.url(), address);
      });
    }

    const requests: [what: string, attributes: (author: Session) => string, status: number][] = [
      ['the nonce of the author', ({ nonce }) => `data-csrf-header="X-WP-Nonce" data-csrf-token="${nonce}"`, 403],
      [
        'the nonce of the author, and no cookies',
        ({ nonce }) => `data-csrf-header="x-wp-nonce" data-csrf-token="${nonce}" data-credentials="omit"`,
        403,
      ],
      ['no cookies', () => 'data-credentials="omit"', 403],
      ['the method GET', () => 'data-method="get"', 405],
    ];
    for (const [what, attributes, status] of requests) {
      it(`gets no token from the endpoint with ${what}`, async () => {
        const { page, unwantedRequests } = await openPost(documentedWith(attributes(author)));
        const tokensBefore = junction.tokens.length;
        const response = page.waitForResponse((response) => response.url().includes('/link-token'));
        await buttonIn(page).click();
        assert.equal((await response).status(), status);
        assert.equal(junction.tokens.length, tokensBefore);
        assert.deepEqual(await connections(junction), []);
        assert.deepEqual(unwantedRequests, []);
      });
    }
  });

  describe('with the filter for other origins', () => {
    const pluginFile = () => join(site.root, 'wp-content/mu-plugins/origins.php');
    const allowOrigins = (php: string) => {
      mkdirSync(join(pluginFile(), '..'), { recursive: true });
      writeFileSync(pluginFile(), `<?php add_filter('junction_connect_allowed_origins', fn() => ${php});`);
    };
    afterEach(() => rmSync(pluginFile()));

    it('goes to a page of an allowed origin after a connection', async () => {
      allowOrigins("['https://shop.example']");
      const { page, unwantedRequests } = await openPost(documentedWith('data-success-url="https://shop.example/a"'));
      await page.route('https://shop.example/**', (route) => route.fulfill({ body: 'Thank you' }));
      await buttonIn(page).click();
      const link = page.frameLocator('iframe');
      await link.getByRole('button', { name: 'Oura', exact: true }).click();
      await link.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL('https://shop.example/a**');
      await expectConnection(unwantedRequests);
    });

    it('refuses an endpoint of an allowed origin', async () => {
      allowOrigins(`['${abroad}']`);
      const { page, unwantedRequests } = await openPost(documentedWith(`data-token-endpoint="${foreignEndpoint}"`));
      await expectRefusal(page, unwantedRequests);
    });

    it('says in the console that a value is not an origin, and connects', async () => {
      allowOrigins('["x" => "</script><!--<script>window.hacked = true</script>"]');
      const url = await publish(documentedPlaceholder);
      const page = await openAsSubscriber('about:blank');
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      await page.goto(url);
      await connectOura(page);
      await expectConnection([]);
      assert.equal(errors.length, 1);
      assert.match(errors[0]!, /^configurePage: allowedOrigins must be a list of origins .*<\/script>/);
      assert.equal(await page.evaluate(() => 'hacked' in window), false);
    });
  });
}
