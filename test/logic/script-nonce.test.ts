import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepScriptNonce, readScriptNonce } from '../../src/link/configuration/script-nonce.js';

describe("the nonce of the package's script tag", () => {
  it('is empty at first, and is then the first one that was kept', () => {
    assert.equal(readScriptNonce(), '');
    for (const [nonce, kept] of [
      [undefined, ''],
      ['first', 'first'],
      ['second', 'first'],
      [undefined, 'first'],
    ] as const) {
      keepScriptNonce(nonce);
      assert.equal(readScriptNonce(), kept);
    }
  });
});
