/** What others say about a session: a link to the site, a page of another origin, a message, a channel. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { button, closeLink, connect, describeJourneys, type Journey, letBe, pressForPopup, signIn } from './journey.js';

const popup = connect('mode="popup"');

/** Milliseconds within which something would have been told. */
const amoment = 200;

const addresses = [
  '?state=success',
  '?state=success&provider=oura',
  '?state=error&error_type=provider_api_error&error=No',
  '?junction_session=abc&state=success',
  '?junction_session=&state=success&state=error',
  `?junction_session=${'9'.repeat(5000)}&state=success`,
  '?junction_session=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&state=error&error_type=%3Cb%3E&error=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
];

describeJourneys('forged', (journey) => {
  describe('a return that nobody launched', () => returns(journey));
  describe('a message that is not from the window', () => messages(journey));
});

function returns(journey: Journey): void {
  it('says nothing, and closes nothing', async () => {
    const { site, person } = journey;
    const page = site.addPage(popup + connect('mode="redirect"') + connect('mode="embed"'));
    const tab = await person.openTab(page);
    for (const query of addresses) {
      await tab.goto(page + query);
      await tab.see(button);
      await letBe(amoment);
      assert.deepEqual([query, site.events()], [query, []]);
      const status = () => [...document.querySelectorAll('junction-connect')].map((element) => element.status);
      assert.deepEqual(await tab.evaluate(status), ['idle', 'idle', 'idle']);
    }
  });

  it('says nothing to a page of another origin that opened it', async () => {
    const { site, person } = journey;
    const address = `${site.addPage(popup)}?junction_session=abc&state=success`;
    const evil = site.addPage(`<button id="go">Win a watch</button><script>
      go.onclick = () => open('${address}');
      addEventListener('message', ({ data }) => fetch('/overheard', { method: 'POST', body: JSON.stringify(data) }));
    </script>`);
    const tab = await person.openTab(evil.replace('shop.', 'evil.'));
    const window = await pressForPopup(person, tab, '#go');
    await window.see(button);
    await letBe(amoment);
    assert.deepEqual(site.events(), []);
    assert.equal(
      site.asked.some(({ path }) => path === '/overheard'),
      false,
    );
  });
}

function messages(journey: Journey): void {
  /** Keeps what comes home from a window, by either way, so that a forger knows the form. */
  const spy = `<script>
    window.heard = [];
    addEventListener('message', ({ data }) => heard.push({ data }));
    const Channel = BroadcastChannel;
    window.BroadcastChannel = class extends Channel {
      constructor(name) {
        super(name);
        this.addEventListener('message', ({ data }) => heard.push({ channel: name, data }));
      }
    };
  </script>`;

  it('says nothing, whoever sent it, in the very form of one that is', async () => {
    const { site, person } = journey;
    const elsewhere = site.addPage(`<script>
      addEventListener('message', ({ data }) => data?.forge && parent.postMessage(data.forge, '*'));
    </script>`);
    const frames = [elsewhere, elsewhere.replace('shop.', 'evil.')].map((src) => `<iframe src="${src}"></iframe>`);
    const tab = await person.openTab(site.addPage(spy + popup + frames.join('')));
    const first = await pressForPopup(person, tab);
    await signIn(first);
    await site.hear('success');
    await first.closed();

    const second = await pressForPopup(person, tab);
    await second.see('button[name=provider]');
    const names = site
      .tokenRequests()
      .map(({ redirect_url }) => new URL(redirect_url as string).searchParams.get('junction_session')!);
    const heard = await tab.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
    assert.ok(heard.length > 0, 'The window came home without a word');
    const forged = heard.map(({ channel, data }) => ({
      channel,
      stale: data,
      current: JSON.parse(JSON.stringify(data).replaceAll(names[0]!, names[1]!)) as unknown,
    }));
    const junk = [null, 7, 'success', [], {}, { state: 'success' }, { type: 'success' }, { session: names[1] }];

    await tab.evaluate(
      ({ forged, junk }) => {
        for (const { channel, stale, current } of forged) {
          for (const message of [stale, current, ...junk]) window.postMessage(message, '*');
          // A channel belongs to the pages of the site: whoever speaks there in good form is one of them.
          if (channel) for (const message of [stale, ...junk]) new BroadcastChannel(channel).postMessage(message);
          // One frame is of the site's origin, the other is not.
          for (const frame of document.querySelectorAll('iframe')) {
            frame.contentWindow!.postMessage({ forge: current }, '*');
          }
        }
      },
      { forged, junk },
    );
    await letBe(amoment);
    assert.deepEqual(site.summary(), ['open', 'success', 'open']);

    await closeLink(second);
    await site.hear('exit');
  });
}

interface Heard {
  channel?: string;
  data: unknown;
}
