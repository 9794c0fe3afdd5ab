import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ConnectionsAnswer,
  type ConnectionsClient,
  type ConnectionsHandlerOptions,
  createConnectionsHandler,
  type UserClient,
} from 'junction-connect/server';
import { connectionErrorTypes } from '../../src/junction/error-types.js';
import { del, endpoint, get, origin, setUp } from './run-connections-handler.js';

const readAnswer = async (response: Response) => {
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as ConnectionsAnswer;
};

const assertRefused = async (response: Response, status: number, code: string, says?: RegExp) => {
  const body = (await response.clone().json()) as { error: string; code: string };
  assert.deepEqual([response.status, body.code], [status, code], body.error);
  assert.deepEqual(Object.keys(body), ['error', 'code']);
  if (says) assert.match(body.error, says);
};

/** Returns a client whose answers are these values. */
const clientOf = (connections: unknown, providers: unknown = []) =>
  ({
    user: { getConnectedProviders: async () => ({ providers: connections }), deregisterProvider: async () => ({}) },
    providers: { getAll: async () => providers },
  }) as unknown as ConnectionsClient;

describe('GET', () => {
  it('lists the connections of the person who is signed in, and what can be connected', async () => {
    const { handler, connect, base, requests } = await setUp();
    const before = Date.now();
    for (const provider of ['oura', 'whoop_v2']) await connect(provider);
    const { connections, available } = await readAnswer(await handler(get()));
    assert.deepEqual(
      connections.map(({ since, ...rest }) => {
        assert.ok(Date.parse(since!) >= before - 1 && since!.endsWith('Z'));
        return rest;
      }),
      [
        { provider: 'oura', name: 'Oura', logo: `${base}/logo/oura.svg`, status: 'connected' },
        { provider: 'whoop_v2', name: 'WHOOP', logo: `${base}/logo/whoop_v2.svg`, status: 'connected' },
      ],
    );
    assert.deepEqual(available[0], { provider: 'oura', name: 'Oura', logo: `${base}/logo/oura.svg` });
    assert.ok(available.length > 20);
    assert.ok(!available.some(({ provider }) => provider === 'apple_health_kit'), 'Link cannot connect it');
    assert.deepEqual(requests.length, 2);
  });

  for (const reason of connectionErrorTypes)
    it(`says that a connection needs the person again, because of ${reason}`, async () => {
      const { handler, connect, breakConnection } = await setUp();
      await connect('oura');
      await breakConnection('oura', reason);
      const { connections } = await readAnswer(await handler(get()));
      assert.deepEqual(
        connections.map(({ provider, status, reason: found }) => [provider, status, found]),
        [['oura', 'error', reason]],
      );
    });

  it('marks connections that no page can manage, and offers only allowed providers, in their order', async () => {
    const { handler, connect, client, userId } = await setUp({ allowedProviders: ['garmin', 'oura'] });
    for (const provider of ['oura', 'fitbit']) await connect(provider);
    await client.link.connectDemoProvider({ userId, provider: 'apple_health_kit' });
    const { connections, available } = await readAnswer(await handler(get()));
    assert.deepEqual(
      connections.map(({ provider, manageable }) => [provider, manageable]),
      [
        ['oura', undefined],
        ['fitbit', undefined],
        ['apple_health_kit', false],
      ],
    );
    assert.deepEqual(
      available.map(({ provider }) => provider),
      ['garmin', 'oura'],
    );
  });

  it('marks and does not offer a provider that only an app can connect, also one that is new', async () => {
    const provider = { ...usual(), slug: 'new_ble' };
    const client = clientOf([provider], [{ ...provider, authType: 'sdk' }, usual()]);
    const handler = createConnectionsHandler({ client, getUserId: () => 'u' });
    const { connections, available } = await readAnswer(await handler(get()));
    assert.deepEqual(
      connections.map((each) => [each.provider, each.manageable]),
      [['new_ble', false]],
    );
    assert.deepEqual(
      available.map((each) => each.provider),
      ['oura'],
    );
  });

  it('asks for the list of providers once', async () => {
    const { handler, requests } = await setUp();
    for (let time = 0; time < 3; time += 1) await handler(get());
    assert.equal(requests.filter((request) => request === 'GET /v2/providers').length, 1);
  });

  it('asks for the list of providers again after ten minutes', async (test) => {
    test.mock.timers.enable({ apis: ['Date'] });
    const { handler, requests } = await setUp();
    for (const minutes of [0, 9, 1, 1]) {
      test.mock.timers.tick(minutes * 60_000);
      await handler(get());
    }
    assert.equal(requests.filter((request) => request === 'GET /v2/providers').length, 2);
  });

  const failures: [what: string, getAll: () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('down'))],
    ['answers with no list', async () => ({ detail: 'maintenance' })],
  ];
  for (const [what, fail] of failures)
    it(`asks for the list of providers again after Junction ${what}`, async () => {
      const client = clientOf([usual()]);
      client.providers.getAll = fail as ConnectionsClient['providers']['getAll'];
      const handler = createConnectionsHandler({ client, getUserId: () => 'u' });
      await assertRefused(await handler(get()), 502, 'junction_unavailable');
      client.providers.getAll = async () => [usual()];
      assert.equal((await readAnswer(await handler(get()))).available.length, 1);
    });

  it('does not wait for a list of providers that another request waits for', async () => {
    const client = clientOf([usual()]);
    client.providers.getAll = () => new Promise<never>(() => {});
    const handler = createConnectionsHandler({ client, getUserId: () => 'u' });
    const page = new AbortController();
    const first = handler(new Request(endpoint, { signal: page.signal }));
    client.providers.getAll = async () => [usual()];
    assert.equal((await readAnswer(await handler(get()))).available.length, 1);
    page.abort();
    await first;
  });

  it('gives each request to Junction the end of its own request, and no retries', async () => {
    const options: Record<string, unknown>[] = [];
    const client = clientOf([usual()], [usual()]);
    for (const [object, name] of [
      [client.user, 'getConnectedProviders'],
      [client.user, 'deregisterProvider'],
      [client.providers, 'getAll'],
    ] as [Record<string, (...args: unknown[]) => unknown>, string][]) {
      const call = object[name]!;
      object[name] = (request, requestOptions) => {
        options.push(requestOptions as Record<string, unknown>);
        return call(request, requestOptions);
      };
    }
    const handler = createConnectionsHandler({ client, getUserId: () => 'u', canDisconnect: true });
    for (const request of [get(), del()]) await handler(request);
    assert.equal(options.length, 4);
    for (const { maxRetries, timeoutInSeconds, abortSignal } of options)
      assert.deepEqual([maxRetries, timeoutInSeconds, abortSignal instanceof AbortSignal], [0, 5, true]);
  });

  it('lists connections of the person whom getClientUserId names, and of nobody else', async () => {
    const { client, connect } = await setUp();
    await connect('oura');
    const handlerFor = (id: string) => createConnectionsHandler({ client, getClientUserId: () => id });
    assert.equal((await readAnswer(await handlerFor('ada')(get()))).connections.length, 1);
    assert.deepEqual((await readAnswer(await handlerFor('eve')(get()))).connections, []);
  });

  it('lists no connections when the Junction user was deleted', async () => {
    const { client, connect, userId } = await setUp();
    await connect('oura');
    const handler = createConnectionsHandler({ client, getClientUserId: () => 'ada' });
    await handler(get());
    await client.user.delete({ userId });
    assert.deepEqual((await readAnswer(await handler(get()))).connections, []);
  });

  it('creates no Junction user for a person who only looks', async () => {
    const { client, requests } = await setUp();
    const handler = createConnectionsHandler({ client, getClientUserId: () => 'eve', canDisconnect: true });
    assert.deepEqual((await readAnswer(await handler(get()))).connections, []);
    assert.equal((await handler(del())).status, 204);
    assert.ok(requests.includes('GET /v2/user/resolve/eve'));
    assert.ok(!requests.some((request) => request.startsWith('POST ')), requests.join());
  });

  it('lists the connections of a Junction user that was created after an empty list', async () => {
    const { client, sandbox, base } = await setUp();
    const handler = createConnectionsHandler({ client, getClientUserId: () => 'eve' });
    assert.deepEqual((await readAnswer(await handler(get()))).connections, []);
    const { userId } = await client.user.create({ clientUserId: 'eve' });
    const { linkToken: token } = await client.link.token({ userId });
    const body = new URLSearchParams({ token, provider: 'oura', decision: 'allow' });
    await sandbox(new Request(`${base}/connect`, { method: 'POST', body }));
    assert.equal((await readAnswer(await handler(get()))).connections.length, 1);
  });

  for (const [status, expected] of [
    [400, 1],
    [422, 1],
    [404, 0],
  ] as const)
    it(`lists ${expected} connections when Junction answers ${status} to the search for the user`, async () => {
      const { client, connect } = await setUp();
      await connect('oura');
      const user: UserClient['user'] & ConnectionsClient['user'] = {
        create: (request) => client.user.create(request),
        getByClientUserId: () => Promise.reject(Object.assign(new Error('refused'), { statusCode: status })),
        getConnectedProviders: (request) => client.user.getConnectedProviders(request),
        deregisterProvider: (request) => client.user.deregisterProvider(request),
      };
      const handler = createConnectionsHandler({
        client: { user, providers: client.providers },
        getClientUserId: () => 'ada',
      });
      assert.equal((await readAnswer(await handler(get()))).connections.length, expected);
    });
});

