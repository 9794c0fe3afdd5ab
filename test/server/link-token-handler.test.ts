import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { JunctionClient } from '@junction-api/sdk';
import type { LinkTokenClient } from 'junction-connect/server';
import { apiKey, endpoint, origin, post, read, setUp } from './support.js';

describe('the token endpoint', () => {
  it('gets a Link Token for the person who is signed in, with what the page wishes', async () => {
    const { handler, asked, userId } = await setUp();
    const wishes = {
      provider: 'oura',
      filter_on_providers: ['oura', 'fitbit'],
      redirect_url: `${origin}/devices?a=1&junction_session=42#top`,
      on_close: 'redirect',
      on_error: 'redirect',
    };
    const { status, body, headers } = await read(await handler(post(wishes)));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['link_token', 'link_web_url']);
    assert.equal(new URL(body.link_web_url!).searchParams.get('token'), body.link_token);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.deepEqual(asked, [{ path: '/v2/link/token', body: { user_id: userId, ...wishes } }]);
  });

  it('asks for what is set, and nothing else', async () => {
    const { handler, asked, userId } = await setUp();
    await handler(post({ provider: null }));
    assert.deepEqual(asked[0]!.body, { user_id: userId });
  });

  it('passes on a provider that is newer than the SDK', async () => {
    const { handler, asked } = await setUp();
    const answer = await handler(post({ provider: 'ring_of_2030', filter_on_providers: ['oura', 'ring_of_2030'] }));
    assert.equal(answer.status, 400); // The local Junction does not know it either.
    assert.equal(asked[0]!.body.provider, 'ring_of_2030');
    assert.deepEqual(asked[0]!.body.filter_on_providers, ['oura', 'ring_of_2030']);
  });

  it('gives the SDK what it has fields for', async () => {
    const calls: unknown[] = [];
    const client: LinkTokenClient = {
      link: {
        token: async (request) => {
          calls.push(request);
          return { linkToken: 'a', linkWebUrl: 'https://link.tryvital.io/?token=a' };
        },
      },
    };
    const { handler } = await setUp({ client, getUserId: async () => 'u' });
    await handler(post({ provider: 'oura', filter_on_providers: ['oura'], on_close: 'redirect' }));
    assert.deepEqual(calls, [{ userId: 'u', provider: 'oura', filterOnProviders: ['oura'], onClose: 'redirect' }]);
  });

  it('answers a GET where it is told to, lists as repeated keys, with parameters of the site’s own', async () => {
    const { handler, asked } = await setUp({ methods: ['GET'] });
    const url = `${endpoint}?lang=de&filter_on_providers=oura&filter_on_providers=fitbit&on_close=redirect`;
    const { status } = await read(await handler(new Request(url, { headers: { 'Sec-Fetch-Site': 'same-origin' } })));
    assert.equal(status, 200);
    assert.deepEqual(asked[0]!.body.filter_on_providers, ['oura', 'fitbit']);
    assert.equal((await handler(post({}))).status, 405);
    const twice = new Request(`${endpoint}?provider=oura&provider=fitbit`, { headers: { 'Sec-Fetch-Site': 'none' } });
    assert.equal((await handler(twice)).status, 400);
    assert.equal((await handler(new Request(`${endpoint}?user_id=1`))).status, 400);
  });

  it('lists what is allowed when the page has no wish', async () => {
    const { handler, asked } = await setUp({ allowedProviders: ['oura', 'fitbit'] });
    await handler(post({}));
    await handler(post({ provider: 'oura' }));
    assert.deepEqual(asked[0]!.body.filter_on_providers, ['oura', 'fitbit']);
    assert.equal(asked[1]!.body.filter_on_providers, undefined);
  });

  it('lets hosted Link come back to the origin that the browser knows the site by, behind a proxy too', async () => {
    const { handler } = await setUp();
    const inner = 'http://10.0.0.7:8080/api/link-token';
    const redirect_url = `${origin}/devices`;
    assert.equal((await handler(new Request(inner, post({ redirect_url })))).status, 200);
    const byGet = await setUp({ methods: ['GET'], allowedOrigins: [origin] });
    const headers = { 'Sec-Fetch-Site': 'same-origin', Referer: `${origin}/devices` };
    const get = new Request(`${inner}?${new URLSearchParams({ redirect_url })}`, { headers });
    assert.equal((await byGet.handler(get)).status, 200);
    const named = await setUp({ allowedOrigins: [origin] });
    assert.equal((await named.handler(new Request(inner, post({ redirect_url })))).status, 200);
  });

  it('lets it come back over TLS that ends at a proxy, also to a page that does not say where it is', async () => {
    const { handler } = await setUp({ methods: ['GET', 'POST'] });
    const inner = endpoint.replace('https:', 'http:');
    const redirect_url = `${origin}/devices`;
    const noReferrer = { 'Sec-Fetch-Site': 'same-origin' };
    const get = new Request(`${inner}?${new URLSearchParams({ redirect_url })}`, { headers: noReferrer });
    assert.equal((await handler(get)).status, 200);
    const posted = post({ redirect_url }, { Origin: 'null' });
    assert.equal((await handler(new Request(inner, posted))).status, 200);
    const ofOldBrowser = new Request(inner, post({ redirect_url }));
    ofOldBrowser.headers.delete('Sec-Fetch-Site');
    assert.equal((await handler(ofOldBrowser)).status, 200);
  });
});

