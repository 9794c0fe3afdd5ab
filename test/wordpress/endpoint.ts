import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Junction } from './junction.js';
import { forgetPeople, junctionUserOf, type Session, signIn } from './people.js';
import type { Site } from './site.js';

const route = '/wp-json/junction-connect/v1/link-token';

interface Ask {
  as?: Session | undefined;
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

/** The token endpoint, on a site where the plugin is set up with this key. */
export function endpointTests(getSite: () => { site: Site; junction: Junction; apiKey: string }) {
  let site: Site;
  let junction: Junction;
  let apiKey: string;
  let subscriber: Session;
  let neighbour: Session;

  before(async () => {
    ({ site, junction, apiKey } = getSite());
    subscriber = await signIn(site, 'subscriber');
    neighbour = await signIn(site, 'neighbour');
  });

  async function ask({ as, body = {}, headers, method = 'POST', path = route }: Ask): Promise<Answer> {
    const isSent = !['GET', 'HEAD'].includes(method);
    const response = await fetch(site.origin + path, {
      method,
      headers: {
        ...(isSent && { 'Content-Type': 'application/json' }),
        Origin: site.origin,
        'Sec-Fetch-Site': 'same-origin',
        ...(as && { Cookie: as.cookie, 'X-WP-Nonce': as.nonce }),
        ...headers,
      },
      ...(isSent && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text || '{}') as Answer['body'],
    };
  }

  async function refuses(asking: Ask, status: number, code: string): Promise<Answer> {
    const answer = await ask(asking);
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
    assert.deepEqual(Object.keys(answer.body), ['error', 'code']);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    return answer;
  }

  describe('the token endpoint', () => {
    beforeEach(async () => {
      await forgetPeople(site);
      await junction.reset();
    });

    it('gives a Link Token for whoever is signed in, and makes the Junction user when it is first needed', async () => {
      const wishes = {
        provider: 'oura',
        redirect_url: `${site.origin}/devices?a=1#top`,
        on_close: 'redirect',
        on_error: 'redirect',
      };
      const { status, body, headers, text } = await ask({ as: subscriber, body: wishes });
      assert.equal(status, 200, text);
      assert.deepEqual(Object.keys(body), ['link_token', 'link_web_url']);
      assert.equal(new URL(body.link_web_url!).searchParams.get('token'), body.link_token);
      assert.equal(headers.get('Cache-Control'), 'no-store');
      await ask({ as: subscriber });

      const { users } = await junction.state();
      assert.equal(users.length, 1);
      const user_id = users[0]!.user_id;
      assert.equal(await junctionUserOf(site, 'subscriber'), user_id);
      // Not where the one that is real would be.
      const kept = await site.evaluate<string[]>(`global $wpdb; return $wpdb->get_col(
        "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%junction_connect_user%'");`);
      assert.deepEqual(kept, ['wp_junction_connect_user_local']);
      const asked = junction.asked.filter(({ path }) => path === '/v2/link/token');
      assert.deepEqual(
        asked.map(({ body }) => body),
        [
          { user_id, ...wishes },
          { user_id, filter_on_providers: ['oura', 'fitbit', 'garmin'] },
        ],
      );
      assert.deepEqual(new Set(junction.asked.map(({ key }) => key)), new Set([apiKey]));
      // What Junction knows the person by says nothing about them.
      assert.match(users[0]!.client_user_id, /^wordpress-[0-9a-f]{64}$/);
    });

    it('is found where a site has plain addresses', async () => {
      const { status, text } = await ask({ as: subscriber, path: '/?rest_route=/junction-connect/v1/link-token' });
      assert.equal(status, 200, text);
    });

    it('makes one Junction user of two requests at the same time', async () => {
      const arrivals: (() => void)[] = [];
      const arrived = [0, 1].map((index) => new Promise<void>((resolve) => (arrivals[index] = resolve)));
      junction.answer = async (path) => {
        if (path !== '/v2/user') return undefined;
        arrivals.shift()?.();
        await arrived[1];
        return undefined;
      };
      const first = ask({ as: subscriber });
      await arrived[0]; // A worker of PHP's that is not busy yet might take both, one after the other.
      const answers = await Promise.all([first, ask({ as: subscriber })]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200],
      );
      const { users, link_tokens } = await junction.state();
      assert.deepEqual([users.length, link_tokens.length], [1, 2]);
      assert.equal(await junctionUserOf(site, 'subscriber'), users[0]!.user_id);
    });

    it('makes the user again when it has been deleted at Junction, whichever status tells that', async () => {
      await ask({ as: subscriber });
      let before = await junctionUserOf(site, 'subscriber');
      for (const told of [400, 404, 422]) {
        await junction.reset();
        const answers = [Response.json({}, { status: told })];
        junction.answer = () => answers.pop();
        const { status } = await ask({ as: subscriber });
        assert.equal(status, 200, `${told}`);
        const [user] = (await junction.state()).users;
        assert.notEqual(user!.user_id, before);
        assert.equal(await junctionUserOf(site, 'subscriber'), (before = user!.user_id));
      }
    });

    describe('keeps the user, and the devices with it, though Junction would make another one', () => {
      /** As after new salts or at another address: Junction is told another hash than the user was made with. */
      const forgetHash = () =>
        site.evaluate(`return wp_update_user(['ID' => get_user_by('login', 'subscriber')->ID,
          'user_registered' => gmdate('Y-m-d H:i:s', random_int(0, time()))]);`);
      let kept: string;

      beforeEach(async () => {
        await ask({ as: subscriber });
        kept = await junctionUserOf(site, 'subscriber');
        await forgetHash();
        junction.asked.length = 0;
      });

      const refusesProvider = (status: number, plain?: Response) => () =>
        'provider' in junction.asked.at(-1)!.body ? Response.json({}, { status }) : plain;
      const cases: [name: string, answer: () => Response | undefined, status: number, code: string][] = [
        ['400 to what the page asks for', refusesProvider(400), 400, 'invalid_request'],
        ['422 to what the page asks for', refusesProvider(422), 400, 'invalid_request'],
        ['404 to what the page asks for', refusesProvider(404), 502, 'junction_unavailable'],
        [
          '422, and then nothing that tells whether the user is there',
          refusesProvider(422, new Response('', { status: 500 })),
          502,
          'junction_unavailable',
        ],
        [
          '422, and then that it is asked too often',
          refusesProvider(422, new Response('', { status: 429 })),
          429,
          'rate_limited',
        ],
      ];
      for (const [name, answer, status, code] of cases) {
        it(`when Junction answers ${name}`, async () => {
          junction.answer = answer;
          await refuses({ as: subscriber, body: { provider: 'oura' } }, status, code);
          assert.deepEqual(
            junction.asked.map(({ path, body }) => [path, body]),
            [
              ['/v2/link/token', { user_id: kept, provider: 'oura' }],
              ['/v2/link/token', { user_id: kept }],
            ],
          );
          assert.equal(await junctionUserOf(site, 'subscriber'), kept);
        });
      }
    });

    it('blames nothing of the page’s for a user whom Junction gives no token whatever is asked for', async () => {
      await ask({ as: subscriber });
      const kept = await junctionUserOf(site, 'subscriber');
      junction.answer = (path) => (path === '/v2/user' ? undefined : Response.json({}, { status: 422 }));
      await refuses({ as: subscriber, body: { provider: 'oura' } }, 502, 'junction_unavailable');
      assert.equal(await junctionUserOf(site, 'subscriber'), kept);
    });

    it('gives each person their own user', async () => {
      await Promise.all([ask({ as: subscriber }), ask({ as: neighbour })]);
      const { users } = await junction.state();
      assert.deepEqual(
        users.map(({ user_id }) => user_id).sort(),
        [await junctionUserOf(site, 'subscriber'), await junctionUserOf(site, 'neighbour')].sort(),
      );
    });

    it('has a person wait who asks without end, and nobody else', async () => {
      for (let count = 0; count < 10; count++) assert.equal((await ask({ as: subscriber })).status, 200);
      const { headers } = await refuses({ as: subscriber }, 429, 'rate_limited');
      const wait = Number(headers.get('Retry-After'));
      assert.ok(wait > 0 && wait <= 60, `${wait}`);
      assert.equal((await ask({ as: neighbour })).status, 200);
      await site.evaluate(`
        $name = 'junction_connect_rate_' . get_user_by('login', 'subscriber')->ID;
        set_transient($name, array_merge(get_transient($name), ['ends' => time() - 1]), 60);`);
      assert.equal((await ask({ as: subscriber })).status, 200);
    });
  });

  describe('what the token endpoint refuses', () => {
    before(() => junction.reset());

    const bodies: [name: string, body: unknown, field: string][] = [
      ['a user', { user_id: 'somebody-else' }, 'user_id'],
      ['a field that is not known', { colour: 'red' }, 'colour'],
      ['__proto__', '{"__proto__": {"provider": "oura"}}', '__proto__'],
      ['a field without a name', { '': 1 }, 'field'],
      ['a provider that is no text', { provider: 7 }, 'provider'],
      ['a provider with markup', { provider: '<img>' }, 'provider'],
      ['a provider with a line break', { provider: 'oura\n' }, 'provider'],
      ['an endless provider', { provider: 'a'.repeat(65) }, 'provider'],
      ['a provider that is not allowed', { provider: 'strava' }, 'provider'],
      ['a filter that is no list', { filter_on_providers: 'oura' }, 'filter_on_providers'],
      ['a filter that is an object', { filter_on_providers: { 0: 'oura' } }, 'filter_on_providers'],
      ['an empty filter', { filter_on_providers: [] }, 'filter_on_providers'],
      ['a filter of lists', { filter_on_providers: [['oura']] }, 'filter_on_providers'],
      ['an endless filter', { filter_on_providers: Array.from({ length: 101 }, () => 'oura') }, 'filter_on_providers'],
      ['a filter with one that is not allowed', { filter_on_providers: ['oura', 'strava'] }, 'filter_on_providers'],
      ['a return to another site', { redirect_url: 'https://evil.example/' }, 'redirect_url'],
      ['a return to another port', { redirect_url: 'http://127.0.0.1:1/' }, 'redirect_url'],
      ['a return that only looks like this site', { redirect_url: 'http://127.0.0.1@evil.example/' }, 'redirect_url'],
      ['a return with a backslash', { redirect_url: 'http://127.0.0.1\\@evil.example/' }, 'redirect_url'],
      ['a return to a script', { redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
      ['another on_close', { on_close: 'close' }, 'on_close'],
      ['another on_error', { on_error: true }, 'on_error'],
      ['a list', [], 'JSON object'],
      ['half of an object', '{"provider":', 'JSON'],
      ['nothing', '', 'JSON'],
    ];
    it('a body that is not what it has to be: 400 that names what it is', async () => {
      for (const [name, body, field] of bodies) {
        const { body: told, text } = await refuses({ as: subscriber, body }, 400, 'invalid_request');
        assert.ok(told.error!.includes(field), `${name}: ${text}`);
        assert.ok(text.length < 200, text);
      }
      assert.deepEqual(junction.asked, []);
    });

    it('whoever is not signed in: 401, before the body is looked at', async () => {
      await refuses({ body: 'no JSON' }, 401, 'unauthenticated');
      const nonce = await site.evaluate<string>('return wp_create_nonce("wp_rest");'); // Nobody's: of a visitor's page.
      await refuses({ headers: { 'X-WP-Nonce': nonce } }, 401, 'unauthenticated');
      // WordPress takes a person for nobody without the proof that the site's own page asks.
      await refuses({ headers: { Cookie: subscriber.cookie } }, 401, 'unauthenticated');
    });

    it('an application password, which an author could write into a page: 401', async () => {
      site.define({ WP_ENVIRONMENT_TYPE: 'local' }); // Elsewhere WordPress takes them over https alone.
      const password = await site.evaluate<string>(`return WP_Application_Passwords::create_new_application_password(
        get_user_by('login', 'author')->ID, ['name' => 'of the test'])[0];`);
      const headers = { Authorization: `Basic ${btoa(`author:${password}`)}`, 'X-WP-Nonce': subscriber.nonce };
      const me = await ask({ headers, method: 'GET', path: '/wp-json/wp/v2/users/me' });
      assert.equal(me.status, 200, me.text); // It does sign in.
      await refuses({ headers }, 401, 'unauthenticated');
      site.define();
    });

    it('what another plugin refuses: as that says it', async () => {
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

    it('a nonce that is stale or somebody else’s: 403', async () => {
      for (const nonce of ['0123456789', neighbour.nonce])
        await refuses({ as: { ...subscriber, nonce } }, 403, 'rest_cookie_invalid_nonce');
    });

    it('whoever may not read the site: 403', async () => {
      await site.evaluate('get_user_by("login", "neighbour")->set_role("");');
      await refuses({ as: neighbour }, 403, 'forbidden');
      await site.evaluate('get_user_by("login", "neighbour")->set_role("subscriber");');
    });

    it('pages of other sites: 403, and no leave to read it', async () => {
      const strangers = [
        { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
        { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' },
        { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' },
        { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' },
      ];
      for (const headers of strangers) {
        const answer = await refuses({ as: subscriber, headers }, 403, 'cross_site_request');
        const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
        assert.deepEqual(cors, []);
      }
    });

    it('other methods: 405 that tells the one that is answered', async () => {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const { headers } = await refuses({ as: subscriber, method }, 405, 'method_not_allowed');
        assert.equal(headers.get('Allow'), 'POST');
      }
      await refuses({ as: subscriber, path: `${route}?_method=GET` }, 405, 'method_not_allowed');
    });

    it('nothing of OPTIONS, which WordPress answers itself, and gives no other site leave', async () => {
      const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
      const answer = await ask({ as: subscriber, headers, method: 'OPTIONS' });
      assert.deepEqual([answer.status, answer.headers.get('Cache-Control')], [200, 'no-store']);
      const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
      assert.deepEqual(cors, []);
      assert.deepEqual(junction.asked, []);
    });

    it('a body that is no JSON by its type: 415, or of more than 16 KiB: 413', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/plain; a=application/json'])
        await refuses({ as: subscriber, headers: { 'Content-Type': type } }, 415, 'unsupported_media_type');
      await refuses({ as: subscriber, body: ' '.repeat(16_385) }, 413, 'payload_too_large');
    });

    it('whatever else a body may be, without a complaint of PHP’s', async () => {
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
      const complaints = site.complaints();
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
          .complaints()
          .slice(complaints.length)
          .match(/.*junction-connect.*/)?.[0],
        undefined,
        `seed ${seed}`,
      );
    });
  });

  describe('a Junction that gives no token', () => {
    beforeEach(async () => {
      await forgetPeople(site);
      await junction.reset();
    });

    const failures: [name: string, answer: () => Response | Promise<never>, status: number, code: string][] = [
      [
        'does not accept the key',
        () => Response.json({ detail: apiKey }, { status: 401 }),
        502,
        'junction_unavailable',
      ],
      ['has failed', () => new Response('at 10.0.0.7', { status: 500 }), 502, 'junction_unavailable'],
      ['answers with a page', () => new Response('<h1>Hello</h1>'), 502, 'junction_unavailable'],
      ['gives a token that is no text', () => Response.json({ link_token: 7 }), 502, 'junction_unavailable'],
      ['has moved', () => Response.redirect(`${junction.origin}/v2/moved`, 307), 502, 'junction_unavailable'],
      ['does not take what was asked for', () => Response.json({}, { status: 422 }), 400, 'invalid_request'],
      ['never answers', () => new Promise<never>(() => {}), 502, 'junction_unavailable'],
    ];
    for (const [name, answer, status, code] of failures) {
      it(`because it ${name}: ${status}, without a key, an address or Junction’s words`, async () => {
        junction.answer = (path) => (path === '/v2/link/token' ? answer() : undefined);
        const { text } = await refuses({ as: subscriber, body: { provider: 'oura' } }, status, code);
        for (const leak of [apiKey, '10.0.0.7', '127.0.0.1', 'localhost', 'Hello'])
          assert.ok(!text.includes(leak), text);
        // The key goes nowhere else, and nothing is tried again.
        assert.deepEqual(
          junction.asked.map(({ path }) => path),
          ['/v2/user', '/v2/link/token'],
        );
      });
    }

    it('because it is asked too often: 429 with its Retry-After', async () => {
      junction.answer = () => Response.json({}, { status: 429, headers: { 'Retry-After': '7' } });
      const { headers } = await refuses({ as: subscriber }, 429, 'rate_limited');
      assert.equal(headers.get('Retry-After'), '7');
    });

    it('but does not hand on what is no time to wait', async () => {
      for (const wait of [['7', '8'], ['soon'], ['7'.repeat(50)]]) {
        junction.answer = () =>
          Response.json({}, { status: 429, headers: wait.map((one): [string, string] => ['Retry-After', one]) });
        const { headers } = await refuses({ as: subscriber }, 429, 'rate_limited');
        assert.equal(headers.get('Retry-After'), null);
      }
    });

    it('because what it calls a user is no UUID: 502, and nothing is kept', async () => {
      for (const user_id of ['', 'a'.repeat(60_000), `${randomUUID()}\n`]) {
        junction.answer = () => Response.json({ user_id });
        await refuses({ as: subscriber }, 502, 'junction_unavailable');
        assert.equal(await junctionUserOf(site, 'subscriber'), false);
      }
    });

    it('because there is no time left, in which case it is not asked', async () => {
      const { status } = await site.evaluate<{ status: number }>(
        'return Junction_Connect\\post_to_junction("/v2/user", [], microtime(true) + 0.4);',
      );
      assert.deepEqual([status, junction.asked], [0, []]);
    });

    it('because it makes no user: 502', async () => {
      junction.answer = () => Response.json({ detail: {} }, { status: 400 });
      await refuses({ as: subscriber, body: { provider: 'oura' } }, 502, 'junction_unavailable');
    });
  });
}
