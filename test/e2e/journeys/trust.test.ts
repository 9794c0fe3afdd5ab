/** Markup of strangers must not decide where a person's token comes from, who gets headers, or where the page goes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JunctionConnect } from 'junction-connect';
import {
  buttonSelector,
  chooseProvider,
  decide,
  delay,
  describeJourneys,
  elementHtml,
  type Journey,
  pressButton,
  signIn,
} from './journey.js';

/** The time that a test waits before it asserts that nothing was requested, in milliseconds. */
const noRequestMs = 300;

describeJourneys('markup of strangers', (journey) => {
  // The rule does not depend on the engine, so one engine is enough.
  if (journey.engine === 'Chromium') describe('that names an endpoint or a next page', () => addMarkupTests(journey));
  describe('that takes the outcome of another element', () => addOutcomeTests(journey));
  if (journey.engine === 'Chromium') describe('that takes its refused token', () => addRefreshTests(journey));
});

describeJourneys('the headers of a page', addHeaderTests);

/** Returns the head of a page whose script tag has these attributes. */
const headWith = ({ site }: Journey, attributes: string) => `<script src="/standalone.js" ${attributes}></script>
  <script>customElements.get('junction-connect').configureLink({ script: '${site.linkOrigin}/initialize.js', origins: ['${site.linkOrigin}'] })</script>`;

/** Presses the placeholder, as a script does. */
const pressPlaceholder = () => document.querySelector<HTMLElement>('[data-junction-connect]')!.click();

/** Returns the requests that only hostile markup leads to. */
const unwantedRequests = ({ site }: Journey) =>
  site.requests.filter(({ host, path }) => host === 'evil' || path.startsWith('/uploads') || path === '/moved');

function addMarkupTests(journey: Journey): void {
  const placeholders: [what: string, attributes: string][] = [
    ['an endpoint of another origin', 'data-token-endpoint="{evil}/t"'],
    ['an endpoint of another origin, and a CSRF token', 'data-token-endpoint="{evil}/t" data-csrf-token="1"'],
    ['an uploaded file, by POST', 'data-token-endpoint="/uploads/a.json"'],
    ['an uploaded file, by GET', 'data-token-endpoint="/uploads/a.json" data-method="get"'],
    ['another method for the server', 'data-csrf-header="X-HTTP-Method-Override" data-csrf-token="DELETE"'],
    ['a next page of another origin', 'data-success-url="{evil}/" data-exit-url="{evil}/" data-error-url="{evil}/"'],
  ];
  for (const [what, attributes] of placeholders) {
    it(`is refused when it names ${what}`, async () => {
      const { site, person } = journey;
      const markup = `<div data-junction-connect ${attributes.replaceAll('{evil}', site.originOf('evil'))}>Connect</div>`;
      const tab = await person.openTab(
        site.addPage(markup, {}, headWith(journey, 'data-token-endpoints="/api/link-token"')),
      );
      await tab.evaluate(pressPlaceholder);
      await site.waitFor('error');
      await delay(noRequestMs);
      assert.deepEqual(site.summary(), ['open', 'error configuration_invalid']);
      assert.deepEqual([unwantedRequests(journey), site.tokenRequests()], [[], []]);
    });
  }

  it('works when the script tag lists the endpoint, and allows the origin of the next page', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(
      site.addPage(
        `<div data-junction-connect data-success-url="${site.originOf('help')}/thanks">Connect</div>`,
        {},
        headWith(journey, `data-token-endpoints="/api/link-token" data-allowed-origins="${site.originOf('help')}"`),
      ),
    );
    await tab.evaluate(pressPlaceholder);
    await signIn(tab.frame());
    await site.waitForRequest(({ host, path }) => host === 'help' && path === '/thanks');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
}

function addOutcomeTests(journey: Journey): void {
  const injected: [what: string, markup: string, launching?: string][] = [
    ['the same id', elementHtml('success-url="/moved" exit-url="/moved"')],
    ['the same id and mode, and a next page of another origin', elementHtml('mode="redirect" success-url="{evil}/"')],
    ['the same settings and another mode', elementHtml('mode="embed" success-url="/moved"')],
    ['a placeholder', '<div id="device" data-junction-connect data-success-url="/moved"></div>'],
    ['the same next page with another query', elementHtml('success-url="/moved?to=evil"'), 'success-url="/moved"'],
  ];
  for (const [what, markup, launching = ''] of injected) {
    it(`does not move the page: ${what}`, async () => {
      const { site, person } = journey;
      const page = site.addPage(elementHtml(`mode="redirect" ${launching}`));
      const hostile = site.addPage(markup.replaceAll('{evil}', site.originOf('evil')));
      site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? hostile : undefined);
      const tab = await person.openTab(page);
      await signIn(await pressButton(person, tab, 'redirect'));
      await site.waitFor('success');
      await delay(noRequestMs);
      assert.deepEqual(site.summary(), ['open', 'success']);
      assert.deepEqual(unwantedRequests(journey), []);
      assert.equal(await tab.evaluate(() => location.href), page);
    });
  }
}

