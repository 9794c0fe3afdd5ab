import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serialization } from '@junction-api/sdk';
import type { SandboxOptions, WebhookOptions } from 'junction-connect/sandbox';
import { Webhook } from 'svix';
import { listen } from '../support/listen.js';
import { assertMatches } from '../support/openapi.js';
import { openLink, type Setup, setUp } from './visit-link.js';

const secret = `whsec_${Buffer.from('a secret of the local Junction').toString('base64')}`;

interface Delivery {
  id: string;
  sent_at: string;
  event: { event_type: string };
  status: string;
  http_status?: number;
  error?: string;
}

/**
 * Returns a sandbox whose webhooks get this answer without a network, and the requests that it sends. The fetch of past
 * data takes longer than the test, so no webhook is about it.
 */
function setUpReceiver(
  answer: () => Promise<Response> | Response = () => new Response(),
  options: object = { secret },
  sandboxOptions: Partial<SandboxOptions> = { historicalPullMs: 3_600_000 },
) {
  const received: { url: string; body: string; headers: Record<string, string> }[] = [];
  const fetch: WebhookOptions['fetch'] = async (url, { body, headers }) => {
    received.push({ url, body: body as string, headers: headers as Record<string, string> });
    return answer();
  };
  const setup = setUp({ webhook: { url: 'http://localhost:5000/hooks', fetch, ...options }, ...sandboxOptions });
  return { setup, received };
}

const readDeliveries = async ({ callApi }: Setup) =>
  ((await (await callApi('/_sandbox/webhooks')).json()) as { webhooks: Delivery[] }).webhooks;

/** Waits until no webhook is pending, and returns all of them. */
async function waitUntilSettled(setup: Setup): Promise<Delivery[]> {
  const webhooks = await readDeliveries(setup);
  if (webhooks.every(({ status }) => status !== 'pending')) return webhooks;
  await new Promise((resolve) => setTimeout(resolve, 5));
  return waitUntilSettled(setup);
}

/** Connects Oura, and breaks the connection. */
async function connectAndBreak(setup: Setup): Promise<string> {
  const link = await openLink(setup);
  await link.decide('oura', 'allow');
  const body = JSON.stringify({ user_id: link.userId, provider: 'oura' });
  assert.equal((await setup.callApi('/_sandbox/connections/error', { body })).status, 200);
  return link.userId;
}

/** The options for the strictest validation of the SDK. It throws when an event does not match. */
const strictOptions = { skipValidation: false, unrecognizedObjectKeys: 'fail' } as const;