describe('what the handler answers', () => {
  it('never has the name of the person at a provider, the user, the team, or a text about an error', async () => {
    const { handler, connect, breakConnection, client, userId } = await setUp({ canDisconnect: true });
    await connect('freestyle_libre', 'planted@home.example');
    await connect('peloton', 'planted-name');
    await connect('oura');
    await breakConnection('oura', 'token_refresh_failed');
    const { teamId } = await client.user.get({ userId });
    const { providers } = await client.user.getConnectedProviders({ userId });
    const secrets = [userId, teamId, 'ada', 'planted', ...providers!.map(({ externalUserId }) => externalUserId!)];
    secrets.push(providers!.find(({ slug }) => slug === 'oura')!.errorDetails!.errorMessage);
    assert.equal(secrets.filter(Boolean).length, 8);
    for (const response of [await handler(get()), await handler(del('?provider=peloton')), await handler(del('?x'))]) {
      const text = (await response.text()) + JSON.stringify([...response.headers]);
      for (const secret of secrets) assert.ok(!text.includes(secret), secret);
    }
  });

  const junk: unknown[] = [null, 1, 'oura', [], {}, { slug: '' }, { slug: 'a b' }, { slug: '../x' }, { slug: 7 }];
  const items: [what: string, item: object, expected: object][] = [
    ['a name with markup', { name: '<img src=x onerror=alert(1)>' }, { name: '<img src=x onerror=alert(1)>' }],
    ['no name', { name: null }, { name: 'Oura' }],
    ['an empty name', { name: '  ' }, { name: 'Oura' }],
    ['a very long name', { name: 'x'.repeat(5000) }, { name: 'x'.repeat(100) }],
    ['a script as a logo', { logo: 'javascript:alert(1)' }, { logo: null }],
    ['a picture in the address', { logo: 'data:image/svg+xml,<svg/>' }, { logo: null }],
    ['a relative logo', { logo: '/logo.svg' }, { logo: null }],
    ['a logo with a password', { logo: 'https://a:b@logo.example/' }, { logo: null }],
    ['a very long logo', { logo: `https://logo.example/${'x'.repeat(5000)}` }, { logo: null }],
    ['no logo', { logo: undefined }, { logo: null }],
    ['an unknown status', { status: 'paused' }, { status: 'error' }],
    ['no status', { status: undefined }, { status: 'error' }],
    [
      'an unknown reason',
      { status: 'error', errorDetails: { errorType: 'new_one' } },
      { status: 'error', reason: 'new_one' },
    ],
    ['a reason that is a text', { status: 'error', errorDetails: { errorType: 'Ada <ada@x>' } }, { status: 'error' }],
    ['a reason of a connection that works', { errorDetails: { errorType: 'unknown' } }, {}],
    ['a time that is none', { createdOn: new Date(Number.NaN) }, { since: null }],
    ['a time as a text', { createdOn: '2026-01-02T03:04:05+01:00' }, { since: '2026-01-02T02:04:05.000Z' }],
    ['no time', { createdOn: null }, { since: null }],
  ];
  const usualItem = {
    slug: 'oura',
    name: 'Ring',
    logo: 'https://logo.example/a.svg',
    status: 'connected',
    createdOn: new Date(0),
  };
  for (const [what, item, expected] of items)
    it(`is safe for a connection with ${what}`, async () => {
      const client = clientOf(
        [...junk, { ...usualItem, ...item }, ...junk],
        [...junk, { ...usualItem, ...item }, ...junk],
      );
      const { connections, available } = await readAnswer(
        await createConnectionsHandler({ client, getUserId: () => 'u' })(get()),
      );
      const basics = { provider: 'oura', name: 'Ring', logo: 'https://logo.example/a.svg' };
      const summary = { ...basics, status: 'connected', since: '1970-01-01T00:00:00.000Z', ...expected };
      assert.deepEqual(connections, [summary]);
      assert.deepEqual(available, [{ provider: 'oura', name: summary.name, logo: summary.logo }]);
    });

  it('names each provider once', async () => {
    const client = clientOf([usualItem, { ...usualItem, name: 'Other' }], [usualItem, usualItem]);
    const answer = await readAnswer(await createConnectionsHandler({ client, getUserId: () => 'u' })(get()));
    assert.deepEqual([answer.connections.length, answer.available.length, answer.connections[0]!.name], [1, 1, 'Ring']);
  });

  for (const [what, client] of [
    ['no list of connections', clientOf(undefined)],
    ['no list of providers', clientOf([], 'soon')],
    ['nothing', { user: { getConnectedProviders: async () => undefined }, providers: { getAll: async () => [] } }],
  ] as [string, ConnectionsClient][])
    it(`is a refusal when Junction answers with ${what}`, async () => {
      await assertRefused(
        await createConnectionsHandler({ client, getUserId: () => 'u' })(get()),
        502,
        'junction_unavailable',
      );
    });
});

