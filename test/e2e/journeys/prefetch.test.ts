/** What a page asks for before a person presses the button. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buttonSelector, delay, describeJourneys, elementHtml, modes, pressButton, signIn } from './journey.js';

/** The time that a test waits before it asserts that nothing was requested, in milliseconds. */
const noRequestMs = 400;

describeJourneys('a page before a press', (journey) => {
  const linkRequests = () => journey.site.requests.filter(({ host }) => host === 'link').map(({ path }) => path);
  const waitForScript = () => journey.site.waitForRequest(({ path }) => path === '/initialize.js');

  for (const mode of modes) {
    it(`asks neither Link nor the endpoint before a person shows intent, in mode ${mode}`, async () => {
      const { site, person } = journey;
      await person.openTab(site.addPage(elementHtml(`mode="${mode}"`)));
      await site.waitForRequest(({ path }) => path === '/standalone.js');
      await delay(noRequestMs);
      assert.deepEqual([linkRequests(), site.tokenRequests()], [[], []]);
    });
  }

  it("fetches Link's script while a pointer rests on the button, and no token; then the person connects", async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('mode="embed"')));
    await tab.hover(buttonSelector);
    const { headers } = await waitForScript();
    await delay(noRequestMs);
    assert.deepEqual([headers['referer'], linkRequests(), site.tokenRequests()], [undefined, ['/initialize.js'], []]);
    await signIn(await pressButton(person, tab, 'embed'));
    await site.waitFor('success');
    assert.deepEqual(
      [linkRequests().filter((path) => path === '/initialize.js').length, site.summary()],
      [1, ['open', 'success']],
    );
  });

  it("fetches Link's script when the keyboard moves the focus to the button", async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('mode="auto"')));
    await tab.waitForVisible(buttonSelector);
    await tab.pressKey('Tab');
    await waitForScript();
    assert.deepEqual(site.tokenRequests(), []);
  });

  it("fetches Link's script when the pointer comes to the button over the rest of the element", async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('mode="embed" style="padding-bottom: 4em"')));
    await tab.hover('junction-connect');
    await tab.hover(buttonSelector);
    await waitForScript();
    assert.deepEqual(site.tokenRequests(), []);
  });

  it('fetches nothing when the page moves the focus to the button', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('autofocus')));
    await tab.waitForVisible(buttonSelector);
    await tab.evaluate(() => document.querySelector('junction-connect')!.focus());
    await delay(noRequestMs);
    assert.deepEqual([linkRequests(), site.tokenRequests()], [[], []]);
  });

  it("fetches Link's script with prefetch=visible, when the button is visible", async () => {
    const { site, person } = journey;
    await person.openTab(site.addPage(elementHtml('prefetch="visible"')));
    await waitForScript();
    assert.deepEqual(site.tokenRequests(), []);
  });

  const silentAttributes = ['prefetch="none"', 'mode="popup"', 'disabled', 'prefetch="off"'];
  // The engines do not differ in what an attribute means.
  for (const attributes of journey.engine === 'Chromium' ? silentAttributes : silentAttributes.slice(0, 1)) {
    it(`sends no request with ${attributes}, whatever a person does before the press`, async () => {
      const { site, person } = journey;
      const tab = await person.openTab(site.addPage(elementHtml(attributes)));
      await tab.hover(buttonSelector);
      await tab.pressKey('Tab');
      await delay(noRequestMs);
      assert.deepEqual([linkRequests(), site.tokenRequests()], [[], []]);
    });
  }

  it("shows Link when only the first request for Link's script fails, and says nothing of it", async () => {
    const { site, person } = journey;
    let count = 0;
    site.linkScript = () => ((count += 1) === 1 ? new Response('Not found', { status: 404 }) : undefined);
    const tab = await person.openTab(site.addPage(elementHtml('mode="embed"')));
    await tab.hover(buttonSelector);
    await waitForScript();
    await signIn(await pressButton(person, tab, 'embed'));
    await site.waitFor('success');
    assert.deepEqual([count, site.summary()], [2, ['open', 'success']]);
  });

  it('keeps to a policy with a nonce and with Trusted Types', async () => {
    const { site, person } = journey;
    const nonce = 'nonce="page"';
    const policy = `script-src 'nonce-page'; require-trusted-types-for 'script'; trusted-types lit-html junction-connect; report-uri /csp-report`;
    const page = site.addPage(
      elementHtml('mode="embed"'),
      { 'Content-Security-Policy': policy },
      `<script ${nonce} src="/standalone.js"></script><script ${nonce} src="/configure-link.js"></script>`,
      nonce,
    );
    const tab = await person.openTab(page);
    await tab.hover(buttonSelector);
    await waitForScript();
    await delay(noRequestMs);
    assert.deepEqual(
      site.requests.filter(({ path }) => path === '/csp-report').map(({ body }) => body),
      [],
    );
  });
});