describe('webhooks', () => {
  it('report a connection and its error, in Junction’s format', async () => {
    const { setup, received } = setUpReceiver();
    const userId = await connectAndBreak(setup);
    await waitUntilSettled(setup);
    const events = received.map(({ body }) => JSON.parse(body) as { client_user_id: string; team_id: string });
    assertMatches('ClientFacingProviderConnectionCreatedEvent', events[0]);
    assertMatches('ClientFacingProviderConnectionErrorEvent', events[1]);
    const created = serialization.ClientFacingProviderConnectionCreatedEvent.parseOrThrow(events[0], strictOptions);
    const broken = serialization.ClientFacingProviderConnectionErrorEvent.parseOrThrow(events[1], strictOptions);
    const [user] = await setup
      .callApi('/_sandbox/state')
      .then(
        async (answer) => ((await answer.json()) as { users: { client_user_id: string; team_id: string }[] }).users,
      );
    for (const event of [created, broken]) {
      assert.equal(event.userId, userId);
      assert.equal(event.data.userId, userId);
      assert.equal(event.clientUserId, user!.client_user_id);
      assert.equal(event.teamId, user!.team_id);
    }
    assert.equal(created.data.provider.slug, 'oura');
    assert.deepEqual([broken.data.provider, broken.data.errorType], ['oura', 'token_refresh_failed']);
  });

  it('have a signature that Svix’s library accepts', async () => {
    const { setup, received } = setUpReceiver();
    await connectAndBreak(setup);
    await waitUntilSettled(setup);
    const webhook = new Webhook(secret);
    for (const { body, headers, url } of received) {
      assert.equal(url, 'http://localhost:5000/hooks');
      assert.deepEqual(webhook.verify(body, headers), JSON.parse(body));
      assert.throws(() => webhook.verify(`${body} `, headers));
    }
    assert.notEqual(received[0]!.headers['svix-id'], received[1]!.headers['svix-id']);
  });

  it('are signed with the real time, not with the time of the sandbox’s clock', async () => {
    const { setup, received } = setUpReceiver();
    await setup.callApi('/_sandbox/clock', { body: '{"now":0}' });
    await connectAndBreak(setup);
    await waitUntilSettled(setup);
    assert.doesNotThrow(() => new Webhook(secret).verify(received[0]!.body, received[0]!.headers));
  });

  it('are not signed without a secret', async () => {
    const { setup, received } = setUpReceiver(undefined, {});
    await connectAndBreak(setup);
    await waitUntilSettled(setup);
    assert.deepEqual(received[0]!.headers, { 'Content-Type': 'application/json' });
  });

  it('are not sent for a failed sign-in, and are sent once for a sign-in that is sent twice', async () => {
    const { setup, received } = setUpReceiver();
    const link = await openLink(setup);
    for (const decision of ['deny', 'allow', 'allow']) await link.decide('oura', decision);
    await waitUntilSettled(setup);
    assert.equal(received.length, 1);
  });

  it('are not sent when there is no address', async () => {
    const setup = setUp();
    await connectAndBreak(setup);
    assert.deepEqual(await (await setup.callApi('/_sandbox/webhooks')).json(), { url: null, webhooks: [] });
  });

  const failures: [what: string, answer: () => Promise<Response> | Response, expected: object][] = [
    ['refuses them', () => new Response('no', { status: 500 }), { status: 'failed', http_status: 500 }],
    ['redirects them', () => new Response(null, { status: 307 }), { status: 'failed', http_status: 307 }],
    [
      'does not run',
      () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
      { status: 'failed', error: 'fetch failed: ECONNREFUSED' },
    ],
    ['fails with null', () => Promise.reject(null), { status: 'failed', error: 'null' }],
    ['fails with undefined', () => Promise.reject(), { status: 'failed', error: 'undefined' }],
  ];
  for (const [what, answer, expected] of failures)
    it(`are listed as failed when the receiver ${what}, and Link continues`, async () => {
      const { setup } = setUpReceiver(answer);
      const link = await openLink(setup);
      assert.equal((await link.decide('oura', 'allow')).status, 303);
      const [{ id, sent_at, event, ...rest } = {} as Delivery] = await waitUntilSettled(setup);
      assert.ok(id.startsWith('msg_'));
      assert.equal(Date.parse(sent_at), setup.clock.now);
      assert.equal(event.event_type, 'provider.connection.created');
      assert.deepEqual(rest, expected);
    });

  it('are pending until the receiver answers, and Link does not wait for that', async () => {
    let answer: ((response: Response) => void) | undefined;
    const { setup } = setUpReceiver(() => new Promise((resolve) => (answer = resolve)));
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    assert.equal((await readDeliveries(setup))[0]!.status, 'pending');
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer?.(new Response());
    assert.equal((await waitUntilSettled(setup))[0]!.status, 'delivered');
  });

  for (const url of [
    'https://shop.example/hooks',
    'http://localhost.shop.example/',
    'http://127.0.0.1.shop.example/',
    'http://localhost@shop.example/',
    'http://0.0.0.0/',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    '/hooks',
    '',
  ])
    it(`cannot be sent to '${url}'`, () => {
      assert.throws(() => setUp({ webhook: { url } }), TypeError);
    });

  for (const url of ['http://127.0.0.1:1', 'https://[::1]/', 'http://shop.localhost/', 'http://LOCALHOST'])
    it(`can be sent to '${url}'`, () => {
      assert.doesNotThrow(() => setUp({ webhook: { url } }));
    });

  for (const invalidSecret of ['', 'c2VjcmV0', 'whsec_', 'whsec_!'])
    it(`are refused with the secret '${invalidSecret}'`, () => {
      assert.throws(() => setUp({ webhook: { url: 'http://localhost', secret: invalidSecret } }), {
        name: 'TypeError',
        message: 'The secret of webhooks must be whsec_ followed by Base64 text',
      });
    });
});

