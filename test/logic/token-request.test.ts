import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import { readAllSettings } from '../../src/link/configuration/setting-readers.js';
import type { SourceOf } from '../../src/link/configuration/setting-source.js';
import type { JunctionConnectError } from '../../src/link/errors.js';
import type { Platform } from '../../src/link/platform.js';
import { prepareTokenRequest, tokenRequestReaders } from '../../src/link/token/token-request.js';
import { newConfiguration } from '../support/configuration.js';

const answer = { link_token: 'secret-token-0001' };

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

type Respond = () => Response | Promise<Response>;

/** Returns a page at https://shop.example/account/, and the requests of its `fetch`. */
function newPage(respond: Respond) {
  const requests: { url: URL; init: RequestInit }[] = [];
  const platform = {
    document: { baseURI: 'https://shop.example/account/' },
    self: { origin: 'https://shop.example' },
    fetch: async (url: URL, init: RequestInit) => {
      requests.push({ url, init });
      return respond();
    },
  } as unknown as Platform;
  return { platform, requests };
}

/** Reads the settings, and prepares the request. */
function prepare(properties: Partial<Configuration>, platform: Platform, sourceOf: SourceOf = () => 'page') {
  const configuration = newConfiguration(properties);
  const settings = readAllSettings(tokenRequestReaders, configuration, sourceOf, platform);
  return prepareTokenRequest(settings, configuration, platform);
}

/** Requests a token once. Returns the target and the request. */
async function requestOnce(
  properties: Partial<Configuration>,
  respond: Respond = () => json(answer),
  sourceOf: SourceOf = () => 'page',
) {
  const { platform, requests } = newPage(respond);
  const target = await prepare(properties, platform, sourceOf)({}, new AbortController().signal);
  const request = requests[0];
  return {
    target,
    url: request?.url,
    init: request?.init,
    headers: new Headers(request?.init.headers),
  };
}

async function failure(properties: Partial<Configuration>, respond?: Respond) {
  try {
    await requestOnce(properties, respond);
  } catch (error) {
    return error as JunctionConnectError;
  }
  throw new Error('The request succeeded.');
}

