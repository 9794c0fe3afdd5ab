import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openLink, setUp } from './support.js';

const paths = ['/v2/user', '/v2/link/token'];
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

describe('hostile requests', () => {
  it('no body brings the API down', async () => {
    const { ask, newUserId } = setUp();
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      userBody.map((body) => JSON.stringify(body)),
      tokenBody(await newUserId()).map((body) => JSON.stringify(body)),
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
      fc.constantFrom('/v2/user/resolve/%', '/v2/user/resolve/%ff', '/logo/%.svg', '/', '/connected', '/closed'),
    );
    const mark = '<i>mark</i>';
    const value = fc.oneof(slug, text, fc.constantFrom(linkToken, mark, `"${mark}`));
    const fields = fc.record({ token: value, embed: value, provider: value, declined: value }, { requiredKeys: [] });
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
});
