import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConnection } from '../../src/element/connection.js';

describe('the setting connected', () => {
  const rows: [value: unknown, isConnected: boolean, provider: string | null][] = [
    [undefined, false, null],
    [null, false, null],
    [false, false, null],
    ['false', false, null],
    ['FALSE', false, null],
    [' “false” ', false, null],
    [true, true, null],
    ['', true, null],
    [' ', true, null],
    ['true', true, null],
    ['True', true, null],
    ['oura', true, 'oura'],
    [' “Oura” ', true, 'oura'],
    ['a_new_provider', true, 'a_new_provider'],
  ];
  for (const [value, isConnected, provider] of rows) {
    const meaning = isConnected ? `that ${provider ?? 'a provider'} is connected` : 'that nothing is connected';
    it(`means ${meaning} for ${JSON.stringify(value) ?? 'undefined'}`, () =>
      assert.deepEqual(readConnection(value), { isConnected, provider }));
  }
});
