import { expect } from '@open-wc/testing';
import { isReturnStored, returnToDeferredElement } from '../support/deferred-return.js';

describe('a return to an element that nothing hydrates', () => {
  it('waits for half a minute, and then comes from an equal element', async () => {
    const { clock, launched, other, targets } = await returnToDeferredElement();
    await clock.pass(32_999);
    expect([targets, isReturnStored()]).to.deep.equal([[], true]);
    await clock.pass(1);
    await clock.uninstall();
    expect([targets, isReturnStored()]).to.deep.equal([[other], false]);
    launched.remove();
    other.remove();
  });
});
