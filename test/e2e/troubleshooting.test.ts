/**
 * docs/troubleshooting.md: each symptom is produced in a browser. The person sees what the heading says, and the console has the
 * words that the section quotes.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { en as list } from '../../src/i18n/connections/en.js';
import { en } from '../../src/i18n/en.js';
import { connectProvider, leaveLink, linkIn, useChromium } from '../support/chromium.js';
import { respondWithConnections } from '../support/connections-site.js';
import { root } from '../support/root.js';
import { useSite } from '../support/site.js';
import { button, quotedWords, script, SymptomRun } from '../support/symptom.js';

/** Produces a symptom. Or names the test of another folder that produces it: its file, and a part of its title. */
type Produce = ((run: SymptomRun) => Promise<void>) | { readonly file: string; readonly title: string };

const endpoint = 'token-endpoint="/api/link-token"';
const connectionsScript = '<script src="/connections.js" defer></script>';
const connections = (attributes = 'endpoint="/api/connections"') =>
  `${connectionsScript}<junction-connections ${attributes} ${endpoint} logos="none"></junction-connections>`;
const blockWindows = '<script>window.open = () => null</script>';
const cancel = (type: string) => `<script>addEventListener('${type}', (event) => event.preventDefault())</script>`;

/** Answers in place of the connections endpoint. */
let answerList: (() => Response | Promise<Response>) | undefined;

