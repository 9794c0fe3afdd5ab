import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { JunctionClient } from '@junction-api/sdk';
import type { LinkTokenClient } from 'junction-connect/server';
import { apiKey } from '../support/junction.js';
import { endpoint, origin, post, read, setUp } from './run-handler.js';

describe('the token endpoint', () => {
  it('requests a Link Token for the signed-in person, with the fields of the page', async () => {
    const { handler, requests, userId } = await setUp();
    const fields = {
      provider: 'oura',
      filter_on_providers: ['oura', 'fitbit'],
      redirect_url: `${origin}/devices?a=1&junction_session=42#top`,
      on_close: 'redirect',
      on_error: 'redirect',
    };
    const { status, body, headers } = await read(await handler(post(fields)));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['link_token', 'link_web_url']);
    assert.equal(new URL(body.link_web_url!).searchParams.get('token'), body.link_token);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Vary'), null); // Only an answer for other sites depends on the origin.
    assert.deepEqual(requests, [{ path: '/v2/link/token', body: { user_id: userId, ...fields } }]);
  });

  it('passes on only the fields that are set', async () => {
    const { handler, requests, userId } = await setUp();
    await handler(post({ provider: null }));
    assert.deepEqual(requests[0]!.body, { user_id: userId });
  });

  it('passes on a provider that is newer than the SDK', async () => {
    const { handler, requests } = await setUp();
    const answer = await handler(post({ provider: 'ring_of_2030', filter_on_providers: ['oura', 'ring_of_2030'] }));
    assert.equal(answer.status, 400); // The local Junction does not know it either.
    assert.equal(requests[0]!.body.provider, 'ring_of_2030');
    assert.deepEqual(requests[0]!.body.filter_on_providers, ['oura', 'ring_of_2030']);
  });

  it('calls the SDK with its own names of the fields', async () => {
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

  it('sets the time limit of the SDK, lets it not retry, and passes a newer provider as an additional parameter', async () => {
    const calls: Record<string, unknown>[] = [];
    const client = {
      link: {
        token: async (_request: never, options: Record<string, unknown>) => {
          calls.push(options);
          return { linkToken: 'a', linkWebUrl: 'https://link.tryvital.io/?token=a' };
        },
      },
    } as unknown as LinkTokenClient;
    const { handler } = await setUp({ client, getUserId: () => 'u' });
    await handler(post({}));
    await handler(post({ provider: 'ring_of_2030' }));
    await handler(post({ provider: 'oura', filter_on_providers: ['oura', 'ring_of_2030'] }));
    const fixed = { maxRetries: 0, timeoutInSeconds: 5 };
    const withoutSignal = calls.map(({ abortSignal, ...options }) => {
      assert.ok(abortSignal instanceof AbortSignal);
      return options;
    });
    assert.deepEqual(withoutSignal, [
      fixed,
      { ...fixed, additionalBodyParameters: { provider: 'ring_of_2030', filter_on_providers: undefined } },
      { ...fixed, additionalBodyParameters: { provider: 'oura', filter_on_providers: ['oura', 'ring_of_2030'] } },
    ]);
  });

  it('names each slug of a filter once', async () => {
    const { handler, requests } = await setUp({ allowedProviders: ['oura', 'fitbit', 'garmin'] });
    await handler(post({ filter_on_providers: ['oura', 'fitbit', 'oura'] }));
    assert.deepEqual(requests[0]!.body.filter_on_providers, ['oura', 'fitbit']);
  });

  it('allows a return to a page without TLS on the own machine', async () => {
    const { handler } = await setUp();
    const local = 'http://localhost:3000';
    const { headers } = post({}, { Origin: local });
    const body = JSON.stringify({ redirect_url: `${local}/devices` });
    const request = new Request(`${local}/api/link-token`, { method: 'POST', headers, body });
    assert.equal((await handler(request)).status, 200);
  });

  it('answers a GET if methods allows it, with lists as repeated keys and with parameters of the site', async () => {
    const { handler, requests } = await setUp({ methods: ['GET'] });
    const url = `${endpoint}?lang=de&filter_on_providers=oura&filter_on_providers=fitbit&on_close=redirect`;
    const { status } = await read(await handler(new Request(url, { headers: { 'Sec-Fetch-Site': 'same-origin' } })));
    assert.equal(status, 200);
    assert.deepEqual(requests[0]!.body.filter_on_providers, ['oura', 'fitbit']);
    assert.equal((await handler(post({}))).status, 405);
    await handler(new Request(`${endpoint}?filter_on_providers=oura`));
    assert.deepEqual(requests[1]!.body.filter_on_providers, ['oura']);
    const twice = new Request(`${endpoint}?provider=oura&provider=fitbit`, { headers: { 'Sec-Fetch-Site': 'none' } });
    assert.equal((await handler(twice)).status, 400);
    assert.equal((await handler(new Request(`${endpoint}?user_id=1`))).status, 400);
  });

  it('names all allowed providers when the page names none', async () => {
    const { handler, requests } = await setUp({ allowedProviders: ['oura', 'fitbit'] });
    await handler(post({}));
    await handler(post({ provider: 'oura' }));
    await handler(post({ filter_on_providers: ['fitbit'] }));
    assert.deepEqual(requests[0]!.body.filter_on_providers, ['oura', 'fitbit']);
    assert.equal(requests[1]!.body.filter_on_providers, undefined);
    assert.deepEqual(requests[2]!.body.filter_on_providers, ['fitbit']);
  });

  it('allows a return to the origin that the browser sees, also behind a proxy', async () => {
    const { handler } = await setUp();
    const inner = 'http://10.0.0.7:8080/api/link-token';
    const redirect_url = `${origin}/devices`;
    assert.equal((await handler(new Request(inner, post({ redirect_url })))).status, 200);
    const byGet = await setUp({ methods: ['GET'], allowedOrigins: [origin] });
    const headers = { 'Sec-Fetch-Site': 'same-origin', Referer: `${origin}/devices` };
    const get = new Request(`${inner}?${new URLSearchParams({ redirect_url })}`, { headers });
    assert.equal((await byGet.handler(get)).status, 200);
    // Firefox sends this when the page's policy is to send no referrer, and the element asks for the origin in the Referer.
    const ofFirefox = post({ redirect_url }, { Origin: 'null', Referer: `${origin}/` });
    assert.equal((await handler(new Request(inner, ofFirefox))).status, 200);
    const toOther = post({ redirect_url: 'https://evil.example/' }, { Origin: 'null', Referer: `${origin}/` });
    assert.equal((await handler(new Request(inner, toOther))).status, 400);
    const unreadable = post({}, { Origin: 'null', Referer: 'no address' });
    assert.equal((await handler(new Request(inner, unreadable))).status, 200);
    const withOrigins = await setUp({ allowedOrigins: [origin] });
    assert.equal((await withOrigins.handler(new Request(inner, post({ redirect_url })))).status, 200);
  });

  it('does not believe a Referer when the browser does not say that the page is its own', async () => {
    const { handler } = await setUp({ methods: ['GET'] });
    const url = `${endpoint}?${new URLSearchParams({ redirect_url: 'https://evil.example/' })}`;
    for (const site of ['', 'none'])
      assert.equal(
        (await handler(new Request(url, { headers: { 'Sec-Fetch-Site': site, Referer: 'https://evil.example/' } })))
          .status,
        400,
      );
  });

  it('allows a return to an https address when TLS ends at a proxy, also for a page without a referrer', async () => {
    const { handler } = await setUp({ methods: ['GET', 'POST'] });
    const inner = endpoint.replace('https:', 'http:');
    const redirect_url = `${origin}/devices`;
    const noReferrer = { 'Sec-Fetch-Site': 'same-origin' };
    const get = new Request(`${inner}?${new URLSearchParams({ redirect_url })}`, { headers: noReferrer });
    assert.equal((await handler(get)).status, 200);
    const posted = post({ redirect_url }, { Origin: 'null' });
    assert.equal((await handler(new Request(inner, posted))).status, 200);
    const requestOfOldBrowser = new Request(inner, post({ redirect_url }));
    requestOfOldBrowser.headers.delete('Sec-Fetch-Site');
    assert.equal((await handler(requestOfOldBrowser)).status, 200);
  });
});

describe('the token endpoint, for a request that it refuses,', () => {
  const foreignUrls = ['https://evil.example/', 'http://www.shop.example/', 'https://www.shop.example.evil.example/'];
  const bodies: [name: string, body: unknown, mistake?: string][] = [
    ['a user', { user_id: 'someone-else' }, 'user_id'],
    ['a field that is not known', { colour: 'red' }, 'colour'],
    ['a field that every object has', { constructor: 'x' }, 'constructor'],
    ['__proto__', '{"__proto__": {"provider": "oura"}}', '__proto__'],
    ['a provider that is not text', { provider: 7 }, 'provider'],
    ['a provider that is not a slug', { provider: 'Oura Ring' }, 'provider'],
    ['a provider with markup', { provider: '<img>' }, 'provider'],
    ['a provider that is too long', { provider: 'a'.repeat(65) }, 'provider'],
    ['a filter that is not a list', { filter_on_providers: 'oura' }, 'filter_on_providers'],
    ['an empty filter', { filter_on_providers: [] }, 'filter_on_providers'],
    ['a filter of numbers', { filter_on_providers: ['oura', 1] }, 'filter_on_providers'],
    [
      'a filter that is too long',
      { filter_on_providers: Array.from({ length: 101 }, () => 'oura') },
      'filter_on_providers',
    ],
    ['a provider that is not allowed', { provider: 'strava' }, 'provider'],
    [
      'a filter with a provider that is not allowed',
      { filter_on_providers: ['oura', 'strava'] },
      'filter_on_providers',
    ],
    ...foreignUrls.map(
      (url) => [`a redirect_url to ${url}`, { redirect_url: url }, 'redirect_url'] as [string, unknown, string],
    ),
    ['a redirect_url that is a script', { redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
    ['a redirect_url with a password', { redirect_url: 'https://a:b@www.shop.example/' }, 'redirect_url'],
    ['a redirect_url that is too long', { redirect_url: `${origin}/?${'a'.repeat(4096)}` }, 'redirect_url'],
    ['a redirect_url that is only a path', { redirect_url: '/devices' }, 'redirect_url'],
    ['an on_close with another value', { on_close: 'close' }, 'on_close'],
    ['an on_error with another value', { on_error: true }, 'on_error'],
    ['a list', [], 'JSON object'],
    ['a text', '"oura"', 'JSON object'],
    ['null', 'null', 'JSON object'],
    ['an incomplete object', '{"provider":', 'JSON'],
    ['an empty body', '', 'JSON'],
  ];
  for (const [name, body, mistake] of bodies) {
    it(`answers 400 to ${name}, and names the mistake`, async () => {
      const { handler, requests } = await setUp({ allowedProviders: ['oura', 'fitbit'] });
      const answer = await read(await handler(post(body)));
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, 'invalid_request');
      assert.ok(answer.body.error!.includes(mistake!), answer.body.error);
      assert.ok(answer.text.length < 200);
      assert.deepEqual(requests, []);
    });
  }

  it('answers 400 to a redirect_url to its own origin when allowedRedirectOrigins does not have it', async () => {
    const { handler } = await setUp({ allowedRedirectOrigins: ['https://app.shop.example'] });
    assert.equal((await handler(post({ redirect_url: `${origin}/devices` }))).status, 400);
    assert.equal((await handler(post({ redirect_url: 'https://app.shop.example/devices' }))).status, 200);
  });

  it('answers 401 when nobody is signed in, before it reads the body', async () => {
    for (const userId of [null, undefined, '']) {
      const { handler, requests } = await setUp({ getUserId: () => userId });
      const { status, body, headers } = await read(await handler(post('no JSON')));
      assert.deepEqual([status, body.code, headers.get('Cache-Control')], [401, 'unauthenticated', 'no-store']);
      assert.deepEqual(requests, []);
    }
  });

  for (const id of [{ id: 1 }, [], ['1'], true, () => '1', Symbol('1')])
    it(`answers 500 to an id of the person that is no text and no number: ${typeof id}, ${JSON.stringify(id)}`, async () => {
      const { handler, requests } = await setUp({ getUserId: () => id as never });
      const { status, body } = await read(await handler(post({})));
      assert.deepEqual([status, body.code], [500, 'server_error']);
      assert.match(body.error!, /^getUserId must return the id of the person: a text or a number/);
      assert.deepEqual(requests, []);
    });

  const otherSites: [name: string, headers: Record<string, string>][] = [
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['another host of the same site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.shop.example' }],
    ['another site without an origin', { 'Sec-Fetch-Site': 'cross-site', Origin: '' }],
    ['a sandboxed frame', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
    ['an old browser on another site', { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' }],
  ];
  for (const [name, headers] of otherSites) {
    it(`answers 403 to ${name}, and does not let it read the answer`, async () => {
      const { handler, requests } = await setUp();
      const answer = await read(await handler(post({}, headers)));
      assert.deepEqual([answer.status, answer.body.code], [403, 'cross_site_request']);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
      assert.deepEqual(requests, []);
      const preflight = new Request(endpoint, { method: 'OPTIONS', headers });
      const refused = await handler(preflight);
      assert.deepEqual([refused.status, refused.headers.get('Access-Control-Allow-Origin')], [403, null]);
    });
  }

  it('answers 405 to other methods, and names the allowed ones', async () => {
    const { handler } = await setUp();
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      const { status, headers } = await handler(new Request(endpoint, { method }));
      assert.deepEqual([status, headers.get('Allow'), headers.get('Cache-Control')], [405, 'POST', 'no-store']);
    }
  });

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; a=application/json', '']) {
    it(`answers 415 to a body ${type ? `of the type ${type}` : 'without a type'}`, async () => {
      const { handler } = await setUp();
      const { status, body } = await read(await handler(post({}, { 'Content-Type': type })));
      assert.deepEqual([status, body.code], [415, 'unsupported_media_type']);
    });
  }

  it('answers 413 to a body of more than 16 KiB, also when it is an endless stream', async () => {
    const { handler } = await setUp();
    const ofLength = (bytes: number) => post('{}'.padEnd(bytes));
    assert.equal((await handler(ofLength(16 * 1024))).status, 200);
    const large = await read(await handler(ofLength(16 * 1024 + 1)));
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

describe('a mistake in the code of the site', () => {
  it('is reported when the handler is created: wrong origins and wrong providers throw a TypeError', async () => {
    for (const allowedOrigins of [['https://www.shop.example/'], ['www.shop.example'], ['https://Shop.example']]) {
      await assert.rejects(setUp({ allowedOrigins }), TypeError);
      await assert.rejects(setUp({ allowedRedirectOrigins: allowedOrigins }), TypeError);
    }
    await assert.rejects(setUp({ allowedProviders: [] }), TypeError);
    await assert.rejects(setUp({ allowedProviders: ['oura', 'Garmin'] }), TypeError);
  });

  it('is answered with 500, and logged, when other code has already read the body', async () => {
    const { handler, causes } = await setUp();
    const request = post({});
    await request.text();
    assert.equal((await handler(request)).status, 500);
    assert.match(String(causes[0]), /has read the request/);
    // The adapter of a Node server makes such a request when a body parser ran before it.
    assert.equal((await handler(post('', { 'Content-Length': '2' }))).status, 500);
    assert.match(String(causes[1]), /a body parser\?/);
    const locked = post({});
    locked.body!.getReader();
    assert.equal((await handler(locked)).status, 500);
  });

  it('does not block the answer: an unread clone, a long query and a failed log have no effect', async () => {
    const { handler } = await setUp({ onError: () => Promise.reject(new Error('the log is full')) });
    const large = post(`{"provider":"${'a'.repeat(200_000)}"}`);
    large.clone();
    assert.equal((await handler(large)).status, 413);
    const byGet = await setUp({ methods: ['GET'] });
    assert.equal((await byGet.handler(new Request(`${endpoint}?${'a&'.repeat(100_000)}`))).status, 200);
    const names = Array.from({ length: 100_000 }, (_, index) => index);
    assert.equal((await byGet.handler(new Request(`${endpoint}?${names.join('&')}`))).status, 200);
    const rejectingClient = { link: { token: () => Promise.reject(new Error('no')) } };
    const broken = await setUp({
      client: rejectingClient,
      onError: () => Promise.reject(new Error('the log is full')),
    });
    assert.equal((await broken.handler(post({}))).status, 502);
  });
});

describe('another site that is allowed', () => {
  const allowedOrigins = ['https://app.shop.example'];
  const headers = { Origin: allowedOrigins[0]!, 'Sec-Fetch-Site': 'same-site' };

  it('can send a request, and read the answer, also when it is an error', async () => {
    const { handler } = await setUp({ allowedOrigins });
    for (const [body, status] of [
      [{}, 200],
      [{ provider: 7 }, 400],
    ] as const) {
      const answer = await handler(post(body, headers));
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), allowedOrigins[0]);
      assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
      assert.equal(answer.headers.get('Access-Control-Expose-Headers'), 'Retry-After');
      assert.equal(answer.headers.get('Vary'), 'Origin');
    }
  });

  it('gets an answer to its preflight', async () => {
    const { handler, requests } = await setUp({ allowedOrigins, getUserId: () => null });
    const preflightHeaders = {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,x-tenant',
    };
    const answer = await handler(
      new Request(endpoint, { method: 'OPTIONS', headers: { ...headers, ...preflightHeaders } }),
    );
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('Access-Control-Allow-Methods'), 'POST');
    assert.equal(answer.headers.get('Access-Control-Allow-Headers'), 'content-type,x-tenant');
    assert.equal(answer.headers.get('Access-Control-Max-Age'), '600');
    const both = await setUp({ allowedOrigins, methods: ['GET', 'POST'] });
    const preflight = await both.handler(
      new Request(endpoint, { method: 'OPTIONS', headers: { ...headers, ...preflightHeaders } }),
    );
    assert.equal(preflight.headers.get('Access-Control-Allow-Methods'), 'GET, POST');
    const withoutHeaders = await handler(new Request(endpoint, { method: 'OPTIONS', headers }));
    assert.equal(withoutHeaders.headers.get('Access-Control-Allow-Headers'), '');
    assert.deepEqual(requests, []);
  });

  it('can use its own address as redirect_url only when allowedRedirectOrigins has it', async () => {
    const body = { redirect_url: `${allowedOrigins[0]}/` };
    const strict = await setUp({ allowedOrigins });
    assert.equal((await strict.handler(post(body, headers))).status, 400);
    const open = await setUp({ allowedOrigins, allowedRedirectOrigins: allowedOrigins });
    assert.equal((await open.handler(post(body, headers))).status, 200);
  });
});

describe('a body that does not arrive in full', () => {
  /** Returns a stream that sends this text, and never ends. */
  const stalled = (text: string) =>
    new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });

  it('is answered with 400 when the page sends it', async ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const { handler } = await setUp();
    const { headers } = post({});
    const request = { method: 'POST', headers, body: stalled('{'), duplex: 'half' } as RequestInit;
    const answer = handler(new Request(endpoint, request));
    setImmediate(() => mock.timers.tick(5000));
    const { status, body } = await read(await answer);
    assert.deepEqual([status, body.code], [400, 'invalid_request']);
  });

  it('is answered with 502 when Junction sends it', async ({ mock }) => {
    const junction = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"link_token":');
    }).listen(0, '127.0.0.1');
    await once(junction, 'listening');
    const { port } = junction.address() as AddressInfo;
    /** Resolves when the answer has begun. Then 5 seconds pass. */
    const fetchThenWait: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      setImmediate(() => mock.timers.tick(5000));
      return response;
    };
    mock.timers.enable({ apis: ['setTimeout'] });
    const client = new JunctionClient({ apiKey, baseUrl: `http://127.0.0.1:${port}`, fetch: fetchThenWait });
    const { handler } = await setUp({ client, getUserId: () => 'u' });
    assert.equal((await handler(post({}))).status, 502);
    junction.closeAllConnections();
    junction.close();
  });
});

