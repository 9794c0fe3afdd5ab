import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentOf } from '../../demo/environment.js';

for (const [prefix, name, region, api] of [
  ['pk_us_', 'production', 'us', 'https://api.us.junction.com'],
  ['pk_eu_', 'production', 'eu', 'https://api.eu.junction.com'],
  ['sk_us_', 'sandbox', 'us', 'https://api.sandbox.us.junction.com'],
  ['sk_eu_', 'sandbox', 'eu', 'https://api.sandbox.eu.junction.com'],
] as const) {
  test(`a key that begins with ${prefix} is for ${name} in ${region}`, () => {
    assert.deepEqual(environmentOf(`${prefix}secret`), { name, region, api });
  });
}

for (const key of ['secret', 'PK_US_secret', 'pk_secret', ' sk_us_secret']) {
  test(`a key such as ${JSON.stringify(key)} is refused, and the error does not contain it`, () => {
    assert.throws(
      () => environmentOf(key),
      (error: Error) => !error.message.includes('secret'),
    );
  });
}
