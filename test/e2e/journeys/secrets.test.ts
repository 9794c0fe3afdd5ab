/** The page must not keep the Link Token or the provider. A token is a key, and a person's device is health data. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  buttonSelector,
  closeLink,
  describeJourneys,
  elementHtml,
  type Journey,
  linkSelector,
  modes,
  pressButton,
  pressForPopup,
  signIn,
} from './journey.js';

describeJourneys('a page', (journey) => {
  for (const mode of modes) {
    it(`does not keep the token or the provider in mode ${mode}`, async () => {
      const { site, person } = journey;
      site.reset({ providerParameter: true });
      const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}"`)));
      await signIn(await pressButton(person, tab, mode));
      await site.waitFor('success');
      if (mode === 'embed') await closeLink(tab.frame());
      await tab.waitForVisible(buttonSelector);
      await assertNoSecret(journey, 'oura');
    });
  }

  it('does not keep the token or the provider in mode embed, although Link passes the token to the page', async () => {
    const { site, person } = journey;
    // The local Junction passes no token. Junction does not document what its Link passes.
    const linkScript = `<script src="${site.linkOrigin}/initialize.js"></script><script>
      const { create } = Vital;
      Vital.create = (options) => {
        let token;
        const onSuccess = (metadata) => options.onSuccess({ ...metadata, token, query: new URLSearchParams({ token }) + '' });
        const vital = create({ ...options, onSuccess });
        return { ...vital, open: (text) => vital.open((token = text)) };
      };
    </script>`;
    const tab = await person.openTab(site.addPage(linkScript + elementHtml('mode="embed"')));
    await signIn(await pressButton(person, tab, 'embed'));
    const { metadata } = await site.waitFor('success');
    assert.deepEqual(Object.keys(metadata as object), ['provider_slug', 'token', 'query']);
    await closeLink(tab.frame());
    await tab.waitForVisible(buttonSelector);
    await assertNoSecret(journey, 'oura');
  });

  it('does not keep the token or the provider when a link opens Link, because its script does not work', async () => {
    const { site, person } = journey;
    site.linkScript = () => new Response('', { headers: { 'Content-Type': 'text/javascript' } });
    const tab = await person.openTab(site.addPage(elementHtml('mode="auto"')));
    await tab.press(buttonSelector);
    await signIn(await pressForPopup(person, tab, linkSelector));
    await site.waitFor('success');
    await assertNoSecret(journey, 'oura');
  });
});

/** Checks the snapshots of the site's pages: at each event, at the start of a page, and when it is shown. */
async function assertNoSecret({ site, person }: Journey, provider: string) {
  const tokens = site.tokens.flatMap((token) => [
    token,
    encodeURIComponent(token),
    encodeURIComponent(encodeURIComponent(token)),
  ]);
  assert.ok(tokens.length > 0);
  const hasToken = (text: string) => tokens.some((token) => text.includes(token));
  for (const { type, snapshot, ...others } of site.reports.all()) {
    for (const [where, text] of Object.entries({ ...snapshot, event: JSON.stringify(others) })) {
      assert.ok(!hasToken(text), `The token is in ${where} at ${type}`);
    }
    // A tab may store an outcome until its event is dispatched.
    const storage = type === 'shown' ? snapshot?.storage.replace(/\\"pendingReturn\\":{.*?}/, '') : snapshot?.storage;
    assert.ok(!storage?.includes(provider), `The provider is in storage at ${type}: ${storage}`);
    assert.ok(!snapshot?.window.includes(provider), `The provider is in ${snapshot?.window}`);
  }
  const lastEvent = site.events().at(-1);
  const ofLastPage = site.reports.all().filter(({ document }) => document === lastEvent?.document);
  assert.equal(
    ofLastPage.at(-1)?.snapshot?.storage,
    JSON.stringify([{}, {}, '']),
    'The storage of the last page is not empty',
  );
  const lines = person.console ?? [];
  assert.deepEqual(
    lines.filter((line) => hasToken(line) || line.includes(provider)),
    [],
  );
  // The site's owner reads why a link has taken the place of Link.
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('junction-connect: link_unavailable: ')),
    [],
  );
}
