/** A Link Token that is of no use any more, before anything else happened: another is fetched, once. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  choose,
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

/** Milliseconds, longer than a token lives. */
const tooLong = 61 * 60 * 1000;

describeJourneys('a token', (journey) => {
  for (const [mode, policy, headers] of [
    ...modes.map((mode) => [mode, '', {}] as const),
    ['popup', ' under COOP', severed] as const, // The window cannot be sent on: it has to be told where to go.
  ]) {
    it(`${mode}${policy}: that has expired when Link opens is replaced, and nothing is told of it`, async () => {
      const { site, person, focus } = journey;
      site.tokenEndpoint = async (newToken, count) => {
        const response = await newToken();
        if (count === 1) site.clockAhead += tooLong;
        return response;
      };
      const tab = await person.openTab(site.addPage(connect(`mode="${mode}"`) + focus, headers));
      const link = await pressButton(person, tab, mode);
      await untilShown(journey, 2);
      await signIn(link);
      await site.hear('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
      assertOneSession(journey, mode);
    });
  }

  for (const mode of modes) {
    it(`${mode}: that has expired twice is an error`, async () => {
      const { site, person } = journey;
      site.tokenEndpoint = async (newToken) => {
        const response = await newToken();
        site.clockAhead += tooLong;
        return response;
      };
      const tab = await person.openTab(site.addPage(connect(`mode="${mode}"`)));
      await pressButton(person, tab, mode);
      await site.hear('error');
      assert.deepEqual(site.summary(), ['open', 'error token_expired']);
      assert.equal(site.tokenRequests().length, 2);
      assertOneSession(journey, mode);
    });

    for (const type of ['token_consumed', 'invalid_token']) {
      it(`${mode}: ${type} is tried again once`, async () => {
        const { site, person } = journey;
        const tab = await person.openTab(site.addPage(connect(`mode="${mode}"`)));
        const link = await pressButton(person, tab, mode);
        await choose(link);
        await decide(link, type);
        await untilShown(journey, 2);
        await choose(link);
        await decide(link, type);
        await site.hear('error');
        assert.deepEqual(site.summary(), ['open', `error ${type}`]);
        assertOneSession(journey, mode);
      });
    }
  }

  it('embed: that Link never gave out is replaced', async () => {
    const { site, person } = journey;
    site.tokenEndpoint = (newToken, count) =>
      count === 1
        ? Response.json({ link_token: 'made-up', link_web_url: `${site.linkOrigin}/?token=made-up` })
        : newToken();
    const tab = await person.openTab(site.addPage(connect('mode="embed"')));
    const link = await pressButton(person, tab, 'embed');
    await untilShown(journey, 1);
    await signIn(link);
    await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
});

/** Waits until Link has been asked for with the token that was given out as the first, second, and so on. */
const untilShown = ({ site }: Journey, count: number) =>
  site.hearRequest(
    ({ host, path, query }) =>
      host === 'link' && path === '/' && site.tokens.length >= count && query.get('token') === site.tokens[count - 1],
  );

function assertOneSession({ site }: Journey, mode: Mode) {
  for (const told of site.events()) {
    assert.deepEqual([told.sessionId, told.mode], [site.events()[0]?.sessionId, mode]);
  }
}