describe('what the token endpoint refuses', () => {
  const deny = ['https://evil.example/', 'http://www.shop.example/', 'https://www.shop.example.evil.example/'];
  const bodies: [name: string, body: unknown, field?: string][] = [
    ['a user', { user_id: 'someone-else' }, 'user_id'],
    ['a field that is not known', { colour: 'red' }, 'colour'],
    ['a field of every object', { constructor: 'x' }, 'constructor'],
    ['__proto__', '{"__proto__": {"provider": "oura"}}', '__proto__'],
    ['a provider that is no text', { provider: 7 }, 'provider'],
    ['a provider that is no slug', { provider: 'Oura Ring' }, 'provider'],
    ['a provider with markup', { provider: '<img>' }, 'provider'],
    ['an endless provider', { provider: 'a'.repeat(65) }, 'provider'],
    ['a filter that is no list', { filter_on_providers: 'oura' }, 'filter_on_providers'],
    ['an empty filter', { filter_on_providers: [] }, 'filter_on_providers'],
    ['a filter of numbers', { filter_on_providers: ['oura', 1] }, 'filter_on_providers'],
    ['an endless filter', { filter_on_providers: Array.from({ length: 101 }, () => 'oura') }, 'filter_on_providers'],
    ['a provider that is not allowed', { provider: 'strava' }, 'provider'],
    ['a filter with one that is not allowed', { filter_on_providers: ['oura', 'strava'] }, 'filter_on_providers'],
    ...deny.map((url) => [`a return to ${url}`, { redirect_url: url }, 'redirect_url'] as [string, unknown, string]),
    ['a return to a script', { redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
    ['a return with a password', { redirect_url: 'https://a:b@www.shop.example/' }, 'redirect_url'],
    ['an endless return', { redirect_url: `${origin}/?${'a'.repeat(4096)}` }, 'redirect_url'],
    ['a return that is no address', { redirect_url: '/devices' }, 'redirect_url'],
    ['another on_close', { on_close: 'close' }, 'on_close'],
    ['another on_error', { on_error: true }, 'on_error'],
    ['a list', [], 'JSON object'],
    ['a text', '"oura"', 'JSON object'],
    ['null', 'null', 'JSON object'],
    ['half of an object', '{"provider":', 'JSON'],
    ['nothing', '', 'JSON'],
  ];
  for (const [name, body, field] of bodies) {
    it(`${name}: 400 that names it`, async () => {
      const { handler, asked } = await setUp({ allowedProviders: ['oura', 'fitbit'] });
      const answer = await read(await handler(post(body)));
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, 'invalid_request');
      assert.ok(answer.body.error!.includes(field!), answer.body.error);
      assert.ok(answer.text.length < 200);
      assert.deepEqual(asked, []);
    });
  }

  it('nobody who is signed in: 401, before the body is looked at', async () => {
    for (const userId of [null, undefined, '']) {
      const { handler, asked } = await setUp({ getUserId: () => userId });
      const { status, body, headers } = await read(await handler(post('no JSON')));
      assert.deepEqual([status, body.code, headers.get('Cache-Control')], [401, 'unauthenticated', 'no-store']);
      assert.deepEqual(asked, []);
    }
  });

  const strangers: [name: string, headers: Record<string, string>][] = [
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['another host of the same site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.shop.example' }],
    ['another site without an origin', { 'Sec-Fetch-Site': 'cross-site', Origin: '' }],
    ['a sandboxed frame', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['an old browser on another site', { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' }],
  ];
  for (const [name, headers] of strangers) {
    it(`${name}: 403, and no leave to read it`, async () => {
      const { handler, asked } = await setUp();
      const answer = await read(await handler(post({}, headers)));
      assert.deepEqual([answer.status, answer.body.code], [403, 'cross_site_request']);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
      assert.deepEqual(asked, []);
      const preflight = new Request(endpoint, { method: 'OPTIONS', headers });
      const refused = await handler(preflight);
      assert.deepEqual([refused.status, refused.headers.get('Access-Control-Allow-Origin')], [403, null]);
    });
  }

  it('other methods: 405 that tells the ones that are answered', async () => {
    const { handler } = await setUp();
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      const { status, headers } = await handler(new Request(endpoint, { method }));
      assert.deepEqual([status, headers.get('Allow'), headers.get('Cache-Control')], [405, 'POST', 'no-store']);
    }
  });

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; a=application/json', '']) {
    it(`a body that is ${type || 'of no type'}: 415`, async () => {
      const { handler } = await setUp();
      const { status, body } = await read(await handler(post({}, { 'Content-Type': type })));
      assert.deepEqual([status, body.code], [415, 'unsupported_media_type']);
    });
  }

  it('a body of more than 16 KiB, however it comes: 413', async () => {
    const { handler } = await setUp();
    const large = await read(await handler(post(`{"provider":"${'a'.repeat(17_000)}"}`)));
    assert.deepEqual([large.status, large.body.code], [413, 'payload_too_large']);

    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1000;
        controller.enqueue(new Uint8Array(1000).fill(32));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: post({}).headers } as RequestInit;
    assert.equal((await handler(new Request(endpoint, init))).status, 413);
    assert.ok(sent < 40_000, `${sent} bytes were read`);
  });
});

