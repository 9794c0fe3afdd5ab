import { expect } from '@open-wc/testing';
import { isReturnStored, returnToDeferredElement } from '../support/deferred-return.js';

describe('a return to an element that leaves the page before it is hydrated', () => {
  it('comes from an equal element soon after that', async () => {
    const { clock, launched, other, targets } = await returnToDeferredElement();
    await clock.pass(5000);
    expect([targets, isReturnStored()]).to.deep.equal([[], true]);
    launched.remove();
    await clock.pass(100);
    await clock.uninstall();
    expect([targets, isReturnStored()]).to.deep.equal([[other], false]);
    other.remove();
  });
});
