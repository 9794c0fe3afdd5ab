/** The return from hosted Link when the launching page has other elements now, was loaded again, or is gone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Tab } from '../../support/browsers/person.js';
import {
  buttonSelector,
  coopHeaders,
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

/**
 * The time that a test waits before it asserts that a closed window is not an exit, in milliseconds. The session checks once
 * a second, and reports an exit after two checks in a row.
 */
const noExitMs = 2300;

/** The longest time from a return until the document reports its outcome, with a margin, in milliseconds. */
const settledMs = 3500;

describeJourneys('the return from hosted Link', (journey) => {
  describe('in this tab', () => addRedirectTests(journey));
  describe('to a window', () => addWindowTests(journey));
});

/** Returns the markup of a button for one provider, with a next page of its own. */
const providerButton = (provider: string, attributes = '') =>
  `<junction-connect id="${provider}" mode="redirect" provider="${provider}" token-endpoint="/api/link-token"
    success-url="/next-${provider}" ${attributes}></junction-connect>`;

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

  it('is unknown_error, and not an exit, without a readable outcome', async () => {
    const { site, person } = journey;
    site.addParameters = (redirectUrl) => redirectUrl;
    const tab = await person.openTab(site.addPage(elementHtml('mode="redirect"')));
    await tab.press(buttonSelector);
    await signIn(tab);
    await site.waitFor('error');
    assert.deepEqual(site.summary(), ['open', 'error unknown_error']);
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

const popup = elementHtml('mode="popup"');

/** Presses the button, and goes to the sign-in in the window. */
async function openSignIn({ site, person }: Journey, address: string): Promise<{ tab: Tab; window: Tab }> {
  const tab = await person.openTab(address);
  const window = await pressForPopup(person, tab);
  await window.press('button[name=provider][value=oura]');
  await window.waitForVisible('button[name=decision]');
  await site.waitFor('open');
  return { tab, window };
}

function addWindowTests(journey: Journey): void {
  const { engine } = journey;

  it('is reported by the page that has opened it, after that page was loaded again', async () => {
    const { site } = journey;
    const { tab, window } = await openSignIn(journey, site.addPage(popup));
    await tab.evaluate(() => void setTimeout(() => location.reload()));
    await site.waitFor('shown', 2);
    await decide(window);
    const success = await site.waitFor('success');
    const [open] = site.events();
    assert.deepEqual([success.element, success.mode, success.sessionId], ['device', 'popup', open?.sessionId]);
    assert.equal(await tab.evaluate(() => document.querySelector('junction-connect')!.status), 'connected');
    await window.waitForClosed();
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('is reported by another page of the site in the same tab', async () => {
    const { site } = journey;
    const other = site.addPage('<h1>Another page</h1>');
    const { tab, window } = await openSignIn(journey, site.addPage(popup));
    await tab.goto(other);
    await decide(window);
    const success = await site.waitFor('success');
    const { document } = await site.waitFor('shown', 2);
    assert.deepEqual([success.document, success.element, success.provider], [document, undefined, null]);
    await window.waitForClosed();
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  // In the other engines' drivers, the window shares its process with the page.
  if (engine === 'Chromium') addFrozenPageTests(journey);
  if (engine !== 'WebKit') addManyPagesTest(journey); // Its driver opens no window for a press when there are several.

  it('is reported by the return page when no other page answers; it says that the window can be closed', async () => {
    const { site } = journey;
    const page = site.addPage(elementHtml('mode="popup" success-url="/next"'));
    const { tab, window } = await openSignIn(journey, page);
    if (engine === 'WebKit')
      await tab.goto(site.originOf('other')); // Its driver cannot close one of two windows.
    else await tab.close();
    await decide(window);
    const success = await site.waitFor('success');
    assert.deepEqual([success.element, success.mode], ['device', 'popup']);
    await window.waitForVisible('dialog button');
    const seen = await window.evaluate(() => [
      document.querySelector('dialog')!.textContent,
      location.href,
      sessionStorage.length,
    ]);
    assert.deepEqual(seen, ['You can close this window.Close', page, 0]);
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.equal(
      site.requests.some(({ path }) => path === '/next'),
      false,
    );
  });

  it('is reported by the return page also when COOP has cut it off from its opener, and after a reload', async () => {
    const { site } = journey;
    site.reset({ crossOriginOpenerPolicy: 'same-origin' });
    const { tab, window } = await openSignIn(journey, site.addPage(popup, coopHeaders));
    await tab.goto(site.originOf('other'));
    await decide(window);
    await site.waitFor('shown', 2);
    await window.evaluate(() => void setTimeout(() => location.reload()));
    await site.waitFor('success');
    await delay(noReportMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('is not reported as an exit by the page that the browser restores after another page has reported the success', async () => {
    const { site } = journey;
    const other = site.addPage('<h1>Another page</h1>');
    const { tab, window } = await openSignIn(journey, site.addPage(popup));
    await tab.goto(other);
    await decide(window);
    await site.waitFor('success');
    await window.waitForClosed();
    await tab.bringToFront();
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await tab.waitForVisible(buttonSelector);
    await delay(noExitMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.notEqual(await tab.evaluate(() => document.querySelector('junction-connect')!.status), 'open');
  });

  it('needs the page: when the page is left before Link is shown, the empty window closes', async () => {
    const { site, person } = journey;
    site.tokenEndpoint = () => new Promise(() => {});
    const tab = await person.openTab(site.addPage(popup));
    const window = await pressForPopup(person, tab);
    await site.waitForRequest(({ path }) => path === '/api/link-token');
    await tab.evaluate(() => void setTimeout(() => location.reload()));
    await window.waitForClosed();
  });
}

function addManyPagesTest(journey: Journey): void {
  it('is reported only by the page with the element when many pages are open', async () => {
    const { site, person } = journey;
    const other = site.addPage('<h1>Another page</h1>');
    const page = site.addPage(popup);
    await person.openTab(other);
    await person.openTab(other);
    const { tab, window } = await openSignIn(journey, page);
    await person.openTab(page);
    await tab.goto(other);
    await decide(window);
    const success = await site.waitFor('success');
    assert.equal(success.element, 'device');
    await delay(3000); // Longer than the time until the window would report it.
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
}

/**
 * Opens a window, and then blocks the page that has opened it, like a page that a phone has frozen. COOP cuts the page off
 * from the window, so that the window has a process of its own.
 */
async function openSignInOfFrozenPage(journey: Journey, milliseconds: number): Promise<{ tab: Tab; window: Tab }> {
  const opened = await openSignIn(journey, journey.site.addPage(popup + journey.focusScript, coopHeaders));
  await opened.tab.evaluate((milliseconds) => {
    setTimeout(() => {
      const end = Date.now() + milliseconds;
      while (Date.now() < end);
    });
  }, milliseconds);
  return opened;
}

/** Tests with a page that cannot answer while the person is in the window. */
function addFrozenPageTests(journey: Journey): void {
  it('is reported once when the page wakes up after the window has reported it, and the page shows it', async () => {
    const { site } = journey;
    const { tab, window } = await openSignInOfFrozenPage(journey, 6000);
    await decide(window);
    const success = await site.waitFor('success');
    assert.notEqual(success.document, site.events()[0]?.document);
    assert.equal(await tab.evaluate(() => document.querySelector('junction-connect')!.status), 'connected');
    await delay(noExitMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('is reported by the page when it wakes up after the person has closed the window', async () => {
    const { site } = journey;
    const { window } = await openSignInOfFrozenPage(journey, 4000);
    await decide(window);
    await site.waitFor('shown', 2);
    await window.close();
    const success = await site.waitFor('success');
    assert.equal(success.document, site.events()[0]?.document);
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
}