function addRefreshTests(journey: Journey): void {
  const injected: [what: string, markup: string][] = [
    ['an endpoint of its own', elementHtml('').replace('/api/link-token', '/uploads/a.json')],
    ['a next page', elementHtml('error-url="/moved"')],
    ['a placeholder', '<div id="device" data-junction-connect data-error-url="/moved"></div>'],
  ];
  for (const [what, markup] of injected) {
    it(`does not launch Link again without a press when Link has refused the token: ${what}`, async () => {
      const { site, person } = journey;
      const page = site.addPage(elementHtml('mode="redirect"'));
      const hostile = site.addPage(markup);
      site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? hostile : undefined);
      const tab = await person.openTab(page);
      const link = await pressButton(person, tab, 'redirect');
      await chooseProvider(link);
      await decide(link, 'token_consumed');
      await site.waitFor('error');
      await delay(noRequestMs);
      assert.deepEqual(site.summary(), ['open', 'error token_consumed']);
      assert.deepEqual([unwantedRequests(journey), site.tokenRequests().length], [[], 1]);
    });
  }
}

function addHeaderTests(journey: Journey): void {
  /** Answers the token endpoint with a redirect to another origin, and allows every origin. */
  const redirectTo = (target: string) => () =>
    new Response(null, {
      status: 307,
      headers: {
        Location: target,
        'Access-Control-Allow-Origin': journey.site.origin,
        'Access-Control-Allow-Headers': 'authorization, content-type, x-csrf-token, x-shop',
      },
    });

  const launch = async (endpoint: string) => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('csrf-token="csrf-1"')));
    await tab.evaluate((address) => {
      const element = document.querySelector<JunctionConnect>('junction-connect')!;
      element.tokenEndpoint = address;
      element.headers = { Authorization: 'Bearer 1', 'X-Shop': '1' };
    }, endpoint);
    await tab.press(buttonSelector);
    await site.waitFor('error');
    assert.deepEqual(site.summary(), ['open', 'error token_request_failed']);
    assert.deepEqual(unwantedRequests(journey), []);
  };

  it('do not follow a redirect of its own endpoint to another origin', async () => {
    const { site } = journey;
    site.tokenEndpoint = redirectTo(`${site.originOf('evil')}/t`);
    await launch('/api/link-token');
  });

  it('do not follow a redirect of an endpoint of another origin', async () => {
    const { site } = journey;
    const answer = redirectTo(`${site.originOf('evil')}/t`);
    // The browser asks first, because the request has headers of the page.
    site.tokenEndpoint = () => (site.tokenRequests().at(-1)!.method === 'OPTIONS' ? preflight(answer()) : answer());
    await launch(`${site.originOf('api')}/api/link-token`);
  });
}

const preflight = ({ headers }: Response) => new Response(null, { status: 204, headers });
