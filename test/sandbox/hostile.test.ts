import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openLink, setUp } from './support.js';

const paths = ['/v2/user', '/v2/link/token', '/_sandbox/clock', '/_sandbox/connections/error'];
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '__proto__', 'null', '%', '%00', '../', '\0'),
);
const slug = fc.oneof(text, fc.constantFrom('oura', 'apple_health_kit', 'constructor'));

const userBody = fc.record(
  {
    client_user_id: fc.oneof(text, fc.jsonValue()),
    fallback_time_zone: fc.oneof(text, fc.jsonValue()),
    fallback_birth_date: fc.oneof(text, fc.jsonValue(), fc.constantFrom('2026-02-31', '9999-12-31', '0000-01-01')),
  },
  { requiredKeys: [] },
);
const tokenBody = (userId: string) =>
  fc.record(
    {
      user_id: fc.oneof(fc.constant(userId), fc.uuid(), text),
      provider: fc.oneof(slug, fc.jsonValue()),
      filter_on_providers: fc.oneof(fc.array(slug), fc.jsonValue()),
      redirect_url: fc.oneof(text, fc.jsonValue()),
      on_close: fc.oneof(fc.constant('redirect'), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );

const controlBody = fc.record(
  {
    advance: fc.oneof(fc.maxSafeInteger(), fc.double(), fc.jsonValue()),
    now: fc.oneof(fc.maxSafeInteger(), fc.date({ noInvalidDate: true }).map(String), fc.jsonValue()),
    client_user_id: fc.oneof(text, fc.jsonValue()),
    provider: fc.oneof(slug, fc.jsonValue()),
    error_type: fc.oneof(slug, fc.jsonValue()),
  },
  { requiredKeys: [] },
);

describe('hostile requests', () => {
  it('no body brings the API down', async () => {
    const { ask, newUserId } = setUp();
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      userBody.map((body) => JSON.stringify(body)),
      tokenBody(await newUserId()).map((body) => JSON.stringify(body)),
      controlBody.map((body) => JSON.stringify(body)),
      fc.integer({ min: 1, max: 100_000 }).map((depth) => '['.repeat(depth)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), bodies, async (path, body) => {
        const answer = await ask(path, { body });
        assert.ok([200, 400, 404, 422].includes(answer.status), `${answer.status}`);
        assert.equal(typeof (await answer.json()), 'object');
      }),
      { numRuns: 1000 },
    );
  });

  it('no address brings it down, and none writes into a page', async () => {
    const setup = setUp();
    const { linkToken } = await openLink(setup);
    const part = text.map((value) => encodeURIComponent(value));
    const path = fc.oneof(
      fc
        .tuple(fc.constantFrom('/v2/user/resolve/', '/v2/user/providers/', '/logo/', '/'), part)
        .map((all) => all.join('')),
      fc.constantFrom(
        '/v2/user/resolve/%',
        '/v2/user/resolve/%ff',
        '/logo/%.svg',
        '/',
        '/connected',
        '/failed',
        '/closed',
      ),
    );
    const mark = '<i>mark</i>';
    const value = fc.oneof(slug, text, fc.constantFrom(linkToken, mark, `"${mark}`));
    const fields = fc.record({ token: value, embed: value, provider: value, error_type: value }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(path, fields, async (each, query) => {
        const answer = await setup.ask(`${each}?${new URLSearchParams(query)}`);
        assert.ok(answer.status < 500, `${answer.status}`);
        if (answer.headers.get('content-type')?.startsWith('text/html'))
          assert.ok(!(await answer.text()).includes(mark));
      }),
      { numRuns: 1000 },
    );
  });

  it('no form brings the sign-in down or connects what it should not', async () => {
    const setup = setUp();
    const link = await openLink(setup, { filterOnProviders: ['oura'] });
    const body = fc.oneof(
      fc.string({ unit: 'binary' }),
      slug.map(
        (each) => `token=${encodeURIComponent(link.linkToken)}&decision=deny&provider=${encodeURIComponent(each)}`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(body, async (each) => {
        const answer = await setup.visit(`${setup.base}/connect`, { method: 'POST', body: each });
        assert.ok(answer.status < 500, `${answer.status}`);
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(await setup.client.user.getConnectedProviders({ userId: link.userId }), { providers: [] });
  });

  it('no username, password or code does, and none writes into a page', async () => {
    const setup = setUp();
    const { signIn } = await openLink(setup, {}, '');
    const mark = '<i>mark</i>';
    const value = fc.oneof(text, fc.constantFrom(mark, `"${mark}`, `mfa@${mark}`, `user_cancelled@"${mark}`, 'mfa'));
    const fields = fc.record({ username: value, password: value, code: value }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('peloton', 'freestyle_libre'), fields, async (provider, each) => {
        const answer = await signIn(provider, each);
        assert.ok(answer.status < 500, `${answer.status}`);
        assert.ok(!(await answer.text()).includes(mark));
      }),
      { numRuns: 500 },
    );
  });

  it('no redirect_url leads anywhere but to the web, or loosens a policy', async () => {
    const setup = setUp();
    const user_id = await setup.newUserId();
    const mark = '<i>mark</i>';
    const host = fc.oneof(
      fc.webAuthority(),
      fc.constantFrom('a;sandbox', "a'b", 'a,default-src *', '[::1]:8080', mark, 'x'.repeat(5000)),
    );
    const scheme = fc.constantFrom(
      'https://',
      'http://',
      'http:',
      'javascript://',
      'data:text/html,',
      'ftp://',
      '//',
      '',
    );
    const url = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.tuple(scheme, host, fc.constantFrom('', '/', '?', '/?a', '#b'), text).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(url, async (redirect_url) => {
        const body = JSON.stringify({ user_id, redirect_url, on_close: 'redirect' });
        const { link_token } = (await (await setup.ask('/v2/link/token', { body })).json()) as { link_token: string };
        const query = new URLSearchParams({ token: link_token });
        const list = await setup.visit(`${setup.base}/?${query}`);
        assert.equal(list.status, 200);
        assert.ok(!(await list.text()).includes(mark));
        assert.match(
          list.headers.get('content-security-policy')!,
          /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'( https?:\/\/[\w.-]+(:\d+)?)?; base-uri 'none'$/,
        );
        const closed = await setup.visit(`${setup.base}/closed?${query}`);
        if (closed.status === 200) return;
        assert.equal(closed.status, 307);
        const location = new URL(closed.headers.get('location')!);
        assert.match(location.protocol, /^https?:$/);
        assert.equal(location.origin, new URL(redirect_url).origin);
        assert.equal(location.searchParams.getAll('error_type').at(-1), 'user_cancelled');
      }),
      { numRuns: 500 },
    );
  });
});
