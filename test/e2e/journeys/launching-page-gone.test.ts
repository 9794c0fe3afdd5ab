/** The return from hosted Link to a window, when the page that has opened it was loaded again, is gone, or cannot answer. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
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
} from './journey.js';

/** The time that a test waits before it asserts that nothing more was reported, in milliseconds. */
const noReportMs = 700;

/**
 * The time that a test waits before it asserts that a closed window is not an exit, in milliseconds. The session checks once
 * a second, and reports an exit after two checks in a row.
 */
const noExitMs = 2300;

describeJourneys('the return from hosted Link to a window', (journey) => addWindowTests(journey));

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
      [...document.querySelectorAll('dialog :is(p, h1, button)')].map(({ textContent }) => textContent),
      location.href,
      sessionStorage.length,
    ]);
    const texts = [new URL(page).host, 'Connected', 'You can close this window.', 'Close'];
    assert.deepEqual(seen, [texts, page, 0]);
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
    const { tab, window } = await openSignIn(journey, site.addPage(popup + journey.focusScript, coopHeaders));
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

  it('is not followed by an exit when the browser restores the page after the window has reported the success', async () => {
    const { site } = journey;
    const { tab, window } = await openSignIn(journey, site.addPage(popup));
    await tab.goto(site.addPage('<h1>A page without the script</h1>', {}, ''));
    await decide(window);
    await site.waitFor('success');
    await tab.bringToFront();
    await tab.evaluate(() => void setTimeout(() => history.back()));
    await tab.waitForVisible(buttonSelector);
    await delay(noExitMs);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.notEqual(await tab.evaluate(() => document.querySelector('junction-connect')!.status), 'open');
  });

  it('is reported by the return page although the page that has opened it answers every message', async () => {
    const { site } = journey;
    const { tab, window } = await openSignIn(journey, site.addPage(popup));
    await tab.goto(
      site.addPage(
        `<script>addEventListener('message', ({ source }) => source?.postMessage('', '*'))</script>`,
        {},
        '',
      ),
    );
    await decide(window);
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
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
