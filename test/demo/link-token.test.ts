import assert from 'node:assert/strict';
import { describe, type Mock, mock, test } from 'node:test';
import { JunctionClient } from '@junction-api/sdk';
import { createApp } from '../../demo/app.js';
import { createSiteEndpoints } from '../../demo/site-endpoints.js';

const apiKey = 'sk_us_0123456789abcdef';
const origin = 'http://localhost:3000';
const token = { link_token: 'a-token', link_web_url: 'https://link.tryvital.io/?token=a-token&env=sandbox&region=us' };
const person = {
  user_id: '11111111-1111-4111-8111-111111111111',
  team_id: '22222222-2222-4222-8222-222222222222',
  client_user_id: 'junction-connect-demo',
  created_on: '2026-08-01T00:00:00Z',
  connected_sources: [],
};

type Answer = (path: string, body: Record<string, unknown>) => Response;

/** Returns the demo's app. Its Junction is a fake that answers like this. */
function createDemo(answer: Answer, userId?: string) {
  const fakeApi: Mock<Answer> = mock.fn(answer);
  const client = new JunctionClient({
    apiKey,
    baseUrl: 'https://api.inner.example',
    fetch: async (input, init) =>
      fakeApi(new URL(String(input)).pathname, JSON.parse(String(init?.body ?? '{}')) as Record<string, unknown>),
  });
  const site = createSiteEndpoints(client, userId);
  const app = createApp({ name: 'sandbox', region: 'us', description: '', at: () => site });
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.request(`${origin}/api/link-token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
  return { app, post, calls: () => fakeApi.mock.calls.map(({ arguments: [path, body] }) => ({ path, body })) };
}

const good: Answer = (path) => Response.json(path === '/v2/user' ? person : token);

describe('the token endpoint of the demo', () => {
  test('requests tokens for the demo’s own user, which it creates once', async () => {
    const { post, calls } = createDemo(good);
    const response = await post('{"provider":"oura"}');
    assert.deepEqual(await response.json(), token);
    await post('{"filter_on_providers":["oura","a_new_one"]}');
    assert.deepEqual(calls(), [
      { path: '/v2/user', body: { client_user_id: 'junction-connect-demo' } },
      { path: '/v2/link/token', body: { user_id: person.user_id, provider: 'oura' } },
      { path: '/v2/link/token', body: { user_id: person.user_id, filter_on_providers: ['oura', 'a_new_one'] } },
    ]);
  });

  test('passes on the fields for the return from hosted Link', async () => {
    const { post, calls } = createDemo(good, 'somebody');
    const returnFields = {
      redirect_url: `${origin}/?mode=popup&label=A+%26+B&junction_session=12345#there`,
      on_close: 'redirect',
      on_error: 'redirect',
    };
    assert.equal((await post(JSON.stringify(returnFields))).status, 200);
    assert.deepEqual(calls(), [{ path: '/v2/link/token', body: { user_id: 'somebody', ...returnFields } }]);
  });

  test('finds the user that an earlier run has created', async () => {
    const { post, calls } = createDemo((path) => {
      if (path === '/v2/user') return Response.json({ detail: { error_type: 'INVALID_REQUEST' } }, { status: 400 });
      return Response.json(path === '/v2/user/resolve/junction-connect-demo' ? person : token);
    });
    assert.equal((await post('{}')).status, 200);
    assert.deepEqual(calls().at(-1), { path: '/v2/link/token', body: { user_id: person.user_id } });
  });

  test('uses JUNCTION_USER_ID, and refuses a user that the browser names', async () => {
    const { post, calls } = createDemo(good, 'the-configured-user');
    assert.equal((await post('{"user_id":"somebody-else"}')).status, 400);
    await post('{}');
    assert.deepEqual(calls(), [{ path: '/v2/link/token', body: { user_id: 'the-configured-user' } }]);
  });
});

