/** When Link's script does not load, or the browser blocks the window, the element shows a link that opens hosted Link. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  buttonSelector,
  chooseProvider,
  closeLink,
  decide,
  describeJourneys,
  elementHtml,
  type Journey,
  linkSelector,
  pressForPopup,
  signIn,
} from './journey.js';
import type { Tab, View } from '../../support/browsers/person.js';

describeJourneys('the link to hosted Link', (journey) => {
  describe('when Link’s script does not load', () => addScriptTests(journey));
  describe('when the browser blocks the window', () => addWindowTests(journey));
});

function addScriptTests(journey: Journey): void {
  const never = () => new Promise<Response>(() => {});
  const failures: [reason: string, script: (() => Response | Promise<Response>) | undefined, policy?: string][] = [
    ['the script is not found', () => new Response('Not found', { status: 404 })],
    ['the script never arrives', never],
    ['the script defines nothing', () => new Response('', { headers: { 'Content-Type': 'text/javascript' } })],
    ['a policy of the page forbids the script', undefined, "script-src 'self' 'unsafe-inline'"],
  ];
  for (const [reason, script, policy] of failures) {
    it(`continues the session when ${reason}`, async () => {
      const { site, person } = journey;
      site.linkScript = script;
      const tab = await openAutoPage(journey, policy);
      await tab.press(buttonSelector);
      await signIn(await pressForPopup(person, tab, linkSelector));
      const success = await site.waitFor('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
      const [open] = site.events();
      assert.deepEqual([success.sessionId, success.mode, open?.mode], [open?.sessionId, 'popup', 'embed']);
      assert.equal(site.tokenRequestBodies().at(-1)?.on_close, 'redirect');
    });
  }

  const outcomes: [action: string, act: (view: View) => Promise<void>, expected: string][] = [
    ['closes Link', closeLink, 'exit user'],
    [
      'denies access',
      (view) => chooseProvider(view).then(() => decide(view, 'deny')),
      'error required_scopes_not_granted',
    ],
  ];
  // outcomes.test.ts has the outcomes of a window in each engine.
  for (const [action, act, expected] of journey.engine === 'Chromium' ? outcomes : []) {
    it(`reports "${expected}" when the person ${action} in the window`, async () => {
      const { site, person } = journey;
      site.linkScript = () => new Response('Not found', { status: 404 });
      const tab = await openAutoPage(journey);
      await tab.press(buttonSelector);
      await act(await pressForPopup(person, tab, linkSelector));
      await site.waitFor(expected.split(' ')[0] as 'exit');
      assert.deepEqual(site.summary(), ['open', expected]);
    });
  }
}

function addWindowTests(journey: Journey): void {
  it('continues the session, which reports the blocked window once', async () => {
    const { site, person } = journey;
    // The page opens Link without a press, so the browser blocks the window.
    const script = `<script>addEventListener('load', () => document.querySelector('junction-connect').open())</script>`;
    const element = elementHtml(`mode="popup" return-url="${site.addPage('<p>Thank you</p>')}"`);
    const tab = await person.openTab(site.addPage(element + script));
    await site.waitFor('error');
    await signIn(await pressForPopup(person, tab, linkSelector));
    const success = await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'error popup_blocked', 'success']);
    assert.deepEqual([success.mode, success.sessionId], ['popup', site.events()[0]?.sessionId]);
  });
}

/** Opens a page with an element in mode `auto`. */
function openAutoPage({ site, person }: Journey, policy?: string): Promise<Tab> {
  const headers = policy ? { 'Content-Security-Policy': policy } : {};
  return person.openTab(site.addPage(elementHtml('mode="auto" timeout="1500"'), headers));
}
