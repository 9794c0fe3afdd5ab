/**
 * Markup of strangers after DOMPurify, with its defaults. It keeps placeholders, so what a placeholder may name is limited:
 * see docs/trust.md. The tests run in a page, because DOMPurify works with the parser of the browser.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { JunctionConnect } from 'junction-connect';
import type { Page } from 'playwright-core';
import { useChromium } from '../support/chromium.js';
import { respondWithConnections } from '../support/connections-site.js';
import { useSite } from '../support/site.js';

/** DOMPurify as one classic script. */
const purify = readFileSync(new URL('purify.min.js', import.meta.resolve('dompurify')));
const respondToList = respondWithConnections(() => false);
const respond: typeof respondToList = (request) =>
  request.url.endsWith('/purify.js')
    ? new Response(purify, { headers: { 'Content-Type': 'text/javascript' } })
    : respondToList(request);

/** Attributes of a placeholder that decide where a token comes from, what a request has, or where the page goes. */
const hostile: Record<string, string> = {
  'another origin': 'data-token-endpoint="{evil}/t"',
  'another origin, with a token for it':
    'data-token-endpoint="{evil}/t" data-csrf-token="1" data-credentials="include"',
  'an address without a scheme': 'data-token-endpoint="//{evilHost}/t"',
  'an upload, by POST': 'data-token-endpoint="/uploads/a.json"',
  'an upload, by GET': 'data-token-endpoint="/uploads/a.json" data-method="get"',
  'the listed endpoint with a query': 'data-token-endpoint="/api/link-token?user=eve"',
  'the listed endpoint with a user name': 'data-token-endpoint="http://eve:1@{host}/api/link-token"',
  'a header that changes the method': 'data-csrf-header="X-HTTP-Method-Override" data-csrf-token="DELETE"',
  'a header that signs in': 'data-csrf-header="Authorization" data-csrf-token="Bearer 1"',
  'a next page of another origin': 'data-success-url="{evil}/"',
  'a next page after an exit': 'data-exit-url="{evil}/"',
  'a next page after an error': 'data-token-endpoint="/api/link-token" data-error-url="{evil}/"',
  'a return page of another origin': 'data-mode="redirect" data-return-url="{evil}/"',
};

/** Markup that must change nothing. A press launches Link with the listed endpoint. */
const harmless: Record<string, string> = {
  'a handler in data': '<div data-junction-connect data-onclick="location = \'{evil}/\'">Connect</div>',
  'settings that are only properties':
    '<div data-junction-connect data-headers="X: 1" data-fetch-token="{evil}/t" data-configure-page="{evil}">Connect</div>',
  'an image with the name of a property of the document':
    '<img name="currentScript" src="data:,"><div data-junction-connect>Connect</div>',
  'a form with the name of a global':
    '<form id="Vital" action="{evil}/"><input name="create"><div data-junction-connect>Connect</div></form>',
  'fields with the names of functions':
    '<form id="x" data-junction-connect action="{evil}/"><input name="tokenEndpoint"><input name="open">Connect</form>',
  'texts with markup':
    '<div data-junction-connect data-connected data-messages=\'{"label":"<img src={evil}/a>","connected":"<img src={evil}/b>"}\'></div>',
  'a look that does not exist':
    '<div data-junction-connect data-appearance="x; background: url({evil}/)" data-size="{evil}/">Connect</div>',
  'a link around it': '<a href="#" data-junction-connect>Connect</a>',
};

/** Attributes of a placeholder of the list that decide where the connections come from, and what a request has. */
const hostileLists: Record<string, string> = {
  'another origin': 'data-endpoint="{evil}/c"',
  'another origin, with a token for it': 'data-endpoint="{evil}/c" data-csrf-token="1" data-credentials="include"',
  'an address without a scheme': 'data-endpoint="//{evilHost}/c"',
  'an upload': 'data-endpoint="/uploads/a.json" data-disconnect',
  'the listed endpoint with a query': 'data-endpoint="/api/connections?user=eve"',
  'the listed endpoint with a user name': 'data-endpoint="http://eve:1@{host}/api/connections"',
  'the endpoint for tokens': 'data-endpoint="/api/link-token"',
  'a header that changes the method': 'data-csrf-header="X-HTTP-Method-Override" data-csrf-token="DELETE"',
  'a header that signs in': 'data-csrf-header="Authorization" data-csrf-token="Bearer 1"',
};