describe('DELETE', () => {
  const deregistration = (userId: string) => `DELETE /v2/user/${userId}/oura`;

  it('ends the connection, and answers 204 without a body', async () => {
    const { handler, connect, requests, userId } = await setUp({ canDisconnect: true });
    for (const provider of ['oura', 'fitbit']) await connect(provider);
    const response = await handler(del());
    assert.deepEqual([response.status, await response.text()], [204, '']);
    assert.ok(requests.includes(deregistration(userId)));
    const { connections } = await readAnswer(await handler(get()));
    assert.deepEqual(
      connections.map(({ provider }) => provider),
      ['fitbit'],
    );
  });

  it('answers 204 when there is no connection, and asks Junction to end nothing', async () => {
    const calls: string[] = [];
    const { handler, requests } = await setUp({ canDisconnect: true, onDisconnect: () => calls.push('onDisconnect') });
    for (const provider of ['oura', 'a_new_one'])
      assert.equal((await handler(del(`?provider=${provider}`))).status, 204);
    assert.ok(!requests.some((request) => request.startsWith('DELETE')));
    assert.deepEqual(calls, []);
  });

  it('answers 204 to both of two requests at the same time', async () => {
    const { handler, connect } = await setUp({ canDisconnect: true });
    await connect('oura');
    const responses = await Promise.all([handler(del()), handler(del())]);
    assert.deepEqual(
      responses.map(({ status }) => status),
      [204, 204],
    );
  });

  it('ends a connection that needs the person again', async () => {
    const { handler, connect, breakConnection, client, userId } = await setUp({ canDisconnect: true });
    await connect('oura');
    await breakConnection('oura', 'user_not_found');
    assert.equal((await handler(del())).status, 204);
    assert.deepEqual(await client.user.getConnectedProviders({ userId }), { providers: [] });
  });

  const permissions: [what: string, canDisconnect: ConnectionsHandlerOptions['canDisconnect'], status: number][] = [
    ['is missing', undefined, 403],
    ['is false', false, 403],
    ['is true', true, 204],
    ['returns true', () => true, 204],
    ['returns false', () => false, 403],
    ['resolves with true', async () => true, 204],
    ['resolves with false', async () => false, 403],
    ['returns something else than true', (() => 'yes') as never, 403],
    [
      'throws',
      () => {
        throw new Error('secret');
      },
      500,
    ],
    ['rejects', () => Promise.reject(new Error('secret')), 500],
  ];
  for (const [what, canDisconnect, status] of permissions)
    it(`answers ${status} when canDisconnect ${what}`, async () => {
      const { handler, connect, client, userId, causes } = await setUp(
        canDisconnect === undefined ? {} : { canDisconnect },
      );
      await connect('oura');
      const response = await handler(del());
      if (status === 204) assert.equal(response.status, 204);
      else await assertRefused(response, status, status === 403 ? 'forbidden' : 'server_error', /canDisconnect/);
      const { providers } = await client.user.getConnectedProviders({ userId });
      assert.equal(providers!.length, status === 204 ? 0 : 1);
      assert.equal(causes.length, status === 500 ? 1 : 0);
    });

  it('passes the Junction user and the provider to both functions, and ends the connection after them', async () => {
    const calls: unknown[] = [];
    const { handler, connect, requests, userId } = await setUp({
      canDisconnect: (...args) => calls.push(['canDisconnect', ...args]) > 0,
      onDisconnect: (...args) => {
        calls.push(['onDisconnect', ...args]);
        assert.ok(!requests.includes(deregistration(userId)), 'Junction was not asked yet');
      },
    });
    await connect('oura');
    assert.equal((await handler(del())).status, 204);
    assert.deepEqual(calls, [
      ['canDisconnect', userId, 'oura'],
      ['onDisconnect', userId, 'oura'],
    ]);
    assert.ok(requests.includes(deregistration(userId)));
  });

  for (const [what, onDisconnect] of [
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret'))],
    [
      'throws undefined',
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- a site's own code can throw any value
        throw undefined;
      },
    ],
  ] as [string, () => unknown][])
    it(`answers 409 when onDisconnect ${what}, and the connection stays`, async () => {
      const { handler, connect, client, userId, causes } = await setUp({ canDisconnect: true, onDisconnect });
      await connect('oura');
      const response = await handler(del());
      await assertRefused(response, 409, 'conflict', /onDisconnect failed/);
      assert.ok(!(await response.text()).includes('secret'));
      assert.equal(causes.length, 1);
      assert.equal((await client.user.getConnectedProviders({ userId })).providers!.length, 1);
    });

  const queries = [
    '',
    '?',
    '?provider=',
    '?provider=a%20b',
    '?provider=../x',
    '?provider=Oura',
    '?provider=oura&provider=fitbit',
    `?provider=${'x'.repeat(65)}`,
    '?provider=oura&user_id=1',
  ];
  for (const query of queries)
    it(`answers 400 to the query '${query.slice(0, 40)}'`, async () => {
      const { handler, connect, requests } = await setUp({ canDisconnect: true });
      await connect('oura');
      await assertRefused(await handler(del(query)), 400, 'invalid_request');
      assert.deepEqual(requests, [], 'Junction was not asked');
    });

  it('answers 400 for a provider that no page can connect', async () => {
    const { handler, requests } = await setUp({ canDisconnect: true });
    for (const provider of ['apple_health_kit', 'manual'])
      await assertRefused(await handler(del(`?provider=${provider}`)), 400, 'invalid_request', /no page can connect/);
    assert.deepEqual(requests, []);
  });

  it('ends a connection to a provider that the site no longer offers', async () => {
    const { handler, connect, client, userId } = await setUp({ canDisconnect: true, allowedProviders: ['garmin'] });
    await connect('oura');
    assert.equal((await handler(del())).status, 204);
    assert.deepEqual((await client.user.getConnectedProviders({ userId })).providers, []);
  });

  it('asks Junction nothing when nobody may end a connection', async () => {
    const { handler, requests } = await setUp();
    await assertRefused(await handler(del()), 403, 'forbidden');
    assert.deepEqual(requests, []);
  });

  it('asks Junction for no list when the person may not end the connection', async () => {
    const { handler, requests } = await setUp({ canDisconnect: () => false });
    await assertRefused(await handler(del()), 403, 'forbidden');
    assert.deepEqual(requests, []);
  });

  it('ends the connection although the page leaves after onDisconnect has begun', async () => {
    const page = new AbortController();
    const { handler, connect, client, userId } = await setUp({
      canDisconnect: true,
      onDisconnect: async () => {
        page.abort();
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
    await connect('oura');
    const request = new Request(del(), { signal: page.signal });
    assert.equal((await handler(request)).status, 204);
    assert.deepEqual((await client.user.getConnectedProviders({ userId })).providers, []);
  });

  it('tells onError of a failure after the page has left', async () => {
    const page = new AbortController();
    const client = clientOf([usual()]);
    client.user.deregisterProvider = () => Promise.reject(new Error('down'));
    const causes: unknown[] = [];
    const handler = createConnectionsHandler({
      client,
      getUserId: () => 'u',
      canDisconnect: true,
      onDisconnect: () => page.abort(),
      onError: (cause) => causes.push(cause),
    });
    await handler(new Request(del(), { signal: page.signal }));
    assert.deepEqual(causes.map(String), ['Error: down']);
  });

  it('says what Junction answered first when the list fails, too', async () => {
    const client = clientOf([usual()]);
    client.user.deregisterProvider = () => {
      client.user.getConnectedProviders = () => Promise.reject(new Error('down'));
      const headers = new Headers({ 'Retry-After': '7' });
      return Promise.reject(Object.assign(new Error('busy'), { statusCode: 429, rawResponse: { headers } }));
    };
    const handler = createConnectionsHandler({ client, getUserId: () => 'u', canDisconnect: true });
    const response = await handler(del());
    await assertRefused(response, 429, 'rate_limited');
    assert.equal(response.headers.get('retry-after'), '7');
  });

  it('does not look for the user again when a function of the site throws an error with a status', async () => {
    const { client, connect, requests } = await setUp();
    await connect('oura');
    let calls = 0;
    const handler = createConnectionsHandler({
      client,
      getClientUserId: () => 'ada',
      canDisconnect: true,
      onDisconnect: () => {
        calls += 1;
        throw Object.assign(new Error('not found'), { statusCode: 404 });
      },
    });
    await assertRefused(await handler(del()), 409, 'conflict');
    assert.equal(calls, 1);
    assert.equal(requests.filter((request) => request.startsWith('GET /v2/user/resolve')).length, 1);
  });

  it('ignores other parameters of the site', async () => {
    const { handler, connect } = await setUp({ canDisconnect: true });
    await connect('oura');
    assert.equal((await handler(del('?lang=de&provider=oura'))).status, 204);
  });
});

describe('the connections endpoint, like the token endpoint,', () => {
  const refused: [what: string, request: Request, status: number, code: string][] = [
    ['a page of another site', get({ 'Sec-Fetch-Site': 'cross-site' }), 403, 'cross_site_request'],
    ['a DELETE of another site', del('?provider=oura', { 'Sec-Fetch-Site': 'same-site' }), 403, 'cross_site_request'],
    [
      'a preflight of another site',
      new Request(endpoint, { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } }),
      403,
      'cross_site_request',
    ],
    [
      'another method',
      new Request(endpoint, { method: 'POST', headers: { Origin: origin } }),
      405,
      'method_not_allowed',
    ],
    ['a user_id in the query', new Request(`${endpoint}?user_id=1`), 400, 'invalid_request'],
  ];
  for (const [what, request, status, code] of refused)
    it(`refuses ${what}`, async () => {
      const { handler, connect, requests } = await setUp({ canDisconnect: true });
      await connect('oura');
      const response = await handler(request);
      await assertRefused(response, status, code);
      assert.deepEqual(requests, []);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      if (status === 405) assert.equal(response.headers.get('allow'), 'GET, DELETE');
    });

  it('refuses a person who is not signed in', async () => {
    const { handler, requests } = await setUp({ getUserId: () => null, canDisconnect: true });
    for (const request of [get(), del()]) await assertRefused(await handler(request), 401, 'unauthenticated');
    assert.deepEqual(requests, []);
  });

  it('sends every answer with no-store', async () => {
    const { handler, connect } = await setUp({ canDisconnect: true });
    await connect('oura');
    for (const request of [get(), del(), del('')]) {
      const { headers } = await handler(request);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('lets a page of an allowed origin list and end connections', async () => {
    const app = 'https://app.example';
    const { handler, connect } = await setUp({ allowedOrigins: [app], canDisconnect: true });
    await connect('oura');
    const headers = { Origin: app, 'Sec-Fetch-Site': 'cross-site' };
    const preflight = await handler(
      new Request(endpoint, {
        method: 'OPTIONS',
        headers: { ...headers, 'Access-Control-Request-Headers': 'x-csrf-token' },
      }),
    );
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET, DELETE');
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'x-csrf-token');
    for (const request of [get(headers), del('?provider=oura', headers)]) {
      const response = await handler(request);
      assert.ok(response.ok);
      assert.equal(response.headers.get('access-control-allow-origin'), app);
      assert.equal(response.headers.get('vary'), 'Origin');
    }
  });

  it('passes on that Junction has too many requests, and hides what else it says', async () => {
    const answers: [status: number, expected: [status: number, code: string]][] = [
      [429, [429, 'rate_limited']],
      [500, [502, 'junction_unavailable']],
      [401, [502, 'junction_unavailable']],
      [422, [502, 'junction_unavailable']],
    ];
    for (const [status, expected] of answers) {
      const error = {
        statusCode: status,
        message: 'secret',
        rawResponse: { headers: new Headers({ 'Retry-After': '7' }) },
      };
      const client = clientOf([usual()]);
      client.user.getConnectedProviders = () => Promise.reject(error);
      const handler = createConnectionsHandler({ client, getUserId: () => 'u', canDisconnect: true });
      for (const request of [get(), del()]) {
        const response = await handler(request);
        await assertRefused(response, ...expected);
        assert.ok(!(await response.text()).includes('secret'));
        assert.equal(response.headers.get('retry-after'), status === 429 ? '7' : null);
      }
    }
  });

  it('answers 502 when Junction does not end the connection', async () => {
    const client = clientOf([usual()]);
    client.user.deregisterProvider = () => Promise.reject(new Error('secret'));
    const causes: unknown[] = [];
    const handler = createConnectionsHandler({
      client,
      getUserId: () => 'u',
      canDisconnect: true,
      onError: (cause) => causes.push(cause),
    });
    await assertRefused(await handler(del()), 502, 'junction_unavailable');
    assert.equal(causes.length, 1);
  });

  const hour = 60 * 60 * 1000;
  const never = () => new Promise<never>(() => {});
  const waits: [
    what: string,
    change: (client: ConnectionsClient) => Partial<ConnectionsHandlerOptions>,
    request: Request,
    status: number,
  ][] = [
    ['the connections', (client) => ((client.user.getConnectedProviders = never), {}), get(), 502],
    ['the providers', (client) => ((client.providers.getAll = never), {}), get(), 502],
    ['the end of the connection', (client) => ((client.user.deregisterProvider = never), {}), del(), 502],
    ['canDisconnect', () => ({ canDisconnect: never }), del(), 500],
    ['onDisconnect', () => ({ onDisconnect: never }), del(), 500],
    ['getUserId', () => ({ getUserId: never }), get(), 500],
  ];
  for (const [what, change, request, status] of waits)
    it(`answers ${status} after five seconds without ${what}`, async (test) => {
      test.mock.timers.enable({ apis: ['setTimeout'] });
      const client = clientOf([usual()]);
      const options = { client, getUserId: () => 'u', canDisconnect: true, ...change(client) };
      const answer = createConnectionsHandler(options as ConnectionsHandlerOptions)(request);
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      test.mock.timers.tick(hour);
      assert.equal((await answer).status, status);
    });

  for (const options of [
    { allowedProviders: [] },
    { allowedProviders: ['Oura'] },
    { allowedOrigins: ['shop.example'] },
    { canDisconnect: 'yes' },
    { onDisconnect: true },
    { getClientUserId: () => 'ada' },
    { getUserId: undefined },
    { client: undefined },
    { allowedProviders: 'oura garmin' },
  ])
    it(`throws for the options ${Object.keys(options).join()}: ${JSON.stringify(options)}`, async () => {
      const all = { client: clientOf([]), getUserId: () => 'u', ...options } as unknown as ConnectionsHandlerOptions;
      assert.throws(() => createConnectionsHandler(all), TypeError);
    });
});

function usual() {
  return {
    slug: 'oura',
    name: 'Oura',
    logo: 'https://logo.example/a.svg',
    status: 'connected',
    createdOn: new Date(0),
  };
}