const symptoms: Record<string, Produce> = {
  async 'The button does not appear'(run) {
    const pages: [words: string, body: string, headers?: Record<string, string>][] = [
      [
        'a <script data-token-endpoint> in <head> shows nothing',
        `${script('data-token-endpoint="/api/link-token"')}<body>Text`,
      ],
      [
        'a <script data-token-endpoint> shows no button',
        `<body>${script('type="module" data-token-endpoint="/api/link-token"')}`,
      ],
      ['no framework has hydrated this element yet', script() + button('defer-hydration')],
      ['the script cannot start', script() + button(), { 'Content-Security-Policy': "trusted-types 'none'" }],
    ];
    for (const [words, body, headers] of pages) {
      const page = await run.open(body, headers);
      await run.read(words);
      assert.equal(await page.getByRole('button').count(), 0);
    }
    const page = await run.open(`<script src="/wrong-address.js"></script>${button()}`);
    await run.see('Connect a device');
    assert.equal(await page.getByRole('button').count(), 0);
  },

  async 'The button shows, but nothing happens on a press'(run) {
    await run.open(script() + button(`${endpoint} disabled`));
    assert.equal(await run.button.isDisabled(), true);
    const page = await run.press(endpoint, cancel('junction-open'));
    await run.site.waitFor('open');
    assert.equal(await page.locator('iframe').count(), 0);
    assert.deepEqual([run.site.tokenRequests(), run.lines], [[], []]);
  },

  async '“Not available. Please contact this site’s support.”'(run) {
    const attempts: [words: string, attributes: string, answer?: () => Response][] = [
      ['token-endpoint="">: expected an http(s) URL. Name it here', ''],
      ['expected an endpoint that the page has named as its own', 'token-endpoint="https://api.example/token"'],
      ['token-endpoint answered with HTTP 400', endpoint, () => new Response('', { status: 400 })],
      ['token-endpoint answered with HTTP 404', 'token-endpoint="/wrong"'],
      ['answered without a valid link_token', endpoint, () => new Response('<h1>Please sign in</h1>')],
    ];
    for (const [words, attributes, answer] of attempts) {
      run.site.tokenEndpoint = answer;
      await run.press(attributes);
      await run.see(en.unavailable);
      await run.read(words);
    }
  },

  async '“You are no longer signed in. Please sign in again.”'(run) {
    run.site.tokenEndpoint = () => new Response('', { status: 401 });
    await run.press();
    await run.see(en.signIn);
    await run.read('It says that nobody is signed in');
  },

  async '“That failed. Please try again.”'(run) {
    const attempts: [words: string, attributes: string, answer: () => Response | Promise<Response>][] = [
      ['token-endpoint answered with HTTP 500', endpoint, () => new Response('', { status: 500 })],
      [
        'token-endpoint failed. Check its address',
        endpoint,
        () => Response.redirect('https://elsewhere.example/', 302),
      ],
      ['did not answer in time', `${endpoint} timeout="500"`, () => new Promise(() => {})],
    ];
    for (const [words, attributes, answer] of attempts) {
      run.site.tokenEndpoint = answer;
      await run.press(attributes);
      await run.see(en.tryAgain);
      await run.read(words);
    }
    run.site.tokenEndpoint = undefined;
    const link = linkIn(await run.press());
    await link.getByRole('button', { name: 'Oura', exact: true }).click();
    await link.getByText('Other outcomes').click();
    await link.getByRole('button', { name: 'provider_api_error' }).click();
    await run.see(en.tryAgain);
    await run.read('Link reported this error');
  },

  async '“Very busy. Please wait a minute.”'(run) {
    run.site.tokenEndpoint = () => new Response('', { status: 429 });
    await run.press();
    await run.see(en.busy);
    await run.read('It got too many requests');
  },

  async '“You are offline. Check your network.”'(run) {
    const page = await run.open(script() + button());
    await page.waitForFunction(() => customElements.get('junction-connect'));
    await page.context().setOffline(true);
    await run.button.click();
    await run.see(en.offline);
    await run.read('token-endpoint failed. Check its address');
  },

  async '“The browser blocked the window.”'(run) {
    await run.press(`${endpoint} mode="popup"`, blockWindows);
    await run.see(en.blocked);
    await run.read('The browser opened no window');
  },

  async 'A link “Continue in a new window” appears in place of Link'(run) {
    await run.press(endpoint, '', { 'Content-Security-Policy': "frame-src 'none'" });
    await run.see(en.openLink);
    await run.read('Content-Security-Policy: add https://link.tryvital.io');
    run.site.linkScript = () => new Response('Not found', { status: 404 });
    await run.press();
    await run.see(en.openLink);
    await run.read("Link's script did not load");
  },

  async 'A bar asks “Is Junction Link not working here?”'(run) {
    const covered = await run.press();
    await linkIn(covered).getByRole('button', { name: 'Oura', exact: true }).waitFor();
    await covered.evaluate(() => {
      const layer = document.createElement('div');
      layer.style.cssText = 'position:fixed;inset:0;z-index:2147483647';
      document.body.append(layer);
    });
    await run.see(en.stuck);
    await run.read('something else in the page gets the presses');
    await run.open(script() + button());
    await run.page.route('https://link.tryvital.io/?*', (route) => route.abort());
    await run.button.click();
    await run.see(en.stuck);
    await run.read('Link shows no sign of life');
  },

  async 'Link shows other providers than you expect'(run) {
    const link = linkIn(await run.press(`${endpoint} providers="oura fitbit"`));
    await link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
    assert.equal(await link.getByRole('button', { name: 'Garmin', exact: true }).count(), 0);
    await run.read("is deprecated, as far as Junction's documentation");
    await run.press(`${endpoint} providers="apple_health_kit"`);
    await run.see(en.unavailable);
    await run.read('providers that can connect without a mobile SDK');
  },

  async 'Link’s window stays open on a page of your site'(run) {
    const returnPage = run.site.addPage('<h1>Page not found</h1>');
    const page = await run.open(script() + button(`${endpoint} mode="popup" return-url="${returnPage}"`));
    const opened = page.waitForEvent('popup');
    await run.button.click();
    const window = await opened;
    await connectProvider(window);
    await window.getByText('Page not found').waitFor();
    assert.equal(window.isClosed(), false);
    assert.deepEqual([run.site.summary(), run.lines], [['open'], []]);
  },

  async 'Link has ended, but the page says nothing'(run) {
    await connectByRedirect(run, button('token-endpoint="/other" provider="garmin"'));
    await run.read('the element that launched Link is not in this page');
    assert.equal(await run.page.getByText(en.connected).count(), 0);
    const address = run.site.addPage(script() + button());
    await run.visit(`${address}?junction_session=123456789&state=success&provider=oura`);
    await run.read('this tab has launched no Link that belongs to it');
    assert.equal(await run.page.getByText(en.connected).count(), 0);
  },

  async 'It connects, but the page does not go on to `success-url`'(run) {
    const next = run.site.addPage('<h1>Thank you</h1>');
    await connectByRedirect(run, button('token-endpoint="/other" provider="garmin"'), `success-url="${next}"`);
    await run.read('no next page is followed');
    const stopped = await run.press(`${endpoint} success-url="${next}"`, cancel('junction-success'));
    await connectProvider(linkIn(stopped));
    await run.site.waitFor('success', 2);
    await leaveLink(stopped, 'Done');
    await run.see('Oura is connected');
    await run.press(endpoint); // A page that goes on would have been requested by now.
    assert.equal(run.site.requests.filter(({ path }) => next.endsWith(path)).length, 0);
  },

  async 'After a reload, the page no longer knows that a device is connected'(run) {
    const page = await run.press();
    await connectProvider(linkIn(page));
    await run.see('Oura is connected');
    await page.reload();
    await run.button.waitFor();
    assert.equal(await page.getByText('Oura is connected').count(), 0);
    assert.deepEqual(run.lines, []);
  },

  async 'The list of connections stays empty, or could not be loaded'(run) {
    const status = (code: number) => () => new Response('', { status: code });
    const oura = { provider: 'oura', name: 'Oura', logo: null };
    const answers: [text: string, words: string | undefined, answer: typeof answerList, attributes?: string][] = [
      [list['connections.failed'], 'endpoint answered GET with HTTP 500', status(500)],
      [
        list['connections.failed'],
        'endpoint did not answer GET',
        () => Response.redirect('https://elsewhere.example/'),
      ],
      [en.unavailable, 'endpoint answered with something else', () => new Response('<h1>A page</h1>')],
      [list['connections.signedOut'], 'endpoint answered GET with HTTP 401', status(401)],
      [list['connections.empty'], undefined, () => Response.json({ connections: [], available: [] })],
      [
        list['connections.empty'],
        'the endpoint does not offer',
        () => Response.json({ connections: [], available: [oura] }),
        'endpoint="/api/connections" providers="ourra"',
      ],
    ];
    for (const [text, words, answer, attributes] of answers) {
      answerList = answer;
      await run.open(connections(attributes));
      await run.see(text);
      if (words) await run.read(words);
    }
    await run.open(script() + connections().replace(connectionsScript, ''));
    await run.page.waitForFunction(() => customElements.get('junction-connect'));
    assert.equal(await run.page.locator('junction-connections').innerText(), '');
  },

  async 'The words are in the wrong language'(run) {
    await run.open(`${script()}<div lang="pl"><junction-connect ${endpoint}></junction-connect></div>`);
    await run.see(en.label);
    await run.open(script() + button(`${endpoint} messages='{"lable":"Go"}'`));
    await run.read('is not the key of a text');
  },

  async 'The look is not the one that you set'(run) {
    await run.open(script() + button(`${endpoint} appearance="huge"`) + button());
    const colors = await run.button.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    assert.equal(colors[0], colors[1]);
    await run.read('expected filled or outlined or plain');
  },

  async 'A new version of the script changes nothing'(run) {
    const page = await run.open(`${script()}<script src="/other-version.js" defer></script>${button()}`);
    await run.read('is registered already, so version');
    const version = await page.evaluate(
      () => (customElements.get('junction-connect') as unknown as { version: string }).version,
    );
    assert.notEqual(version, '99.0.0');
  },

  async 'In a frame or a preview, it says “Not available. Please contact this site’s support.”'(run) {
    const inner = run.site.addPage(script() + button());
    const page = await run.open(`<iframe sandbox="allow-scripts" src="${inner}"></iframe>`);
    const frame = page.frameLocator('iframe');
    await frame.locator('junction-connect').getByRole('button').click();
    await frame.getByText(en.unavailable).waitFor();
    await run.read('<iframe sandbox>: allow-same-origin is missing');
  },

  async 'In the browser of an app, no window opens'(run) {
    await run.press(`${endpoint} mode="popup"`, blockWindows);
    await run.read('The browser opened no window');
    await run.page.getByRole('link', { name: en.openLink }).click();
    await run.page.getByRole('link', { name: en.openLinkHere }).click();
    await run.page.getByRole('button', { name: 'Oura', exact: true }).waitFor();
  },

  'In WordPress, the button asks to sign in': {
    file: 'test/wordpress/connect.ts',
    title: 'follows the link to the sign-in, returns to the post, and connects',
  },
};