describe('a request to the token endpoint', () => {
  it('posts JSON with the field names of Junction, without unset fields', async () => {
    const { url, init, headers } = await requestOnce({ provider: 'oura', providers: ['oura', 'fitbit'] });
    assert.equal(url!.href, 'https://shop.example/api/link-token');
    assert.deepEqual([init!.method, init!.credentials, init!.cache], ['post', 'same-origin', 'no-store']);
    assert.equal(headers.get('Content-Type'), 'application/json');
    assert.equal(headers.get('Accept'), 'application/json');
    assert.deepEqual(JSON.parse(init!.body as string), {
      provider: 'oura',
      filter_on_providers: ['oura', 'fitbit'],
    });
    assert.equal((await requestOnce({})).init!.body, '{}');
  });

  it('adds the same fields to the query with method="get"', async () => {
    const { url, init, headers } = await requestOnce({
      tokenEndpoint: '/token?site=7',
      method: 'GET',
      provider: 'oura',
      providers: ['oura', 'fitbit'],
    });
    assert.equal(url!.search, '?site=7&provider=oura&filter_on_providers=oura&filter_on_providers=fitbit');
    assert.equal(init!.body, undefined);
    assert.equal(headers.has('Content-Type'), false);
  });

  it('accepts the providers as frameworks may set them: an array, or a text with spaces and commas', async () => {
    for (const providers of [['oura', 'fitbit'], 'oura fitbit', ' oura,fitbit, ', 'oura\n\u00a0fitbit']) {
      const { init } = await requestOnce({ providers });
      assert.deepEqual(JSON.parse(init!.body as string), { filter_on_providers: ['oura', 'fitbit'] });
    }
  });

  it('sends an unknown slug', async () => {
    const { init } = await requestOnce({ provider: 'a_provider_of_next_year' });
    assert.deepEqual(JSON.parse(init!.body as string), { provider: 'a_provider_of_next_year' });
  });

  it('sends the configured credentials', async () => {
    assert.equal((await requestOnce({ credentials: 'include' })).init!.credentials, 'include');
    assert.equal((await requestOnce({ credentials: 'omit' })).init!.credentials, 'omit');
  });

  it('sends headers from a value, a function or a promise', async () => {
    const value = { Authorization: 'Bearer 1' };
    for (const headers of [
      value,
      new Headers(value),
      () => value,
      async (): Promise<[string, string][]> => [['Authorization', 'Bearer 1']],
    ]) {
      assert.equal((await requestOnce({ headers })).headers.get('Authorization'), 'Bearer 1');
    }
  });

  it('calls a headers function each time', async () => {
    let calls = 0;
    const { platform, requests } = newPage(() => json(answer));
    const fetchTarget = prepare({ headers: () => ({ 'X-Call': String((calls += 1)) }) }, platform);
    await fetchTarget({}, new AbortController().signal);
    await fetchTarget({}, new AbortController().signal);
    assert.deepEqual(
      requests.map(({ init }) => new Headers(init.headers).get('X-Call')),
      ['1', '2'],
    );
  });

  it('asks for the origin of the page in the Referer, and can be aborted', async () => {
    const { platform, requests } = newPage(() => json(answer));
    const { signal } = new AbortController();
    await prepare({}, platform)({}, signal);
    assert.equal(requests[0]!.init.referrerPolicy, 'strict-origin');
    assert.equal(requests[0]!.init.signal, signal);
  });

  it('adds the fields that make hosted Link return', async () => {
    const { platform, requests } = newPage(() => json(answer));
    const fetchTarget = prepare({ provider: 'oura' }, platform);
    await fetchTarget({ redirect_url: 'https://shop.example/', on_close: 'redirect' }, new AbortController().signal);
    assert.deepEqual(JSON.parse(requests[0]!.init.body as string), {
      provider: 'oura',
      redirect_url: 'https://shop.example/',
      on_close: 'redirect',
    });
  });

  it('names one provider', async () => {
    const { init } = await requestOnce({ provider: 'oura garmin' });
    assert.deepEqual(JSON.parse(init!.body as string), { provider: 'oura' });
  });

  it('uses the environment and region of the attributes for an answer that is only a token', async () => {
    const { target } = await requestOnce({ env: 'Sandbox', region: 'EU' }, () => json('secret-token-0001'));
    assert.deepEqual([target.env, target.region], ['sandbox', 'eu']);
  });

  it('does not pass headers on to another origin', async () => {
    const tokenEndpoint = 'https://api.example/token';
    const modeAndRedirect = async (properties: Partial<Configuration>) => {
      const { init } = await requestOnce(properties);
      return [init!.mode, init!.redirect];
    };
    const headers = { 'X-Site': '1' };
    assert.deepEqual(await modeAndRedirect({ tokenEndpoint, headers }), [undefined, 'error']);
    assert.deepEqual(await modeAndRedirect({ tokenEndpoint, headers: { ...headers, Accept: 'a/b' } }), [
      undefined,
      'error',
    ]);
    assert.deepEqual(await modeAndRedirect({ tokenEndpoint, headers: { Accept: 'a/b' } }), [undefined, undefined]);
    assert.deepEqual(await modeAndRedirect({ tokenEndpoint, headers: null }), [undefined, undefined]);
    assert.deepEqual(await modeAndRedirect({ headers }), ['same-origin', undefined]);
  });

  it('sends the CSRF token only to the origin of the page', async () => {
    const csrf = { csrfToken: 'csrf-1' };
    assert.equal((await requestOnce({})).headers.has('X-CSRF-Token'), false);
    assert.equal((await requestOnce(csrf)).headers.get('X-CSRF-Token'), 'csrf-1');
    assert.equal((await requestOnce({ ...csrf, csrfHeader: 'X-WP-Nonce' })).headers.get('X-WP-Nonce'), 'csrf-1');
    for (const csrfHeader of ['', undefined as unknown as string])
      assert.equal((await requestOnce({ ...csrf, csrfHeader })).headers.get('X-CSRF-Token'), 'csrf-1');
    assert.equal((await requestOnce(csrf)).init!.mode, 'same-origin'); // A redirect to another origin must not get the token.
    const crossOrigin = await requestOnce({ ...csrf, tokenEndpoint: 'https://api.example/token' });
    assert.ok(![...crossOrigin.headers.values()].includes('csrf-1'));
  });

  it("is replaced by the page's own function", async () => {
    const calls: unknown[] = [];
    const fetchToken: Configuration['fetchToken'] = (request, { signal }) => {
      calls.push(request, signal.aborted);
      return 'secret-token-0002';
    };
    const { target, init } = await requestOnce({ tokenEndpoint: '', fetchToken, provider: 'oura' });
    assert.equal(target.token, 'secret-token-0002');
    assert.deepEqual(calls, [{ provider: 'oura' }, false]);
    assert.equal(init, undefined);
  });
});

