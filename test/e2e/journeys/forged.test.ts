/** The element must not report an outcome that others forge: in a link, in another origin's page, in a message or channel. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  buttonSelector,
  closeLink,
  delay,
  describeJourneys,
  elementHtml,
  type Journey,
  pressForPopup,
  signIn,
} from './journey.js';

const popup = elementHtml('mode="popup"');

/** The time that a test waits before it asserts that nothing was reported, in milliseconds. */
const noReportMs = 200;

const forgedQueries = [
  '?state=success',
  '?state=success&provider=oura',
  '?state=error&error_type=provider_api_error&error=No',
  '?junction_session=abc&state=success',
  '?junction_session=&state=success&state=error',
  `?junction_session=${'9'.repeat(5000)}&state=success`,
  '?junction_session=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&state=error&error_type=%3Cb%3E&error=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
];

describeJourneys('a forged outcome', (journey) => {
  describe('in the address of a page', () => addAddressTests(journey));
  describe('in a message', () => addMessageTests(journey));
});

function addAddressTests(journey: Journey): void {
  /**
   * A script for a page with a forged address. The package waits for two seconds before it gives up such a return. In this
   * page they pass in a tenth of a second. Not every tab lets a script close it, so the title shows when one tries to.
   */
  const hurry = `<script>
    const { setTimeout: setTimer } = window;
    window.setTimeout = (work, milliseconds) => setTimer(work, milliseconds / 20);
    window.close = () => (document.title = 'closed');
  </script>`;
  const addPage = ({ site }: Journey, markup: string) => site.addPage(markup, {}, hurry + site.options.head!(site));

  it('is not reported, and does not close the page', async () => {
    const { site, person } = journey;
    const page = addPage(journey, popup + elementHtml('mode="redirect"') + elementHtml('mode="embed"'));
    const tab = await person.openTab(page);
    for (const query of forgedQueries) {
      await tab.goto(page + query);
      await tab.waitForVisible(buttonSelector);
      await delay(noReportMs);
      assert.deepEqual([query, site.events()], [query, []]);
      const status = () => [...document.querySelectorAll('junction-connect')].map((element) => element.status);
      assert.deepEqual(await tab.evaluate(status), ['idle', 'idle', 'idle']);
      assert.notEqual(await tab.evaluate(() => document.title), 'closed');
    }
  });

  it('is not reported, not even to a page of another origin that has opened the page', async () => {
    const { site, person } = journey;
    const address = `${addPage(journey, popup)}?junction_session=abc&state=success`;
    const evil = site.addPage(`<button id="go">Win a watch</button><script>
      go.onclick = () => open('${address}');
      addEventListener('message', ({ data }) => fetch('/received-message', { method: 'POST', body: JSON.stringify(data) }));
    </script>`);
    const tab = await person.openTab(evil.replace('shop.', 'evil.'));
    const window = await pressForPopup(person, tab, '#go');
    await window.waitForVisible(buttonSelector);
    await delay(noReportMs);
    assert.notEqual(await window.evaluate(() => document.title), 'closed');
    assert.deepEqual(site.events(), []);
    assert.equal(
      site.requests.some(({ path }) => path === '/received-message'),
      false,
    );
  });
}

function addMessageTests(journey: Journey): void {
  /** Records the messages from a window, direct ones and those of a channel. The test forges messages of the same form. */
  const recorder = `<script>
    window.received = [];
    addEventListener('message', ({ data }) => received.push({ data }));
    const Channel = BroadcastChannel;
    window.BroadcastChannel = class extends Channel {
      constructor(name) {
        super(name);
        this.addEventListener('message', ({ data }) => received.push({ channel: name, data }));
      }
    };
  </script>`;

  it('is not reported, whoever has sent it, even in the form of a real message', async () => {
    const { site, person } = journey;
    const elsewhere = site.addPage(`<script>
      addEventListener('message', ({ data }) => data?.forge && parent.postMessage(data.forge, '*'));
    </script>`);
    const frames = [elsewhere, elsewhere.replace('shop.', 'evil.')].map((src) => `<iframe src="${src}"></iframe>`);
    const tab = await person.openTab(site.addPage(recorder + popup + frames.join('')));
    const first = await pressForPopup(person, tab);
    await signIn(first);
    await site.waitFor('success');
    await first.waitForClosed();

    const second = await pressForPopup(person, tab);
    await second.waitForVisible('button[name=provider]');
    const returnKeys = site
      .tokenRequestBodies()
      .map(({ redirect_url }) => new URL(redirect_url as string).searchParams.get('junction_session')!);
    const received = await tab.evaluate(() => (window as unknown as { received: ReceivedMessage[] }).received);
    assert.ok(received.length > 0, 'The window has sent no message');
    const forged = received.map(({ channel, data }) => ({
      channel,
      stale: data,
      current: JSON.parse(JSON.stringify(data).replaceAll(returnKeys[0]!, returnKeys[1]!)) as unknown,
    }));
    const invalid = [null, 7, 'success', [], {}, { state: 'success' }, { type: 'success' }, { session: returnKeys[1] }];

    await tab.evaluate(
      ({ forged, invalid }) => {
        for (const { channel, stale, current } of forged) {
          for (const message of [stale, current, ...invalid]) window.postMessage(message, '*');
          // Only pages of the site can use the channel. So a valid message there is not forged, and is not sent here.
          if (channel) for (const message of [stale, ...invalid]) new BroadcastChannel(channel).postMessage(message);
          // One frame is of the site's origin, the other is not.
          for (const frame of document.querySelectorAll('iframe')) {
            frame.contentWindow!.postMessage({ forge: current }, '*');
          }
        }
      },
      { forged, invalid },
    );
    // Link's window is of another origin, too, and so is a provider's page in it.
    await second.evaluate(
      (messages) => messages.forEach((message) => (window.opener as Window).postMessage(message, '*')),
      forged.map(({ current }) => current),
    );
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success', 'open']);

    await closeLink(second);
    await site.waitFor('exit');
  });
}

interface ReceivedMessage {
  /** The name of the channel. Undefined for a message that was sent to the page directly. */
  channel?: string;
  data: unknown;
}
