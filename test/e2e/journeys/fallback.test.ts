/** A way on where Link's script cannot be had, or a window may not be opened: a real link that the person presses. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  closeLink,
  choose,
  connect,
  decide,
  describeJourneys,
  link,
  pressForPopup,
  signIn,
  button,
  type Journey,
} from './journey.js';
import type { Tab, View } from '../../support/browsers/person.js';

describeJourneys('a way on', (journey) => {
  describe('where Link’s script cannot be had', () => withoutScript(journey));
  describe('where a window may not be opened', () => withoutWindow(journey));
});

function withoutScript(journey: Journey): void {
  const never = () => new Promise<Response>(() => {});
  const reasons: [name: string, script: (() => Response | Promise<Response>) | undefined, policy?: string][] = [
    ['it is not there', () => new Response('Not found', { status: 404 })],
    ['it never comes', never],
    ['it defines nothing', () => new Response('', { headers: { 'Content-Type': 'text/javascript' } })],
    ['a policy forbids it', undefined, "script-src 'self' 'unsafe-inline'"],
  ];
  for (const [name, script, policy] of reasons) {
    it(`${name}: a link opens hosted Link, in the same session`, async () => {
      const { site, person } = journey;
      site.linkScript = script;
      const tab = await openAuto(journey, policy);
      await tab.press(button);
      await signIn(await pressForPopup(person, tab, link));
      const success = await site.hear('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
      const [open] = site.events();
      assert.deepEqual([success.sessionId, success.mode, open?.mode], [open?.sessionId, 'popup', 'embed']);
      assert.equal(site.tokenRequests().at(-1)?.on_close, 'redirect');
    });
  }

  const outcomes: [name: string, act: (view: View) => Promise<void>, told: string][] = [
    ['Close', closeLink, 'exit user'],
    ['Deny', (view) => choose(view).then(() => decide(view, 'deny')), 'error required_scopes_not_granted'],
  ];
  for (const [name, act, told] of outcomes) {
    it(`${name} in the window is told as it would be without it`, async () => {
      const { site, person } = journey;
      site.linkScript = () => new Response('Not found', { status: 404 });
      const tab = await openAuto(journey);
      await tab.press(button);
      await act(await pressForPopup(person, tab, link));
      await site.hear(told.split(' ')[0] as 'exit');
      assert.deepEqual(site.summary(), ['open', told]);
    });
  }
}

function withoutWindow(journey: Journey): void {
  it('says so once, and a link opens it in the same session', async () => {
    const { site, person } = journey;
    // Nobody pressed anything: here the browser itself refuses.
    const script = `<script>addEventListener('load', () => document.querySelector('junction-connect').open())</script>`;
    const element = connect(`mode="popup" return-url="${site.addPage('<p>Thank you</p>')}"`);
    const tab = await person.openTab(site.addPage(element + script));
    await site.hear('error');
    await signIn(await pressForPopup(person, tab, link));
    const success = await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'error popup_blocked', 'success']);
    assert.deepEqual([success.mode, success.sessionId], ['popup', site.events()[0]?.sessionId]);
  });
}

function openAuto({ site, person }: Journey, policy?: string): Promise<Tab> {
  const headers = policy ? { 'Content-Security-Policy': policy } : {};
  return person.openTab(site.addPage(connect('mode="auto" timeout="1500"'), headers));
}
