import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openLink, setUp } from './visit-link.js';

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
  it('no body makes the API fail', async () => {
    const { callApi, newUserId } = setUp();
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
        const answer = await callApi(path, { body });
        assert.ok([200, 400, 404, 422].includes(answer.status), `${answer.status}`);
        assert.equal(typeof (await answer.json()), 'object');
      }),
      { numRuns: 1000 },
    );
  });

  it('no address makes the sandbox fail, or adds markup to a page', async () => {
    const setup = setUp();
    const { linkToken } = await openLink(setup);
    const part = text.map((value) => encodeURIComponent(value));
    const path = fc.oneof(
      fc
        .tuple(fc.constantFrom('/v2/user/resolve/', '/v2/user/providers/', '/logo/', '/'), part)
        .map((parts) => parts.join('')),
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
    const markup = '<i>mark</i>';
    const value = fc.oneof(slug, text, fc.constantFrom(linkToken, markup, `"${markup}`));
    const fields = fc.record({ token: value, embed: value, provider: value, error_type: value }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(path, fields, async (address, query) => {
        const answer = await setup.callApi(`${address}?${new URLSearchParams(query)}`);
        assert.ok(answer.status < 500, `${answer.status}`);
        if (answer.headers.get('content-type')?.startsWith('text/html'))
          assert.ok(!(await answer.text()).includes(markup));
      }),
      { numRuns: 1000 },
    );
  });

  it('no form makes the sign-in fail, or connects a provider that it should not connect', async () => {
    const setup = setUp();
    const link = await openLink(setup, { filterOnProviders: ['oura'] });
    const body = fc.oneof(
      fc.string({ unit: 'binary' }),
      slug.map(
        (provider) =>
          `token=${encodeURIComponent(link.linkToken)}&decision=deny&provider=${encodeURIComponent(provider)}`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(body, async (form) => {
        const answer = await setup.visit(`${setup.base}/connect`, { method: 'POST', body: form });
        assert.ok(answer.status < 500, `${answer.status}`);
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(await setup.client.user.getConnectedProviders({ userId: link.userId }), { providers: [] });
  });

  it('no username, password or code makes the sign-in fail, or adds markup to a page', async () => {
    const setup = setUp();
    const { signIn } = await openLink(setup, {}, '');
    const markup = '<i>mark</i>';
    const value = fc.oneof(
      text,
      fc.constantFrom(markup, `"${markup}`, `mfa@${markup}`, `user_cancelled@"${markup}`, 'mfa'),
    );
    const fields = fc.record({ username: value, password: value, code: value }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('peloton', 'freestyle_libre'), fields, async (provider, form) => {
        const answer = await signIn(provider, form);
        assert.ok(answer.status < 500, `${answer.status}`);
        assert.ok(!(await answer.text()).includes(markup));
      }),
      { numRuns: 500 },
    );
  });

  it('no redirect_url leads to anything but a web address, or weakens a content security policy', async () => {
    const setup = setUp();
    const user_id = await setup.newUserId();
    const markup = '<i>mark</i>';
    const host = fc.oneof(
      fc.webAuthority(),
      fc.constantFrom('a;sandbox', "a'b", 'a,default-src *', '[::1]:8080', markup, 'x'.repeat(5000)),
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
        const { link_token } = (await (await setup.callApi('/v2/link/token', { body })).json()) as {
          link_token: string;
        };
        const query = new URLSearchParams({ token: link_token });
        const list = await setup.visit(`${setup.base}/?${query}`);
        assert.equal(list.status, 200);
        assert.ok(!(await list.text()).includes(markup));
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