describe('a token endpoint that fails', () => {
  it('is token_request_failed when it cannot be reached, and the error quotes nothing of the request', async () => {
    const error = await failure({ headers: { Authorization: 'Bearer secret' } }, () =>
      Promise.reject(new TypeError('Bearer secret')),
    );
    assert.equal(error.code, 'token_request_failed');
    assert.match(error.message, /token-endpoint/);
    assert.equal(error.cause, undefined);
  });

  [400, 401, 403, 404, 429, 500, 503].forEach((status) => {
    it(`is token_request_rejected with the status at ${status}`, async () => {
      const error = await failure({}, () => json({ error: 'secret' }, status));
      assert.deepEqual([error.code, error.status], ['token_request_rejected', status]);
      assert.ok(error.message.includes(String(status)) && !error.message.includes('secret'), error.message);
    });
  });

  const advices: [status: number, advice: RegExp][] = [
    [400, /HTTP 400\. It refuses a value in the request\. .*providers, and the origin of return-url$/],
    [401, /HTTP 401\. It says that nobody is signed in\. .*cookie \(credentials\) or the headers$/],
    [403, /HTTP 403\. It refuses this page or this person\. .*csrf-token and csrf-header$/],
    [404, /HTTP 404\. Check its address, and that the server has a route for POST there$/],
    [405, /HTTP 405\. Add a route for POST there, or change the attribute method$/],
    [415, /HTTP 415\. Let it accept application\/json, .*method="get"$/],
    [419, /HTTP 419\. It refuses .*csrf-token/],
    [429, /HTTP 429\. It got too many requests\. Check its limit/],
    [500, /HTTP 500\. See the log of its server, .*onError/],
  ];
  advices.forEach(([status, advice]) => {
    it(`says what to do at ${status}`, async () => {
      assert.match((await failure({}, () => json({}, status))).message, advice);
    });
  });

  it('says what to check when it cannot be reached, or a function of the page throws', async () => {
    const unreachable = await failure({}, () => Promise.reject(new TypeError('no')));
    assert.equal(
      unreachable.message,
      'token-endpoint failed. Check its address, headers, redirects, CORS, and Content-Security-Policy (connect-src)',
    );
    const thrown = await failure({ fetchToken: () => Promise.reject(new Error('no')) });
    assert.equal(thrown.message, "The page's fetchToken or headers failed. The error's cause says why");
  });

  const unreadable = ['<!doctype html>', '', '{"link_token":"secret-token-0001"', 'secret-token-0001'];
  unreadable.push('{"token":"secret-token-0001"}', '{"link_token":"secret","link_web_url":"https://secret.example/"}');
  unreadable.forEach((body) => {
    it(`is token_response_invalid at ${JSON.stringify(body)}, which it does not quote`, async () => {
      const error = await failure({}, () => new Response(body));
      assert.deepEqual([error.code, error.status], ['token_response_invalid', 200]);
      assert.ok(!`${error.message} ${error.cause}`.includes('secret'));
    });
  });

  it('is token_request_failed when the connection ends during the answer', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('cut')) });
    const error = await failure({}, () => new Response(body));
    assert.deepEqual([error.code, error.retryable], ['token_request_failed', true]);
  });

  it('is token_request_failed with its cause when a function of the page throws', async () => {
    const cause = new Error('signed out');
    const throwing = () => {
      throw cause;
    };
    for (const properties of [
      { headers: throwing },
      { fetchToken: throwing },
      { fetchToken: async () => throwing() },
    ]) {
      const error = await failure(properties);
      assert.deepEqual([error.code, error.cause === cause], ['token_request_failed', true]);
    }
  });

  const thrown: [cause: unknown, status: number | undefined][] = [
    [new Response(null, { status: 401 }), 401],
    [Object.assign(new Error('Too many requests'), { status: 429 }), 429],
    [{ status: 503 }, 503],
    [{ response: { status: 401 } }, 401],
    [{ status: 0 }, undefined],
    [{ status: 200 }, undefined],
    [{ status: 401.5 }, undefined],
    [{ status: '401' }, undefined],
    [null, undefined],
    ['401', undefined],
  ];
  for (const [cause, status] of thrown)
    it(`has the status ${status ?? 'of no answer'} when fetchToken throws ${cause instanceof Response ? 'a Response' : JSON.stringify(cause)}`, async () => {
      const error = await failure({ fetchToken: () => Promise.reject(cause) });
      assert.deepEqual([error.code, error.status], ['token_request_failed', status]);
    });

  it('never quotes an answer that a function of the page could not parse', async () => {
    const fetchToken = () => JSON.parse('secret-token-0001') as string;
    const error = await failure({ fetchToken });
    assert.equal(error.code, 'token_request_failed');
    assert.equal(error.cause, null);
  });

  it('never quotes a header that is not valid', async () => {
    const error = await failure({ headers: { Authorization: 'Bearer\nsecret' } });
    assert.equal(error.code, 'token_request_failed');
    assert.ok(!`${error.message} ${error.cause}`.includes('secret'));
  });
});

