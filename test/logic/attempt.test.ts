import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attempt } from '../../src/link/attempt.js';

describe('attempt', () => {
  it('returns the result, or undefined when the function throws', () => {
    assert.equal(
      attempt(() => 7),
      7,
    );
    assert.equal(
      attempt(() => {
        throw new Error('no');
      }),
      undefined,
    );
  });
});