describe('the token endpoint of the demo, for a request that it refuses,', () => {
  const cases: [name: string, status: number, body: string, headers?: Record<string, string>][] = [
    ['a form', 415, 'provider=oura', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['plain text, which another site can send', 415, '{}', { 'Content-Type': 'text/plain' }],
    ['text that only mentions JSON', 415, '{}', { 'Content-Type': 'text/plain; application/json' }],
    ['a page of another site', 403, '{}', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a body that is not JSON', 400, '{'],
    ['a JSON array', 400, '[]'],
    ['null', 400, 'null'],
    ['a provider that is not text', 400, '{"provider":1}'],
    ['a provider that is not a slug', 400, '{"provider":"../oura"}'],
    ['a filter that is not a list', 400, '{"filter_on_providers":"oura"}'],
    ['an empty filter', 400, '{"filter_on_providers":[]}'],
    ['a filter with an object', 400, '{"filter_on_providers":["oura",{}]}'],
    ['an on_close with another value', 400, '{"on_close":"close"}'],
    ['an on_error with another value', 400, '{"on_error":true}'],
    ['a body that is too large', 413, JSON.stringify({ provider: 'x'.repeat(20_000) })],
  ];
  for (const [name, status, body, headers] of cases) {
    test(`answers ${status} to ${name}`, async () => {
      const { post, calls } = createDemo(good, 'somebody');
      const response = await post(body, headers);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.deepEqual(calls(), []);
    });
  }

  for (const [name, redirect_url] of [
    ['to another site', 'https://evil.example/'],
    ['to a site whose name begins like this one', `${origin}.evil.example/`],
    ['to another port', 'http://localhost:3001/'],
    ['to another name of this machine', 'http://127.0.0.1:3000/'],
    ['with another scheme', 'ftp://localhost:3000/'],
    ['that is a script', 'javascript:alert(1)//http://localhost:3000/'],
    ['that is a blob of this origin', `blob:${origin}/0`],
    ['with credentials', 'http://somebody:secret@localhost:3000/'],
    ['with a backslash', 'http://evil.example\\@localhost:3000/'],
    ['that is only a path', '/'],
    ['that is empty', ''],
    ['that is a list', [`${origin}/`]],
    ['that is too long', `${origin}/?${'x'.repeat(5000)}`],
  ] as const) {
    test(`answers 400 to a redirect_url ${name}`, async () => {
      const { post, calls } = createDemo(good, 'somebody');
      const response = await post(JSON.stringify({ redirect_url }));
      assert.equal(response.status, 400);
      assert.match(await response.text(), /redirect_url/);
      assert.deepEqual(calls(), []);
    });
  }

  test('answers 405 to other methods', async () => {
    const { app } = createDemo(good);
    const response = await app.request(`${origin}/api/link-token`);
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('Allow'), 'POST');
  });

  test('answers 421 to a host name that somebody else has pointed at this machine', async () => {
    const { app } = createDemo(good);
    assert.equal((await app.request('http://evil.example:3000/')).status, 421);
  });
});

describe('the token endpoint of the demo, when Junction fails,', () => {
  const failures: [name: string, answer: Answer][] = [
    [
      'an error of Junction’s server',
      () => new Response(`stack at https://api.inner.example ${apiKey}`, { status: 500 }),
    ],
    ['a key that Junction does not accept', () => Response.json({ detail: `bad key ${apiKey}` }, { status: 401 })],
    [
      'an answer without a token',
      (path) => (path === '/v2/user' ? Response.json(person) : Response.json({ a: apiKey })),
    ],
    [
      'a failed connection',
      () => {
        throw new TypeError(`fetch failed: https://api.inner.example ${apiKey}`);
      },
    ],
  ];
  for (const [name, answer] of failures) {
    test(`answers without any secret after ${name}`, async (context) => {
      const log = context.mock.method(console, 'error', () => undefined);
      const { post } = createDemo(answer);
      const response = await post('{}');
      assert.ok([500, 502].includes(response.status), `${response.status}`);
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      const text = await response.text();
      assert.deepEqual(Object.keys(JSON.parse(text) as object), ['error', 'code']);
      const visibleText = text + log.mock.calls.map((call) => String(call.arguments)).join();
      assert.doesNotMatch(visibleText, /sk_us_|inner\.example|stack/);
    });
  }

  test('creates the user again, at once, when Junction no longer has it', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined);
    const { user_id } = person;
    const newUserId = '33333333-3333-4333-8333-333333333333';
    let users = 0;
    const { post, calls } = createDemo((path, body) => {
      if (path === '/v2/user') return Response.json(users++ ? { ...person, user_id: newUserId } : person);
      return body.user_id === user_id
        ? Response.json({ detail: 'User not found' }, { status: 404 })
        : Response.json(token);
    });
    assert.equal((await post('{}')).status, 200);
    assert.deepEqual(
      calls().map(({ path, body }) => [path, body.user_id]),
      [
        ['/v2/user', undefined],
        ['/v2/link/token', user_id],
        ['/v2/user', undefined],
        ['/v2/link/token', newUserId],
      ],
    );
    assert.equal(log.mock.callCount(), 0);
  });
});

describe('the log of the demo', () => {
  const refuse = (status: number) => () => Response.json({ detail: `${apiKey}` }, { status });
  const key = 'it does not accept the API key in JUNCTION_API_KEY';
  const cases: [name: string, answer: Answer, hint: string, userId?: string][] = [
    ['an API key that Junction does not accept', refuse(401), key],
    ['an API key without a permission', refuse(403), key],
    [
      'a JUNCTION_USER_ID that Junction does not know',
      refuse(404),
      'it does not know the user. If you have set JUNCTION_USER_ID, check it',
      'somebody',
    ],
    ['another status', refuse(500), 'HTTP 500'],
    [
      'a failed connection',
      () => {
        throw new TypeError('fetch failed');
      },
      'it did not answer',
    ],
  ];
  for (const [name, answer, hint, userId] of cases)
    test(`explains ${name}`, async (context) => {
      const log = context.mock.method(console, 'error', () => undefined);
      const { post } = createDemo(answer, userId);
      assert.equal((await post('{}')).status, 502);
      assert.deepEqual(
        log.mock.calls.map((call) => call.arguments),
        [[`Junction gave no Link Token: ${hint}`]],
      );
    });
});
