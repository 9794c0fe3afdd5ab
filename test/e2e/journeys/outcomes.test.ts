/** Every outcome in every mode: the element reports the same outcome in each mode. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { junctionErrorTypes, tokenRefusals } from '../../../src/junction/error-types.js';
import type { Tab, View } from '../../support/browsers/person.js';
import {
  chooseProvider,
  closeLink,
  coopHeaders,
  decide,
  describeJourneys,
  elementHtml,
  type Journey,
  type Mode,
  modes,
  pressButton,
  signIn,
} from './journey.js';

/** What a person does in Link, and the event that the element dispatches after `open`. */
const outcomes: [action: string, act: (link: View) => Promise<void>, expected: string][] = [
  ['connects a device', signIn, 'success'],
  ['denies access', (link) => chooseAndDecide(link, 'deny'), 'error required_scopes_not_granted'],
  ['cancels the sign-in', (link) => chooseAndDecide(link, 'user_cancelled'), 'exit user'],
  ['closes Link', closeLink, 'exit user'],
];

/** The element does not report these types as errors at once: it tries a fresh token first. `user_cancelled` is an exit. */
const typesWithoutError: readonly string[] = [...tokenRefusals, 'user_cancelled'];

/** The error types to test. Junction's list is not exhaustive, so an unknown type is among them. */
const errorTypes = [...junctionErrorTypes.filter((type) => !typesWithoutError.includes(type)), 'something_new'];

describeJourneys('the element', (journey) => {
  for (const mode of modes) {
    for (const policy of ['', ', with COOP']) {
      const headers = policy ? coopHeaders : {};
      // Without a window, COOP changes nothing. One outcome is enough to see that.
      const isCutOff = policy && mode === 'popup';
      for (const [action, act, expected] of policy && !isCutOff ? outcomes.slice(0, 1) : outcomes) {
        it(`reports "${expected}" when the person ${action} in mode ${mode}${policy}`, () =>
          runOnce(journey, mode, headers, act, expected));
      }
      // The engines differ in how an error comes to the page, and not in its type. So one engine is enough for the types.
      if (journey.engine === 'Chromium' && (isCutOff || !policy))
        it(`reports each type of error in mode ${mode}${policy}`, () => runErrors(journey, mode, headers));
    }
  }
});

async function chooseAndDecide(link: View, decision: string) {
  await chooseProvider(link);
  await decide(link, decision);
}

async function runOnce(
  { site, person, focusScript }: Journey,
  mode: Mode,
  headers: Record<string, string>,
  act: (link: View) => Promise<void>,
  expected: string,
) {
  const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}"`) + focusScript, headers));
  await act(await pressButton(person, tab, mode));
  await site.waitFor(expected.split(' ')[0] as 'success');
  assert.deepEqual(site.summary(), ['open', expected]);
  const [open, outcome] = site.events();
  assert.equal(outcome?.sessionId, open?.sessionId);
  assert.deepEqual([open?.mode, outcome?.mode, open?.element, outcome?.element], [mode, mode, 'device', 'device']);
}

/** Runs a session for each error type, all in the same page. A session that has failed must not disturb the next one. */
async function runErrors({ site, person, focusScript }: Journey, mode: Mode, headers: Record<string, string>) {
  const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}" provider="oura"`) + focusScript, headers));
  for (const [index, type] of errorTypes.entries()) {
    const link = await pressButton(person, tab, mode);
    await decide(link, type);
    const { code, mode: eventMode, provider } = await site.waitFor('error', index + 1);
    assert.deepEqual([code, eventMode, provider], [type, mode, 'oura']);
    // After an error, an embedded Link stays open for another try, and a window closes. After a redirect, the page is back.
    if (mode === 'embed') {
      await closeLink(tab.frame());
      await site.waitFor('exit', index + 1);
    }
    if (mode === 'popup') await (link as Tab).waitForClosed();
  }
  const eventsOfSession = mode === 'embed' ? ['open', 'error', 'exit'] : ['open', 'error'];
  assert.deepEqual(
    site.events().map(({ type }) => type),
    errorTypes.flatMap(() => eventsOfSession),
  );
}
