import { expect } from '@open-wc/testing';
import { newReturnedLaunch } from '../support/returned-launch.js';

/** An earlier page of this tab has stored a return. The script reads it when it runs, so it is stored before its import. */
const returned = newReturnedLaunch('state=success', { sessionId: '42', dataLayer: 'returnLayer' });
sessionStorage.setItem('junction-connect', JSON.stringify(returned));

const isStored = () => sessionStorage.length > 0;

describe('a page without the element that launched Link', () => {
  it('keeps the outcome while it has no element, and dispatches the event on the document when it has another element', async () => {
    await import('../../src/index.js');
    const received = new Promise<CustomEvent<unknown>>((resolve) => {
      document.addEventListener('junction-success', resolve, { once: true });
    });
    // The page counts as settled after three seconds.
    await new Promise((resolve) => setTimeout(resolve, 3200));
    expect(isStored()).to.equal(true);

    const other = document.createElement('junction-connect');
    other.setAttribute('provider', 'fitbit');
    other.setAttribute('success-url', '/next');
    document.body.append(other);
    const { target, detail } = await received;
    expect(target).to.equal(document);
    expect(detail).to.deep.equal({ sessionId: '42', mode: 'redirect', provider: null, metadata: null });
    expect([isStored(), other.status]).to.deep.equal([false, 'idle']);
    const { returnLayer } = window as unknown as { returnLayer: unknown };
    expect(returnLayer).to.deep.equal([{ event: 'junction_success', mode: 'redirect' }]);
    other.remove();
  });
});
