import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { JunctionServer } from '../support/junction.js';
import { junctionUserOf, resetPeople, type Session, signIn } from './people.js';
import { allowDisconnect } from './settings.js';
import type { WordPressSite } from './wordpress-site.js';

const route = '/wp-json/junction-connect/v1/connections';

interface Request {
  session?: Session | undefined;
  method?: string;
  query?: string;
  headers?: Record<string, string>;
}

interface Answer {
  status: number;
  headers: Headers;
  body: {
    connections?: {
      provider: string;
      name: string;
      logo: string | null;
      status: string;
      reason?: string;
      manageable?: false;
      since: string | null;
    }[];
    available?: { provider: string }[];
    error?: string;
    code?: string;
  };
  text: string;
}

const tooMany = () => Response.json({}, { status: 429, headers: { 'Retry-After': '7' } });

/** Defines the tests of the connections endpoint. The plugin is already set up on the site, with allowed providers. */
export function connectionsTests(getSite: () => { site: WordPressSite; junction: JunctionServer; providers: string }) {
  let site: WordPressSite;
  let junction: JunctionServer;
  let providers: string;
  let subscriber: Session;
  let neighbour: Session;

  before(async () => {
    ({ site, junction, providers } = getSite());
    subscriber = await signIn(site, 'subscriber');
    neighbour = await signIn(site, 'neighbour');
  });

  async function send({ session, method = 'GET', query = '', headers }: Request): Promise<Answer> {
    const response = await fetch(site.origin + route + query, {
      method,
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        ...(method !== 'GET' && { Origin: site.origin }),
        ...(session && { Cookie: session.cookie }),
        ...(session?.nonce && { 'X-WP-Nonce': session.nonce }),
        ...headers,
      },
    });
    const text = await response.text();
    const body = JSON.parse(text || '{}') as Answer['body'];
    return { status: response.status, headers: response.headers, body, text };
  }

  const del = (session: Session | undefined, query = '?provider=oura', headers?: Record<string, string>) =>
    send({ session, method: 'DELETE', query, ...(headers && { headers }) });

  async function expectRefusal(answer: Answer, status: number, code: string): Promise<void> {
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
    assert.deepEqual(Object.keys(answer.body), ['error', 'code']);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
  }

  /** Connects the subscriber with a provider. A request for a token creates the Junction user. Returns its id. */
  async function connect(provider: string): Promise<string> {
    const tokenRoute = route.replace(/connections$/, 'link-token');
    const headers = { 'Content-Type': 'application/json', Cookie: subscriber.cookie, 'X-WP-Nonce': subscriber.nonce };
    const response = await fetch(site.origin + tokenRoute, { method: 'POST', headers, body: '{}' });
    assert.equal(response.status, 200, await response.text());
    const userId = await junctionUserOf(site, 'subscriber');
    await connectAtJunction(userId, provider);
    return userId;
  }

  async function connectAtJunction(userId: string, provider: string): Promise<void> {
    const { linkToken: token } = await junction.client.link.token({ userId });
    const username = 'planted@home.example';
    const body = new URLSearchParams({ token, provider, decision: 'allow', username, password: 'x' });
    await fetch(`${junction.origin}/connect`, { method: 'POST', body });
  }

  /** Returns the id that the plugin sends to Junction for the subscriber. */
  const clientUserId = (): Promise<string> =>
    site.evaluate(`return Junction_Connect\\client_user_id(get_user_by('login', 'subscriber'));`);

  const forgetProviders = () =>
    site.evaluate(`delete_transient('junction_connect_providers_' . md5(Junction_Connect\\api_url()));`);

  /** Answers requests whose path begins with one of these. The local Junction answers all others. */
  function answerAt(answers: Record<string, () => Response>): void {
    junction.answer = (path) => {
      const start = Object.keys(answers).find((each) => path.startsWith(each));
      return start === undefined ? undefined : answers[start]!();
    };
  }

  const endPath = async () => `/v2/user/${await junctionUserOf(site, 'subscriber')}/oura`;

  describe('the connections endpoint', () => {
    beforeEach(async () => {
      await resetPeople(site);
      await junction.reset();
      await forgetProviders();
      await allowDisconnect(site, true);
    });

    it('lists the connections of the signed-in person, and what the site offers', async () => {
      await connect('oura');
      await connect('peloton');
      const { body, headers } = await send({ session: subscriber });
      assert.equal(headers.get('Cache-Control'), 'no-store');
      assert.deepEqual(
        body.connections!.map(({ provider, status, manageable }) => [provider, status, manageable]),
        [
          ['oura', 'connected', undefined],
          ['peloton', 'connected', undefined],
        ],
      );
      for (const { since } of body.connections!) assert.ok(Math.abs(Date.parse(since!) - Date.now()) < 60_000, since!);
      assert.deepEqual(
        body.available!.map(({ provider }) => provider),
        providers.split(' '),
      );
      assert.deepEqual((await send({ session: neighbour })).body.connections, []);
    });

    it('says why a connection needs the person again, in no words of Junction', async () => {
      const userId = await connect('oura');
      await fetch(`${junction.origin}/_sandbox/connections/error`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user_id: userId, provider: 'oura', error_type: 'user_not_found' }),
      });
      const { body } = await send({ session: subscriber });
      assert.deepEqual(
        body.connections!.map(({ status, reason }) => [status, reason]),
        [['error', 'user_not_found']],
      );
    });

    it('never passes on the name of the person at a provider, the user, or a text about an error', async () => {
      const userId = await connect('peloton');
      await connect('oura');
      const { providers: items } = await junction.client.user.getConnectedProviders({ userId });
      const { teamId, clientUserId } = await junction.client.user.get({ userId });
      const secrets = [userId, teamId, clientUserId, ...items!.map(({ externalUserId }) => externalUserId!)];
      assert.equal(secrets.filter(Boolean).length, 5);
      for (const { text } of [await send({ session: subscriber }), await del(subscriber, '?provider=peloton')])
        for (const secret of secrets) assert.ok(!text.includes(secret), secret);
    });

    it('ends a connection, and answers 204, also when there is none', async () => {
      const userId = await connect('oura');
      for (const attempt of ['first', 'second']) {
        const { status, text } = await del(subscriber);
        assert.deepEqual([status, text], [204, ''], attempt);
      }
      assert.deepEqual(await junction.client.user.getConnectedProviders({ userId }), { providers: [] });
      const ends = junction.requests.filter(({ path }) => path === `/v2/user/${userId}/oura`);
      assert.equal(ends.length, 1);
    });

    it('ends no connection unless the owner of the site allows it', async () => {
      const userId = await connect('oura');
      await allowDisconnect(site, false);
      await expectRefusal(await del(subscriber), 403, 'forbidden');
      await allowDisconnect(site, true);
      await site.evaluate(`
        file_put_contents(WPMU_PLUGIN_DIR . '/keep.php', "<?php
          add_filter('junction_connect_before_disconnect', fn() => new WP_Error('no', 'secret'));");`);
      try {
        const answer = await del(subscriber);
        await expectRefusal(answer, 409, 'conflict');
        assert.ok(!answer.text.includes('secret'));
      } finally {
        await site.evaluate(`unlink(WPMU_PLUGIN_DIR . '/keep.php');`);
      }
      assert.equal((await junction.client.user.getConnectedProviders({ userId })).providers!.length, 1);
    });

    it('ends also a connection to a provider that the site does not offer', async () => {
      const userId = await connect('peloton');
      assert.equal((await del(subscriber, '?provider=peloton')).status, 204);
      assert.deepEqual(await junction.client.user.getConnectedProviders({ userId }), { providers: [] });
    });

    it('says of a provider with the type sdk that no page can manage it', async () => {
      await connect('oura');
      answerAt({ '/v2/providers': () => Response.json([{ slug: 'oura', name: 'Oura', auth_type: 'sdk' }]) });
      const { body } = await send({ session: subscriber });
      assert.deepEqual([body.connections![0]!.manageable, body.available], [false, []]);
    });

    it('creates no Junction user', async () => {
      assert.deepEqual((await send({ session: subscriber })).body.connections, []);
      assert.equal((await del(subscriber)).status, 204);
      await allowDisconnect(site, false);
      await expectRefusal(await del(subscriber), 403, 'forbidden');
      assert.deepEqual((await junction.state()).users, []);
      assert.equal(await junctionUserOf(site, 'subscriber'), false);
    });

    it('finds the user that Junction has, and stores its id', async () => {
      const userId = await junction.newUserId(await clientUserId());
      await connectAtJunction(userId, 'oura');
      assert.equal((await send({ session: subscriber })).body.connections!.length, 1);
      assert.equal(await junctionUserOf(site, 'subscriber'), userId);
    });

    it('lists nothing when Junction has deleted the user, and lists the connections of a new user', async () => {
      const userId = await connect('oura');
      await junction.client.user.delete({ userId });
      assert.deepEqual((await send({ session: subscriber })).body.connections, []);
      assert.equal((await del(subscriber)).status, 204);
      assert.deepEqual((await junction.state()).users, []);
      const newUserId = await junction.newUserId(await clientUserId());
      await connectAtJunction(newUserId, 'garmin');
      const { body } = await send({ session: subscriber });
      assert.deepEqual(
        body.connections!.map(({ provider }) => provider),
        ['garmin'],
      );
      assert.equal(await junctionUserOf(site, 'subscriber'), newUserId);
    });

    it('answers 502 when Junction refuses to list the connections of a user that it has', async () => {
      await connect('oura');
      for (const status of [400, 404, 422]) {
        junction.requests.length = 0;
        answerAt({ '/v2/user/providers/': () => Response.json({}, { status }) });
        await expectRefusal(await send({ session: subscriber }), 502, 'junction_unavailable');
        assert.equal(junction.requests.length, 2, `${status}`);
      }
    });

    it('creates the user when Junction answers 400 or 422 to the search for it', async () => {
      for (const status of [400, 422]) {
        await resetPeople(site);
        await junction.reset();
        answerAt({ '/v2/user/resolve/': () => Response.json({}, { status }) });
        assert.deepEqual((await send({ session: subscriber })).body.connections, []);
        assert.equal((await junction.state()).users.length, 1, `${status}`);
      }
    });

    it('sends the stored id of the user as one part of an address', async () => {
      await site.evaluate(
        `update_user_option(get_user_by('login', 'subscriber')->ID, 'junction_connect_user_local', 'a/b?c');`,
      );
      await send({ session: subscriber });
      assert.equal(junction.requests[0]!.path, '/v2/user/providers/a%2Fb%3Fc');
    });

    it('answers 502 when Junction answers something else in place of a list, and does not remember it', async () => {
      await connect('oura');
      for (const body of [null, 5, {}, { providers: null }, { providers: {} }]) {
        for (const path of ['/v2/user/providers/', '/v2/providers']) {
          answerAt({ [path]: () => Response.json(body) });
          await expectRefusal(await send({ session: subscriber }), 502, 'junction_unavailable');
        }
      }
      answerAt({
        '/v2/user/providers/': () => Response.json({ providers: [] }),
        '/v2/providers': () => Response.json([]),
      });
      for (const attempt of ['first', 'remembered']) {
        const { body, status } = await send({ session: subscriber });
        assert.deepEqual([status, body], [200, { connections: [], available: [] }], attempt);
      }
      assert.equal(junction.requests.filter(({ path }) => path === '/v2/providers').length, 6);
    });

    it('remembers of the list of providers only what a page may know', async () => {
      const item = { slug: 'oura', name: 'Oura', logo: null, auth_type: 'oauth', description: 'planted' };
      answerAt({ '/v2/providers': () => Response.json([item, null, 5]) });
      await send({ session: subscriber });
      const stored = await site.evaluate<object>(
        `return get_transient('junction_connect_providers_' . md5(Junction_Connect\\api_url()));`,
      );
      assert.deepEqual(stored, { oura: { provider: 'oura', name: 'Oura', logo: null, is_sdk: false } });
    });

    it('checks each value of a connection', async () => {
      const userId = await connect('oura');
      const logos: [logo: string, isKept: boolean][] = [
        ['https://logos.example/o@2x.png', true],
        ['https://user@logos.example/o.png', false],
        ['https://user:password@logos.example/o.png', false],
        ['javascript:alert(1)', false],
      ];
      const times: [time: string, since: string | null][] = [
        ['2026-10-02T15:30:00+02:00', '2026-10-02T13:30:00Z'],
        ['2026-10-02T15:30:00.25Z', '2026-10-02T15:30:00Z'],
        ['2026-10-02T15:30:00', '2026-10-02T15:30:00Z'],
        ['tomorrow', null],
      ];
      const items = [
        ...logos.map(([logo], index) => ({ slug: `logo_${index}`, logo })),
        ...times.map(([created_on], index) => ({ slug: `time_${index}`, created_on })),
        ...[null, 5, { slug: 'Not a slug' }],
      ];
      answerAt({ [`/v2/user/providers/${userId}`]: () => Response.json({ providers: items }) });
      const { connections } = (await send({ session: subscriber })).body;
      assert.deepEqual(
        connections!.slice(0, logos.length).map(({ logo }) => logo !== null),
        logos.map(([, isKept]) => isKept),
      );
      assert.deepEqual(
        connections!.slice(logos.length).map(({ since }) => since),
        times.map(([, since]) => since),
      );
    });

    it('refuses what the token endpoint refuses', async () => {
      await connect('oura');
      junction.requests.length = 0;
      const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
      for (const method of ['GET', 'DELETE']) {
        const query = '?provider=oura';
        await expectRefusal(await send({ method, query }), 401, 'unauthenticated');
        await expectRefusal(
          await send({ session: subscriber, method, query, headers: foreign }),
          403,
          'cross_site_request',
        );
        const withoutNonce = { cookie: subscriber.cookie, nonce: '' };
        await expectRefusal(await send({ session: withoutNonce, method, query }), 401, 'unauthenticated');
      }
      const wrongQueries = [
        ...['', '?provider=../x', '?provider[]=oura', '?provider=manual', '?provider=oura&user_id=1'],
        ...['?provider=garmin&provider=oura', '?provider=oura&%70rovider=oura'],
      ];
      for (const query of wrongQueries) await expectRefusal(await del(subscriber, query), 400, 'invalid_request');
      const post = await send({ session: subscriber, method: 'POST' });
      await expectRefusal(post, 405, 'method_not_allowed');
      assert.equal(post.headers.get('Allow'), 'GET, DELETE');
      assert.deepEqual(junction.requests, []);
    });

    it('lets no page of another site read the answer', async () => {
      const { headers } = await send({ session: subscriber, headers: { Origin: site.origin } });
      assert.equal(headers.get('Access-Control-Allow-Origin'), null);
    });

    it('answers 429 and 502 when Junction does', async () => {
      await connect('oura');
      for (const [status, expected, code] of [
        [429, 429, 'rate_limited'],
        [500, 502, 'junction_unavailable'],
        [401, 502, 'junction_unavailable'],
      ] as const) {
        junction.answer = (path) =>
          path.startsWith('/v2/user/providers')
            ? Response.json({}, { status, headers: { 'Retry-After': '7' } })
            : undefined;
        const answer = await send({ session: subscriber });
        await expectRefusal(answer, expected, code);
        assert.equal(answer.headers.get('Retry-After'), expected === 429 ? '7' : null);
        await expectRefusal(await del(subscriber), expected, code);
      }
    });

    it('answers with the first failure when Junction cannot end a connection, and then fails again', async () => {
      await connect('oura');
      const oura = { slug: 'oura', status: 'connected' };
      let lists: Response[] = [];
      const failures: [end: Response, listAfterwards: Response, status: number, code?: string][] = [
        [tooMany(), Response.json({}, { status: 500 }), 429, 'rate_limited'],
        [tooMany(), Response.json({ providers: [oura] }), 429, 'rate_limited'],
        [Response.json({}, { status: 500 }), tooMany(), 502, 'junction_unavailable'],
        [Response.json({}, { status: 404 }), Response.json({ providers: [] }), 204],
      ];
      for (const [end, listAfterwards, status, code] of failures) {
        lists = [Response.json({ providers: [oura] }), listAfterwards];
        answerAt({ '/v2/user/providers/': () => lists.shift()!, [await endPath()]: () => end });
        const answer = await del(subscriber);
        if (code) await expectRefusal(answer, status, code);
        else assert.equal(answer.status, status, answer.text);
        assert.equal(answer.headers.get('Retry-After'), status === 429 ? '7' : null);
        assert.equal(lists.length, 0);
      }
    });

    it('lets a person ask sixty times in a minute', async () => {
      await site.evaluate(`set_transient('junction_connect_list_rate_' . get_user_by('login', 'subscriber')->ID,
        ['ends' => time() + 30, 'count' => 59], 30);`);
      assert.equal((await send({ session: subscriber })).status, 200);
      const answer = await send({ session: subscriber });
      await expectRefusal(answer, 429, 'rate_limited');
      assert.ok(Number(answer.headers.get('Retry-After')) > 0);
      assert.equal((await send({ session: neighbour })).status, 200);
    });
  });
}