describe('a mistake of the site’s own', () => {
  it('is told as it is made: origins that no browser sends, and an empty list', async () => {
    for (const allowedOrigins of [['https://www.shop.example/'], ['www.shop.example'], ['https://Shop.example']]) {
      await assert.rejects(setUp({ allowedOrigins }), TypeError);
      await assert.rejects(setUp({ allowedRedirectOrigins: allowedOrigins }), TypeError);
    }
    await assert.rejects(setUp({ allowedProviders: [] }), TypeError);
    await assert.rejects(setUp({ allowedProviders: ['oura', 'Garmin'] }), TypeError);
  });

  it('is not blamed on the page: a body that something else has read is a 500 that the log explains', async () => {
    const { handler, causes } = await setUp();
    const request = post({});
    await request.text();
    assert.equal((await handler(request)).status, 500);
    assert.match(String(causes[0]), /has read the request/);
    // As the adapter of a server of Node's makes it, when a body parser stood before it.
    assert.equal((await handler(post('', { 'Content-Length': '2' }))).status, 500);
    assert.match(String(causes[1]), /a body parser\?/);
  });

  it('holds nothing up: a clone that nobody reads, a long query, a log that fails later', async () => {
    const { handler } = await setUp({ onError: () => Promise.reject(new Error('the log is full')) });
    const large = post(`{"provider":"${'a'.repeat(200_000)}"}`);
    large.clone();
    assert.equal((await handler(large)).status, 413);
    const byGet = await setUp({ methods: ['GET'] });
    assert.equal((await byGet.handler(new Request(`${endpoint}?${'a&'.repeat(100_000)}`))).status, 200);
    const names = Array.from({ length: 100_000 }, (_, index) => index);
    assert.equal((await byGet.handler(new Request(`${endpoint}?${names.join('&')}`))).status, 200);
    const failing = { link: { token: () => Promise.reject(new Error('no')) } };
    const broken = await setUp({ client: failing, onError: () => Promise.reject(new Error('the log is full')) });
    assert.equal((await broken.handler(post({}))).status, 502);
  });
});