/** Connects by a redirect, and returns to a page with other markup. */
async function connectByRedirect(run: SymptomRun, returnMarkup: string, attributes = ''): Promise<void> {
  const returnPage = run.site.addPage(script() + returnMarkup);
  const page = await run.press(`${endpoint} mode="redirect" return-url="${returnPage}" ${attributes}`);
  await connectProvider(page);
  await page.waitForURL((url) => url.href.startsWith(returnPage));
  await run.site.waitFor('success');
}

const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);
const headings = sections.map((section) => section.split('\n', 1)[0]!);

describe('docs/troubleshooting.md', () => {
  const chromium = useChromium();
  const site = useSite({
    linkAt: 'junction',
    respond: (request) => {
      const isList = new URL(request.url).pathname === '/api/connections';
      return isList && answerList ? answerList() : respondWithConnections(() => false)(request);
    },
  });

  it('has a heading for each symptom that is produced here, and no other', () => {
    assert.deepEqual([...headings].sort(), Object.keys(symptoms).sort());
  });

  headings.forEach((heading, index) => {
    const produce = symptoms[heading];
    const quoted = quotedWords(sections[index]!);
    it(`describes what happens: ${heading}`, async () => {
      assert.ok(produce);
      if (typeof produce !== 'function') {
        assert.ok(readFileSync(join(root, produce.file), 'utf8').includes(produce.title), produce.file);
        assert.deepEqual(quoted, []);
        return;
      }
      const run = new SymptomRun(site, chromium);
      await produce(run);
      assert.deepEqual([...run.seenWords].sort(), [...quoted].sort());
    });
  });
});
