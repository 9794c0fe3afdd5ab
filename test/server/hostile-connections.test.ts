import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ConnectionsClient, createConnectionsHandler } from 'junction-connect/server';
import { del, get, setUp } from './run-connections-handler.js';

/** A text that no answer of the endpoint may have. Junction's answer has it in the fields about a person. */
const secret = 'planted@home.example';

/** Values as a changed or broken Junction might send them. A secret can be deep inside. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    secret,
    null,
    undefined,
    'connected',
    'error',
    'oura',
    'javascript:alert(1)',
    'https://a.example/b.svg',
  ),
  fc.record({ error_type: fc.constant(secret), errorType: fc.constant(secret), message: fc.constant(secret) }),
);

/**
 * An item of Junction's answer. The endpoint passes on the slug and the name as text, so here they never have the secret.
 * Every other field can have it.
 */
const item = fc.oneof(
  value,
  fc.record(
    {
      slug: fc.oneof(fc.constantFrom('oura', 'whoop_v2', 'apple_health_kit', '__proto__', '../x', ''), fc.string()),
      name: fc.oneof(fc.constantFrom('Oura', '<img src=x onerror=alert(1)>', ''), fc.string(), fc.integer()),
      logo: fc.oneof(fc.webUrl(), fc.constantFrom('javascript:alert(1)', `https://${secret}/x.svg`), fc.string()),
      status: value,
      createdOn: fc.oneof(value, fc.date(), fc.string()),
      errorDetails: value,
      authType: value,
      externalUserId: fc.constant(secret),
      userId: fc.constant(secret),
      [secret]: value,
    },
    { requiredKeys: ['externalUserId'] },
  ),
);

const connectionFields = ['provider', 'name', 'logo', 'status', 'reason', 'since', 'manageable'];

function checkFields(items: readonly Record<string, unknown>[], fields: readonly string[]): void {
  for (const each of items) {
    for (const field of Object.keys(each)) assert.ok(fields.includes(field), field);
    assert.match(String(each.provider), /^[a-z0-9_]{1,64}$/);
    assert.ok(typeof each.name === 'string' && each.name.length > 0 && each.name.length <= 100);
    assert.ok(each.logo === null || /^https?:$/.test(new URL(each.logo as string).protocol));
    if ('status' in each) assert.match(String(each.status), /^(connected|error)$/);
    if ('reason' in each) assert.match(String(each.reason), /^[a-z0-9_]{1,64}$/);
    if (each.since) assert.ok(!Number.isNaN(Date.parse(each.since as string)));
  }
  const slugs = items.map(({ provider }) => provider);
  assert.equal(new Set(slugs).size, slugs.length);
}

describe('the connections endpoint', () => {
  it('passes on only the fields of the contract, and no secret, whatever Junction lists', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item), fc.array(item), async (connections, providers) => {
        const client: ConnectionsClient = {
          user: {
            getConnectedProviders: () => Promise.resolve({ providers: connections }),
            deregisterProvider: () => Promise.resolve({}),
          },
          providers: { getAll: () => Promise.resolve(providers) },
        };
        const handler = createConnectionsHandler({ client: client, getUserId: () => secret });
        const response = await handler(get());
        assert.equal(response.status, 200);
        const text = await response.text();
        assert.ok(!text.includes(secret), text);
        const answer = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
        assert.deepEqual(Object.keys(answer), ['connections', 'available']);
        checkFields(answer.connections!, connectionFields);
        checkFields(answer.available!, ['provider', 'name', 'logo']);
      }),
      { numRuns: 500 },
    );
  });

  it('answers with any query string, and ends only the connection that it names', async () => {
    const { handler, connect, client, userId } = await setUp({ canDisconnect: true });
    await connect('oura');
    await fc.assert(
      fc.asyncProperty(
        fc.webQueryParameters(),
        fc.constantFrom('provider', 'user_id', '__proto__', 'provider[]'),
        fc.oneof(
          fc.string().filter((text) => text !== 'oura'),
          fc.constantFrom('fitbit', 'OURA', 'oura ', 'oura%00'),
        ),
        async (query, field, text) => {
          const parameters = `?${query}&${new URLSearchParams([[field, text]])}`;
          const { status } = await handler(del(parameters));
          assert.ok([204, 400].includes(status), `${status}`);
          assert.ok([200, 400].includes((await handler(get())).status));
        },
      ),
      { numRuns: 200 },
    );
    assert.equal((await client.user.getConnectedProviders({ userId })).providers!.length, 1);
  });

  it('answers whatever a function of the site or Junction throws or returns', async () => {
    let current: unknown;
    const reject = () => Promise.reject(current);
    const resolve = () => Promise.resolve(current as never);
    const clientOf = (act: () => Promise<never>) =>
      ({
        user: { getConnectedProviders: act, deregisterProvider: act },
        providers: { getAll: act },
      }) as never;
    const client = clientOf(() => Promise.resolve({ providers: [{ slug: 'oura', status: 'connected' }] } as never));
    const user = { getUserId: () => 'u' };
    const handlers = [
      ...[reject, resolve].flatMap((act) => [
        createConnectionsHandler({ ...user, client: clientOf(act), canDisconnect: true }),
        createConnectionsHandler({ ...user, client, canDisconnect: act }),
        createConnectionsHandler({ client, getUserId: act, canDisconnect: true }),
      ]),
      createConnectionsHandler({ ...user, client, canDisconnect: true, onDisconnect: reject }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }).filter((each) => each !== true),
        async (thrown) => {
          current = thrown;
          for (const handler of handlers)
            for (const request of [get(), del()]) assert.ok((await handler(request)).status >= 200);
        },
      ),
      { numRuns: 200 },
    );
  });
});
