/** The window of `mode="popup"`: when it opens, when it closes, and what the element reports then. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  buttonSelector,
  chooseProvider,
  coopHeaders,
  decide,
  delay,
  describeJourneys,
  elementHtml,
  type Journey,
  pressForPopup,
  signIn,
} from './journey.js';

/**
 * The time that a test waits before it asserts that a window that seems closed is not an exit, in milliseconds. The session
 * checks once a second, and reports an exit after two checks in a row.
 */
const noExitMs = 2300;

const popup = elementHtml('mode="popup"');

describeJourneys('a popup', (journey) => {
  it('opens during the click with a text, and goes to Link when the token has loaded', async () => {
    const { site, person } = journey;
    let answer = () => {};
    site.tokenEndpoint = async (newToken) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return newToken();
    };
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.waitForVisible('body');
    assert.match(await window.evaluate(() => document.body.innerText), /\w/);
    answer();
    await window.waitForVisible('button[name=provider]');
    assert.equal(new URL(await window.url()).origin, site.linkOrigin);
  });

  it('requests a token with which Link returns to this page after every outcome', async () => {
    const { site, person } = journey;
    const address = `${site.addPage(popup)}?size=4#top`;
    const tab = await person.openTab(address);
    const window = await pressForPopup(person, tab);
    await window.waitForVisible('button[name=provider]');
    const { redirect_url, ...others } = site.tokenRequestBodies()[0]!;
    assert.deepEqual(others, { on_close: 'redirect', on_error: 'redirect' });
    const url = new URL(redirect_url as string);
    assert.match(url.searchParams.get('junction_session') ?? '', /./);
    assert.deepEqual([url.origin, url.searchParams.get('size')], [site.origin, '4']);
  });

  it('closes when the token endpoint fails', async () => {
    const { site, person } = journey;
    let fail = () => {};
    const failing = new Promise<void>((resolve) => (fail = resolve));
    site.tokenEndpoint = async () => {
      await failing;
      return new Response(null, { status: 503 });
    };
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await site.waitForRequest(({ path }) => path === '/api/link-token');
    fail();
    await window.waitForClosed();
    await site.waitFor('error');
    assert.deepEqual(site.summary(), ['open', 'error token_request_rejected']);
  });

  it('closes after its return, and only the page that has opened it reports the success', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await signIn(window);
    await window.waitForClosed();
    const success = await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.equal(success.document, site.events()[0]?.document);
    assert.equal(await person.tabCount(), 1);
  });

  it('reports an exit when the person closes it, and can be opened again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.waitForVisible('button[name=provider]');
    await window.close();
    await tab.bringToFront();
    await site.waitFor('exit');
    assert.deepEqual(site.summary(), ['open', 'exit user']);
    await signIn(await pressForPopup(person, tab));
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'exit user', 'open', 'success']);
  });

  it('stays the only window when the person presses the button again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.waitForVisible('button[name=provider]');
    await tab.bringToFront();
    await tab.press(buttonSelector);
    await delay(300);
    assert.equal(await person.tabCount(), 2);
    await signIn(window);
    await site.waitFor('success');
    assert.equal(site.events().filter(({ type }) => type === 'success').length, 1);
  });

  it('reports its success to the frame that has opened it, in a page of another site', async () => {
    const { site, person } = journey;
    const frame = `<iframe src="${site.addPage(popup)}"></iframe>`;
    const tab = await person.openTab(site.addPage(frame).replace('shop.', 'other.'));
    // The browser partitions storage and channels by site. So the window can only report to its opener.
    const window = await person.openPopup(() => tab.frame().press(buttonSelector));
    await signIn(window);
    await site.waitFor('success');
    await window.waitForClosed();
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('reports an exit of the page when the page closes it', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.waitForVisible('button[name=provider]');
    await tab.evaluate(() => document.querySelector('junction-connect')!.close());
    await window.waitForClosed();
    await site.waitFor('exit');
    assert.deepEqual(site.summary(), ['open', 'exit page']);
  });

  for (const [place, options, headers] of [
    ['the site', {}, coopHeaders],
    ["the provider's sign-in", { crossOriginOpenerPolicy: 'same-origin' }, {}],
    ['both pages', { crossOriginOpenerPolicy: 'same-origin' }, coopHeaders],
  ] as const) {
    it(`reports its success when COOP at ${place} has cut it off from the page`, async () => {
      const { site, person, focusScript } = journey;
      site.reset(options);
      const tab = await person.openTab(site.addPage(popup + focusScript, headers));
      const window = await pressForPopup(person, tab);
      await signIn(window);
      await site.waitFor('success');
      await window.waitForClosed();
      assert.deepEqual(site.summary(), ['open', 'success']);
    });
  }

  if (journey.engine !== 'WebKit') addFocusTests(journey);
  else
    it('reports a success after an exit, when it only seemed to be closed', async () => {
      // In WebKit's driver the page keeps the focus, and COOP makes the window seem closed. So the page reports an exit.
      const { site, person } = journey;
      const tab = await person.openTab(site.addPage(popup, coopHeaders));
      const window = await pressForPopup(person, tab);
      await site.waitFor('exit');
      await signIn(window);
      await site.waitFor('success');
      assert.deepEqual(site.summary(), ['open', 'exit user', 'success']);
    });
});

/** Adds the tests for engines in which a window takes the focus from the page that has opened it. */
function addFocusTests(journey: Journey): void {
  it('reports no exit while it seems closed and the page has no focus', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup, coopHeaders));
    const window = await pressForPopup(person, tab);
    await chooseProvider(window);
    await delay(noExitMs);
    assert.deepEqual(site.summary(), ['open']);
    await decide(window);
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('reports an exit when the page has the focus again, after it was closed behind another page', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.waitForVisible('button[name=provider]');
    await person.openTab(site.addPage('<p>Another page</p>'));
    await window.close();
    await delay(noExitMs);
    assert.deepEqual(site.summary(), ['open']);
    await tab.bringToFront();
    await site.waitFor('exit');
    assert.deepEqual(site.summary(), ['open', 'exit user']);
  });

  it('reports a success after an exit, when COOP has cut it off and the person returns to it', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup, coopHeaders));
    const window = await pressForPopup(person, tab);
    await chooseProvider(window);
    await tab.bringToFront();
    const exit = await site.waitFor('exit');
    await window.bringToFront();
    await decide(window);
    const success = await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'exit user', 'success']);
    assert.equal(success.sessionId, exit.sessionId);
  });
}
