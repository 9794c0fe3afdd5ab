import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { JunctionServer } from '../support/junction.js';
import { junctionUserOf, resetPeople, type Session, signIn } from './people.js';
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
    connections?: { provider: string; status: string; reason?: string; manageable?: false; since: string }[];
    available?: { provider: string }[];
    error?: string;
    code?: string;
  };
  text: string;
}

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

  const allowDisconnect = (isAllowed: boolean) =>
    site.evaluate(`
      $settings = get_option('junction_connect_settings');
      $settings['disconnect'] = ${isAllowed};
      update_option('junction_connect_settings', $settings);`);

  /** Connects the subscriber with a provider. Requests a Link Token first, which creates the Junction user. */
  async function connect(provider: string, username = 'planted@home.example'): Promise<string> {
    const response = await fetch(`${site.origin}/wp-json/junction-connect/v1/link-token`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        Cookie: subscriber.cookie,
        'X-WP-Nonce': subscriber.nonce,
      },
      body: '{}',
    });
    assert.equal(response.status, 200);
    const userId = await junctionUserOf(site, 'subscriber');
    const { linkToken: token } = await junction.client.link.token({ userId });
    const body = new URLSearchParams({ token, provider, decision: 'allow', username, password: 'x' });
    await fetch(`${junction.origin}/connect`, { method: 'POST', body });
    return userId;
  }

  describe('the connections endpoint', () => {
    beforeEach(async () => {
      await resetPeople(site);
      await junction.reset();
      await allowDisconnect(true);
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
      for (const { since } of body.connections!) assert.ok(Math.abs(Date.parse(since) - Date.now()) < 60_000, since);
      assert.deepEqual(body.available!.map(({ provider }) => provider).sort(), providers.split(' ').sort());
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
      await allowDisconnect(false);
      await expectRefusal(await del(subscriber), 403, 'forbidden');
      await allowDisconnect(true);
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

    it('lists nothing when Junction has deleted the user, and creates no new one', async () => {
      const userId = await connect('oura');
      await junction.client.user.delete({ userId });
      junction.requests.length = 0;
      assert.deepEqual((await send({ session: subscriber })).body.connections, []);
      assert.equal((await del(subscriber)).status, 204);
      assert.ok(!junction.requests.some(({ path }) => path === '/v2/user'));
    });

    it('lists nothing for a person without a Junction user, and creates none', async () => {
      junction.requests.length = 0;
      assert.deepEqual((await send({ session: subscriber })).body.connections, []);
      assert.equal((await del(subscriber)).status, 204);
      assert.ok(junction.requests.length > 0 && !junction.requests.some(({ path }) => path === '/v2/user'));
    });

    it('finds the Junction user again after the site has lost its id', async () => {
      await connect('oura');
      await resetPeople(site);
      const { body } = await send({ session: subscriber });
      assert.deepEqual(
        body.connections!.map(({ provider }) => provider),
        ['oura'],
      );
    });

    it('ends a connection to a provider that the site does not offer', async () => {
      const userId = await connect('peloton');
      assert.equal((await del(subscriber, '?provider=peloton')).status, 204);
      assert.deepEqual(await junction.client.user.getConnectedProviders({ userId }), { providers: [] });
    });

    it('refuses what is no list, and remembers only a list of providers', async () => {
      await connect('oura');
      await site.evaluate(`
        global $wpdb;
        $wpdb->query("DELETE FROM $wpdb->options WHERE option_name LIKE '_transient%junction_connect_providers%'");
        wp_cache_flush();`);
      for (const path of ['/v2/user/providers/', '/v2/providers'])
        for (const body of [null, 5, {}, { detail: 'maintenance' }, { providers: {} }]) {
          junction.answer = (asked) => (asked.startsWith(path) ? Response.json(body) : undefined);
          await expectRefusal(await send({ session: subscriber }), 502, 'junction_unavailable');
        }
      junction.answer = undefined;
      assert.ok((await send({ session: subscriber })).body.available!.length > 0);
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
      for (const query of [
        '',
        '?provider=../x',
        '?provider[]=oura',
        '?provider=manual',
        '?provider=oura&user_id=1',
        '?provider=garmin&provider=oura',
        '?provider=garmin&%70rovider=oura',
      ])
        await expectRefusal(await del(subscriber, query), 400, 'invalid_request');
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
