import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Junction, JunctionError } from '@junction-api/sdk';
import { sdkProviders } from '../../src/junction/sdk-providers.js';
import { openLink, type Setup, setUp } from './visit-link.js';

const minuteMs = 60_000;

const isRefused = (statusCode: number) => (error: unknown) => {
  assert.ok(error instanceof JunctionError, String(error));
  assert.equal(error.statusCode, statusCode);
  return true;
};

/** Returns what the API lists, such as `oura connected`. */
const listOf = async ({ client }: Setup, userId: string) =>
  (await client.user.getConnectedProviders({ userId })).providers!.map(({ slug, status }) => `${slug} ${status}`);

const pullOf = async ({ client }: Setup, userId: string, provider: 'oura' | 'garmin' | 'fitbit') =>
  (await client.introspect.getUserHistoricalPulls({ userId, provider })).data[0]?.provider[provider];

const statusesOf = (pull: Junction.SingleProviderHistoricalPullResponse | undefined) =>
  Object.entries(pull!.pulled).map(([resource, statistics]) => `${resource} ${statistics.status}`);

describe('the end of a connection', () => {
  it('comes by the API, and leaves the other connections', async () => {
    const setup = setUp();
    const userId = await setup.newUserId();
    for (const provider of ['oura', 'whoop_v2']) await setup.connect(userId, provider);
    assert.deepEqual(await setup.client.user.deregisterProvider({ userId, provider: 'whoop_v2' }), { success: true });
    assert.deepEqual(await listOf(setup, userId), ['oura connected']);
    assert.deepEqual(
      (await setup.client.user.get({ userId })).connectedSources.map(({ provider }) => provider.slug),
      ['oura'],
    );
    assert.equal(await pullOf(setup, userId, 'fitbit'), undefined);
  });

  it('is undone when the person connects again', async () => {
    const setup = setUp();
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura');
    await setup.sendCommand('connections/error', { user_id: userId, provider: 'oura' });
    await setup.client.user.deregisterProvider({ userId, provider: 'oura' });
    await setup.connect(userId, 'oura');
    assert.deepEqual(await listOf(setup, userId), ['oura connected']);
  });

  it('is refused for a provider that is not connected, an unknown user and an unknown slug', async () => {
    const { client, callApi, newUserId } = setUp();
    const userId = await newUserId();
    const strangerId = crypto.randomUUID();
    await assert.rejects(client.user.deregisterProvider({ userId, provider: 'oura' }), isRefused(404));
    await assert.rejects(client.user.deregisterProvider({ userId: strangerId, provider: 'oura' }), isRefused(404));
    assert.equal((await callApi(`/v2/user/${userId}/constructor`, { method: 'DELETE' })).status, 422);
  });
});

describe('a deleted user', () => {
  it('is unknown, and its client user id is free', async () => {
    const setup = setUp();
    const { client } = setup;
    const userId = await setup.newUserId('ada');
    await setup.connect(userId, 'oura');
    await client.user.delete({ userId: userId.toUpperCase() });
    for (const call of [
      client.user.get({ userId }),
      client.user.delete({ userId }),
      client.user.getByClientUserId({ clientUserId: 'ada' }),
      client.user.getConnectedProviders({ userId }),
      client.user.refresh({ userId }),
      client.link.token({ userId }),
    ])
      await assert.rejects(call, isRefused(404));
    assert.deepEqual((await client.introspect.getUserHistoricalPulls({ userId })).data, []);
    const nextId = await setup.newUserId('ada');
    assert.notEqual(nextId, userId);
    assert.deepEqual(await listOf(setup, nextId), []);
  });

  it('can no longer connect with a token from before', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const other = await openLink(setup);
    await setup.client.user.delete({ userId: link.userId });
    assert.equal((await link.fetch('/')).status, 400);
    assert.equal((await link.decide('oura', 'allow')).status, 400);
    assert.equal((await other.fetch('/')).status, 200, 'another user can');
  });
});