/** Attributes of a placeholder of the list that decide where its buttons get a token, or where Link returns to. */
const hostileButtons: Record<string, string> = {
  'another origin for tokens': 'data-token-endpoint="{evil}/t"',
  'an upload for tokens': 'data-token-endpoint="/uploads/a.json" data-method="get"',
  'a return page of another origin': 'data-mode="redirect" data-return-url="{evil}/"',
};

/** Markup of a list that must change nothing. A press launches Link with the listed endpoint. */
const harmlessLists: Record<string, string> = {
  'a handler in data': '<div data-junction-connections data-onclick="location = \'{evil}/\'"></div>',
  'settings that are only properties':
    '<div data-junction-connections data-headers="X: 1" data-connections="{evil}/c" data-success-url="{evil}/"></div>',
  'texts with markup':
    '<div data-junction-connections data-messages=\'{"connections":{"notConnected":"<img src={evil}/a>"}}\'></div>',
  'fields with the names of functions':
    '<form data-junction-connections action="{evil}/"><input name="endpoint"><input name="refresh"></form>',
  'content for its slots': '<div data-junction-connections><p slot="empty">{evil}</p><b slot="error">{evil}</b></div>',
  'a node without a shadow root': '<ul><li data-junction-connections>Text</li></ul>',
};

