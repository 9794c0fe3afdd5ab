import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endpoint, post, setUp } from './run-handler.js';

const fields = ['provider', 'filter_on_providers', 'redirect_url', 'on_close', 'on_error', 'user_id', '__proto__'];
const hostile = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc
    .dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), fc.webUrl(), fc.string()))
    .map((body) => JSON.stringify(body)),
);

describe('a hostile request', () => {
  it('with any body gets a token for the signed-in person, or a refusal', async () => {
    const { handler, userId, requests } = await setUp();
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        const { status, headers } = await handler(post(body));
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status}`);
        assert.equal(headers.get('Cache-Control'), 'no-store');
      }),
      { numRuns: 500 },
    );
    for (const { body } of requests) assert.equal(body.user_id, userId);
  });

  it('with any query string gets a token or a refusal', async () => {
    const { handler } = await setUp({ methods: ['GET'] });
    await fc.assert(
      fc.asyncProperty(
        fc.webQueryParameters(),
        fc.constantFrom(...fields),
        fc.string(),
        async (query, field, value) => {
          const ownParameter = new URLSearchParams([[field, value]]);
          const { status } = await handler(new Request(`${endpoint}?${query}&${ownParameter}`));
          assert.ok(status === 200 || status === 400, `${status}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('with any headers gets a token or a refusal', async () => {
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
