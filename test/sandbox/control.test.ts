import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openLink, origin, type Setup, setUp } from './visit-link.js';

interface State {
  now: string;
  users: { client_user_id: string; providers: { slug: string; status: string }[] }[];
  link_tokens: { token: string; status: string; expires_at: string; spent_on: string | null }[];
  webhooks: unknown[];
}

const readState = async ({ callApi }: Setup) => (await (await callApi('/_sandbox/state')).json()) as State;
const sendCommand = ({ callApi }: Setup, path: string, body: unknown = {}) =>
  callApi(`/_sandbox/${path}`, { body: JSON.stringify(body) });
const hourMs = 60 * 60 * 1000;

describe('GET /_sandbox/state', () => {
  it('returns users, connections and tokens, but no complete token', async () => {
    const setup = setUp();
    const spent = await openLink(setup);
    await spent.decide('oura', 'allow');
    const other = await openLink(setup);
    const state = await readState(setup);
    assert.deepEqual(
      state.users.map(({ providers }) => providers.map(({ slug, status }) => `${slug} ${status}`)),
      [['oura connected'], []],
    );
    assert.deepEqual(
      state.link_tokens.map(({ status, spent_on }) => [status, spent_on]),
      [
        ['token_consumed', 'oura'],
        ['usable', null],
      ],
    );
    for (const { linkToken } of [spent, other]) assert.ok(!JSON.stringify(state).includes(linkToken));
    assert.ok(other.linkToken.startsWith(state.link_tokens[1]!.token.replace('…', '')));
  });

  it('needs no key', async () => {
    assert.equal((await setUp().visit('/junction/_sandbox/state')).status, 200);
  });

  it('returns no data after a reset, which also resets the clock', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await setup.newUserId('ada');
    await sendCommand(setup, 'clock', { advance: hourMs });
    assert.equal((await sendCommand(setup, 'reset')).status, 200);
    const { now, ...rest } = await readState(setup);
    assert.equal(Date.parse(now), setup.clock.now);
    assert.deepEqual([rest.users, rest.link_tokens, rest.webhooks], [[], [], []]);
    assert.equal((await link.fetch('/')).status, 400, 'the token is unknown');
    await assert.doesNotReject(setup.newUserId('ada'));
  });
});

describe('POST /_sandbox/clock', () => {
  it('moves the clock forward, and tokens expire', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const { now } = (await (await sendCommand(setup, 'clock', { advance: hourMs - 1 })).json()) as State;
    assert.equal(Date.parse(now), setup.clock.now + hourMs - 1);
    assert.equal((await link.fetch('/')).status, 200);
    await sendCommand(setup, 'clock', { advance: 1 });
    assert.equal((await link.fetch('/')).status, 410);
    assert.equal((await readState(setup)).link_tokens[0]!.status, 'token_expired');
  });

  for (const now of [Date.UTC(2030, 0), '2030-01-01T00:00:00Z'])
    it(`sets the clock to ${now}, and it continues from there`, async () => {
      const setup = setUp();
      await sendCommand(setup, 'clock', { now });
      setup.clock.now += 5;
      assert.equal(Date.parse((await readState(setup)).now), Date.UTC(2030, 0) + 5);
      const { createdOn } = await setup.client.user.create({ clientUserId: 'ada' });
      assert.equal(createdOn.getTime(), Date.UTC(2030, 0) + 5);
    });

  for (const body of [
    {},
    null,
    { advance: '5' },
    { advance: 0.5 },
    { advance: 1e300 },
    { advance: Number.MAX_SAFE_INTEGER },
    { advance: -Number.MAX_SAFE_INTEGER },
    { now: -1 },
    { now: 'tomorrow' },
    { now: '2026-02-30T99:00:00Z' },
    { now: 1, advance: 1 },
  ])
    it(`refuses ${JSON.stringify(body)}, and does not change the clock`, async () => {
      const setup = setUp();
      const answer = await sendCommand(setup, 'clock', body);
      assert.equal(answer.status, 422);
      assert.ok(((await answer.json()) as { detail: unknown[] }).detail.length);
      assert.equal(Date.parse((await readState(setup)).now), setup.clock.now);
    });
});

it('POST /_sandbox/expire-tokens expires every usable token', async () => {
  const setup = setUp();
  const spent = await openLink(setup);
  await spent.decide('oura', 'allow');
  const other = await openLink(setup);
  assert.deepEqual(await (await sendCommand(setup, 'expire-tokens')).json(), { expired: 1 });
  assert.equal((await other.fetch('/')).status, 410);
  assert.deepEqual(
    (await readState(setup)).link_tokens.map(({ status }) => status),
    ['token_consumed', 'token_expired'],
  );
  assert.equal((await (await openLink(setup)).fetch('/')).status, 200, 'a new one is good');
});

