/** What strangers may send in place of the answer of the connections endpoint, and in an attribute. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readAnswer } from '../../src/connections/answer.js';
import { rowsOf, searchRows } from '../../src/connections/rows.js';
import { parseProviders } from '../../src/link/configuration/provider-slugs.js';

const slug = fc.oneof(
  fc.constantFrom('oura', 'garmin', 'fitbit', 'google_health', '__proto__', 'constructor', 'a-b', 'OURA', ' oura'),
  fc.string(),
);
const logo = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'javascript:alert(1)',
    'JaVaScript:x',
    ' javascript:x',
    'data:text/html,x',
    'blob:https://x/1',
    '//x',
    '',
  ),
  fc.constantFrom('\tjavascript:x', 'java\nscript:x', 'https:x', 'http://', 'vbscript:x', 'file:///etc/passwd'),
  fc.string(),
);
const anything = fc.oneof(fc.jsonValue(), fc.string());
const item = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      provider: fc.oneof(slug, anything),
      name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), anything),
      logo: fc.oneof(logo, anything),
      status: fc.oneof(fc.constantFrom('connected', 'error', 'paused'), anything),
      reason: fc.oneof(fc.constantFrom('unknown', 'user_not_found', 'Ada <ada@x>'), anything),
      since: fc.oneof(fc.date().map(String), fc.constantFrom('2026-11-27T00:00:00Z', 'now'), anything),
      manageable: fc.oneof(fc.boolean(), anything),
      external_user_id: fc.constant('ada@private.example'),
    },
    { requiredKeys: [] },
  ),
);
const list = fc.oneof({ weight: 5, arbitrary: fc.array(item, { maxLength: 20 }) }, { weight: 1, arbitrary: anything });
const answer = fc.oneof(
  { weight: 9, arbitrary: fc.record({ connections: list, available: list }) },
  { weight: 1, arbitrary: anything },
);
const providers = fc.oneof(fc.array(slug), fc.string(), fc.constant('')).map(parseProviders);

describe('the list of connections, whatever the endpoint answers', () => {
  it('has rows with a slug of its own, a name, and a logo of http(s) or none, or does not exist', () => {
    const property = fc.property(answer, providers, fc.string(), (value, offered, text) => {
      const found = readAnswer(JSON.stringify(value));
      if (!found) return;
      const rows = rowsOf(found, offered);
      assert.equal(new Set(rows.map((row) => row.provider)).size, rows.length);
      for (const { provider, name, logo, connection } of rows) {
        assert.match(provider, /^[a-z0-9_]{1,64}$/);
        assert.ok(name.trim() && [...name].length <= 100 && !/\p{Surrogate}/u.test(name));
        assert.ok(logo === null || /^https?:$/.test(new URL(logo).protocol));
        if (!connection) continue;
        assert.ok(['connected', 'error'].includes(connection.status));
        assert.ok(connection.since === null || !Number.isNaN(Date.parse(connection.since)));
        assert.ok(connection.reason === undefined || /^[a-z0-9_]+$/.test(connection.reason));
      }
      assert.doesNotMatch(JSON.stringify(rows), /private|external/);
      const slugs = new Set(found.connections.map(({ provider }) => provider));
      assert.deepEqual(new Set(rows.filter((row) => row.connection).map((row) => row.provider)), slugs);
      assert.ok(searchRows(rows, text).every((row) => rows.includes(row)));
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('is read from any text without an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readAnswer(text)));
  });
});
