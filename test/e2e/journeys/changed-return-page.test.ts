/** The return from hosted Link, after a redirect, to a page that has other elements now, or was left before it reported the outcome. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  buttonSelector,
  decide,
  delay,
  describeJourneys,
  elementHtml,
  type Journey,
  pressForPopup,
  signIn,
} from './journey.js';

/** The time that a test waits before it asserts that nothing more was reported, in milliseconds. */
const noReportMs = 700;

/** The longest time from a return until the document reports its outcome, with a margin, in milliseconds. */
const settledMs = 3500;

describeJourneys('the return from hosted Link in this tab', (journey) => {
  addRedirectTests(journey);
  if (journey.engine === 'Chromium') addPageTests(journey);
});

/** Returns the markup of a button for one provider, with a next page of its own. */
const providerButton = (provider: string, attributes = '') =>
  `<junction-connect id="${provider}" mode="redirect" provider="${provider}" token-endpoint="/api/link-token"
    success-url="/next-${provider}" ${attributes}></junction-connect>`;

const redirect = elementHtml('mode="redirect"');

function addRedirectTests(journey: Journey): void {
  it('is never reported by a button for another provider, and does not lead to its next page', async () => {
    const { site, person } = journey;
    const [oura, others] = [providerButton('oura'), providerButton('fitbit') + providerButton('garmin')];
    const page = site.addPage(oura + others);
    const without = site.addPage(others);
    // The server has got the webhook before the return. So the return page has no button for this provider.
    site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? without : undefined);
    const tab = await person.openTab(page);
    await tab.press('#oura >>> button');
    await decide(tab);
    const success = await site.waitFor('success');
    assert.deepEqual([success.element, success.provider, success.mode], [undefined, null, 'redirect']);
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.equal(await tab.evaluate(() => location.href), page);
    assert.equal(
      site.requests.some(({ path }) => path.startsWith('/next')),
      false,
    );
  });

  it('is reported by a button that a slow script adds, when the script of the package has the attribute defer', async () => {
    const { site, person } = journey;
    const page = site.addPage(providerButton('oura') + providerButton('garmin'));
    const scripts = ['standalone.js', 'slow.js'].map((name) => `<script src="/${name}" defer></script>`).join('');
    const slow = site.addPage(providerButton('garmin'), {}, scripts);
    site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? slow : undefined);
    site.slowScript = `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(providerButton('oura'))})`;
    const tab = await person.openTab(page);
    await tab.press('#oura >>> button');
    await decide(tab);
    const { element } = await site.waitFor('success');
    assert.equal(element, 'oura');
  });

  for (const [name, clean] of [
    ['in the address of the page', "history.replaceState({}, '', '/login')"],
    ['by going on to another page', "location.replace('/page-1')"],
  ] as const) {
    it(`is reported although a router has cleaned the address before the script runs: ${name}`, async () => {
      const { site, person } = journey;
      const element = elementHtml('mode="redirect"');
      const page = site.addPage(element);
      const lateScript = `<script>
        ${clean};
        setTimeout(() => document.head.append(Object.assign(document.createElement('script'), { src: '/standalone.js' })), 700);
      </script>`;
      const early = site.addPage(lateScript + element, {}, '');
      site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? early : undefined);
      const tab = await person.openTab(page);
      await tab.press(buttonSelector);
      await signIn(tab);
      await site.waitFor('success');
      await delay(noReportMs);
      assert.deepEqual(site.summary(), ['open', 'success']);
    });
  }

  it('is reported after a reload when the first return page was left before it has reported it', async () => {
    const { site, person } = journey;
    const page = site.addPage(elementHtml('mode="redirect"'));
    const image = '<img src="/never.png">';
    const element = elementHtml('mode="redirect"');
    const first = site.addPage(`${element}<script>setTimeout(() => location.reload(), 1500)</script>${image}`);
    const second = site.addPage(element + image);
    let hasReturned = false;
    site.findPage = ({ searchParams }) => {
      if (searchParams.has('junction_session')) {
        hasReturned = true;
        return first;
      }
      return hasReturned ? second : undefined;
    };
    const tab = await person.openTab(page);
    await tab.press(buttonSelector);
    await signIn(tab);
    const success = await site.waitFor('success');
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.equal(success.document, (await site.waitFor('started', 3)).document);
  });

  it('is reported by the page, and not by a frame in it that has the script, too', async () => {
    const { site, person } = journey;
    const frame = site.addPage(redirect.replace('id="device"', 'id="framed"'));
    const tab = await person.openTab(site.addPage(`${redirect}<iframe src="${frame}"></iframe>`));
    await tab.press(buttonSelector);
    await signIn(tab);
    const { element } = await site.waitFor('success');
    await delay(noReportMs);
    assert.deepEqual([element, site.summary()], ['device', ['open', 'success']]);
  });

  it('is reported once when a tab with a copy of the storage has reported it', async () => {
    const { site, person } = journey;
    const page = site.addPage(elementHtml('mode="redirect" return-url="/page-2"'));
    site.addPage(`<button id="copy">Copy</button><script>copy.onclick = () => open('/page-1')</script>`);
    const tab = await person.openTab(page);
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('shown', 2);
    const copy = await pressForPopup(person, tab, '#copy');
    await site.waitFor('success');
    assert.equal(await tab.evaluate(() => sessionStorage.length), 0);
    await copy.close();
    await tab.bringToFront();
    await tab.goto(page);
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('shows the element to the person on a long page, with the focus on what was pressed', async () => {
    const { site, person } = journey;
    const space = '<div style="height: 3000px"></div>';
    for (const [element, pressed] of [
      [elementHtml('mode="redirect"'), 'junction-connect'],
      [
        `<junction-connect mode="redirect" token-endpoint="/api/link-token"><div slot="trigger"><a href="#x" id="own">Go</a></div>
        </junction-connect>`,
        'a',
      ],
    ] as const) {
      site.reset();
      const tab = await person.openTab(site.addPage(space + element + space));
      await tab.press(pressed === 'a' ? '#own' : buttonSelector);
      await signIn(tab);
      await site.waitFor('success');
      const seen = await tab.evaluate(() => {
        const { top, bottom } = document.querySelector('junction-connect')!.getBoundingClientRect();
        const message = document.querySelector('junction-connect')!.shadowRoot!.querySelector('[role=status]')!;
        return [
          top >= 0 && bottom <= innerHeight,
          document.activeElement!.localName,
          message.textContent.trim().length > 0,
        ];
      });
      assert.deepEqual(seen, [true, pressed, true]);
    }
  });
}

/** Tests whose result does not depend on the browser. They run only in Chromium. */
function addPageTests(journey: Journey): void {
  it('is reported by the button with the same id, although it has another place and other settings now', async () => {
    const { site, person } = journey;
    const page = site.addPage(providerButton('fitbit') + providerButton('oura'));
    const changed = site.addPage(
      [
        providerButton('oura', 'providers="oura"'),
        providerButton('garmin'),
        providerButton('oura').replace('id="oura"', 'id="r7"'),
      ].join(''),
    );
    site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? changed : undefined);
    const tab = await person.openTab(page);
    await tab.press('#oura >>> button');
    await decide(tab);
    const { element, provider } = await site.waitFor('success');
    assert.deepEqual([element, provider], ['oura', 'oura']);
    await site.waitForRequest(({ path }) => path === '/next-oura');
  });

  it('is reported by a button that the page adds or completes later', async () => {
    const { site, person } = journey;
    const later = `<script>
      const late = document.createElement('junction-connect');
      Object.assign(late, { id: 'late', tokenEndpoint: '/api/link-token', mode: 'redirect' });
      setTimeout(() => document.body.append(late), 300);
      setTimeout(() => { late.provider = 'oura'; }, 900);
    </script>`;
    const tab = await person.openTab(site.addPage(providerButton('garmin') + later));
    await tab.waitForVisible('#late >>> button');
    await delay(noReportMs);
    await tab.press('#late >>> button');
    await decide(tab);
    const { element, provider } = await site.waitFor('success');
    assert.deepEqual([element, provider], ['late', 'oura']);
  });

  it('to a page without an element is reported by the next page of this tab that has one, once', async () => {
    const { site, person } = journey;
    const page = site.addPage(elementHtml('mode="redirect" return-url="/page-2"'));
    const thanks = site.addPage('<p>Thank you</p>');
    const tab = await person.openTab(page);
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('shown', 2);
    await delay(settledMs);
    assert.deepEqual([await tab.evaluate(() => location.href), site.summary()], [thanks, ['open']]);
    await tab.goto(page);
    await site.waitFor('success');
    await tab.goto(page);
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.equal(await tab.evaluate(() => sessionStorage.length), 0);
  });

  for (const [name, id, expected] of [
    ['the same element, which shows it and launches nothing', 'device', ['open', 'success']],
    ['another element, which launches then', 'other', ['open', 'success', 'open']],
  ] as const) {
    it(`is reported before a person presses ${name}`, async () => {
      const { site, person } = journey;
      const other = elementHtml('mode="redirect" provider="fitbit"').replace('id="device"', 'id="other"');
      const page = site.addPage(redirect + other);
      const slow = site.addPage(`${redirect}${other}<script>
        setTimeout(() => document.querySelector('#${id}').shadowRoot.querySelector('button').click(), 500);
      </script><img src="/never.png">`);
      site.findPage = ({ searchParams }) => (searchParams.has('junction_session') ? slow : undefined);
      const tab = await person.openTab(page);
      await tab.press('#device >>> button');
      await signIn(tab);
      await site.waitFor('success');
      if (id === 'other') await site.waitFor('open', 2);
      else await delay(noReportMs);
      const types = site.events().map(({ type }) => type);
      assert.deepEqual(types.slice(0, 3), expected);
    });
  }

  it('does not lead to another page when the page has a base address and Link adds its parameters to the fragment', async () => {
    const { site, person } = journey;
    site.addParameters = (redirectUrl) => `${redirectUrl}&state=success`;
    const endpoint = `token-endpoint="${site.origin}/api/link-token"`;
    const address = `${site.addPage(`<base href="/app/"><junction-connect mode="redirect" ${endpoint}></junction-connect>`)}?a=1#/devices`;
    const tab = await person.openTab(address);
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('success');
    assert.equal(await tab.evaluate(() => location.href), address);
  });

  it('is unknown_error, and not an exit, without a readable outcome', async () => {
    const { site, person } = journey;
    site.addParameters = (redirectUrl) => redirectUrl;
    const tab = await person.openTab(site.addPage(elementHtml('mode="redirect"')));
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('error');
    assert.deepEqual(site.summary(), ['open', 'error unknown_error']);
  });

  it('scrolls a box around the element', async () => {
    const { site, person } = journey;
    const space = '<div style="height: 300px"></div>';
    const box = `<div style="height: 150px; overflow: auto">${space}${redirect}${space}</div>`;
    const tab = await person.openTab(site.addPage(box));
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('success');
    assert.ok(await tab.evaluate(() => document.querySelector('div')!.scrollTop > 100));
  });

  it('leaves the focus of the page alone', async () => {
    const { site, person } = journey;
    const page = `<input autofocus><div style="height: 3000px"></div>${elementHtml('mode="redirect"')}`;
    const tab = await person.openTab(site.addPage(page));
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('success');
    const seen = await tab.evaluate(() => [scrollY, document.activeElement!.localName]);
    assert.deepEqual(seen, [0, 'input']);
  });
}
