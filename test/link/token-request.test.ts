import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { SourceOf } from '../../src/link/configuration/setting-source.js';
import type { JunctionConnectError } from '../../src/link/errors.js';
import { prepareTokenRequest } from '../../src/link/token/token-request.js';
import { newConfiguration } from '../support/configuration.js';
import { fakePlatform, json } from '../support/fake-platform.js';

const answer = { link_token: 'secret-token-0001' };

/** Requests a token once. Returns the target and the request. */
async function requestOnce(
  properties: Partial<Configuration>,
  respond: () => Response | Promise<Response> = () => json(answer),
  sourceOf: SourceOf = () => 'page',
) {
  const platform = fakePlatform(respond);
  const target = await prepareTokenRequest(
    newConfiguration(properties),
    sourceOf,
    platform,
  )({}, new AbortController().signal);
  const request = platform.requests[0];
  return {
    target,
    url: request && new URL(request.url),
    init: request?.init,
    headers: new Headers(request?.init.headers),
  };
}

async function failure(properties: Partial<Configuration>, respond?: () => Response | Promise<Response>) {
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
    expect(url!.href).to.equal(new URL('/api/link-token', location.href).href);
    expect(init).to.include({ method: 'post', credentials: 'same-origin', cache: 'no-store' });
    expect(headers.get('Content-Type')).to.equal('application/json');
    expect(headers.get('Accept')).to.equal('application/json');
    expect(JSON.parse(init!.body as string)).to.deep.equal({
      provider: 'oura',
      filter_on_providers: ['oura', 'fitbit'],
    });
    expect((await requestOnce({})).init!.body).to.equal('{}');
  });

  it('adds the same fields to the query with method="get"', async () => {
    const { url, init, headers } = await requestOnce({
      tokenEndpoint: '/token?site=7',
      method: 'GET',
      provider: 'oura',
      providers: ['oura', 'fitbit'],
    });
    expect(url!.search).to.equal('?site=7&provider=oura&filter_on_providers=oura&filter_on_providers=fitbit');
    expect(init!.body).to.equal(undefined);
    expect(headers.has('Content-Type')).to.equal(false);
  });

  it('accepts the providers as frameworks may set them: an array, or a text with spaces and commas', async () => {
    for (const providers of [['oura', 'fitbit'], 'oura fitbit', ' oura,fitbit, ', 'oura\n\u00a0fitbit']) {
      const { init } = await requestOnce({ providers });
      expect(JSON.parse(init!.body as string)).to.deep.equal({ filter_on_providers: ['oura', 'fitbit'] });
    }
  });

  it('sends an unknown slug', async () => {
    const { init } = await requestOnce({ provider: 'a_provider_of_next_year' });
    expect(JSON.parse(init!.body as string)).to.deep.equal({ provider: 'a_provider_of_next_year' });
  });

  it('sends the configured credentials', async () => {
    expect((await requestOnce({ credentials: 'include' })).init!.credentials).to.equal('include');
    expect((await requestOnce({ credentials: 'omit' })).init!.credentials).to.equal('omit');
  });

  it('sends headers from a value, a function or a promise', async () => {
    const value = { Authorization: 'Bearer 1' };
    for (const headers of [
      value,
      new Headers(value),
      () => value,
      async (): Promise<[string, string][]> => [['Authorization', 'Bearer 1']],
    ]) {
      expect((await requestOnce({ headers })).headers.get('Authorization')).to.equal('Bearer 1');
    }
  });

  it('calls a headers function each time', async () => {
    let calls = 0;
    const platform = fakePlatform(() => json(answer));
    const fetchTarget = prepareTokenRequest(
      newConfiguration({ headers: () => ({ 'X-Call': String((calls += 1)) }) }),
      () => 'page',
      platform,
    );
    await fetchTarget({}, new AbortController().signal);
    await fetchTarget({}, new AbortController().signal);
    expect(platform.requests.map(({ init }) => new Headers(init.headers).get('X-Call'))).to.deep.equal(['1', '2']);
  });

  it('sends the CSRF token only to the origin of the page', async () => {
    const csrf = { csrfToken: 'csrf-1' };
    expect((await requestOnce(csrf)).headers.get('X-CSRF-Token')).to.equal('csrf-1');
    expect((await requestOnce({ ...csrf, csrfHeader: 'X-WP-Nonce' })).headers.get('X-WP-Nonce')).to.equal('csrf-1');
    for (const csrfHeader of ['', undefined as unknown as string])
      expect((await requestOnce({ ...csrf, csrfHeader })).headers.get('X-CSRF-Token')).to.equal('csrf-1');
    expect((await requestOnce(csrf)).init!.mode).to.equal('same-origin'); // A redirect to another origin must not get the token.
    const crossOrigin = await requestOnce({ ...csrf, tokenEndpoint: 'https://api.example/token' });
    expect([...crossOrigin.headers.values()]).not.to.contain('csrf-1');
  });

  it("is replaced by the page's own function", async () => {
    const calls: unknown[] = [];
    const fetchToken: Configuration['fetchToken'] = (request, { signal }) => {
      calls.push(request, signal.aborted);
      return 'secret-token-0002';
    };
    const { target, init } = await requestOnce({ tokenEndpoint: '', fetchToken, provider: 'oura' });
    expect(target.token).to.equal('secret-token-0002');
    expect(calls).to.deep.equal([{ provider: 'oura' }, false]);
    expect(init).to.equal(undefined);
  });
});

