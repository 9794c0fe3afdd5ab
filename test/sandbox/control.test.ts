import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openLink, origin, type Setup, setUp } from './support.js';

interface State {
  now: string;
  users: { client_user_id: string; providers: { slug: string; status: string }[] }[];
  link_tokens: { token: string; status: string; expires_at: string; spent_on: string | null }[];
  webhooks: unknown[];
}

const look = async ({ ask }: Setup) => (await (await ask('/_sandbox/state')).json()) as State;
const send = ({ ask }: Setup, path: string, body: unknown = {}) =>
  ask(`/_sandbox/${path}`, { body: JSON.stringify(body) });
const hour = 60 * 60 * 1000;

describe('the state, by /_sandbox', () => {
  it('tells users, connections and tokens, and no token whole', async () => {
    const setup = setUp();
    const spent = await openLink(setup);
    await spent.decide('oura', 'allow');
    const other = await openLink(setup);
    const state = await look(setup);
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

  it('is forgotten by a reset, and so is the time', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await setup.newUserId('ada');
    await send(setup, 'clock', { advance: hour });
    assert.equal((await send(setup, 'reset')).status, 200);
    const { now, ...rest } = await look(setup);
    assert.equal(Date.parse(now), setup.clock.now);
    assert.deepEqual([rest.users, rest.link_tokens, rest.webhooks], [[], [], []]);
    assert.equal((await link.fetch('/')).status, 400, 'the token is unknown');
    await assert.doesNotReject(setup.newUserId('ada'));
  });
});

describe('the clock, by /_sandbox', () => {
  it('moves on and expires tokens', async () => {
    const setup = setUp();
    const link = await openLink(setup);
    const { now } = (await (await send(setup, 'clock', { advance: hour - 1 })).json()) as State;
    assert.equal(Date.parse(now), setup.clock.now + hour - 1);
    assert.equal((await link.fetch('/')).status, 200);
    await send(setup, 'clock', { advance: 1 });
    assert.equal((await link.fetch('/')).status, 410);
    assert.equal((await look(setup)).link_tokens[0]!.status, 'token_expired');
  });

  for (const now of [Date.UTC(2030, 0), '2030-01-01T00:00:00Z'])
    it(`is set to ${now}, and goes on from there`, async () => {
      const setup = setUp();
      await send(setup, 'clock', { now });
      setup.clock.now += 5;
      assert.equal(Date.parse((await look(setup)).now), Date.UTC(2030, 0) + 5);
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
    it(`refuses ${JSON.stringify(body)}, and stands where it stood`, async () => {
      const setup = setUp();
      const answer = await send(setup, 'clock', body);
      assert.equal(answer.status, 422);
      assert.ok(((await answer.json()) as { detail: unknown[] }).detail.length);
      assert.equal(Date.parse((await look(setup)).now), setup.clock.now);
    });
});

it('expires every token that could be used, by /_sandbox', async () => {
  const setup = setUp();
  const spent = await openLink(setup);
  await spent.decide('oura', 'allow');
  const other = await openLink(setup);
  assert.deepEqual(await (await send(setup, 'expire-tokens')).json(), { expired: 1 });
  assert.equal((await other.fetch('/')).status, 410);
  assert.deepEqual(
    (await look(setup)).link_tokens.map(({ status }) => status),
    ['token_consumed', 'token_expired'],
  );
  assert.equal((await (await openLink(setup)).fetch('/')).status, 200, 'a new one is good');
});

describe('a connection that needs the person again, by /_sandbox', () => {
  const connected = async () => {
    const setup = setUp();
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    return { setup, user_id: link.userId };
  };
  const providerOf = async ({ client }: Setup, userId: string) =>
    (await client.user.getConnectedProviders({ userId })).providers![0]!;

  for (const error_type of [undefined, 'provider_password_expired', 'something_new', 'constructor'])
    it(`has the error ${error_type ?? 'token_refresh_failed'}, until it is connected again`, async () => {
      const { setup, user_id } = await connected();
      const answer = await send(setup, 'connections/error', { user_id, provider: 'oura', error_type });
      assert.equal(answer.status, 200);
      const { status, errorDetails } = await providerOf(setup, user_id);
      assert.equal(status, 'error');
      assert.equal(errorDetails!.errorType, error_type ?? 'token_refresh_failed');
      assert.ok(errorDetails!.errorMessage);
      assert.equal(errorDetails!.erroredAt.getTime(), setup.clock.now);

      const { linkToken: token } = await setup.client.link.token({ userId: user_id });
      const body = new URLSearchParams({ token, provider: 'oura', decision: 'allow' });
      await setup.visit(`${setup.base}/connect`, { method: 'POST', body });
      const mended = await providerOf(setup, user_id);
      assert.deepEqual([mended.status, mended.errorDetails], ['connected', null]);
    });

  it('is found by the client’s id of the user too', async () => {
    const { setup } = await connected();
    const [user] = (await look(setup)).users;
    const body = { client_user_id: user!.client_user_id, provider: 'oura' };
    assert.equal((await send(setup, 'connections/error', body)).status, 200);
  });

  it('has to be there', async () => {
    const { setup, user_id } = await connected();
    const wrong: [status: number, body: object][] = [
      [404, { user_id, provider: 'fitbit' }],
      [404, { client_user_id: 'nobody', provider: 'oura' }],
      [422, { provider: 'oura' }],
      [422, { user_id, client_user_id: 'ada', provider: 'oura' }],
      [422, { user_id: 'ada', provider: 'oura' }],
      [422, { user_id, provider: 'oura', error_type: 'No such thing' }],
      [422, { user_id, provider: 'oura', errorType: 'unknown' }],
    ];
    for (const [status, body] of wrong)
      assert.equal((await send(setup, 'connections/error', body)).status, status, JSON.stringify(body));
    assert.equal((await providerOf(setup, user_id)).status, 'connected');
  });
});

describe('the pages of other sites, and /_sandbox', () => {
  const paths = ['state', 'reset', 'clock', 'expire-tokens', 'connections/error', 'webhooks'];
  const refused: [what: string, headers: Record<string, string>][] = [
    ['a request from another site', { 'sec-fetch-site': 'cross-site' }],
    ['a request from another port', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://shop.example' }],
    ['no origin to speak of', { origin: 'null' }],
  ];
  for (const [what, headers] of refused)
    it(`refuses ${what}`, async () => {
      const { ask, newUserId } = setUp();
      await newUserId('ada');
      for (const path of paths)
        for (const method of ['GET', 'POST', 'OPTIONS']) {
          const answer = await ask(`/_sandbox/${path}`, { method, headers });
          assert.equal(answer.status, 403, `${method} ${path}`);
          assert.doesNotMatch(await answer.text(), /ada/);
          assert.equal(answer.headers.get('access-control-allow-origin'), null);
        }
      await assert.rejects(newUserId('ada'), 'nothing was reset');
    });

  it('refuses a name that another site points here', async () => {
    const { visit } = setUp();
    assert.equal((await visit('http://shop.example/junction/_sandbox/state')).status, 403);
  });

  it('takes the sandbox’s own page, a person’s address bar, and a program', async () => {
    const { ask, visit } = setUp();
    for (const headers of [{}, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-origin', origin }] as Record<
      string,
      string
    >[])
      assert.equal((await ask('/_sandbox/state', { headers })).status, 200);
    assert.equal((await visit('http://127.0.0.1:3000/junction/_sandbox/state')).status, 200);
  });

  it('answers in JSON where there is nothing', async () => {
    const answer = await setUp().ask('/_sandbox/nothing');
    assert.equal(answer.status, 404);
    assert.deepEqual(await answer.json(), { detail: 'Not Found' });
  });
});