describe('a configuration that can never work', () => {
  const cases: [name: string, properties: Partial<Configuration>, attribute: string, value: string][] = [
    ['no endpoint', { tokenEndpoint: '' }, 'token-endpoint', ''],
    ['an empty endpoint', { tokenEndpoint: '   ' }, 'token-endpoint', ''],
    ['no endpoint by property', { tokenEndpoint: undefined }, 'token-endpoint', ''],
    ['an endpoint that is not a URL', { tokenEndpoint: 'https://' }, 'token-endpoint', 'https://'],
    [
      'an endpoint of another scheme',
      { tokenEndpoint: 'javascript:alert(1)' },
      'token-endpoint',
      'javascript:alert(1)',
    ],
    ['an unknown method', { method: 'put' }, 'method', 'put'],
    ['an unknown environment', { env: 'live' }, 'env', 'live'],
    ['an unknown region', { region: 'mars' }, 'region', 'mars'],
    ['unknown credentials', { credentials: 'always' }, 'credentials', 'always'],
  ];
  cases.forEach(([name, properties, attribute, value]) => {
    it(`is refused before any request: ${name}`, async () => {
      const error = await failure(properties);
      assert.equal(error.code, 'configuration_invalid');
      assert.ok(error.message.includes(`${attribute}="${value}"`), error.message);
    });
  });

  const unlinkable: [properties: Partial<Configuration>, attribute: string][] = [
    [{ provider: 'apple_health_kit' }, 'provider'],
    [{ provider: 'manual' }, 'provider'],
    [{ providers: ['oura', 'omron_ble'] }, 'providers'],
  ];
  unlinkable.forEach(([properties, attribute]) => {
    it(`is refused for ${JSON.stringify(properties)}, and the message does not say which provider the page has`, async () => {
      const { code, message } = await failure(properties);
      assert.equal(code, 'configuration_invalid');
      assert.ok(message.includes(`<junction-connect ${attribute}>`), message);
      assert.match(message, /apple_health_kit, health_connect/);
      assert.ok(!message.includes('oura'), message);
      const withAnother = await failure({ [attribute]: 'health_connect' });
      assert.equal(message, withAnother.message);
    });
  });

  it('is refused or works, whatever values the properties have', () => {
    const properties = fc.record({
      tokenEndpoint: fc.string(),
      method: fc.string(),
      provider: fc.string(),
      providers: fc.array(fc.string()),
    });
    return fc.assert(
      fc.asyncProperty(properties, async (raw) => {
        const result = await requestOnce(raw).catch((error: unknown) => error as JunctionConnectError);
        if ('code' in result) assert.equal(result.code, 'configuration_invalid');
        else assert.equal(result.target.token, 'secret-token-0001');
      }),
    );
  });
});
