import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { JunctionServer } from '../support/junction.js';
import { junctionUserOf, resetPeople, type Session, signIn } from './people.js';
import type { WordPressSite } from './wordpress-site.js';

const route = '/wp-json/junction-connect/v1/link-token';

interface EndpointRequest {
  session?: Session | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  method?: string;
  path?: string;
}

interface Answer {
  status: number;
  headers: Headers;
  body: { link_token?: string; link_web_url?: string; error?: string; code?: string };
  text: string;
}

/** Defines the tests of the token endpoint. The plugin is already set up on the site, with this key. */
export function endpointTests(getSite: () => { site: WordPressSite; junction: JunctionServer; apiKey: string }) {
  let site: WordPressSite;
  let junction: JunctionServer;
  let apiKey: string;
  let subscriber: Session;
  let neighbour: Session;

  before(async () => {
    ({ site, junction, apiKey } = getSite());
    subscriber = await signIn(site, 'subscriber');
    neighbour = await signIn(site, 'neighbour');
  });

  async function send({
    session,
    body = {},
    headers,
    method = 'POST',
    path = route,
  }: EndpointRequest): Promise<Answer> {
    const hasBody = !['GET', 'HEAD'].includes(method);
    const response = await fetch(site.origin + path, {
      method,
      headers: {
        ...(hasBody && { 'Content-Type': 'application/json' }),
        Origin: site.origin,
        'Sec-Fetch-Site': 'same-origin',
        ...(session && { Cookie: session.cookie, 'X-WP-Nonce': session.nonce }),
        ...headers,
      },
      ...(hasBody && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text || '{}') as Answer['body'],
    };
  }

  /** Sends a request, and checks that the endpoint refuses it with this status and this code. */
  async function expectRefusal(request: EndpointRequest, status: number, code: string): Promise<Answer> {
    const answer = await send(request);
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
    assert.deepEqual(Object.keys(answer.body), ['error', 'code']);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    return answer;
  }

  describe('the token endpoint', () => {
    beforeEach(async () => {
      await resetPeople(site);
      await junction.reset();
    });

    it('returns a Link Token for the signed-in person, and creates the Junction user at the first request', async () => {
      const linkFields = {
        provider: 'oura',
        redirect_url: `${site.origin}/devices?a=1#top`,
        on_close: 'redirect',
        on_error: 'redirect',
      };
      const { status, body, headers, text } = await send({ session: subscriber, body: linkFields });
      assert.equal(status, 200, text);
      assert.deepEqual(Object.keys(body), ['link_token', 'link_web_url']);
      assert.equal(new URL(body.link_web_url!).searchParams.get('token'), body.link_token);
      assert.equal(headers.get('Cache-Control'), 'no-store');
      await send({ session: subscriber });

      const { users } = await junction.state();
      assert.equal(users.length, 1);
      const user_id = users[0]!.user_id;
      assert.equal(await junctionUserOf(site, 'subscriber'), user_id);
      // The id of a user of the real Junction has another meta key.
      const metaKeys = await site.evaluate<string[]>(`global $wpdb; return $wpdb->get_col(
        "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%junction_connect_user%'");`);
      assert.deepEqual(metaKeys, ['wp_junction_connect_user_local']);
      const tokenRequests = junction.requests.filter(({ path }) => path === '/v2/link/token');
      assert.deepEqual(
        tokenRequests.map(({ body }) => body),
        [
          { user_id, ...linkFields },
          { user_id, filter_on_providers: ['oura', 'garmin', 'google_health'] },
        ],
      );
      assert.deepEqual(new Set(junction.requests.map(({ key }) => key)), new Set([apiKey]));
      // The id that Junction gets contains no data about the person.
      assert.match(users[0]!.client_user_id, /^wordpress-[0-9a-f]{64}$/);
    });

    it('also answers at the address with rest_route, which a site with plain permalinks uses', async () => {
      const { status, text } = await send({
        session: subscriber,
        path: '/?rest_route=/junction-connect/v1/link-token',
      });
      assert.equal(status, 200, text);
    });

    it('creates one Junction user for two requests at the same time', async () => {
      const markArrived: (() => void)[] = [];
      const arrived = [0, 1].map((index) => new Promise<void>((resolve) => (markArrived[index] = resolve)));
      junction.answer = async (path) => {
        if (path !== '/v2/user') return undefined;
        markArrived.shift()?.();
        await arrived[1];
        return undefined;
      };
      const first = send({ session: subscriber });
      await arrived[0]; // Without this, one worker of PHP might handle both requests, one after the other.
      const answers = await Promise.all([first, send({ session: subscriber })]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200],
      );
      const { users, link_tokens } = await junction.state();
      assert.deepEqual([users.length, link_tokens.length], [1, 2]);
      assert.equal(await junctionUserOf(site, 'subscriber'), users[0]!.user_id);
    });

    const conflicts: [body: string, detail: unknown][] = [
      ['is only a text', 'Client user id already exists.'],
      ['names no user', { error_type: 'INVALID_REQUEST', error_message: 'Client user id already exists.' }],
      ['has an id that is no UUID', { user_id: 'somebody' }],
      ['has no detail', undefined],
    ];
    for (const [body, detail] of conflicts) {
      it(`looks the user up by the site's id when Junction's refusal ${body}`, async () => {
        await send({ session: subscriber });
        const [user] = (await junction.state()).users;
        await resetPeople(site);
        junction.requests.length = 0;
        junction.answer = (path) => (path === '/v2/user' ? Response.json({ detail }, { status: 400 }) : undefined);
        const { status, text } = await send({ session: subscriber });
        assert.equal(status, 200, text);
        assert.deepEqual(
          junction.requests.map(({ path }) => path),
          ['/v2/user', `/v2/user/resolve/${user!.client_user_id}`, '/v2/link/token'],
        );
        assert.equal(await junctionUserOf(site, 'subscriber'), user!.user_id);
      });
    }

    it('uses the user that the answer names, without another request', async () => {
      await send({ session: subscriber });
      const [user] = (await junction.state()).users;
      await resetPeople(site);
      junction.requests.length = 0;
      assert.equal((await send({ session: subscriber })).status, 200);
      assert.deepEqual(
        junction.requests.map(({ path }) => path),
        ['/v2/user', '/v2/link/token'],
      );
      assert.equal(await junctionUserOf(site, 'subscriber'), user!.user_id);
    });

    it('creates the user again when Junction has deleted it, whether Junction answers 400, 404 or 422', async () => {
      await send({ session: subscriber });
      let previousUserId = await junctionUserOf(site, 'subscriber');
      for (const refusal of [400, 404, 422]) {
        await junction.reset();
        const answers = [Response.json({}, { status: refusal })];
        junction.answer = () => answers.pop();
        const { status } = await send({ session: subscriber });
        assert.equal(status, 200, `${refusal}`);
        const [user] = (await junction.state()).users;
        assert.notEqual(user!.user_id, previousUserId);
        assert.equal(await junctionUserOf(site, 'subscriber'), (previousUserId = user!.user_id));
      }
    });

    describe('keeps the user and its devices, although the hash of the person has changed,', () => {
      /**
       * Changes the hash that the plugin sends to Junction as the id of the person. New salts, or another address of
       * the site, do the same. With the new hash, Junction would create another user.
       */
      const changeHash = () =>
        site.evaluate(`return wp_update_user(['ID' => get_user_by('login', 'subscriber')->ID,
          'user_registered' => gmdate('Y-m-d H:i:s', random_int(0, time()))]);`);
      let userId: string;

      beforeEach(async () => {
        await send({ session: subscriber });
        userId = await junctionUserOf(site, 'subscriber');
        await changeHash();
        junction.requests.length = 0;
      });

      /**
       * Answers a request with a provider by this status. Answers another request by `plain`, or lets the local Junction
       * answer it.
       */
      const refuseProvider = (status: number, plain?: Response) => () =>
        'provider' in junction.requests.at(-1)!.body ? Response.json({}, { status }) : plain;
      const cases: [name: string, answer: () => Response | undefined, status: number, code: string][] = [
        ['400 to the provider of the page', refuseProvider(400), 400, 'invalid_request'],
        ['422 to the provider of the page', refuseProvider(422), 400, 'invalid_request'],
        ['404 to the provider of the page', refuseProvider(404), 502, 'junction_unavailable'],
        [
          '422 to the provider of the page, and then 500',
          refuseProvider(422, new Response('', { status: 500 })),
          502,
          'junction_unavailable',
        ],
        [
          '422 to the provider of the page, and then 429',
          refuseProvider(422, new Response('', { status: 429 })),
          429,
          'rate_limited',
        ],
      ];
      for (const [name, answer, status, code] of cases) {
        it(`when Junction answers ${name}`, async () => {
          junction.answer = answer;
          await expectRefusal({ session: subscriber, body: { provider: 'oura' } }, status, code);
          assert.deepEqual(
            junction.requests.map(({ path, body }) => [path, body]),
            [
              ['/v2/link/token', { user_id: userId, provider: 'oura' }],
              ['/v2/link/token', { user_id: userId }],
            ],
          );
          assert.equal(await junctionUserOf(site, 'subscriber'), userId);
        });
      }
    });

    it('answers 502, and keeps the user, when Junction also refuses a request without the fields of the page', async () => {
      await send({ session: subscriber });
      const userId = await junctionUserOf(site, 'subscriber');
      junction.answer = (path) => (path === '/v2/user' ? undefined : Response.json({}, { status: 422 }));
      await expectRefusal({ session: subscriber, body: { provider: 'oura' } }, 502, 'junction_unavailable');
      assert.equal(await junctionUserOf(site, 'subscriber'), userId);
    });

    it('creates a user for each person', async () => {
      await Promise.all([send({ session: subscriber }), send({ session: neighbour })]);
      const { users } = await junction.state();
      assert.deepEqual(
        users.map(({ user_id }) => user_id).sort(),
        [await junctionUserOf(site, 'subscriber'), await junctionUserOf(site, 'neighbour')].sort(),
      );
    });

    it('answers 429 to a person who sends too many requests, and 200 to everybody else', async () => {
      for (let count = 0; count < 10; count++) assert.equal((await send({ session: subscriber })).status, 200);
      const { headers } = await expectRefusal({ session: subscriber }, 429, 'rate_limited');
      const seconds = Number(headers.get('Retry-After'));
      assert.ok(seconds > 0 && seconds <= 60, `${seconds}`);
      assert.equal((await send({ session: neighbour })).status, 200);
      await site.evaluate(`
        $name = 'junction_connect_rate_' . get_user_by('login', 'subscriber')->ID;
        set_transient($name, array_merge(get_transient($name), ['ends' => time() - 1]), 60);`);
      assert.equal((await send({ session: subscriber })).status, 200);
    });
  });

  describe('the token endpoint, for a request that it refuses,', () => {
    before(() => junction.reset());

    const bodies: [name: string, body: unknown, field: string][] = [
      ['a user', { user_id: 'somebody-else' }, 'user_id'],
      ['a field that is not known', { colour: 'red' }, 'colour'],
      ['__proto__', '{"__proto__": {"provider": "oura"}}', '__proto__'],
      ['a field without a name', { '': 1 }, 'field'],
      ['a provider that is not text', { provider: 7 }, 'provider'],
      ['a provider with markup', { provider: '<img>' }, 'provider'],
      ['a provider with a line break', { provider: 'oura\n' }, 'provider'],
      ['a provider that is too long', { provider: 'a'.repeat(65) }, 'provider'],
      ['a provider that is not allowed', { provider: 'strava' }, 'provider'],
      ['a filter that is not a list', { filter_on_providers: 'oura' }, 'filter_on_providers'],
      ['a filter that is an object', { filter_on_providers: { 0: 'oura' } }, 'filter_on_providers'],
      ['an empty filter', { filter_on_providers: [] }, 'filter_on_providers'],
      ['a filter of lists', { filter_on_providers: [['oura']] }, 'filter_on_providers'],
      [
        'a filter that is too long',
        { filter_on_providers: Array.from({ length: 101 }, () => 'oura') },
        'filter_on_providers',
      ],
      [
        'a filter with a provider that is not allowed',
        { filter_on_providers: ['oura', 'strava'] },
        'filter_on_providers',
      ],
      ['a redirect_url to another site', { redirect_url: 'https://evil.example/' }, 'redirect_url'],
      ['a redirect_url to another port', { redirect_url: 'http://127.0.0.1:1/' }, 'redirect_url'],
      [
        'a redirect_url that only looks like this site',
        { redirect_url: 'http://127.0.0.1@evil.example/' },
        'redirect_url',
      ],
      ['a redirect_url with a backslash', { redirect_url: 'http://127.0.0.1\\@evil.example/' }, 'redirect_url'],
      ['a redirect_url that is a script', { redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
      ['an on_close with another value', { on_close: 'close' }, 'on_close'],
      ['an on_error with another value', { on_error: true }, 'on_error'],
      ['a list', [], 'JSON object'],
      ['an incomplete object', '{"provider":', 'JSON'],
      ['an empty body', '', 'JSON'],
    ];
    it('answers 400 to a wrong body, and names what is wrong', async () => {
      for (const [name, body, field] of bodies) {
        const { body: answer, text } = await expectRefusal({ session: subscriber, body }, 400, 'invalid_request');
        assert.ok(answer.error!.includes(field), `${name}: ${text}`);
        assert.ok(text.length < 200, text);
      }
      assert.deepEqual(junction.requests, []);
    });

    it('answers 401 when nobody is signed in, before it reads the body', async () => {
      await expectRefusal({ body: 'no JSON' }, 401, 'unauthenticated');
      // The page of a visitor has such a nonce. It belongs to nobody.
      const nonce = await site.evaluate<string>('return wp_create_nonce("wp_rest");');
      await expectRefusal({ headers: { 'X-WP-Nonce': nonce } }, 401, 'unauthenticated');
      // The cookie does not prove that a page of the site sent the request. So WordPress treats the person as a visitor.
      await expectRefusal({ headers: { Cookie: subscriber.cookie } }, 401, 'unauthenticated');
    });

    it('answers 401 to an application password, because an author could write one into a page', async () => {
      site.setConstants({ WP_ENVIRONMENT_TYPE: 'local' }); // Elsewhere WordPress accepts them only over https.
      const password = await site.evaluate<string>(`return WP_Application_Passwords::create_new_application_password(
        get_user_by('login', 'author')->ID, ['name' => 'test'])[0];`);
      const headers = { Authorization: `Basic ${btoa(`author:${password}`)}`, 'X-WP-Nonce': subscriber.nonce };
      const me = await send({ headers, method: 'GET', path: '/wp-json/wp/v2/users/me' });
      assert.equal(me.status, 200, me.text); // The password itself is valid.
      await expectRefusal({ headers }, 401, 'unauthenticated');
      site.setConstants();
    });

    it('answers with the status of another plugin that refuses the request', async () => {
      const status = await site.evaluate<number>(`
        wp_set_current_user(get_user_by('login', 'subscriber')->ID);
        $GLOBALS['wp_rest_auth_cookie'] = true;
        add_filter('rest_request_before_callbacks', fn() => new WP_Error('closed', 'Closed', ['status' => 418]), 5);
        $request = new WP_REST_Request('POST', '/junction-connect/v1/link-token');
        $request->set_header('Content-Type', 'application/json');
        $request->set_body('{}');
        return rest_do_request($request)->get_status();`);
      assert.equal(status, 418);
    });

    it('answers 403 to a nonce that is invalid or belongs to somebody else', async () => {
      for (const nonce of ['0123456789', neighbour.nonce])
        await expectRefusal({ session: { ...subscriber, nonce } }, 403, 'rest_cookie_invalid_nonce');
    });

    it('answers 403 to a person who may not read the site', async () => {
      await site.evaluate('get_user_by("login", "neighbour")->set_role("");');
      await expectRefusal({ session: neighbour }, 403, 'forbidden');
      await site.evaluate('get_user_by("login", "neighbour")->set_role("subscriber");');
    });

    it('answers 403 to pages of other sites, and does not let them read the answer', async () => {
      const otherSites = [
        { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
        { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' },
        { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' },
        { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' },
      ];
      for (const headers of otherSites) {
        const answer = await expectRefusal({ session: subscriber, headers }, 403, 'cross_site_request');
        const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
        assert.deepEqual(cors, []);
      }
    });

    it('answers 405 to other methods, and names the allowed one', async () => {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const { headers } = await expectRefusal({ session: subscriber, method }, 405, 'method_not_allowed');
        assert.equal(headers.get('Allow'), 'POST');
      }
      await expectRefusal({ session: subscriber, path: `${route}?_method=GET` }, 405, 'method_not_allowed');
    });

    it('leaves OPTIONS to WordPress, which does not let other sites read the answer', async () => {
      const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
      const answer = await send({ session: subscriber, headers, method: 'OPTIONS' });
      assert.deepEqual([answer.status, answer.headers.get('Cache-Control')], [200, 'no-store']);
      const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
      assert.deepEqual(cors, []);
      assert.deepEqual(junction.requests, []);
    });

    it('answers 415 when the type of the body is not JSON, and 413 to a body of more than 16 KiB', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; a=application/json'])
        await expectRefusal({ session: subscriber, headers: { 'Content-Type': type } }, 415, 'unsupported_media_type');
      await expectRefusal({ session: subscriber, body: ' '.repeat(16_385) }, 413, 'payload_too_large');
    });

    it('answers 200 or 400 to random bodies, without an error of PHP', async () => {
      const fields = ['provider', 'filter_on_providers', 'redirect_url', 'on_close', 'on_error', 'user_id'];
      const hostile = fc.oneof(
        fc.json(),
        fc.string({ unit: 'binary' }),
        fc
          .dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), fc.oneof(fc.jsonValue(), fc.webUrl()))
          .map((body) => JSON.stringify(body)),
      );
      const file = join(site.root, 'hostile.json');
      const seed = Date.now();
      writeFileSync(file, JSON.stringify(fc.sample(hostile, { numRuns: 2000, seed })));
      const logBefore = site.debugLog();
      const statuses = await site.evaluate<Record<string, string>>(`
        wp_set_current_user(get_user_by('login', 'subscriber')->ID);
        $GLOBALS['wp_rest_auth_cookie'] = true;
        add_filter('junction_connect_rate_limit', fn() => PHP_INT_MAX);
        add_filter('pre_http_request', fn() => ['response' => ['code' => 200],
          'body' => '{"user_id":"${randomUUID()}","link_token":"t","link_web_url":"w"}']);
        $statuses = [];
        foreach (json_decode(file_get_contents('${file}')) as $body) {
          $request = new WP_REST_Request('POST', '/junction-connect/v1/link-token');
          $request->set_header('Content-Type', 'application/json');
          $request->set_body($body);
          $statuses[rest_do_request($request)->get_status()] = $body;
        }
        return $statuses;`);
      assert.deepEqual(Object.keys(statuses), ['200', '400'], `seed ${seed}: ${JSON.stringify(statuses)}`);
      assert.equal(
        site
          .debugLog()
          .slice(logBefore.length)
          .match(/.*junction-connect.*/)?.[0],
        undefined,
        `seed ${seed}`,
      );
    });
  });

  describe('the token endpoint, when Junction gives no token,', () => {
    beforeEach(async () => {
      await resetPeople(site);
      await junction.reset();
    });

    const failures: [name: string, answer: () => Response | Promise<never>, status: number, code: string][] = [
      [
        'does not accept the key',
        () => Response.json({ detail: apiKey }, { status: 401 }),
        502,
        'junction_unavailable',
      ],
      ['answers 500', () => new Response('at 10.0.0.7', { status: 500 }), 502, 'junction_unavailable'],
      ['answers with HTML', () => new Response('<h1>Hello</h1>'), 502, 'junction_unavailable'],
      ['gives a token that is not text', () => Response.json({ link_token: 7 }), 502, 'junction_unavailable'],
      [
        'redirects the request',
        () => Response.redirect(`${junction.origin}/v2/moved`, 307),
        502,
        'junction_unavailable',
      ],
      ['answers 422', () => Response.json({}, { status: 422 }), 400, 'invalid_request'],
      ['never answers', () => new Promise<never>(() => {}), 502, 'junction_unavailable'],
    ];
    for (const [name, answer, status, code] of failures) {
      it(`answers ${status} when Junction ${name}, and reveals no key, address or text of Junction`, async () => {
        junction.answer = (path) => (path === '/v2/link/token' ? answer() : undefined);
        const { text } = await expectRefusal({ session: subscriber, body: { provider: 'oura' } }, status, code);
        for (const leak of [apiKey, '10.0.0.7', '127.0.0.1', 'localhost', 'Hello'])
          assert.ok(!text.includes(leak), text);
        // The plugin sends the key to no other address, and repeats no request.
        assert.deepEqual(
          junction.requests.map(({ path }) => path),
          ['/v2/user', '/v2/link/token'],
        );
      });
    }

    it('answers 429 with the Retry-After of Junction when Junction answers 429', async () => {
      junction.answer = () => Response.json({}, { status: 429, headers: { 'Retry-After': '7' } });
      const { headers } = await expectRefusal({ session: subscriber }, 429, 'rate_limited');
      assert.equal(headers.get('Retry-After'), '7');
    });

    it('does not pass on a Retry-After that is not a number of seconds', async () => {
      for (const values of [['7', '8'], ['soon'], ['7'.repeat(50)]]) {
        junction.answer = () =>
          Response.json({}, { status: 429, headers: values.map((value): [string, string] => ['Retry-After', value]) });
        const { headers } = await expectRefusal({ session: subscriber }, 429, 'rate_limited');
        assert.equal(headers.get('Retry-After'), null);
      }
    });

    it('answers 502, and stores nothing, when the id of the user is not a UUID', async () => {
      for (const user_id of ['', 'a'.repeat(60_000), `${randomUUID()}\n`]) {
        junction.answer = () => Response.json({ user_id });
        await expectRefusal({ session: subscriber }, 502, 'junction_unavailable');
        assert.equal(await junctionUserOf(site, 'subscriber'), false);
      }
    });

    it('sends no request to Junction when there is no time left', async () => {
      const { status } = await site.evaluate<{ status: number }>(
        'return Junction_Connect\\post_to_junction("/v2/user", [], microtime(true) + 0.4);',
      );
      assert.deepEqual([status, junction.requests], [0, []]);
    });

    const user_id = randomUUID();
    const found: [name: string, answer: (client_user_id: string) => Response][] = [
      ['answers 400', () => Response.json({ detail: {} }, { status: 400 })],
      ['answers 404', () => Response.json({ detail: 'User not found' }, { status: 404 })],
      ['answers another user', () => Response.json({ user_id, client_user_id: 'wordpress-of-somebody-else' })],
      ['answers a user without the id of the site', () => Response.json({ user_id })],
      ['answers an id that is no UUID', (client_user_id) => Response.json({ user_id: 'somebody', client_user_id })],
      [
        'answers the right user with another status',
        (client_user_id) => Response.json({ user_id, client_user_id }, { status: 500 }),
      ],
    ];
    for (const [name, answer] of found) {
      it(`answers 502, and stores nothing, when Junction says that the user exists, and ${name}`, async () => {
        junction.answer = (path) =>
          path === '/v2/user' ? Response.json({ detail: {} }, { status: 400 }) : answer(path.split('/').at(-1)!);
        await expectRefusal({ session: subscriber, body: { provider: 'oura' } }, 502, 'junction_unavailable');
        assert.deepEqual(
          junction.requests.map(({ path }) => path.replace(/wordpress-[0-9a-f]{64}$/, 'ID')),
          ['/v2/user', '/v2/user/resolve/ID'],
        );
        assert.equal(await junctionUserOf(site, 'subscriber'), false);
      });
    }

    it('does not look for the user when no time is left', async () => {
      // Junction's answer to the attempt to create the user takes most of the time.
      const code = await site.evaluate<string>(`
        $calls = [];
        add_filter('pre_http_request', function ($answer, $request, $url) use (&$calls) {
          $calls[] = $request['method'];
          usleep(300000);
          return ['response' => ['code' => 400], 'body' => '{"detail":{}}'];
        }, 10, 3);
        $error = Junction_Connect\\create_junction_user(get_user_by('login', 'subscriber'), microtime(true) + 0.7);
        return implode(' ', $calls) . ' ' . $error->get_error_code();`);
      assert.equal(code, 'POST junction_unavailable');
    });
  });
}