describe('another site that is allowed', () => {
  const allowedOrigins = ['https://app.shop.example'];
  const headers = { Origin: allowedOrigins[0]!, 'Sec-Fetch-Site': 'same-site' };

  it('may ask, and read the answer, also when it is an error', async () => {
    const { handler } = await setUp({ allowedOrigins });
    for (const [body, status] of [
      [{}, 200],
      [{ provider: 7 }, 400],
    ] as const) {
      const answer = await handler(post(body, headers));
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), allowedOrigins[0]);
      assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
      assert.equal(answer.headers.get('Vary'), 'Origin');
    }
  });

  it('gets an answer to its preflight', async () => {
    const { handler, asked } = await setUp({ allowedOrigins, getUserId: () => null });
    const wants = {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,x-tenant',
    };
    const answer = await handler(new Request(endpoint, { method: 'OPTIONS', headers: { ...headers, ...wants } }));
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('Access-Control-Allow-Methods'), 'POST');
    assert.equal(answer.headers.get('Access-Control-Allow-Headers'), 'content-type,x-tenant');
    assert.deepEqual(asked, []);
  });

  it('sends Link back to itself only where that is allowed, too', async () => {
    const wish = { redirect_url: `${allowedOrigins[0]}/` };
    const strict = await setUp({ allowedOrigins });
    assert.equal((await strict.handler(post(wish, headers))).status, 400);
    const open = await setUp({ allowedOrigins, allowedRedirectOrigins: allowedOrigins });
    assert.equal((await open.handler(post(wish, headers))).status, 200);
  });
});

describe('what does not arrive', () => {
  const stalled = (text: string) =>
    new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });

  it('a page’s body: 400', async ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const { handler } = await setUp();
    const { headers } = post({});
    const request = { method: 'POST', headers, body: stalled('{'), duplex: 'half' } as RequestInit;
    const answer = handler(new Request(endpoint, request));
    setImmediate(() => mock.timers.tick(5000));
    const { status, body } = await read(await answer);
    assert.deepEqual([status, body.code], [400, 'invalid_request']);
  });

  it('the rest of what Junction has begun to answer: 502', async ({ mock }) => {
    const junction = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"link_token":');
    }).listen(0, '127.0.0.1');
    await once(junction, 'listening');
    const { port } = junction.address() as AddressInfo;
    const fetchBeginning: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      setImmediate(() => mock.timers.tick(5000));
      return response;
    };
    mock.timers.enable({ apis: ['setTimeout'] });
    const client = new JunctionClient({ apiKey, baseUrl: `http://127.0.0.1:${port}`, fetch: fetchBeginning });
    const { handler } = await setUp({ client, getUserId: () => 'u' });
    assert.equal((await handler(post({}))).status, 502);
    junction.closeAllConnections();
    junction.close();
  });
});

describe('a Junction that gives no token', () => {
  /** A client whose Junction answers so, or does not at all. */
  const failing = (error: unknown): LinkTokenClient => ({ link: { token: () => Promise.reject(error) } });
  const secret = Object.assign(new Error(`401 ${apiKey} at http://10.0.0.1:9`), { statusCode: 401, body: { apiKey } });

  it('is a 502 without a key, a stack or an inner address; the site’s log gets the cause', async () => {
    const { handler, causes } = await setUp({ client: failing(secret) });
    const { status, body, text, headers } = await read(await handler(post({})));
    assert.deepEqual([status, body.code, headers.get('Cache-Control')], [502, 'junction_unavailable', 'no-store']);
    for (const leak of [apiKey, '10.0.0.1', 'at ', '401']) assert.ok(!text.includes(leak), text);
    assert.deepEqual(causes, [secret]);
  });

  it('is a 429 with its Retry-After when it is asked too often', async () => {
    const rawResponse = { headers: new Headers({ 'Retry-After': '7' }) };
    const { handler, causes } = await setUp({ client: failing({ statusCode: 429, rawResponse }) });
    const { status, body, headers } = await read(await handler(post({})));
    assert.deepEqual([status, body.code, headers.get('Retry-After')], [429, 'rate_limited', '7']);
    assert.equal(causes.length, 1);
  });

  it('is a 502 when it answers with something else', async () => {
    const client = { link: { token: async () => ({}) } } as unknown as LinkTokenClient;
    const { handler } = await setUp({ client });
    assert.equal((await handler(post({}))).status, 502);
  });

  it('is not mixed up with a site that cannot tell who is signed in: 500', async () => {
    const { handler, causes } = await setUp({
      getUserId: () => {
        throw secret;
      },
      onError: (cause) => {
        causes.push(cause);
        throw new Error('the log is full');
      },
    });
    const { status, body, text } = await read(await handler(post({})));
    assert.deepEqual([status, body.code], [500, 'server_error']);
    assert.ok(!text.includes(apiKey));
    assert.deepEqual(causes, [secret]);
  });
});
