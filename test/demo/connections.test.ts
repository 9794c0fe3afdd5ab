import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { JunctionClient } from '@junction-api/sdk';
import type { Hono } from 'hono';
import type { ConnectionsAnswer } from 'junction-connect/server';
import { createApp } from '../../demo/app.js';
import { createJunction } from '../../demo/junction.js';
import { createSiteEndpoints } from '../../demo/site-endpoints.js';

const origin = 'http://localhost:3000';

describe('the connections endpoint of the demo with the local Junction', () => {
  let app: Hono;
  beforeEach(() => (app = createApp(createJunction({}))));

  const send = (path: string, method: string, body?: object) =>
    app.request(origin + path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Vital-API-Key': 'sk_us_local' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const list = async () => {
    const response = await send('/api/connections', 'GET');
    assert.equal(response.status, 200);
    return (await response.json()) as ConnectionsAnswer;
  };

  /** Connects Oura for the person of the demo. The token endpoint creates the person's user. */
  async function connectOura(): Promise<void> {
    assert.equal((await send('/api/link-token', 'POST', {})).status, 200);
    const state = (await (await send('/junction/_sandbox/state', 'GET')).json()) as { users: [{ user_id: string }] };
    const { user_id } = state.users[0];
    const connected = await send('/junction/v2/link/connect/demo', 'POST', { user_id, provider: 'oura' });
    assert.equal(connected.status, 200);
  }

  test('lists what can be connected when nobody has connected anything', async () => {
    const { connections, available } = await list();
    assert.deepEqual(connections, []);
    assert.ok(available.some(({ provider }) => provider === 'oura'));
  });

  test('lists a connection, also a broken one, and ends it', async () => {
    await connectOura();
    assert.deepEqual(
      (await list()).connections.map(({ provider, status }) => [provider, status]),
      [['oura', 'connected']],
    );

    // The page breaks a connection with what the server tells it.
    const config = (await (await send('/api/config', 'GET')).json()) as {
      breakConnection: { url: string; clientUserId: string };
    };
    const { url, clientUserId } = config.breakConnection;
    const broken = { client_user_id: clientUserId, provider: 'oura', error_type: 'deregistered_per_provider' };
    assert.equal((await send(url, 'POST', broken)).status, 200);
    assert.deepEqual(
      (await list()).connections.map(({ status, reason }) => [status, reason]),
      [['error', 'deregistered_per_provider']],
    );

    assert.equal((await send('/api/connections?provider=oura', 'DELETE')).status, 204);
    assert.deepEqual((await list()).connections, []);
  });

  test('refuses pages of other sites', async () => {
    for (const [path, method] of [
      ['/api/connections', 'GET'],
      ['/api/connections?provider=oura', 'DELETE'],
      ['/junction/_sandbox/connections/error', 'POST'],
    ] as const) {
      const response = await app.request(origin + path, { method, headers: { 'Sec-Fetch-Site': 'cross-site' } });
      assert.equal(response.status, 403, `${method} ${path}`);
    }
  });
});

test('the connections endpoint of the demo explains in the log, without any secret, why Junction did not answer', async (context) => {
  const log = context.mock.method(console, 'error', () => undefined);
  const apiKey = 'sk_us_0123456789abcdef';
  const client = new JunctionClient({
    apiKey,
    baseUrl: 'https://api.inner.example',
    fetch: async () => Response.json({ detail: `bad key ${apiKey}` }, { status: 401 }),
  });
  const site = createSiteEndpoints(client, 'somebody');
  const app = createApp({ name: 'sandbox', region: 'us', description: '', at: () => site });
  const response = await app.request(`${origin}/api/connections`);
  assert.equal(response.status, 502);
  assert.doesNotMatch(await response.text(), /sk_us_/);
  assert.deepEqual(
    log.mock.calls.map((call) => call.arguments),
    [['Junction did not list or end connections: it does not accept the API key in JUNCTION_API_KEY']],
  );
});
