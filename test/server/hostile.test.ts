import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LinkTokenClient } from 'junction-connect/server';
import { endpoint, post, setUp } from './run-handler.js';

const fields = ['provider', 'filter_on_providers', 'redirect_url', 'on_close', 'on_error', 'user_id', '__proto__'];
const hostile = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), fc.webUrl(), fc.string()))
    .map((body) => JSON.stringify(body)),
);

describe('a hostile request', () => {
  it('with any body gets a token for the signed-in person, or a refusal', async () => {
    const setUps = [await setUp(), await setUp({ allowedOrigins: ['https://app.shop.example'] })];
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...setUps), async (body, { handler }) => {
        const { status, headers } = await handler(post(body));
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status}`);
        assert.equal(headers.get('Cache-Control'), 'no-store');
      }),
      { numRuns: 500 },
    );
    for (const { requests, userId } of setUps) for (const { body } of requests) assert.equal(body.user_id, userId);
  });

  it('with any query string gets a token or a refusal', async () => {
    const { handler } = await setUp({ methods: ['GET'] });
    await fc.assert(
      fc.asyncProperty(
        fc.webQueryParameters(),
        fc.constantFrom(...fields),
        fc.string(),
        async (query, field, value) => {
          const ownParameter = new URLSearchParams([[field, value]]);
          const { status } = await handler(new Request(`${endpoint}?${query}&${ownParameter}`));
          assert.ok(status === 200 || status === 400, `${status}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('with any headers gets a token or a refusal', async () => {
    const { handler } = await setUp({ allowedOrigins: ['https://app.shop.example'] });
    const value = fc.stringMatching(/^[ -~]{0,40}$/);
    await fc.assert(
      fc.asyncProperty(value, value, value, async (origin, site, type) => {
        const { status } = await handler(post({}, { Origin: origin, 'Sec-Fetch-Site': site, 'Content-Type': type }));
        assert.ok([200, 403, 415].includes(status), `${status}`);
      }),
    );
  });
});

/** Returns a client that rejects each request with this error. */
const failingClient = (error: unknown): LinkTokenClient => ({ link: { token: () => Promise.reject(error) } });

const fail = () => {
  throw new Error('a getter that throws');
};

/** Objects as a client may throw them, of which no property can be read. */
const hostileErrors: [name: string, error: unknown][] = [
  ['a revoked proxy', revokedProxy()],
  ['an object whose statusCode throws', Object.defineProperty({}, 'statusCode', { get: fail })],
  ['null', null],
  ['undefined', undefined],
  ['a text', '429'],
  ['a function', fail],
];

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('the Retry-After of Junction', () => {
  const rateLimited = (rawResponse: unknown) => failingClient({ statusCode: 429, rawResponse });
  const withHeader = (value: unknown) => rateLimited({ headers: { get: () => value } });

  for (const value of ['0', '7', '120', '9999999999', 'Sun, 06 Nov 1994 08:49:37 GMT', 'Thu, 29 Feb 2024 23:59:59 GMT'])
    it(`is passed on: ${value}`, async () => {
      const { handler } = await setUp({ client: withHeader(value) });
      const { status, headers } = await handler(post({}));
      assert.deepEqual([status, headers.get('Retry-After')], [429, value]);
    });

  const refused: [what: string, value: unknown][] = [
    ['a line break', '7\r\nSet-Cookie: a=b'],
    ['a line break at the end', '7\n'],
    ['characters outside Latin-1', '７'],
    ['an emoji', '⏳'],
    ['digits of another script', '٧'],
    ['a negative number', '-1'],
    ['a fraction', '1.5'],
    ['an exponent', '1e3'],
    ['white space', ' 7'],
    ['a unit', '7s'],
    ['two values', '7, 8'],
    ['too many digits', '1'.repeat(11)],
    ['a very long value', '1'.repeat(100_000)],
    ['an empty text', ''],
    ['a word', 'soon'],
    ['a wrong day of the week', 'Mon, 06 Nov 1994 08:49:37 GMT'],
    ['a day that does not exist', 'Fri, 30 Feb 2024 23:59:59 GMT'],
    ['an old form of a date', 'Sunday, 06-Nov-94 08:49:37 GMT'],
    ['another old form of a date', 'Sun Nov  6 08:49:37 1994'],
    ['a date of ISO 8601', '2024-02-29T23:59:59.000Z'],
    ['a year of five digits', 'Sat, 01 Jan 20000 00:00:00 GMT'],
    ['another time zone', 'Sun, 06 Nov 1994 08:49:37 CET'],
    ['no date', 'Invalid Date'],
    ['a number', 7],
    ['an object', { toString: () => '7' }],
    ['an object whose toString throws', { toString: fail }],
    ['a promise', Promise.resolve('7')],
    ['null', null],
  ];
  const unreadable: [what: string, rawResponse: unknown][] = [
    ['no response', undefined],
    ['no headers', {}],
    ['headers that are a plain object', { headers: { 'Retry-After': '7' } }],
    ['a get() that throws', { headers: { get: fail } }],
    ['a response whose headers throw', Object.defineProperty({}, 'headers', { get: fail })],
    ['a response that cannot be read', revokedProxy()],
  ];
  const clients: [what: string, client: LinkTokenClient][] = [
    ...refused.map(([what, value]): [string, LinkTokenClient] => [what, withHeader(value)]),
    ...unreadable.map(([what, rawResponse]): [string, LinkTokenClient] => [what, rateLimited(rawResponse)]),
  ];
  for (const [what, client] of clients)
    it(`is left out when it is or has ${what}`, async () => {
      const { handler, causes } = await setUp({ client });
      const { status, headers } = await handler(post({}));
      assert.deepEqual([status, headers.get('Retry-After')], [429, null]);
      assert.equal(causes.length, 1);
    });

  it('is a number or a date in every answer, or is left out', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789-+. \r\n\t,') }),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.date().map(String),
      fc.anything(),
    );
    let current: unknown;
    const rawResponse = { headers: { get: () => current } };
    const { handler } = await setUp({ client: rateLimited(rawResponse), getUserId: () => 'u' });
    await fc.assert(
      fc.asyncProperty(value, async (retryAfter) => {
        current = retryAfter;
        const { status, headers } = await handler(post({}));
        assert.equal(status, 429);
        const passedOn = headers.get('Retry-After');
        if (passedOn === null) return;
        assert.equal(passedOn, retryAfter);
        assert.match(passedOn, /^(\d{1,10}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the promise of the token endpoint never rejects', () => {
  for (const [name, error] of hostileErrors)
    it(`when the client or getUserId throws ${name}`, async () => {
      let calls = 0;
      const onError = () => (calls += 1);
      const byClient = await setUp({ client: failingClient(error), onError });
      assert.equal((await byClient.handler(post({}))).status, 502);
      const byUser = await setUp({ getUserId: () => Promise.reject(error), onError });
      assert.equal((await byUser.handler(post({}))).status, 500);
      assert.equal(calls, 2);
    });

  it('when the client or getUserId throws or returns anything', async () => {
    let current: unknown;
    const reject = { client: failingClient(undefined), getUserId: () => Promise.reject(current) };
    const client = { link: { token: () => Promise.resolve(current) } } as unknown as LinkTokenClient;
    const clients = [client, { link: { token: () => Promise.reject(current) } }];
    const handlers = await Promise.all([
      ...clients.map((each) => setUp({ client: each, getUserId: () => 'u' })),
      setUp(reject),
      setUp({ client, getUserId: () => current as string }),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), async (value) => {
        current = value;
        for (const { handler } of handlers) assert.ok((await handler(post({}))).status >= 200);
      }),
      { numRuns: 300 },
    );
  });

  const requests: [what: string, request: unknown][] = [
    ['something that is not a request', { method: 'POST' }],
    ['undefined', undefined],
    ['a request with an address that is not one', Object.defineProperty(post({}), 'url', { value: '/api/link-token' })],
    ['a request whose signal cannot be read', Object.defineProperty(post({}), 'signal', { get: fail })],
  ];
  for (const [what, request] of requests)
    it(`when it is called with ${what}`, async () => {
      const { handler } = await setUp();
      assert.equal((await handler(request as Request)).status, 500);
    });

  it('and it creates no handler with methods that no request can have', async () => {
    for (const methods of [[], ['post'], ['GET\n'], ['PÖST']])
      await assert.rejects(setUp({ methods: methods as 'POST'[] }), TypeError);
  });
});

describe('the token endpoint, for a page of another site,', () => {
  const allowedOrigins = ['https://app.shop.example'];
  const preflight = (names: string) =>
    new Request(endpoint, {
      method: 'OPTIONS',
      headers: { Origin: allowedOrigins[0]!, 'Access-Control-Request-Headers': names },
    });

  it('does not repeat a list of headers that is not one, or that is very long', async () => {
    const { handler } = await setUp({ allowedOrigins });
    for (const names of ['content-type, x-tenant', 'x'.repeat(1024)])
      assert.equal((await handler(preflight(names))).headers.get('Access-Control-Allow-Headers'), names);
    for (const names of ['x'.repeat(1025), 'a\tb', '"a"', 'a: b', '\u00e4', '<img>', 'a;b'])
      assert.equal((await handler(preflight(names))).headers.get('Access-Control-Allow-Headers'), '', names);
  });

  it('refuses a sandboxed frame at a server whose address has a scheme of its own', async () => {
    const { handler } = await setUp();
    const { headers } = post({}, { Origin: 'null', 'Sec-Fetch-Site': '' });
    for (const address of ['app://shop/api/link-token', 'capacitor://localhost/api/link-token'])
      assert.equal((await handler(new Request(address, { method: 'POST', headers, body: '{}' }))).status, 403);
  });
});
