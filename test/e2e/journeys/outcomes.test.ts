/** Every outcome, in every mode: however Link was launched, the page is told the same. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { junctionErrorTypes, tokenRefusals } from '../../../src/junction/error-types.js';
import type { Tab, View } from '../../support/browsers/person.js';
import {
  choose,
  closeLink,
  connect,
  decide,
  describeJourneys,
  type Journey,
  type Mode,
  modes,
  pressButton,
  severed,
  signIn,
} from './journey.js';

/** What a person does in Link, and what the page is told after `open`. */
const outcomes: [name: string, act: (link: View) => Promise<void>, told: string][] = [
  ['a success', signIn, 'success'],
  ['a sign-in that is denied', (link) => chooseAndDecide(link, 'deny'), 'error required_scopes_not_granted'],
  ['a sign-in that is cancelled', (link) => chooseAndDecide(link, 'user_cancelled'), 'exit user'],
  ['the Close button', closeLink, 'exit user'],
];

/** After one of these there is no error at once: a fresh token is tried first, or the person has left. */
const withoutError: readonly string[] = [...tokenRefusals, 'user_cancelled'];

/** Junction's list is not exhaustive, so there is an unknown one, too. */
const errorTypes = [...junctionErrorTypes.filter((type) => !withoutError.includes(type)), 'something_new'];

describeJourneys('an outcome', (journey) => {
  for (const mode of modes) {
    for (const policy of ['', ' under COOP']) {
      const headers = policy ? severed : {};
      for (const [name, act, told] of outcomes) {
        it(`${mode}${policy}: ${name}`, () => runOnce(journey, mode, headers, act, told));
      }
      // In the page itself, COOP changes nothing on the way home.
      if (policy && mode !== 'popup') continue;
      it(`${mode}${policy}: each type of error`, () => runErrors(journey, mode, headers));
    }
  }
});

async function chooseAndDecide(link: View, decision: string) {
  await choose(link);
  await decide(link, decision);
}

async function runOnce(
  { site, person, focus }: Journey,
  mode: Mode,
  headers: Record<string, string>,
  act: (link: View) => Promise<void>,
  told: string,
) {
  const tab = await person.openTab(site.addPage(connect(`mode="${mode}"`) + focus, headers));
  await act(await pressButton(person, tab, mode));
  await site.hear(told.split(' ')[0] as 'success');
  assert.deepEqual(site.summary(), ['open', told]);
  const [open, outcome] = site.events();
  assert.equal(outcome?.sessionId, open?.sessionId);
  assert.deepEqual([open?.mode, outcome?.mode, open?.element, outcome?.element], [mode, mode, 'device', 'device']);
}

/** One after the other on the same page: a failed session leaves nothing in the way of the next. */
async function runErrors({ site, person, focus }: Journey, mode: Mode, headers: Record<string, string>) {
  const tab = await person.openTab(site.addPage(connect(`mode="${mode}" provider="oura"`) + focus, headers));
  for (const [index, type] of errorTypes.entries()) {
    const link = await pressButton(person, tab, mode);
    await decide(link, type);
    const { code, mode: taken, provider } = await site.hear('error', index + 1);
    assert.deepEqual([code, taken, provider], [type, mode, 'oura']);
    // A sign-in that failed in the page may be tried again there; a window closes, and a page is back at the site.
    if (mode === 'embed') {
      await closeLink(tab.frame());
      await site.hear('exit', index + 1);
    }
    if (mode === 'popup') await (link as Tab).closed();
  }
  const each = mode === 'embed' ? ['open', 'error', 'exit'] : ['open', 'error'];
  assert.deepEqual(
    site.events().map((told) => told.type),
    errorTypes.flatMap(() => each),
  );
}
