/** Where the Link Token and the provider must not be: a token is a key, and a device is health data. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  button,
  closeLink,
  connect,
  describeJourneys,
  type Journey,
  link,
  modes,
  pressButton,
  pressForPopup,
  signIn,
} from './journey.js';

describeJourneys('nothing is left behind', (journey) => {
  for (const mode of modes) {
    it(`by a journey of mode ${mode}`, async () => {
      const { site, person } = journey;
      site.startAnew({ providerParameter: true });
      const tab = await person.openTab(site.addPage(connect(`mode="${mode}"`)));
      await signIn(await pressButton(person, tab, mode));
      await site.hear('success');
      if (mode === 'embed') await closeLink(tab.frame());
      await tab.see(button);
      await assertNoSecret(journey, 'oura');
    });
  }

  it('by the link that stands in for a script', async () => {
    const { site, person } = journey;
    site.linkScript = () => new Response('', { headers: { 'Content-Type': 'text/javascript' } });
    const tab = await person.openTab(site.addPage(connect('mode="auto"')));
    await tab.press(button);
    await signIn(await pressForPopup(person, tab, link));
    await site.hear('success');
    await assertNoSecret(journey, 'oura');
  });
});

/** Looks at what the site's pages held at each event, as they started and when they were shown. */
async function assertNoSecret({ site, person }: Journey, provider: string) {
  const tokens = site.tokens.flatMap((token) => [
    token,
    encodeURIComponent(token),
    encodeURIComponent(encodeURIComponent(token)),
  ]);
  assert.ok(tokens.length > 0);
  const hasToken = (text: string) => tokens.some((token) => text.includes(token));
  for (const { type, holds, ...others } of site.told) {
    for (const [where, text] of Object.entries({ ...holds, event: JSON.stringify(others) })) {
      assert.ok(!hasToken(text), `The token is in ${where} at ${type}`);
    }
    assert.ok(!holds?.storage.includes(provider), `The provider is in storage at ${type}: ${holds?.storage}`);
    assert.ok(!holds?.window.includes(provider), `The provider is in ${holds?.window}`);
  }
  const last = site.told.at(-1)?.holds?.storage;
  assert.equal(last, JSON.stringify([{}, {}, '']), 'The last page holds nothing of the session');
  assert.deepEqual(person.console ?? [], []);
}
