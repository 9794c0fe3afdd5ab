import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Junction, JunctionError } from '@junction-api/sdk';
import { openLink, origin, setUp } from './visit-link.js';

const unknownUserId = '3f0e9a9c-4d1f-4d0e-9d3a-0b8f6d1f7a11';

const isRefused =
  (statusCode: number, detail?: RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof JunctionError, String(error));
    assert.equal(error.statusCode, statusCode);
    if (detail) assert.match(JSON.stringify(error.body), detail);
    return true;
  };

describe('the API, called by the real SDK,', () => {
  it('creates a user, and finds it by the client user id', async () => {
    const { client, clock } = setUp();
    const created = await client.user.create({
      clientUserId: 'ada/lovelace?',
      fallbackTimeZone: 'Europe/London',
      fallbackBirthDate: '1989-09-12',
      ingestionStart: '2026-01-01',
    });
    assert.equal(created.createdOn.getTime(), clock.now);
    assert.equal(created.fallbackTimeZone?.id, 'Europe/London');
    assert.equal(created.fallbackBirthDate?.value, '1989-09-12');
    assert.equal(created.ingestionStart, '2026-01-01');
    assert.deepEqual(created.connectedSources, []);
    assert.deepEqual(await client.user.getByClientUserId({ clientUserId: 'ada/lovelace?' }), created);
  });

  it('refuses a client user id that is taken, and names the user who has it', async () => {
    const { client, clock, newUserId } = setUp();
    const userId = await newUserId('ada');
    await assert.rejects(client.user.create({ clientUserId: 'ada' }), (error) => {
      assert.ok(error instanceof Junction.BadRequestError);
      // The SDK does not change this body.
      assert.deepEqual(error.body, {
        detail: {
          error_type: 'INVALID_REQUEST',
          error_message: 'Client user id already exists.',
          user_id: userId,
          created_on: new Date(clock.now).toISOString(),
        },
      });
      return true;
    });
  });

  it('returns a token and the address of Link', async () => {
    const { client, newUserId } = setUp({ env: 'production', region: 'eu' });
    const { linkToken, linkWebUrl } = await client.link.token({
      userId: await newUserId(),
      provider: 'oura',
      filterOnProviders: ['oura', 'fitbit'],
      redirectUrl: 'https://shop.example/done',
      onError: 'redirect',
      onClose: 'redirect',
    });
    const url = new URL(linkWebUrl);
    assert.equal(url.origin + url.pathname, `${origin}/junction/`);
    assert.deepEqual(Object.fromEntries(url.searchParams), { token: linkToken, env: 'production', region: 'eu' });
  });

  it('accepts every provider that Junction knows', async () => {
    const { callApi, newUserId } = setUp();
    const user_id = await newUserId();
    const slugs = Object.values(Junction.Providers);
    assert.ok(slugs.length > 30);
    for (const provider of slugs) {
      const body = JSON.stringify({ user_id, provider, filter_on_providers: [provider] });
      assert.equal((await callApi('/v2/link/token', { body })).status, 200, provider);
    }
  });

  it('lists the providers, and serves a picture of each', async () => {
    const { client, visit } = setUp();
    const providers = await client.providers.getAll();
    assert.ok(providers.length > 20);
    assert.deepEqual(
      providers.filter(({ slug }) => slug === 'oura').map(({ name, authType }) => [name, authType]),
      [['Oura', 'oauth']],
    );
    for (const { logo, name } of providers) {
      const picture = await visit(logo!);
      assert.equal(picture.headers.get('content-type'), 'image/svg+xml; charset=utf-8', name);
      assert.match(await picture.text(), /^\s*<svg xmlns=/);
    }
  });

  it('lists the connections of a user', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    assert.deepEqual(await setup.client.user.getConnectedProviders({ userId: link.userId }), { providers: [] });
    await link.decide('garmin', 'allow');
    const { providers = [] } = await setup.client.user.getConnectedProviders({ userId: link.userId });
    assert.deepEqual(
      providers.map(({ slug, name, status, createdOn }) => [slug, name, status, createdOn.getTime()]),
      [['garmin', 'Garmin', 'connected', setup.clock.now]],
    );
  });

  it('includes the connections when it describes a user', async () => {
    const setup = setUp();
    const userId = await setup.newUserId('ada');
    const { linkToken: token } = await setup.client.link.token({ userId });
    const body = new URLSearchParams({ token, provider: 'oura', decision: 'allow' });
    await setup.visit(`${setup.base}/connect`, { method: 'POST', body });
    const { connectedSources } = await setup.client.user.getByClientUserId({ clientUserId: 'ada' });
    assert.deepEqual(
      connectedSources.map(({ provider }) => provider.slug),
      ['oura'],
    );
  });

  it('refuses a user that it does not know', async () => {
    const { client } = setUp();
    await assert.rejects(client.link.token({ userId: unknownUserId }), isRefused(404));
    await assert.rejects(client.user.getConnectedProviders({ userId: unknownUserId }), isRefused(404));
    await assert.rejects(client.user.getByClientUserId({ clientUserId: 'nobody' }), isRefused(404));
  });

  it('accepts the id of a user in capital letters', async () => {
    const { client, newUserId } = setUp();
    assert.ok(await client.link.token({ userId: (await newUserId()).toUpperCase() }));
  });

  it('refuses the requests that Junction refuses, and names the field', async () => {
    const { client, newUserId } = setUp();
    const userId = await newUserId();
    await assert.rejects(client.link.token({ userId: 'me' }), isRefused(422, /"body","user_id"/));
    await assert.rejects(client.link.token({ userId, filterOnProviders: [] }), isRefused(422, /filter_on_providers/));
    await assert.rejects(client.user.getConnectedProviders({ userId: 'me' }), isRefused(422, /"path","user_id"/));
  });
});