describe('POST /_sandbox/connections/error', () => {
  const connectOura = async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    return { setup, user_id: link.userId };
  };
  const connectionOf = async ({ client }: Setup, userId: string) =>
    (await client.user.getConnectedProviders({ userId })).providers![0]!;

  for (const error_type of [undefined, 'provider_password_expired', 'something_new', 'constructor'])
    it(`gives a connection the error ${error_type ?? 'token_refresh_failed'} until the person connects again`, async () => {
      const { setup, user_id } = await connectOura();
      const answer = await sendCommand(setup, 'connections/error', { user_id, provider: 'oura', error_type });
      assert.equal(answer.status, 200);
      const { status, errorDetails } = await connectionOf(setup, user_id);
      assert.equal(status, 'error');
      assert.equal(errorDetails!.errorType, error_type ?? 'token_refresh_failed');
      assert.ok(errorDetails!.errorMessage);
      assert.equal(errorDetails!.erroredAt.getTime(), setup.clock.now);

      const { linkToken: token } = await setup.client.link.token({ userId: user_id });
      const body = new URLSearchParams({ token, provider: 'oura', decision: 'allow' });
      await setup.visit(`${setup.base}/connect`, { method: 'POST', body });
      const reconnected = await connectionOf(setup, user_id);
      assert.deepEqual([reconnected.status, reconnected.errorDetails], ['connected', null]);
    });

  it('also finds the connection by the client user id', async () => {
    const { setup } = await connectOura();
    const [user] = (await readState(setup)).users;
    const body = { client_user_id: user!.client_user_id, provider: 'oura' };
    assert.equal((await sendCommand(setup, 'connections/error', body)).status, 200);
  });

  it('refuses a wrong request, and breaks no connection', async () => {
    const { setup, user_id } = await connectOura();
    const wrongRequests: [status: number, body: object][] = [
      [404, { user_id, provider: 'fitbit' }],
      [404, { client_user_id: 'nobody', provider: 'oura' }],
      [422, { provider: 'oura' }],
      [422, { user_id, client_user_id: 'ada', provider: 'oura' }],
      [422, { user_id: 'ada', provider: 'oura' }],
      [422, { user_id, provider: 'oura', error_type: 'No such thing' }],
      [422, { user_id, provider: 'oura', errorType: 'unknown' }],
    ];
    for (const [status, body] of wrongRequests)
      assert.equal((await sendCommand(setup, 'connections/error', body)).status, status, JSON.stringify(body));
    assert.equal((await connectionOf(setup, user_id)).status, 'connected');
  });
});

describe('the control API at /_sandbox', () => {
  const paths = ['state', 'reset', 'clock', 'expire-tokens', 'connections/error', 'webhooks'];
  const refused: [what: string, headers: Record<string, string>][] = [
    ['a request from another site', { 'sec-fetch-site': 'cross-site' }],
    ['a request from another port', { 'sec-fetch-site': 'same-site' }],
    ['a request with another origin', { origin: 'https://shop.example' }],
    ['a request with the origin null', { origin: 'null' }],
  ];
  for (const [what, headers] of refused)
    it(`refuses ${what}`, async () => {
      const { callApi, newUserId } = setUp();
      await newUserId('ada');
      for (const path of paths)
        for (const method of ['GET', 'POST', 'OPTIONS']) {
          const answer = await callApi(`/_sandbox/${path}`, { method, headers });
          assert.equal(answer.status, 403, `${method} ${path}`);
          assert.doesNotMatch(await answer.text(), /ada/);
          assert.equal(answer.headers.get('access-control-allow-origin'), null);
        }
      await assert.rejects(newUserId('ada'), 'nothing was reset');
    });

  it('refuses a host name that another site points at this machine', async () => {
    const { visit } = setUp();
    assert.equal((await visit('http://shop.example/junction/_sandbox/state')).status, 403);
  });

  it('accepts requests from its own pages, from an address bar, and from a program', async () => {
    const { callApi, visit } = setUp();
    for (const headers of [{}, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-origin', origin }] as Record<
      string,
      string
    >[])
      assert.equal((await callApi('/_sandbox/state', { headers })).status, 200);
    assert.equal((await visit('http://127.0.0.1:3000/junction/_sandbox/state')).status, 200);
  });

  it('answers 404 in JSON to an unknown path', async () => {
    const answer = await setUp().callApi('/_sandbox/nothing');
    assert.equal(answer.status, 404);
    assert.deepEqual(await answer.json(), { detail: 'Not Found' });
  });
});