describe('the token endpoint, when Junction gives no token,', () => {
  /** Returns a client that rejects each request with this error. */
  const failingClient = (error: unknown): LinkTokenClient => ({ link: { token: () => Promise.reject(error) } });
  const errorWithSecrets = Object.assign(new Error(`401 ${apiKey} at http://10.0.0.1:9`), {
    statusCode: 401,
    body: { apiKey },
  });

  it('passes the cause to onError also when the fields of the request may be at fault', async () => {
    const cause = { statusCode: 422 };
    const { handler, causes } = await setUp({ client: failingClient(cause) });
    assert.equal((await handler(post({ provider: 'oura' }))).status, 400);
    assert.deepEqual(causes, [cause]);
  });

  it('answers 502 without a key, a stack or an internal address, and logs the cause', async () => {
    const { handler, causes } = await setUp({ client: failingClient(errorWithSecrets) });
    const { status, body, text, headers } = await read(await handler(post({})));
    assert.deepEqual([status, body.code, headers.get('Cache-Control')], [502, 'junction_unavailable', 'no-store']);
    for (const leak of [apiKey, '10.0.0.1', 'at ', '401']) assert.ok(!text.includes(leak), text);
    assert.deepEqual(causes, [errorWithSecrets]);
  });

  it('gives onError the request, too', async () => {
    const calls: unknown[][] = [];
    const { handler } = await setUp({
      client: failingClient(errorWithSecrets),
      onError: (...args) => calls.push(args),
    });
    const request = post({});
    await handler(request);
    assert.deepEqual(calls, [[errorWithSecrets, request]]);
  });

  it('answers 429 with the Retry-After of Junction when Junction answers 429', async () => {
    const rawResponse = { headers: new Headers({ 'Retry-After': '7' }) };
    const { handler, causes } = await setUp({ client: failingClient({ statusCode: 429, rawResponse }) });
    const { status, body, headers } = await read(await handler(post({})));
    assert.deepEqual([status, body.code, headers.get('Retry-After')], [429, 'rate_limited', '7']);
    assert.equal(causes.length, 1);
  });

  it('answers 502 when the answer of Junction has no token', async () => {
    const client = { link: { token: async () => ({}) } } as unknown as LinkTokenClient;
    const { handler } = await setUp({ client });
    assert.equal((await handler(post({}))).status, 502);
  });

  it('answers 500, not 502, when the site fails to find out who is signed in', async () => {
    const { handler, causes } = await setUp({
      getUserId: () => {
        throw errorWithSecrets;
      },
      onError: (cause) => {
        causes.push(cause);
        throw new Error('the log is full');
      },
    });
    const { status, body, text } = await read(await handler(post({})));
    assert.deepEqual([status, body.code], [500, 'server_error']);
    assert.ok(!text.includes(apiKey));
    assert.deepEqual(causes, [errorWithSecrets]);
  });
});
