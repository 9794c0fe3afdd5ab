/** The return from hosted Link. The address of the site stays as it was, and no outcome is reported twice. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  buttonSelector,
  decide,
  delay,
  describeJourneys,
  elementHtml,
  type Journey,
  pressButton,
  pressForPopup,
  signIn,
} from './journey.js';
import type { Tab } from '../../support/browsers/person.js';

const redirect = elementHtml('mode="redirect"');

/** The example of docs/launching.md. */
const lightPage = readFileSync(new URL('return-page.html', import.meta.url), 'utf8');
const [scriptTag] = /<script.*<\/script>/.exec(lightPage)!;
const [, lightBody] = /<body>(.*)<\/body>/s.exec(lightPage)!;

/** The time that a test waits after a page has loaded, before it asserts that nothing more was reported, in milliseconds. */
const noReportMs = 300;

describeJourneys('the return from hosted Link', (journey) => {
  describe('the return page', () => {
    addReturnPageTests(journey);
    if (journey.engine === 'Chromium') addSettingTests(journey);
  });
  describe('after the return', () => addAfterReturnTests(journey));
});

function addReturnPageTests(journey: Journey): void {
  it('reports the success of the session that the page before it has launched', async () => {
    const { site } = journey;
    await goAndReturn(journey, site.addPage(redirect));
    const [open, success] = site.events();
    assert.notEqual(open?.document, success?.document);
    assert.deepEqual([success?.sessionId, success?.mode], [open?.sessionId, 'redirect']);
  });

  it('keeps the query and the fragment of the site byte for byte', async () => {
    const { site } = journey;
    const address = `${site.addPage(redirect)}?size=4%200&b=a+b&c&d==%E4&size=5&Provider=x#top/a?b=%20&state=1`;
    const tab = await goAndReturn(journey, address);
    assert.equal(await tab.evaluate(() => location.href), address);
  });

  it('can be another page than the one that has opened the window', async () => {
    const { site, person } = journey;
    const elsewhere = site.addPage('<p>Thank you</p>');
    const tab = await person.openTab(site.addPage(elementHtml(`mode="popup" return-url="${elsewhere}"`)));
    const window = await pressForPopup(person, tab);
    await signIn(window);
    await site.waitFor('success');
    await window.waitForClosed();
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  for (const mode of ['popup', 'redirect'] as const) {
    it(`can be a page with only the script, and no request has the outcome in its Referer, with mode ${mode}`, async () => {
      const { site, person } = journey;
      site.reset({ providerParameter: true });
      // The site gives its pages numbers, so the address of the second page is known.
      const goOn = mode === 'redirect' ? '<meta http-equiv="refresh" content="0; url=/page-2">' : '';
      const headers = { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };
      const returnUrl = site.addPage(lightBody!, headers, scriptTag + goOn);
      const start = site.addPage(elementHtml(`mode="${mode}" return-url="${returnUrl}"`));
      const tab = await person.openTab(start);
      const view = await pressButton(person, tab, mode);
      await signIn(view);
      const success = await site.waitFor('success');
      assert.deepEqual([success.element, success.mode, success.provider], ['device', mode, 'oura']);
      assert.deepEqual(site.summary(), ['open', 'success']);
      if (mode === 'redirect') assert.equal(await tab.url(), start);

      const returned = await site.waitForRequest(({ url }) => url.startsWith(`${returnUrl}?`));
      assert.deepEqual([returned.query.get('state'), returned.query.get('provider')], ['success', 'oura']);
      const referrers = site.requests.map(({ headers: { referer = '' } }) => referer);
      assert.deepEqual(
        referrers.filter((referrer) => /state=|oura|link\./.test(referrer)),
        [],
      );
    });
  }

  it('reports the success to a listener that a module script of the page adds', async () => {
    const { site } = journey;
    const module = `document.querySelector('junction-connect')
      .addEventListener('junction-success', () => void fetch('/success-received', { keepalive: true }))`;
    await goAndReturn(journey, site.addPage(`${redirect}<script type="module">${module}</script>`));
    await site.waitForRequest(({ path }) => path === '/success-received');
  });

  it('reports the success although an image of the page never loads', async () => {
    const { site, person } = journey;
    const image = `<script>
      const [{ name }] = performance.getEntriesByType('navigation');
      if (name.includes('state=')) document.write('<img src="/never.png">');
    </script>`;
    const tab = await person.openTab(site.addPage(redirect + image));
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('success');
    assert.ok(site.requests.some(({ path }) => path === '/never.png'));
  });
}

/** Tests whose result does not depend on the browser. They run only in Chromium. */
function addSettingTests(journey: Journey): void {
  it('is the page that return-url names, with the query and the fragment of return-url', async () => {
    const { site, person } = journey;
    const elsewhere = site.addPage(redirect);
    const address = site.addPage(elementHtml(`mode="redirect" return-url="${elsewhere}?from=here#end"`));
    const tab = await person.openTab(address);
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('success');
    await tab.waitForVisible(buttonSelector);
    assert.equal(await tab.evaluate(() => location.href), `${elsewhere}?from=here#end`);
  });

  it('reports the success at the element that has launched, when the page has several', async () => {
    const { site, person } = journey;
    const elements = ['first', 'second', 'third'].map((id) => redirect.replace('id="device"', `id="${id}"`)).join('');
    const tab = await person.openTab(site.addPage(elements));
    await tab.press('#second >>> button');
    await signIn(tab);
    const success = await site.waitFor('success');
    assert.equal(success.element, 'second');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('reports the provider when Link names it in the address', async () => {
    const { site } = journey;
    site.reset({ providerParameter: true });
    const tab = await goAndReturn(journey, site.addPage(redirect));
    assert.equal(site.events()[1]?.provider, 'oura');
    assert.equal(new URL(await tab.evaluate(() => location.href)).search, '');
  });

  it('cannot be a page in a frame, where mode redirect is an error of configuration', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(`<iframe src="${site.addPage(redirect)}"></iframe>`));
    await tab.frame().press(buttonSelector);
    await site.waitFor('error');
    assert.equal(site.summary().at(-1), 'error configuration_invalid');
    assert.deepEqual(site.tokenRequestBodies(), []);
  });
}

function addAfterReturnTests(journey: Journey): void {
  it('a reload does not report the outcome again', async () => {
    const { site } = journey;
    const tab = await goAndReturn(journey, site.addPage(redirect));
    await tab.goto(await tab.evaluate(() => location.href));
    await tab.evaluate(() => location.reload()).catch(() => undefined); // The browser leaves the page while the script runs.
    await site.waitFor('shown', 4);
    await assertNoMoreReports(journey);
  });

  it('a reload does not report an error again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('mode="redirect" provider="oura"')));
    await tab.press(buttonSelector);
    await decide(tab, 'provider_api_error');
    await site.waitFor('error');
    await tab.evaluate(() => location.reload()).catch(() => undefined);
    await site.waitFor('shown', 3);
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'error provider_api_error']);
  });

  it('a success is reported after an error, when the person goes back to Link and tries again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('mode="redirect" provider="oura"')));
    await tab.press(buttonSelector);
    await decide(tab, 'provider_api_error');
    await site.waitFor('error');
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await decide(tab);
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'error provider_api_error', 'success']);
    assert.equal(new URL(await tab.url()).search, '');
  });

  it('the address of the return does not report the outcome again, here or in a second tab', async () => {
    const { site, person } = journey;
    const tab = await goAndReturn(journey, site.addPage(redirect));
    const { path, query } = await site.waitForRequest(({ query }) => query.has('state'));
    const address = `${site.origin}${path}?${query}`;
    await tab.goto(address);
    await delay(noReportMs);
    await person.openTab(address);
    await assertNoMoreReports(journey);
  });

  it('a second tab that the page opens does not report the outcome again', async () => {
    const { site, person } = journey;
    const tab = await goAndReturn(
      journey,
      site.addPage(`${redirect}<button id="copy">Copy</button>
      <script>copy.onclick = () => open(location.href)</script>`),
    );
    const copy = await pressForPopup(person, tab, '#copy'); // The new tab gets a copy of the session storage.
    await copy.waitForVisible(buttonSelector);
    await assertNoMoreReports(journey);
  });

  it('the Back button to the sign-in reports nothing, even when the sign-in returns with an error of the used token', async () => {
    const { site } = journey;
    const tab = await goAndReturn(journey, site.addPage(redirect));
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await assertNoMoreReports(journey);
  });

  it('the Back button to the page that launched reports nothing, even when the browser restores the page from memory', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(redirect));
    const start = await tab.evaluate(() => history.length);
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('success');
    await site.waitFor('shown', 2);
    await tab.evaluate((start) => void setTimeout(() => history.go(start - history.length)), start);
    const { document, persisted } = await site.waitFor('shown', 3);
    assert.equal(document === site.events()[0]?.document, persisted);
    await assertNoMoreReports(journey);
  });

  it('the page that launched can launch again, whether the browser restores it from memory or not', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(redirect));
    await tab.press(buttonSelector);
    await tab.waitForVisible('button[name=provider]');
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await site.waitFor('shown', 2);
    await tab.press(buttonSelector);
    await signIn(tab);
    const { sessionId } = await site.waitFor('success');
    const last = site
      .events()
      .filter(({ type }) => type === 'open')
      .at(-1);
    assert.equal(sessionId, last?.sessionId);
  });
}

/** Goes to Link, and returns with a success. @returns the tab, which shows the return page */
async function goAndReturn({ site, person }: Journey, address: string): Promise<Tab> {
  const tab = await person.openTab(address);
  await tab.press(buttonSelector);
  await signIn(tab);
  await site.waitFor('success');
  await site.waitFor('shown', 2);
  await tab.waitForVisible(buttonSelector); // The browser's driver may hear of the new page later than the site.
  return tab;
}

async function assertNoMoreReports({ site }: Journey) {
  await delay(noReportMs);
  assert.deepEqual(site.summary(), ['open', 'success']);
}
