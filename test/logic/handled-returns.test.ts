import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isHandled, markHandled } from '../../src/link/return/handled-returns.js';

describe('the returns that a page has reported', () => {
  it('are remembered by the key of the launch and the page, up to twenty', () => {
    assert.equal(isHandled('42', 1), false);
    for (let page = 1; page <= 20; page += 1) markHandled('42', page);
    assert.deepEqual([isHandled('42', 1), isHandled('42', 20), isHandled('43', 1)], [true, true, false]);
    markHandled('43', 1);
    assert.deepEqual([isHandled('42', 1), isHandled('42', 2), isHandled('43', 1)], [false, true, true]);
  });
});