describe('GET /v2/link/providers', () => {
  it('needs a Link Token, and no key', async () => {
    const { callApi, client, newUserId } = setUp();
    const { linkToken } = await client.link.token({ userId: await newUserId(), filterOnProviders: ['oura'] });
    const ask = (token: string) =>
      callApi('/v2/link/providers', { headers: { 'x-vital-api-key': '', 'x-vital-link-token': token } });
    const providers = (await (await ask(linkToken)).json()) as { id: number; slug: string }[];
    const slugs = providers.map(({ slug }) => slug);
    assert.ok(slugs.length > 20, 'the filter of the token has no effect');
    assert.ok(!slugs.includes('apple_health_kit'), 'Link cannot connect it');
    assert.equal(new Set(providers.map(({ id }) => id)).size, slugs.length);
  });

  it('refuses a token that is missing, unknown, used or expired, and says which', async () => {
    const setup = setUp();
    const { client, clock, newUserId, connect } = setup;
    const userId = await newUserId();
    const ask = async (vitalLinkToken?: string) => {
      const error: unknown = await client.link
        .getAllProviders(vitalLinkToken === undefined ? {} : { vitalLinkToken })
        .catch((reason: unknown) => reason);
      assert.ok(isRefused(401)(error));
      return (error as { body: { detail: string } }).body.detail;
    };
    assert.equal(await ask(), 'invalid_token');
    assert.equal(await ask('x'), 'invalid_token');
    const { linkToken } = await client.link.token({ userId });
    clock.now += 60 * minuteMs;
    assert.equal(await ask(linkToken), 'token_expired');
    await connect(userId, 'oura');
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    assert.equal(await ask(link.linkToken), 'token_consumed');
  });
});

describe('a demo connection', () => {
  for (const provider of ['apple_health_kit', 'fitbit', 'freestyle_libre', 'oura'] as const)
    it(`is made with ${provider}`, async () => {
      const setup = setUp();
      const userId = await setup.newUserId();
      const { success, detail } = await setup.client.link.connectDemoProvider({ userId, provider });
      assert.deepEqual([success, detail], [true, `Connected user ${userId} to provider ${provider}`]);
      const { providers } = await setup.client.user.getConnectedProviders({ userId });
      assert.deepEqual(await listOf(setup, userId), [`${provider} connected`]);
      assert.equal((await setup.visit(providers![0]!.logo)).status, 200, 'its logo exists');
    });

  it('is refused with another provider, for an unknown user, and in production', async () => {
    const { callApi, client, newUserId } = setUp();
    const userId = await newUserId();
    const body = JSON.stringify({ user_id: userId, provider: 'garmin' });
    assert.equal((await callApi('/v2/link/connect/demo', { body })).status, 422);
    const strangerId = crypto.randomUUID();
    await assert.rejects(client.link.connectDemoProvider({ userId: strangerId, provider: 'oura' }), isRefused(404));

    const production = setUp({ env: 'production' });
    const call = production.client.link.connectDemoProvider({ userId: await production.newUserId(), provider: 'oura' });
    await assert.rejects(call, isRefused(403));
  });
});

describe('the name of the person at the provider', () => {
  const externalUserIdOf = async ({ client }: Setup, userId: string) =>
    (await client.user.getConnectedProviders({ userId })).providers![0]!.externalUserId;

  for (const provider of ['peloton', 'freestyle_libre'])
    it(`is what the person typed at ${provider}`, async () => {
      const setup = setUp();
      const userId = await setup.newUserId();
      await setup.connect(userId, provider, ' ada@shop.example ');
      assert.equal(await externalUserIdOf(setup, userId), 'ada@shop.example');
    });

  it('is not what the person typed at another provider', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await link.signIn('peloton', { username: 'mfa@shop.example', password: 'x' });
    await link.signIn('oura', { decision: 'allow', code: '1' });
    assert.match((await externalUserIdOf(setup, link.userId))!, /^oura-/);
  });

  it('is what the person typed before the code', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await link.signIn('peloton', { username: 'mfa@shop.example', password: 'x' });
    await link.signIn('peloton', { code: '123456' });
    assert.equal(await externalUserIdOf(setup, link.userId), 'mfa@shop.example');
  });

  it('is invented at an OAuth provider, and stays when the person connects again', async () => {
    const setup = setUp();
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura', 'typed');
    const first = await externalUserIdOf(setup, userId);
    assert.match(first!, /^oura-/);
    await setup.client.user.deregisterProvider({ userId, provider: 'oura' });
    await setup.connect(userId, 'oura');
    assert.equal(await externalUserIdOf(setup, userId), first);
  });

  it('is missing for a provider of the mobile SDK', async () => {
    const setup = setUp();
    const userId = await setup.newUserId();
    await setup.client.link.connectDemoProvider({ userId, provider: 'apple_health_kit' });
    assert.equal(await externalUserIdOf(setup, userId), null);
  });
});