describe('a token endpoint that fails', () => {
  it('is token_request_failed when it cannot be reached, and the error quotes nothing of the request', async () => {
    const error = await failure({ headers: { Authorization: 'Bearer secret' } }, () =>
      Promise.reject(new TypeError('Bearer secret')),
    );
    expect(error.code).to.equal('token_request_failed');
    expect(error.message).to.contain('token-endpoint');
    expect(error.cause).to.equal(undefined);
  });

  [400, 401, 403, 404, 429, 500, 503].forEach((status) => {
    it(`is token_request_rejected with the status at ${status}`, async () => {
      const error = await failure({}, () => json({ error: 'secret' }, status));
      expect(error).to.include({ code: 'token_request_rejected', status });
      expect(error.message).to.contain(String(status)).and.not.to.contain('secret');
    });
  });

  ['<!doctype html>', '', '{"link_token":"secret-token-0001"', 'secret-token-0001'].forEach((body) => {
    it(`is token_response_invalid at ${JSON.stringify(body)}, which it does not quote`, async () => {
      const error = await failure({}, () => new Response(body));
      expect(error).to.include({ code: 'token_response_invalid', status: 200 });
      expect(`${error.message} ${error.cause}`).not.to.contain('secret');
    });
  });

  it('is token_request_failed when the connection ends during the answer', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('cut')) });
    const error = await failure({}, () => new Response(body));
    expect(error).to.include({ code: 'token_request_failed', retryable: true });
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
      expect(await failure(properties)).to.include({ code: 'token_request_failed', cause });
    }
  });

  it('never quotes an answer that a function of the page could not parse', async () => {
    const fetchToken = () => JSON.parse('secret-token-0001') as string;
    const error = await failure({ fetchToken });
    expect(error.code).to.equal('token_request_failed');
    expect(error.cause).to.equal(null);
  });

  it('never quotes a header that is not valid', async () => {
    const error = await failure({ headers: { Authorization: 'Bearer\nsecret' } });
    expect(error.code).to.equal('token_request_failed');
    expect(`${error.message} ${error.cause}`).not.to.contain('secret');
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
    ['unknown credentials', { credentials: 'always' }, 'credentials', 'always'],
  ];
  cases.forEach(([name, properties, attribute, value]) => {
    it(`is refused before any request: ${name}`, async () => {
      const error = await failure(properties);
      expect(error.code).to.equal('configuration_invalid');
      expect(error.message).to.contain(`${attribute}="${value}"`);
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
      expect(code).to.equal('configuration_invalid');
      expect(message).to.contain(`<junction-connect ${attribute}>`).and.contain('apple_health_kit, health_connect');
      expect(message).not.to.contain('oura');
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
        if ('code' in result) expect(result.code).to.equal('configuration_invalid');
        else expect(result.target.token).to.equal('secret-token-0001');
      }),
    );
  });
});