describe('webhooks about past data', () => {
  const types = (received: { body: string }[]) =>
    received.map(({ body }) => (JSON.parse(body) as { event_type: string }).event_type);
  const historicalTypes = ['historical.data.activity.created', 'historical.data.sleep.created'];
  const reconnect = async (setup: Setup, userId: string, provider: string) => {
    const { linkToken: token } = await setup.client.link.token({ userId });
    const body = new URLSearchParams({ token, provider, decision: 'allow' });
    await setup.visit(`${setup.base}/connect`, { method: 'POST', body });
  };
  const setPull = (setup: Setup, userId: string, status: string) =>
    setup.callApi('/_sandbox/connections/historical-pull', {
      body: JSON.stringify({ user_id: userId, provider: 'oura', status }),
    });

  it('follow a connection, in Junction’s format', async () => {
    const { setup, received } = setUpReceiver(undefined, { secret }, {});
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    await waitUntilSettled(setup);
    assert.deepEqual(types(received), ['provider.connection.created', ...historicalTypes]);
    const [, activity, sleep] = received.map(({ body }) => JSON.parse(body) as unknown);
    for (const { userId, data } of [
      serialization.ClientFacingActivityHistoricalPullCompleted.parseOrThrow(activity, strictOptions),
      serialization.ClientFacingSleepHistoricalPullCompleted.parseOrThrow(sleep, strictOptions),
    ]) {
      assert.deepEqual([userId, data.userId, data.provider], [link.userId, link.userId, 'oura']);
      assert.equal(data.endDate.getTime(), setup.clock.now);
      assert.ok(data.startDate < data.endDate);
    }
  });

  it('are sent when the time of the fetch is over', async () => {
    const { setup, received } = setUpReceiver();
    await (await openLink(setup)).decide('oura', 'allow');
    await setup.callApi('/_sandbox/clock', { body: '{"advance":3599999}' });
    await waitUntilSettled(setup);
    assert.deepEqual(types(received), ['provider.connection.created']);
    await setup.callApi('/_sandbox/clock', { body: '{"advance":1}' });
    await waitUntilSettled(setup);
    assert.deepEqual(types(received), ['provider.connection.created', ...historicalTypes]);
    await setup.callApi('/_sandbox/clock', { body: '{"advance":3600000}' });
    await waitUntilSettled(setup);
    assert.equal(received.length, 3, 'they are sent once');
  });

  it('are sent after that time also when nobody sets the clock', async () => {
    const { setup, received } = setUpReceiver(undefined, { secret }, { now: Date.now, historicalPullMs: 20 });
    await (await openLink(setup)).decide('oura', 'allow');
    for (let wait = 0; wait < 400 && received.length < 3; wait += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(types(received), ['provider.connection.created', ...historicalTypes]);
  });

  const endings: [what: string, end: (setup: Setup, userId: string) => Promise<unknown>][] = [
    ['the connection was ended', ({ client }, userId) => client.user.deregisterProvider({ userId, provider: 'oura' })],
    ['the user was deleted', ({ client }, userId) => client.user.delete({ userId })],
    ['the fetch has failed', (setup, userId) => setPull(setup, userId, 'failure')],
    [
      'the connection has failed',
      ({ sendCommand }, userId) => sendCommand('connections/error', { user_id: userId, provider: 'oura' }),
    ],
    ['the fetch is tried again', (setup, userId) => setPull(setup, userId, 'retrying')],
    ['the sandbox was reset', ({ callApi }) => callApi('/_sandbox/reset', { method: 'POST' })],
  ];
  for (const [what, end] of endings)
    it(`are not sent when ${what} in the meantime`, async () => {
      const { setup, received } = setUpReceiver();
      const link = await openLink(setup);
      await link.decide('oura', 'allow');
      await waitUntilSettled(setup);
      await end(setup, link.userId);
      await setup.callApi('/_sandbox/clock', { body: '{"advance":7200000}' });
      await waitUntilSettled(setup);
      assert.deepEqual(
        types(received).filter((type) => type.startsWith('historical')),
        [],
      );
    });

  it('are sent before the API says that the fetch is over, also with a clock of the test', async () => {
    const { setup, received } = setUpReceiver();
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    setup.clock.now += 3_600_000;
    const { data } = await setup.client.introspect.getUserHistoricalPulls();
    assert.equal(data[0]!.provider.oura!.pulled.sleep!.status, 'success');
    await waitUntilSettled(setup);
    assert.deepEqual(types(received), ['provider.connection.created', ...historicalTypes]);
    await setup.callApi('/_sandbox/clock', { body: '{"advance":-600000}' });
    await setPull(setup, link.userId, 'success');
    await waitUntilSettled(setup);
    assert.equal(received.length, 3, 'they are sent once');
  });

  it('are sent once when the control API ends the fetch', async () => {
    const { setup, received } = setUpReceiver();
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    for (const status of ['retrying', 'success', 'success']) await setPull(setup, link.userId, status);
    await setup.callApi('/_sandbox/clock', { body: '{"advance":7200000}' });
    await waitUntilSettled(setup);
    assert.deepEqual(types(received), ['provider.connection.created', ...historicalTypes]);
  });

  it('follow a connection that is made again, except one to Garmin', async () => {
    for (const [provider, count] of [
      ['oura', 4],
      ['garmin', 2],
    ] as const) {
      const { setup, received } = setUpReceiver(undefined, { secret }, {});
      const link = await openLink(setup);
      await link.decide(provider, 'allow');
      await reconnect(setup, link.userId, provider);
      await waitUntilSettled(setup);
      assert.equal(types(received).filter((type) => type.startsWith('historical')).length, count, provider);
    }
  });

  it('follow a connection to Garmin that is made again during the fetch', async () => {
    const { setup, received } = setUpReceiver();
    const link = await openLink(setup);
    await link.decide('garmin', 'allow');
    await reconnect(setup, link.userId, 'garmin');
    await setup.callApi('/_sandbox/clock', { body: '{"advance":7200000}' });
    await waitUntilSettled(setup);
    assert.deepEqual(
      types(received).filter((type) => type.startsWith('historical')),
      historicalTypes,
    );
  });

  it('follow a connection to Garmin that was ended and made again', async () => {
    const { setup, received } = setUpReceiver(undefined, { secret }, {});
    const link = await openLink(setup);
    await link.decide('garmin', 'allow');
    await setup.client.user.deregisterProvider({ userId: link.userId, provider: 'garmin' });
    await reconnect(setup, link.userId, 'garmin');
    await waitUntilSettled(setup);
    assert.equal(types(received).filter((type) => type.startsWith('historical')).length, 4);
  });
});

describe('webhooks, over the network', () => {
  it('arrive, and follow no redirect', async () => {
    const requests: { path: string; headers: Headers; body: string }[] = [];
    const { port, close } = await listen(async (request) => {
      const path = new URL(request.url).pathname;
      requests.push({ path, headers: request.headers, body: await request.text() });
      const isRedirect = path === '/away';
      return new Response(null, { status: isRedirect ? 302 : 204, headers: { Location: '/elsewhere' } });
    });
    const base = `http://127.0.0.1:${port}`;
    for (const path of ['/hooks', '/away']) {
      const setup = setUp({ webhook: { url: base + path, secret }, historicalPullMs: 3_600_000 });
      await (await openLink(setup)).decide('oura', 'allow');
      assert.equal((await waitUntilSettled(setup))[0]!.http_status, path === '/away' ? 302 : 204);
    }
    assert.deepEqual(
      requests.map(({ path }) => path),
      ['/hooks', '/away'],
    );
    for (const { body, headers } of requests) new Webhook(secret).verify(body, Object.fromEntries(headers));
    close();
  });
});
