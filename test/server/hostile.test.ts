import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endpoint, post, setUp } from './support.js';

const fields = ['provider', 'filter_on_providers', 'redirect_url', 'on_close', 'on_error', 'user_id', '__proto__'];
const hostile = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), fc.webUrl(), fc.string()))
    .map((body) => JSON.stringify(body)),
);

describe('a hostile request', () => {
  it('is answered with a refusal, whatever its body', async () => {
    const { handler, userId, asked } = await setUp();
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        const { status, headers } = await handler(post(body));
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status}`);
        assert.equal(headers.get('Cache-Control'), 'no-store');
      }),
      { numRuns: 500 },
    );
    for (const { body } of asked) assert.equal(body.user_id, userId);
  });

  it('is answered with a refusal, whatever its query string', async () => {
    const { handler } = await setUp({ methods: ['GET'] });
    await fc.assert(
      fc.asyncProperty(
        fc.webQueryParameters(),
        fc.constantFrom(...fields),
        fc.string(),
        async (query, field, value) => {
          const own = new URLSearchParams([[field, value]]);
          const { status } = await handler(new Request(`${endpoint}?${query}&${own}`));
          assert.ok(status === 200 || status === 400, `${status}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is answered, whatever its headers', async () => {
    const { handler } = await setUp({ allowedOrigins: ['https://app.shop.example'] });
    const value = fc.stringMatching(/^[ -~]{0,40}$/);
    await fc.assert(
      fc.asyncProperty(value, value, value, async (origin, site, type) => {
        const { status } = await handler(post({}, { Origin: origin, 'Sec-Fetch-Site': site, 'Content-Type': type }));
        assert.ok([200, 403, 415].includes(status), `${status}`);
      }),
    );
  });
});
