import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serialization } from '@junction-api/sdk';
import type { WebhookOptions } from 'junction-connect/sandbox';
import { Webhook } from 'svix';
import { listen } from '../support/listen.js';
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

/** Returns a sandbox whose webhooks get this answer without a network, and the requests that it sends. */
function setUpReceiver(
  answer: () => Promise<Response> | Response = () => new Response(),
  options: object = { secret },
) {
  const received: { url: string; body: string; headers: Record<string, string> }[] = [];
  const fetch: WebhookOptions['fetch'] = async (url, { body, headers }) => {
    received.push({ url, body: body as string, headers: headers as Record<string, string> });
    return answer();
  };
  const setup = setUp({ webhook: { url: 'http://localhost:5000/hooks', fetch, ...options } });
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
      const setup = setUp({ webhook: { url: base + path, secret } });
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