describe('markup that DOMPurify has sanitized', () => {
  const site = useSite({ respond });
  const chromium = useChromium();

  const fill = (text: string) =>
    text
      .replaceAll('{evil}', site.originOf('evil'))
      .replaceAll('{evilHost}', new URL(site.originOf('evil')).host)
      .replaceAll('{host}', new URL(site.origin).host);

  /** Opens a page that shows sanitized markup, and then loads the package with a tag that has these attributes. */
  async function open(markup: string, tagAttributes: string, file = 'standalone.js'): Promise<Page> {
    const show = `<main></main><script src="/purify.js"></script><script>
      document.querySelector('main').innerHTML = DOMPurify.sanitize(${JSON.stringify(fill(markup)).replaceAll('</', '<\\/')})
    </script>`;
    const scripts = `<script src="/${file}" ${tagAttributes}></script><script src="/configure-link.js"></script>`;
    const page = await chromium.newPage();
    await page.goto(site.addPage(show + scripts, {}, ''));
    return page;
  }

  /** Presses each placeholder, as a script does. Returns the code of the error of each, or `open` when Link is shown. */
  async function pressAll(page: Page): Promise<string[]> {
    const outcomes: string[] = [];
    for (const node of await page.locator('[data-junction-connect]').all()) {
      await node.locator('junction-connect').waitFor({ state: 'attached' });
      const outcome = await node.evaluate(async (placeholder: HTMLElement) => {
        const element = (placeholder.shadowRoot ?? placeholder).querySelector<JunctionConnect>('junction-connect')!;
        const failure = new Promise<string>((resolve) => {
          placeholder.addEventListener('junction-error', ({ detail }) => resolve(detail.error.code));
        });
        element.click();
        const shown = element.open().then(() => element.status); // The promise of the launch that runs.
        const first = await Promise.race([failure, shown]);
        element.close();
        return first;
      });
      outcomes.push(outcome);
    }
    return outcomes;
  }

  /** The requests of the page, except for its own files and its reports. */
  const requests = () =>
    site.requests
      .filter(({ path, host }) => !(host === 'shop' && /\.js$|^\/page-/.test(path)))
      .filter(({ host }) => host !== 'link')
      .map(({ method, url }) => `${method} ${url}`);

  const hostileMarkup = () =>
    Object.entries(hostile).map(([what, attributes]) => `<div data-junction-connect ${attributes}>${what}</div>`);

  it('still has placeholders with their attributes, and has no element, no script tag and no handler', async () => {
    const others = `<junction-connect token-endpoint="{evil}/t" id="element">x</junction-connect>
      <script src="/standalone.js" data-token-endpoint="{evil}/t"></script><p onclick="open()">Text</p>`;
    const page = await open(hostileMarkup().join('') + others, '');
    const kept = await page.locator('main > *').evaluateAll((nodes) => nodes.map((node) => node.outerHTML));
    const expected = await page.evaluate(
      (markup) => {
        const { body } = new DOMParser().parseFromString(markup, 'text/html');
        return [...body.children].map((node) => node.outerHTML);
      },
      fill(hostileMarkup().join('')),
    );
    assert.deepEqual(kept, [...expected, '<p>Text</p>']);
  });

  it('requests nothing but the listed endpoint, and does not move the page', async () => {
    const markup = [...hostileMarkup(), ...Object.values(harmless)].join('\n');
    const page = await open(markup, 'data-token-endpoints="/api/link-token"');
    const address = page.url();
    assert.deepEqual(await pressAll(page), [
      ...Object.keys(hostile).map(() => 'configuration_invalid'),
      ...Object.keys(harmless).map(() => 'open'),
    ]);
    const expected = Object.keys(harmless).map(() => `POST ${site.origin}/api/link-token`);
    assert.deepEqual(requests(), expected);
    assert.deepEqual(
      site.tokenRequests().map(({ body, headers }) => [body, headers['x-http-method-override'], headers.authorization]),
      expected.map(() => [{}, undefined, undefined]),
    );
    assert.equal(page.url(), address);
  });

  it('requests nothing in a page without a list of endpoints', async () => {
    const named = '<div data-junction-connect data-token-endpoint="/api/link-token">Connect</div>';
    const page = await open([...hostileMarkup(), named].join('\n'), '');
    const address = page.url();
    assert.deepEqual(
      await pressAll(page),
      [...Object.keys(hostile), 'named'].map(() => 'configuration_invalid'),
    );
    assert.deepEqual(requests(), []);
    assert.equal(page.url(), address);
  });

  describe('in a page with lists of connections', () => {
    const divs = (attributes: Record<string, string>) =>
      Object.values(attributes).map((text) => `<div data-junction-connections ${text}></div>`);

    /** Presses the first button of each list. Returns the outcomes: `no list`, the code of the error, or `open`. */
    async function pressLists(page: Page): Promise<string[]> {
      const outcomes: string[] = [];
      for (const node of await page.locator('[data-junction-connections]').all()) {
        const retry = node.locator('.retry');
        const rows = node.locator('junction-connect');
        await retry.or(rows).first().waitFor({ state: 'attached' });
        if ((await rows.count()) === 0) {
          outcomes.push('no list');
          continue;
        }
        const outcome = await rows.first().evaluate(async (element: JunctionConnect) => {
          const failure = new Promise<string>((resolve) => {
            element.addEventListener('junction-error', ({ detail }) => resolve(detail.error.code));
          });
          const shown = element.open().then(() => element.status);
          const first = await Promise.race([failure, shown]);
          element.close();
          return first;
        });
        outcomes.push(outcome);
      }
      return outcomes;
    }

    const all = [...divs(hostileLists), ...divs(hostileButtons), ...Object.values(harmlessLists)].join('\n');

    it('requests nothing but the listed endpoints, and does not move the page', async () => {
      const lists = 'data-token-endpoints="/api/link-token" data-connections-endpoints="/api/connections"';
      const page = await open(all, lists, 'connections.js');
      const address = page.url();
      assert.deepEqual(await pressLists(page), [
        ...Object.keys(hostileLists).map(() => 'no list'),
        ...Object.keys(hostileButtons).map(() => 'configuration_invalid'),
        ...Object.keys(harmlessLists).map(() => 'open'),
      ]);
      const shown = [...Object.keys(hostileButtons), ...Object.keys(harmlessLists)];
      // The browser sends some requests at the same time.
      assert.deepEqual(requests().sort(), [
        ...shown.map(() => `GET ${site.origin}/api/connections`),
        ...Object.keys(harmlessLists).map(() => `POST ${site.origin}/api/link-token`),
      ]);
      assert.equal(page.url(), address);
    });

    it('requests nothing in a page without lists of endpoints', async () => {
      const named = '<div data-junction-connections data-endpoint="/api/connections"></div>';
      const page = await open(all + named, '', 'connections.js');
      const outcomes = await pressLists(page);
      assert.deepEqual(
        outcomes,
        outcomes.map(() => 'no list'),
      );
      assert.deepEqual([requests(), outcomes.length], [[], all.split('data-junction-connections').length]);
    });
  });
});
