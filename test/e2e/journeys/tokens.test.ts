/** When Link refuses the token before any other outcome, the element requests a fresh one, once. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  chooseProvider,
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

/** A time after which a token has expired, in milliseconds. */
const expiredAfterMs = 61 * 60 * 1000;

describeJourneys('the element', (journey) => {
  for (const [mode, policy, headers] of [
    ...modes.map((mode) => [mode, '', {}] as const),
    ['popup', ', with COOP', coopHeaders] as const, // The page cannot navigate the window, so it sends the address to it.
  ]) {
    it(`replaces a token that has expired when Link opens, and does not report that, in mode ${mode}${policy}`, async () => {
      const { site, person, focusScript } = journey;
      site.tokenEndpoint = async (newToken, number) => {
        const response = await newToken();
        if (number === 1) site.clockAheadMs += expiredAfterMs;
        return response;
      };
      const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}"`) + focusScript, headers));
      const link = await pressButton(person, tab, mode);
      await waitForLink(journey, 2);
      await signIn(link);
      await site.waitFor('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
      assertOneSession(journey, mode);
    });
  }

  // The second token has the same way to Link as the first one. So one engine is enough for what Link says of it.
  for (const mode of journey.engine === 'Chromium' ? modes : []) {
    it(`reports an error when the second token has also expired, in mode ${mode}`, async () => {
      const { site, person } = journey;
      site.tokenEndpoint = async (newToken) => {
        const response = await newToken();
        site.clockAheadMs += expiredAfterMs;
        return response;
      };
      const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}"`)));
      await pressButton(person, tab, mode);
      await site.waitFor('error');
      assert.deepEqual(site.summary(), ['open', 'error token_expired']);
      assert.equal(site.tokenRequestBodies().length, 2);
      assertOneSession(journey, mode);
    });

    for (const type of ['token_consumed', 'invalid_token']) {
      it(`replaces the token once after ${type}, and then reports the error, in mode ${mode}`, async () => {
        const { site, person } = journey;
        const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}"`)));
        const link = await pressButton(person, tab, mode);
        await chooseProvider(link);
        await decide(link, type);
        await waitForLink(journey, 2);
        await chooseProvider(link);
        await decide(link, type);
        await site.waitFor('error');
        assert.deepEqual(site.summary(), ['open', `error ${type}`]);
        assertOneSession(journey, mode);
      });
    }
  }

  it('replaces a token that Junction has not created, in mode embed', async () => {
    const { site, person } = journey;
    site.tokenEndpoint = (newToken, number) =>
      number === 1
        ? Response.json({ link_token: 'made-up', link_web_url: `${site.linkOrigin}/?token=made-up` })
        : newToken();
    const tab = await person.openTab(site.addPage(elementHtml('mode="embed"')));
    const link = await pressButton(person, tab, 'embed');
    await waitForLink(journey, 1);
    await signIn(link);
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
});

/** Waits until a browser has requested Link with the token of this number, counted from 1. */
const waitForLink = ({ site }: Journey, number: number) =>
  site.waitForRequest(
    ({ host, path, query }) =>
      host === 'link' && path === '/' && site.tokens.length >= number && query.get('token') === site.tokens[number - 1],
  );

function assertOneSession({ site }: Journey, mode: Mode) {
  for (const event of site.events()) {
    assert.deepEqual([event.sessionId, event.mode], [site.events()[0]?.sessionId, mode]);
  }
}
