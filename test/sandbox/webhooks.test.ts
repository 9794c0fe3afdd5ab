import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { serialization } from '@junction-api/sdk';
import type { WebhookOptions } from 'junction-connect/sandbox';
import { Webhook } from 'svix';
import { openLink, type Setup, setUp } from './support.js';

const secret = `whsec_${Buffer.from('a secret of the local Junction').toString('base64')}`;

interface Sent {
  id: string;
  sent_at: string;
  event: { event_type: string };
  status: string;
  http_status?: number;
  error?: string;
}

/** A sandbox that sends its webhooks to this function, and what the function was sent. */
function receive(answer: () => Promise<Response> | Response = () => new Response(), options: object = { secret }) {
  const received: { url: string; body: string; headers: Record<string, string> }[] = [];
  const fetch: WebhookOptions['fetch'] = async (url, { body, headers }) => {
    received.push({ url, body: body as string, headers: headers as Record<string, string> });
    return answer();
  };
  const setup = setUp({ webhook: { url: 'http://localhost:5000/hooks', fetch, ...options } });
  return { setup, received };
}

const listed = async ({ ask }: Setup) =>
  ((await (await ask('/_sandbox/webhooks')).json()) as { webhooks: Sent[] }).webhooks;

/** Waits until nothing is pending. */
async function settled(setup: Setup): Promise<Sent[]> {
  const webhooks = await listed(setup);
  if (webhooks.every(({ status }) => status !== 'pending')) return webhooks;
  await new Promise((resolve) => setTimeout(resolve, 5));
  return settled(setup);
}

/** Connects Oura, and breaks the connection. */
async function connectAndBreak(setup: Setup): Promise<string> {
  const link = await openLink(setup);
  await link.decide('oura', 'allow');
  const body = JSON.stringify({ user_id: link.userId, provider: 'oura' });
  assert.equal((await setup.ask('/_sandbox/connections/error', { body })).status, 200);
  return link.userId;
}

/** The SDK's own check, which throws. */
const strictly = { skipValidation: false, unrecognizedObjectKeys: 'fail' } as const;

describe('webhooks', () => {
  it('tell of a connection and of its error, in Junction’s shapes', async () => {
    const { setup, received } = receive();
    const userId = await connectAndBreak(setup);
    await settled(setup);
    const events = received.map(({ body }) => JSON.parse(body) as { client_user_id: string; team_id: string });
    const created = serialization.ClientFacingProviderConnectionCreatedEvent.parseOrThrow(events[0], strictly);
    const broken = serialization.ClientFacingProviderConnectionErrorEvent.parseOrThrow(events[1], strictly);
    const [user] = await setup
      .ask('/_sandbox/state')
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

  it('are signed so that Svix’s own library takes them', async () => {
    const { setup, received } = receive();
    await connectAndBreak(setup);
    await settled(setup);
    const webhook = new Webhook(secret);
    for (const { body, headers, url } of received) {
      assert.equal(url, 'http://localhost:5000/hooks');
      assert.deepEqual(webhook.verify(body, headers), JSON.parse(body));
      assert.throws(() => webhook.verify(`${body} `, headers));
    }
    assert.notEqual(received[0]!.headers['svix-id'], received[1]!.headers['svix-id']);
  });

  it('are signed with the real time, wherever the sandbox’s clock stands', async () => {
    const { setup, received } = receive();
    await setup.ask('/_sandbox/clock', { body: '{"now":0}' });
    await connectAndBreak(setup);
    await settled(setup);
    assert.doesNotThrow(() => new Webhook(secret).verify(received[0]!.body, received[0]!.headers));
  });

  it('are not signed without a secret', async () => {
    const { setup, received } = receive(undefined, {});
    await connectAndBreak(setup);
    await settled(setup);
    assert.deepEqual(received[0]!.headers, { 'Content-Type': 'application/json' });
  });

  it('are not sent for a sign-in that fails, and once for one that is sent twice', async () => {
    const { setup, received } = receive();
    const link = await openLink(setup);
    for (const decision of ['deny', 'allow', 'allow']) await link.decide('oura', decision);
    await settled(setup);
    assert.equal(received.length, 1);
  });

  it('are not sent anywhere unless an address is given', async () => {
    const setup = setUp();
    await connectAndBreak(setup);
    assert.deepEqual(await (await setup.ask('/_sandbox/webhooks')).json(), { url: null, webhooks: [] });
  });

  const failures: [what: string, answer: () => Promise<Response> | Response, expected: object][] = [
    ['refuses them', () => new Response('no', { status: 500 }), { status: 'failed', http_status: 500 }],
    ['leads elsewhere', () => new Response(null, { status: 307 }), { status: 'failed', http_status: 307 }],
    [
      'is not there',
      () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
      { status: 'failed', error: 'fetch failed: ECONNREFUSED' },
    ],
  ];
  for (const [what, answer, expected] of failures)
    it(`tell that the receiver ${what}, which Link does not mind`, async () => {
      const { setup } = receive(answer);
      const link = await openLink(setup);
      assert.equal((await link.decide('oura', 'allow')).status, 303);
      const [{ id, sent_at, event, ...rest } = {} as Sent] = await settled(setup);
      assert.ok(id.startsWith('msg_'));
      assert.equal(Date.parse(sent_at), setup.clock.now);
      assert.equal(event.event_type, 'provider.connection.created');
      assert.deepEqual(rest, expected);
    });

  it('are pending while the receiver takes its time, which Link does not wait for', async () => {
    let answer: ((response: Response) => void) | undefined;
    const { setup } = receive(() => new Promise((resolve) => (answer = resolve)));
    const link = await openLink(setup);
    await link.decide('oura', 'allow');
    assert.equal((await listed(setup))[0]!.status, 'pending');
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer?.(new Response());
    assert.equal((await settled(setup))[0]!.status, 'delivered');
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
    it(`are not sent to '${url}'`, () => {
      assert.throws(() => setUp({ webhook: { url } }), TypeError);
    });

  for (const url of ['http://127.0.0.1:1', 'https://[::1]/', 'http://shop.localhost/', 'http://LOCALHOST'])
    it(`may be sent to '${url}'`, () => {
      assert.doesNotThrow(() => setUp({ webhook: { url } }));
    });

  for (const wrong of ['', 'c2VjcmV0', 'whsec_', 'whsec_!'])
    it(`are not signed with '${wrong}'`, () => {
      assert.throws(() => setUp({ webhook: { url: 'http://localhost', secret: wrong } }), {
        name: 'TypeError',
        message: 'The secret of webhooks has to be whsec_ and Base64',
      });
    });
});

describe('webhooks, over the network', () => {
  const requests: { headers: IncomingHttpHeaders; body: string; url: string | undefined }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ headers: request.headers, body, url: request.url });
      response.writeHead(request.url === '/away' ? 302 : 204, { location: '/elsewhere' }).end();
    });
  });
  after(() => server.close());

  it('arrive, and follow no redirect', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const path of ['/hooks', '/away']) {
      const setup = setUp({ webhook: { url: base + path, secret } });
      await (await openLink(setup)).decide('oura', 'allow');
      assert.equal((await settled(setup))[0]!.http_status, path === '/away' ? 302 : 204);
    }
    assert.deepEqual(
      requests.map(({ url }) => url),
      ['/hooks', '/away'],
    );
    for (const { body, headers } of requests) new Webhook(secret).verify(body, headers as Record<string, string>);
  });
});
