import { expect } from '@open-wc/testing';
import { isReturnStored, returnToDeferredElement } from '../support/deferred-return.js';

describe('a return to an element that is not hydrated yet', () => {
  it('is not lost when another element launches a redirect, which needs its place in the storage', async () => {
    const { clock, launched, other, targets } = await returnToDeferredElement();
    await clock.pass(5000);
    other.mode = 'redirect';
    other.provider = 'oura';
    other.addEventListener('junction-open', (event) => event.preventDefault());
    await other.open();
    await clock.uninstall();
    expect([targets, other.status, isReturnStored()]).to.deep.equal([[document], 'idle', false]);
    launched.remove();
    other.remove();
  });
});