describe('the API, called without the SDK,', () => {
  const wrongBodies: [what: string, path: string, body: string][] = [
    ['a body that is not JSON', '/v2/user', '{'],
    ['an empty body', '/v2/user', ''],
    ['null', '/v2/user', 'null'],
    ['a list', '/v2/user', '[]'],
    ['a body without a client user id', '/v2/user', '{}'],
    ['a number instead of a text', '/v2/user', '{"client_user_id":7}'],
    ['an unknown time zone', '/v2/user', '{"client_user_id":"a","fallback_time_zone":"Mars/Olympus"}'],
    ['a day that does not exist', '/v2/user', '{"client_user_id":"a","fallback_birth_date":"2026-02-31"}'],
    ['a text that is not a day', '/v2/user', '{"client_user_id":"a","ingestion_start":"yesterday"}'],
    ['a body without a user', '/v2/link/token', '{}'],
    ['an unknown provider', '/v2/link/token', `{"user_id":"${unknownUserId}","provider":"toaster"}`],
    [
      'an unknown provider in the filter',
      '/v2/link/token',
      `{"user_id":"${unknownUserId}","filter_on_providers":["x"]}`,
    ],
    ['another value than redirect', '/v2/link/token', `{"user_id":"${unknownUserId}","on_close":"close"}`],
    ['a number instead of an address', '/v2/link/token', `{"user_id":"${unknownUserId}","redirect_url":1}`],
    ['a text instead of a list', '/v2/link/token', `{"user_id":"${unknownUserId}","filter_on_providers":"oura"}`],
  ];
  for (const [what, path, body] of wrongBodies)
    it(`refuses ${what} for ${path}`, async () => {
      const answer = await setUp().callApi(path, { body });
      assert.equal(answer.status, 422);
      const { detail } = (await answer.json()) as { detail: { loc: unknown[]; msg: string; type: string }[] };
      for (const { loc, msg, type } of detail) {
        assert.equal(loc[0], 'body');
        assert.ok(msg && type);
      }
      assert.ok(detail.length);
    });

  it('accepts null for a field that is not set', async () => {
    const { callApi, newUserId } = setUp();
    const fields = { provider: null, filter_on_providers: null, redirect_url: null, on_error: null, on_close: null };
    const body = JSON.stringify({ user_id: await newUserId(), ...fields });
    assert.equal((await callApi('/v2/link/token', { body })).status, 200);
  });

  it('refuses a body with another type than JSON', async () => {
    const body = '{"client_user_id":"a"}';
    const headers = { 'content-type': 'text/plain' };
    assert.equal((await setUp().callApi('/v2/user', { body, headers })).status, 422);
  });

  it('answers 401 when the key is missing, before it checks anything else', async () => {
    const { callApi } = setUp();
    for (const path of ['/v2/providers', '/v2/user/resolve/a', '/v2/user/providers/me', '/v2/nothing'])
      assert.equal((await callApi(path, { headers: { 'x-vital-api-key': '' } })).status, 401, path);
    for (const path of ['/v2/user', '/v2/link/token'])
      assert.equal((await callApi(path, { body: '{', headers: { 'x-vital-api-key': '' } })).status, 401, path);
  });

  it('answers 404 in JSON to an unknown path', async () => {
    const answer = await setUp().callApi('/v2/nothing');
    assert.equal(answer.status, 404);
    assert.deepEqual(await answer.json(), { detail: 'Not Found' });
  });

  it('does not share users between two sandboxes', async () => {
    await setUp().newUserId('ada');
    await assert.doesNotReject(setUp().newUserId('ada'));
  });
});
