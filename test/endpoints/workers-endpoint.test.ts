import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { exportSPKI, generateKeyPair, UnsecuredJWT } from 'jose';
import { apiKey, type JunctionServer, startJunction } from '../support/junction.js';
import { findClosedPort } from '../support/listen.js';
import { type Claims, secondsFromNow, type SignInService, startSignInService } from '../support/sign-in-service.js';
import { loadWorker, type Settings, useAsJunction } from '../support/workers-endpoint.js';
import { expectRefusal, itAnswersAsDocumented, postTo, type Recipe, sendToConnections } from './recipe.js';

const site = 'https://www.shop.example';
const endpoint = 'https://device-endpoint.example.workers.dev';
const pageHeaders = { Origin: site, 'Sec-Fetch-Site': 'cross-site' };
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Claims of a right token with some changes. */
type ChangeClaims = (claims: Claims) => Claims;

describe('the Worker with only the endpoints', () => {
  let junction: JunctionServer;
  let service: SignInService;
  let settings: Settings;
  let recipe: Recipe;
  /** The lines of the log since the start of the test. */
  const log: string[] = [];

  useAsJunction((request) => fetch(junction.origin + new URL(request.url).pathname, withBody(request)));
  before(async () => {
    junction = await startJunction();
    service = await startSignInService();
    settings = {
      ...service.settings,
      JUNCTION_API_KEY: apiKey,
      ALLOWED_ORIGINS: `${site} https://preview.shop.example`,
      PROVIDERS: 'oura polar',
    };
    recipe = await recipeWith(settings);
  });
  after(() => {
    junction.close();
    service.close();
  });
  beforeEach(() => {
    log.length = 0;
    for (const method of ['warn', 'error'] as const)
      mock.method(console, method, (...values: unknown[]) => log.push(values.join(' ').trim()));
  });
  afterEach(() => {
    service.answer = undefined;
    for (const method of ['warn', 'error'] as const) (console[method] as unknown as MockedFunction).mock.restore();
  });

  /** Loads the Worker with these settings, for requests of the person `ada`. */
  async function recipeWith(own: Settings): Promise<Recipe> {
    const fetchFromWorker = await loadWorker(own);
    const send: Recipe['send'] = (url, init) => fetchFromWorker(new Request(url, init));
    const signInHeaders = bearer(await service.sign(service.claims('ada')));
    return { url: `${endpoint}/api/link-token`, send, pageHeaders, signInHeaders };
  }

  /** Sends one request of each kind. */
  const sendAll = (to: Recipe, headers: Record<string, string>) =>
    Promise.all([
      postTo(to, headers, '{}'),
      sendToConnections(to, 'GET', headers),
      sendToConnections(to, 'DELETE', headers, '?provider=polar'),
    ]);

  const sendPreflight = (origin: string, to = recipe) =>
    to.send(to.url, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Sec-Fetch-Site': 'cross-site',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });

  itAnswersAsDocumented(() => recipe);

  it('finds each person by the claim sub of the token', async () => {
    await junction.reset();
    const fresh = await recipeWith(settings);
    for (const person of ['auth0|7', 'bob', 'auth0|7']) {
      const response = await postTo(fresh, bearer(await service.sign(service.claims(person))), '{}');
      assert.equal(response.status, 200, await response.text());
    }
    const { users } = await junction.state();
    const tokenRequests = junction.requests.filter(({ path }) => path === '/v2/link/token');
    assert.deepEqual(
      tokenRequests.map(({ body }) => users.find(({ user_id }) => user_id === body.user_id)?.client_user_id),
      ['auth0|7', 'bob', 'auth0|7'],
    );
    assert.deepEqual(tokenRequests[0]!.body.filter_on_providers, ['oura', 'polar']);
  });

  it('accepts a token that names several audiences', async () => {
    const aud = ['https://sign-in.example/userinfo', service.settings.AUDIENCE];
    const token = await service.sign({ ...service.claims('ada'), aud });
    assert.equal((await sendToConnections(recipe, 'GET', bearer(token))).status, 200);
  });

  it('refuses a provider that is not in PROVIDERS', async () => {
    await expectRefusal(await postTo(recipe, recipe.signInHeaders, '{"provider":"garmin"}'), 400, 'invalid_request');
  });

  it('lets the pages of each allowed origin send a token, and read the answer', async () => {
    for (const origin of settings.ALLOWED_ORIGINS!.split(' ')) {
      const preflight = await sendPreflight(origin);
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get('Access-Control-Allow-Origin'), origin);
      assert.equal(preflight.headers.get('Access-Control-Allow-Headers'), 'authorization,content-type');
      const response = await sendToConnections(recipe, 'GET', { ...recipe.signInHeaders, Origin: origin });
      assert.deepEqual([response.status, response.headers.get('Access-Control-Allow-Origin')], [200, origin]);
    }
    const refusal = await sendPreflight('https://evil.example');
    assert.equal(refusal.headers.get('Access-Control-Allow-Origin'), null);
    await expectRefusal(refusal, 403, 'cross_site_request');
  });

  it('names in its log only the status with which Junction has answered', async () => {
    junction.answer = () => Response.json({ detail: 'Secret text' }, { status: 401 });
    const response = await sendToConnections(recipe, 'GET', recipe.signInHeaders);
    junction.answer = undefined;
    await expectRefusal(response, 502, 'junction_unavailable');
    assert.deepEqual(log, ['The endpoint failed: 401']);
  });

  it('answers 404 at every other address', async () => {
    for (const path of ['/', '/api/link-token/', '/constructor'])
      await expectRefusal(await recipe.send(endpoint + path, {}), 404, 'not_found');
  });

  it('lets any page read that the address or a setting is wrong', async () => {
    const wrongSetting = await recipeWith({ ...settings, PROVIDERS: '' });
    const rows = [
      [{ ...recipe, url: `${endpoint}/link-token` }, 404],
      [wrongSetting, 500],
    ] as const;
    for (const [to, status] of rows) {
      const preflight = await sendPreflight('https://other.example', to);
      assert.equal(preflight.status, 200);
      assert.equal(preflight.headers.get('Access-Control-Allow-Headers'), 'authorization,content-type');
      const response = await postTo(to, { ...to.signInHeaders, Origin: 'https://other.example' }, '{}');
      assert.deepEqual([response.status, response.headers.get('Access-Control-Allow-Origin')], [status, '*']);
    }
  });

  describe('lets nobody in', () => {
    const signWith = (change: ChangeClaims) => async () => bearer(await service.sign(change(service.claims('ada'))));
    const claimRefused = (name: string) => `A token was refused: ERR_JWT_CLAIM_VALIDATION_FAILED ${name}`;
    const without = (name: string) => signWith((claims) => ({ ...claims, [name]: undefined }));
    const withClaims = (changes: Claims) => signWith((claims) => ({ ...claims, ...changes }));

    const rows: [title: string, headers: () => Promise<Record<string, string>>, line: string | undefined][] = [
      ['without a token', async () => ({}), undefined],
      ['with an id in place of a token', async () => ({ Authorization: 'Bearer', 'X-User-Id': 'ada' }), undefined],
      ['with a password', async () => ({ Authorization: `Basic ${btoa('ada:secret')}` }), undefined],
      ['with a text that is no token', async () => bearer('ada'), 'A token was refused: ERR_JWS_INVALID'],
      [
        'after the token has expired',
        withClaims({ exp: secondsFromNow(-60) }),
        'A token was refused: ERR_JWT_EXPIRED exp',
      ],
      ['with a token that never expires', without('exp'), claimRefused('exp')],
      ['before the token is valid', withClaims({ nbf: secondsFromNow(60) }), claimRefused('nbf')],
      ['with a token of another issuer', withClaims({ iss: 'https://sign-in.example' }), claimRefused('iss')],
      ['with a token without an issuer', without('iss'), claimRefused('iss')],
      ['with a token for another site', withClaims({ aud: 'https://other.example' }), claimRefused('aud')],
      ['with a token for no site', without('aud'), claimRefused('aud')],
      ['with a token without sub', without('sub'), claimRefused('sub')],
      ['with a token with an empty sub', withClaims({ sub: '' }), undefined],
      ['with a token whose sub is a list', withClaims({ sub: ['ada'] }), undefined],
      [
        'with a token that another key has signed',
        async () => {
          const { privateKey } = await generateKeyPair('RS256');
          return bearer(await service.sign(service.claims('ada'), { alg: 'RS256', kid: 'key-1' }, privateKey));
        },
        'A token was refused: ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      ],
      [
        'with a token that names an unknown key',
        async () => bearer(await service.sign(service.claims('ada'), { alg: 'RS256', kid: 'key-2' })),
        'A token was refused: ERR_JWKS_NO_MATCHING_KEY',
      ],
      [
        'with a token whose claims were changed after it was signed',
        async () => {
          const [header, , signature] = (await service.sign(service.claims('ada'))).split('.');
          const claims = Buffer.from(JSON.stringify(service.claims('bob'))).toString('base64url');
          return bearer([header, claims, signature].join('.'));
        },
        'A token was refused: ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      ],
      [
        'with a token without a signature (alg: none)',
        async () => bearer(new UnsecuredJWT(service.claims('ada')).encode()),
        'A token was refused: ERR_JOSE_NOT_SUPPORTED',
      ],
      [
        'with a token that uses the public key as a password (alg: HS256)',
        async () => {
          const password = new TextEncoder().encode(await exportSPKI(service.publicKey));
          return bearer(await service.sign(service.claims('ada'), { alg: 'HS256', kid: 'key-1' }, password));
        },
        'A token was refused: ERR_JOSE_NOT_SUPPORTED',
      ],
    ];
    for (const [title, getHeaders, line] of rows)
      it(title, async () => {
        junction.requests.length = 0;
        for (const response of await sendAll(recipe, await getHeaders())) {
          assert.equal(response.headers.get('Access-Control-Allow-Origin'), site, 'the page can read the status');
          await expectRefusal(response, 401, 'unauthenticated');
        }
        assert.deepEqual(log, line ? [line, line, line] : []);
        assert.deepEqual(junction.requests, []);
      });

    const keyFaults: [title: string, answer: () => Response, code: string][] = [
      ['answers with an error', () => new Response('', { status: 503 }), 'ERR_JOSE_GENERIC'],
      ['answers with something else', () => Response.json({ keys: 'none' }), 'ERR_JWKS_INVALID'],
    ];
    for (const [title, answer, code] of keyFaults)
      it(`with a right token while the sign-in service ${title}, and then lets the person in`, async () => {
        const fresh = await recipeWith(settings);
        service.answer = answer;
        await expectRefusal(await sendToConnections(fresh, 'GET', fresh.signInHeaders), 500, 'server_error');
        assert.equal(log[0], `There are no public keys at JWKS_URL: ${code}`);
        service.answer = undefined;
        assert.equal((await sendToConnections(fresh, 'GET', fresh.signInHeaders)).status, 200);
      });

    it('with a right token while the sign-in service is out of reach', async () => {
      const JWKS_URL = `http://localhost:${await findClosedPort()}/jwks`;
      const fresh = await recipeWith({ ...settings, JWKS_URL });
      await expectRefusal(await sendToConnections(fresh, 'GET', fresh.signInHeaders), 500, 'server_error');
      assert.match(log[0]!, /^There are no public keys at JWKS_URL: /);
    });
  });

  describe('answers 500 and names the setting in its log', () => {
    const names = ['JUNCTION_API_KEY', 'JWKS_URL', 'ISSUER', 'AUDIENCE', 'ALLOWED_ORIGINS', 'PROVIDERS'];
    const rows: [title: string, changes: Settings, named: string][] = [
      ...names.map((name): (typeof rows)[number] => [`when ${name} is empty`, { [name]: ' ' }, name]),
      ['when the key is none of Junction’s', { JUNCTION_API_KEY: 'secret' }, 'JUNCTION_API_KEY'],
      ['when the keys come without TLS', { JWKS_URL: 'http://sign-in.example/jwks' }, 'JWKS_URL'],
      ['when JWKS_URL is no address', { JWKS_URL: 'sign-in.example/jwks' }, 'JWKS_URL'],
      ['when an origin ends with a slash', { ALLOWED_ORIGINS: `${site} https://preview.example/` }, 'ALLOWED_ORIGINS'],
      ['when an origin has no TLS', { ALLOWED_ORIGINS: 'http://www.shop.example' }, 'ALLOWED_ORIGINS'],
      ['when every origin is allowed', { ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS'],
      ['when there is only a comma', { PROVIDERS: ',' }, 'PROVIDERS'],
      ['when a provider is no slug', { PROVIDERS: 'oura, Google Health' }, 'PROVIDERS'],
      ['when several are wrong', { ISSUER: '', PROVIDERS: '' }, 'ISSUER, PROVIDERS'],
    ];
    for (const [title, changes, named] of rows)
      it(title, async () => {
        const wrong = await recipeWith({ ...settings, ...changes });
        for (const response of await sendAll(wrong, wrong.signInHeaders))
          await expectRefusal(response, 500, 'server_error');
        // The whole line: it has no value of a setting.
        const line = `These settings are missing or wrong: ${named}`;
        assert.deepEqual(log, [line, line, line]);
      });

    for (const name of names)
      it(`when ${name} is not there`, async () => {
        const wrong = await recipeWith(Object.fromEntries(Object.entries(settings).filter(([each]) => each !== name)));
        await expectRefusal(await postTo(wrong, wrong.signInHeaders, '{}'), 500, 'server_error');
        assert.deepEqual(log, [`These settings are missing or wrong: ${name}`]);
      });

    it('but accepts white space around a setting, and commas in a list', async () => {
      const spaced = await recipeWith({ ...settings, JUNCTION_API_KEY: `${apiKey}\n`, PROVIDERS: ' oura, polar ' });
      assert.equal((await postTo(spaced, spaced.signInHeaders, '{}')).status, 200);
    });
  });
});

interface MockedFunction {
  readonly mock: { restore(): void };
}

/** Returns the parts of a request, for another address. */
function withBody({ method, headers, body }: Request): RequestInit {
  return { method, headers, ...(body && { body, duplex: 'half' }) };
}
