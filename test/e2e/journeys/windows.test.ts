/** The window of `mode="popup"`: when it opens, when it closes, and what is made of that. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  button,
  choose,
  connect,
  decide,
  describeJourneys,
  type Journey,
  letBe,
  pressForPopup,
  severed,
  signIn,
} from './journey.js';

/** Milliseconds, longer than the moment after which a closed window means exit. */
const awhile = 1700;

const popup = connect('mode="popup"');

describeJourneys('a popup', (journey) => {
  it('opens in the click, says what is about to happen, and goes to Link when the token is there', async () => {
    const { site, person } = journey;
    let answer = () => {};
    site.tokenEndpoint = async (newToken) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return newToken();
    };
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.see('body');
    assert.match(await window.evaluate(() => document.body.innerText), /\w/);
    answer();
    await window.see('button[name=provider]');
    assert.equal(new URL(await window.url()).origin, site.linkOrigin);
  });

  it('asks Junction to lead back here, whatever happens', async () => {
    const { site, person } = journey;
    const address = `${site.addPage(popup)}?size=4#top`;
    const tab = await person.openTab(address);
    const window = await pressForPopup(person, tab);
    await window.see('button[name=provider]');
    const { redirect_url, ...others } = site.tokenRequests()[0]!;
    assert.deepEqual(others, { on_close: 'redirect', on_error: 'redirect' });
    const url = new URL(redirect_url as string);
    assert.match(url.searchParams.get('junction_session') ?? '', /./);
    assert.deepEqual([url.origin, url.searchParams.get('size')], [site.origin, '4']);
  });

  it('closes again when the endpoint fails', async () => {
    const { site, person } = journey;
    let fail = () => {};
    site.tokenEndpoint = async () => {
      await new Promise<void>((resolve) => (fail = resolve));
      return new Response(null, { status: 503 });
    };
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await site.hearRequest(({ path }) => path === '/api/link-token');
    fail();
    await window.closed();
    await site.hear('error');
    assert.deepEqual(site.summary(), ['open', 'error token_request_rejected']);
  });

  it('closes when it is back, and is not told of in itself', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await signIn(window);
    await window.closed();
    const success = await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.equal(success.document, site.events()[0]?.document);
    assert.equal(await person.tabCount(), 1);
  });

  it('that the person closes is an exit, and can be opened again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.see('button[name=provider]');
    await window.close();
    await tab.bringToFront();
    await site.hear('exit');
    assert.deepEqual(site.summary(), ['open', 'exit user']);
    await signIn(await pressForPopup(person, tab));
    await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'exit user', 'open', 'success']);
  });

  it('that is pressed for again is still one window', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.see('button[name=provider]');
    await tab.bringToFront();
    await tab.press(button);
    await letBe(300);
    assert.equal(await person.tabCount(), 2);
    await signIn(window);
    await site.hear('success');
    assert.equal(site.events().filter(({ type }) => type === 'success').length, 1);
  });

  it('that was opened from a frame, in a site of another, comes home to the frame', async () => {
    const { site, person } = journey;
    const frame = `<iframe src="${site.addPage(popup)}"></iframe>`;
    const tab = await person.openTab(site.addPage(frame).replace('shop.', 'other.'));
    // Storage is partitioned, and channels with it: here only the opener is left.
    const window = await person.popup(() => tab.frame().press(button));
    await signIn(window);
    await site.hear('success');
    await window.closed();
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('is closed by the page: an exit of the page', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.see('button[name=provider]');
    await tab.evaluate(() => document.querySelector('junction-connect')!.close());
    await window.closed();
    await site.hear('exit');
    assert.deepEqual(site.summary(), ['open', 'exit page']);
  });

  for (const [where, options, headers] of [
    ['the site', {}, severed],
    ["the provider's sign-in", { crossOriginOpenerPolicy: 'same-origin' }, {}],
    ['both', { crossOriginOpenerPolicy: 'same-origin' }, severed],
  ] as const) {
    it(`comes home when COOP at ${where} has cut it off`, async () => {
      const { site, person, focus } = journey;
      site.startAnew(options);
      const tab = await person.openTab(site.addPage(popup + focus, headers));
      const window = await pressForPopup(person, tab);
      await signIn(window);
      await site.hear('success');
      await window.closed();
      assert.deepEqual(site.summary(), ['open', 'success']);
    });
  }

  if (journey.engine !== 'WebKit') describeFocus(journey);
  else
    it('that reads closed while it is not: a success after the exit is told', async () => {
      // As far as WebKit's driver goes: every journey, popups included, but the focus stays with the page that launched.
      const { site, person } = journey;
      const tab = await person.openTab(site.addPage(popup, severed));
      const window = await pressForPopup(person, tab);
      await site.hear('exit');
      await signIn(window);
      await site.hear('success');
      assert.deepEqual(site.summary(), ['open', 'exit user', 'success']);
    });
});

/** Where the focus is known: in an engine whose windows have it in turn. */
function describeFocus(journey: Journey): void {
  it('that reads closed is no exit while the page has no focus', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup, severed));
    const window = await pressForPopup(person, tab);
    await choose(window);
    await letBe(awhile);
    assert.deepEqual(site.summary(), ['open']);
    await decide(window);
    await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('that is closed from elsewhere is an exit once the page has the focus again', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await window.see('button[name=provider]');
    await person.openTab(site.addPage('<p>Another page</p>'));
    await window.close();
    await letBe(awhile);
    assert.deepEqual(site.summary(), ['open']);
    await tab.bringToFront();
    await site.hear('exit');
    assert.deepEqual(site.summary(), ['open', 'exit user']);
  });

  it('that is severed, and left for the page and come back to: a success after the exit is told', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(popup, severed));
    const window = await pressForPopup(person, tab);
    await choose(window);
    await tab.bringToFront();
    const exit = await site.hear('exit');
    await window.bringToFront();
    await decide(window);
    const success = await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'exit user', 'success']);
    assert.equal(success.sessionId, exit.sessionId);
  });
}
