import { expect } from '@open-wc/testing';
import { isReturnStored, returnToDeferredElement } from '../support/deferred-return.js';

describe('a return to an element that a framework hydrates late', () => {
  it('waits for it, also after a press of an equal element, and then comes from it', async () => {
    const { clock, launched, other, targets } = await returnToDeferredElement();
    await clock.pass(20_000);
    const presses: Event[] = [];
    other.addEventListener('junction-open', (event) => {
      event.preventDefault();
      presses.push(event);
    });
    await other.open();
    expect([targets, presses.length, other.status, isReturnStored()]).to.deep.equal([[], 1, 'idle', true]);

    launched.removeAttribute('defer-hydration');
    await clock.pass(100);
    await clock.uninstall();
    expect(targets).to.deep.equal([launched]);
    expect([launched.status, other.status, isReturnStored()]).to.deep.equal(['connected', 'idle', false]);
    launched.remove();
    other.remove();
  });
});
