/** The way back of `mode="redirect"`, and of a window: the site's own address stays, and nothing is told twice. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { button, connect, decide, describeJourneys, type Journey, letBe, pressForPopup, signIn } from './journey.js';
import type { Tab } from '../../support/browsers/person.js';

const redirect = connect('mode="redirect"');

/** Milliseconds within which what is told after a page was loaded would have been told. */
const amoment = 300;

describeJourneys('the way back', (journey) => {
  describe('the return page', () => returning(journey));
  describe('after the return', () => returned(journey));
});

function returning(journey: Journey): void {
  it('is told on, by the page that came back', async () => {
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

  it('is the one that return-url names, with a query of its own', async () => {
    const { site, person } = journey;
    const elsewhere = site.addPage(redirect);
    const address = site.addPage(connect(`mode="redirect" return-url="${elsewhere}?from=here#end"`));
    const tab = await person.openTab(address);
    await tab.press(button);
    await signIn(tab);
    await site.hear('success');
    assert.equal(await tab.evaluate(() => location.href), `${elsewhere}?from=here#end`);
  });

  it('may be another than the one that opened the window', async () => {
    const { site, person } = journey;
    const elsewhere = site.addPage('<p>Thank you</p>');
    const tab = await person.openTab(site.addPage(connect(`mode="popup" return-url="${elsewhere}"`)));
    const window = await pressForPopup(person, tab);
    await signIn(window);
    await site.hear('success');
    await window.closed();
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('tells by the element that launched, among several', async () => {
    const { site, person } = journey;
    const elements = ['first', 'second', 'third'].map((id) => redirect.replace('id="device"', `id="${id}"`)).join('');
    const tab = await person.openTab(site.addPage(elements));
    await tab.press('#second >>> button');
    await signIn(tab);
    const success = await site.hear('success');
    assert.equal(success.element, 'second');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('waits for the listeners that a page adds as it loads', async () => {
    const { site } = journey;
    const module = `document.querySelector('junction-connect')
      .addEventListener('junction-success', () => void fetch('/heard', { keepalive: true }))`;
    await goAndReturn(journey, site.addPage(`${redirect}<script type="module">${module}</script>`));
    await site.hearRequest(({ path }) => path === '/heard');
  });

  it('does not wait for what never loads', async () => {
    const { site, person } = journey;
    const image = `<script>
      const [{ name }] = performance.getEntriesByType('navigation');
      if (name.includes('state=')) document.write('<img src="/never.png">');
    </script>`;
    const tab = await person.openTab(site.addPage(redirect + image));
    await tab.press(button);
    await signIn(tab);
    await site.hear('success');
    assert.ok(site.asked.some(({ path }) => path === '/never.png'));
  });

  it('tells the provider where Link does', async () => {
    const { site } = journey;
    site.startAnew({ providerParameter: true });
    const tab = await goAndReturn(journey, site.addPage(redirect));
    assert.equal(site.events()[1]?.provider, 'oura');
    assert.equal(new URL(await tab.evaluate(() => location.href)).search, '');
  });

  it('says that a frame is no place for it', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(`<iframe src="${site.addPage(redirect)}"></iframe>`));
    await tab.frame().press(button);
    await site.hear('error');
    assert.equal(site.summary().at(-1), 'error configuration_invalid');
    assert.deepEqual(site.tokenRequests(), []);
  });
}

function returned(journey: Journey): void {
  it('a reload repeats nothing', async () => {
    const { site } = journey;
    const tab = await goAndReturn(journey, site.addPage(redirect));
    await tab.goto(await tab.evaluate(() => location.href));
    await tab.evaluate(() => location.reload()).catch(() => undefined); // The page goes away under it.
    await site.hear('shown', 4);
    await assertNothingMore(journey);
  });

  it('a reload after an error repeats nothing', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(connect('mode="redirect" provider="oura"')));
    await tab.press(button);
    await decide(tab, 'provider_api_error');
    await site.hear('error');
    await tab.evaluate(() => location.reload()).catch(() => undefined);
    await site.hear('shown', 3);
    await letBe(amoment);
    assert.deepEqual(site.summary(), ['open', 'error provider_api_error']);
  });

  it('a success is told after an error: the person went back to Link, and tried again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(connect('mode="redirect" provider="oura"')));
    await tab.press(button);
    await decide(tab, 'provider_api_error');
    await site.hear('error');
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await decide(tab);
    await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'error provider_api_error', 'success']);
    assert.equal(new URL(await tab.url()).search, '');
  });

  it('the address that Link led back to repeats nothing, here or in a second tab', async () => {
    const { site, person } = journey;
    const tab = await goAndReturn(journey, site.addPage(redirect));
    const { path, query } = await site.hearRequest(({ query }) => query.has('state'));
    const address = `${site.origin}${path}?${query}`;
    await tab.goto(address);
    await letBe(amoment);
    await person.openTab(address);
    await assertNothingMore(journey);
  });

  it('a second tab that was made from the first repeats nothing', async () => {
    const { site, person } = journey;
    const tab = await goAndReturn(
      journey,
      site.addPage(`${redirect}<button id="copy">Copy</button>
      <script>copy.onclick = () => open(location.href)</script>`),
    );
    const copy = await pressForPopup(person, tab, '#copy'); // It takes a copy of the storage with it.
    await copy.see(button);
    await assertNothingMore(journey);
  });

  it('going back to the sign-in, which may lead back with an error of the spent token, repeats nothing', async () => {
    const { site } = journey;
    const tab = await goAndReturn(journey, site.addPage(redirect));
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await assertNothingMore(journey);
  });

  it('going back to the page that launched, which may be kept in memory as it was, repeats nothing', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(redirect));
    const start = await tab.evaluate(() => history.length);
    await tab.press(button);
    await signIn(tab);
    await site.hear('success');
    await site.hear('shown', 2);
    await tab.evaluate((start) => void setTimeout(() => history.go(start - history.length)), start);
    const { document, persisted } = await site.hear('shown', 3);
    assert.equal(document === site.events()[0]?.document, persisted);
    await assertNothingMore(journey);
  });

  it('the page that launched can launch again, whether it was kept in memory or not', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(redirect));
    await tab.press(button);
    await tab.see('button[name=provider]');
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await site.hear('shown', 2);
    await tab.press(button);
    await signIn(tab);
    const { sessionId } = await site.hear('success');
    const last = site
      .events()
      .filter(({ type }) => type === 'open')
      .at(-1);
    assert.equal(sessionId, last?.sessionId);
  });
}

/** Goes to Link and back with a success. @returns the page that came back. */
async function goAndReturn({ site, person }: Journey, address: string): Promise<Tab> {
  const tab = await person.openTab(address);
  await tab.press(button);
  await signIn(tab);
  await site.hear('success');
  await site.hear('shown', 2);
  return tab;
}

async function assertNothingMore({ site }: Journey) {
  await letBe(amoment);
  assert.deepEqual(site.summary(), ['open', 'success']);
}