it('GET /v2/providers also lists the providers of the mobile SDK, which Link does not', async () => {
  const setup = setUp();
  const bySdk = (await setup.client.providers.getAll()).filter(({ authType }) => authType === 'sdk');
  assert.deepEqual(
    bySdk.map(({ slug, name }) => ({ slug, name })),
    sdkProviders,
  );
  const listPage = await (await openLink(setup)).fetchHtml();
  for (const { name } of sdkProviders) assert.ok(!listPage.includes(name), name);
});

describe('a new connection with listingDelayMs', () => {
  it('is listed after the delay', async () => {
    const setup = setUp({ listingDelayMs: 5000 });
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura');
    setup.clock.now += 4999;
    assert.deepEqual(await listOf(setup, userId), []);
    assert.deepEqual((await setup.client.user.get({ userId })).connectedSources, []);
    assert.equal(await pullOf(setup, userId, 'oura'), undefined);
    await assert.rejects(setup.client.user.refresh({ userId }), isRefused(400));
    setup.clock.now += 1;
    assert.deepEqual(await listOf(setup, userId), ['oura connected']);
    assert.equal((await setup.client.user.get({ userId })).connectedSources.length, 1);
  });

  it('leaves the old one in the list until then', async () => {
    const setup = setUp({ listingDelayMs: 5000 });
    const userId = await setup.newUserId();
    for (const provider of ['oura', 'fitbit']) await setup.connect(userId, provider);
    setup.clock.now += 5000;
    await setup.sendCommand('connections/error', { user_id: userId, provider: 'oura' });
    await setup.connect(userId, 'oura');
    await setup.connect(userId, 'oura');
    assert.deepEqual(await listOf(setup, userId), ['oura error', 'fitbit connected']);
    setup.clock.now += 5000;
    assert.deepEqual(await listOf(setup, userId), ['oura connected', 'fitbit connected']);
  });

  it('can be ended before it is listed', async () => {
    const setup = setUp({ listingDelayMs: 5000 });
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura');
    await setup.client.user.deregisterProvider({ userId, provider: 'oura' });
    setup.clock.now += 5000;
    assert.deepEqual(await listOf(setup, userId), []);
  });
});

describe('a clock that is set back', () => {
  it('leaves what it has reached', async () => {
    const setup = setUp({ listingDelayMs: 5000, historicalPullMs: 5000 });
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura');
    await setup.sendCommand('clock', { advance: 5000 });
    await setup.sendCommand('clock', { advance: -60_000 });
    assert.deepEqual(await listOf(setup, userId), ['oura connected']);
    assert.deepEqual(statusesOf(await pullOf(setup, userId, 'oura')), ['activity success', 'sleep success']);
  });

  it('does not hide a new connection, and gives a fetch no end before its start', async () => {
    const setup = setUp();
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura');
    await setup.sendCommand('clock', { advance: -1 });
    assert.deepEqual(await listOf(setup, userId), ['oura connected']);
    await setup.sendCommand('connections/historical-pull', { user_id: userId, provider: 'oura', status: 'failure' });
    const { scheduledAt, endedAt } = (await pullOf(setup, userId, 'oura'))!.pulled.sleep!.timeline;
    assert.equal(endedAt?.getTime(), scheduledAt.getTime());
  });
});

