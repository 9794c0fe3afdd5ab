import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appearances, lookOf, sizes } from '../../src/element/look.js';

describe('the look of the button', () => {
  for (const appearance of appearances)
    for (const size of sizes)
      it(`is ${appearance} and ${size}`, () => assert.equal(lookOf(appearance, size), `${appearance} ${size}`));

  const rows: [appearance: unknown, size: unknown, look: string][] = [
    ['', '', 'filled medium'],
    [undefined, null, 'filled medium'],
    [' “Outlined” ', 'LARGE', 'outlined large'],
    ['nonsense', 'huge', 'filled medium'],
    [7, {}, 'filled medium'],
  ];
  for (const [appearance, size, look] of rows)
    it(`is ${look} for ${JSON.stringify([appearance, size])}`, () => assert.equal(lookOf(appearance, size), look));
});