describe('the options in milliseconds', () => {
  for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300])
    it(`cannot be ${value}`, () => {
      assert.throws(() => setUp({ historicalPullMs: value }), /historicalPullMs must be a number of milliseconds/);
      assert.throws(() => setUp({ listingDelayMs: value }), /listingDelayMs must be a number of milliseconds/);
    });
});

describe('the fetch of past data', () => {
  it('is scheduled, in progress, and over after historicalPullMs', async () => {
    const setup = setUp({ historicalPullMs: 2 * minuteMs });
    const userId = await setup.newUserId();
    await setup.connect(userId, 'oura');
    const start = setup.clock.now;
    const steps: [minutes: number, status: string, started: number | undefined, ended: number | undefined][] = [
      [0, 'scheduled', undefined, undefined],
      [1, 'in_progress', 1, undefined],
      [2, 'success', 1, 2],
      [9, 'success', 1, 2],
    ];
    for (const [minutes, status, started, ended] of steps) {
      setup.clock.now = start + minutes * minuteMs;
      const pull = await pullOf(setup, userId, 'oura');
      assert.deepEqual(statusesOf(pull), [`activity ${status}`, `sleep ${status}`]);
      const { scheduledAt, startedAt, endedAt } = pull!.pulled['sleep']!.timeline;
      const minutesOf = (time: Date | null | undefined) => time && (time.getTime() - start) / minuteMs;
      assert.deepEqual([scheduledAt, startedAt, endedAt].map(minutesOf), [0, started ?? null, ended ?? null]);
    }
  });

  const states: [status: string, error_details: string | undefined, expected: string | null][] = [
    ['retrying', undefined, 'provider_rate_limit_exceeded'],
    ['retrying', 'transport_failure', 'transport_failure'],
    ['failure', undefined, 'non_retriable_error'],
    ['failure', 'retry_quota_exhausted', 'retry_quota_exhausted'],
    ['scheduled', undefined, null],
    ['in_progress', undefined, null],
    ['success', undefined, null],
  ];
  for (const [status, error_details, expected] of states)
    it(`stays ${status} when the control API sets that, and its error is ${expected}`, async () => {
      const setup = setUp({ historicalPullMs: 2 * minuteMs });
      const userId = await setup.newUserId('ada');
      await setup.connect(userId, 'oura');
      setup.clock.now += 1;
      const body = { client_user_id: 'ada', provider: 'oura', status, error_details };
      assert.equal((await setup.sendCommand('connections/historical-pull', body)).status, 200);
      setup.clock.now += 9 * minuteMs;
      const pull = await pullOf(setup, userId, 'oura');
      assert.deepEqual(statusesOf(pull), [`activity ${status}`, `sleep ${status}`]);
      assert.equal(pull!.pulled['sleep']!.errorDetails, expected);
      const { startedAt, endedAt } = pull!.pulled['sleep']!.timeline;
      for (const time of [startedAt, endedAt])
        assert.ok(!time || time.getTime() < setup.clock.now, 'not in the future');
      assert.equal(!!endedAt, ['success', 'failure', 'retrying'].includes(status));
    });

  it('fails with its connection, unless it has ended', async () => {
    const setup = setUp({ historicalPullMs: 2 * minuteMs });
    const userId = await setup.newUserId();
    for (const [provider, status] of [
      ['oura', 'failure'],
      ['fitbit', 'success'],
    ] as const) {
      await setup.connect(userId, provider);
      if (status === 'success') setup.clock.now += 2 * minuteMs;
      await setup.sendCommand('connections/error', { user_id: userId, provider });
      assert.deepEqual(statusesOf(await pullOf(setup, userId, provider)), [`activity ${status}`, `sleep ${status}`]);
    }
  });

  it('cannot be read for Garmin', async () => {
    const setup = setUp();
    const userId = await setup.newUserId();
    await setup.connect(userId, 'garmin');
    assert.deepEqual(await pullOf(setup, userId, 'garmin'), { pulled: {}, notPulled: ['activity', 'sleep'] });
    const { users } = (await (await setup.callApi('/_sandbox/state')).json()) as {
      users: { providers: { historical_pull: { pulled: { sleep: { status: string } } } }[] }[];
    };
    assert.equal(users[0]!.providers[0]!.historical_pull.pulled.sleep.status, 'success', 'the control API shows it');
  });

  it('cannot be set wrongly, nor without a connection', async () => {
    const setup = setUp();
    const user_id = await setup.newUserId();
    await setup.connect(user_id, 'oura');
    const wrongRequests: [status: number, body: object][] = [
      [404, { user_id, provider: 'fitbit', status: 'failure' }],
      [404, { client_user_id: 'nobody', provider: 'oura', status: 'failure' }],
      [422, { user_id, provider: 'oura' }],
      [422, { user_id, provider: 'oura', status: 'done' }],
      [422, { provider: 'oura', status: 'failure' }],
      [422, { user_id, provider: 'oura', status: 'failure', error: 'x' }],
      [422, { user_id, provider: 'oura', status: 'success', error_details: 'transport_failure' }],
    ];
    for (const [status, body] of wrongRequests)
      assert.equal((await setup.sendCommand('connections/historical-pull', body)).status, status, JSON.stringify(body));
    assert.deepEqual(statusesOf(await pullOf(setup, user_id, 'oura')), ['activity success', 'sleep success']);
  });

  it('is listed page by page, for users with a connection', async () => {
    const setup = setUp();
    const { client } = setup;
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push(await setup.newUserId(name));
    for (const userId of ids.slice(1)) await setup.connect(userId, 'oura');
    const first = await client.introspect.getUserHistoricalPulls({ userLimit: 2 });
    const last = await client.introspect.getUserHistoricalPulls({ userLimit: 2, nextCursor: first.nextCursor! });
    assert.deepEqual(
      [first, last].map(({ data }) => data.map(({ userId }) => userId)),
      [ids.slice(1, 3), ids.slice(3)],
    );
    assert.equal(last.nextCursor, null);

    // What the first page was followed by can be gone.
    await client.user.delete({ userId: ids[3]! });
    const nextCursor = first.nextCursor!;
    assert.deepEqual((await client.introspect.getUserHistoricalPulls({ nextCursor })).data, []);
    await setup.connect(ids[0]!, 'fitbit');
    const byId = await client.introspect.getUserHistoricalPulls({ userId: ids[0]!.toUpperCase() });
    assert.deepEqual(Object.keys(byId.data[0]!.provider), ['fitbit']);
    await client.user.deregisterProvider({ userId: ids[0]!, provider: 'fitbit' });
    assert.deepEqual((await client.introspect.getUserHistoricalPulls({ provider: 'fitbit' })).data, []);
    for (const request of [{ userLimit: 0 }, { userLimit: 1.5 }, { nextCursor: 'x' }])
      await assert.rejects(client.introspect.getUserHistoricalPulls(request), isRefused(422));
  });
});

describe('POST /v2/user/refresh/{user_id}', () => {
  it('names what is refreshed, what is still fetched, and what has failed', async () => {
    const setup = setUp({ historicalPullMs: minuteMs });
    const userId = await setup.newUserId();
    for (const provider of ['oura', 'garmin', 'fitbit']) await setup.connect(userId, provider);
    await setup.sendCommand('connections/error', { user_id: userId, provider: 'fitbit' });
    assert.deepEqual(await setup.client.user.refresh({ userId }), {
      success: true,
      userId,
      refreshedSources: [],
      inProgressSources: ['oura/activity', 'oura/sleep', 'garmin/activity', 'garmin/sleep'],
      failedSources: ['fitbit/activity', 'fitbit/sleep'],
    });
  });

  for (const timeout of ['4.9', '61', 'soon', ''])
    it(`refuses the timeout '${timeout}'`, async () => {
      const { callApi, newUserId } = setUp();
      const path = `/v2/user/refresh/${await newUserId()}?timeout=${timeout}`;
      assert.equal((await callApi(path, { method: 'POST' })).status, 422);
    });
});
