import { expect } from '@open-wc/testing';
import { identifyElement } from '../../src/link/return/element-identity.js';
import type { LaunchRecord } from '../../src/link/return/launch-record.js';
import { newConfiguration } from '../support/configuration.js';
import { newRecord } from '../support/returned-launch.js';

/** This page is a return page. The script reads the record and the address when it runs, so they are set before its import. */
const launched = { ...newConfiguration({ tokenEndpoint: '' }), id: '' };
const element = identifyElement(launched, [{ ...launched }, launched], '4711', window);
const record = newRecord({ returnKey: '4711', sessionId: '42', element });
sessionStorage.setItem('junction-connect', JSON.stringify(record));
const address = location.href;
const query = `${location.search ? '&' : '?'}junction_session=4711&state=success&provider=oura`;
history.replaceState({ own: 1 }, '', `${location.pathname}${location.search}${query}#there`);

describe('a page that hosted Link has returned to', () => {
  it('gets the outcome once, from the element that launched Link, when the page has had time to add listeners', async () => {
    await import('../../src/index.js');
    expect(location.href).to.equal(`${address}#there`);
    expect(history.state).to.deep.equal({ own: 1 });
    // A reload before the event is dispatched does not lose the outcome.
    const { pendingReturn } = JSON.parse(sessionStorage.getItem('junction-connect')!) as LaunchRecord;
    expect(pendingReturn?.outcome).to.equal('state=success&provider=oura');

    // One is in a shadow root, one is removed early, and they are not added in their order.
    const [first, second, third, removed] = [1, 2, 3, 4].map(() => document.createElement('junction-connect'));
    const card = document.createElement('div');
    card.attachShadow({ mode: 'closed' }).append(second!);
    const container = document.createElement('div');
    container.append(removed!);
    document.body.append(third!, container);
    document.body.prepend(first!, card);
    container.remove();

    const events: [target: EventTarget | null, detail: unknown][] = [];
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        document.addEventListener('junction-success', (event) => {
          events.push([event.target, (event as CustomEvent).detail]);
          resolve();
        });
      });
    });
    expect(sessionStorage.getItem('junction-connect')).to.equal(null);
    const detail = { sessionId: '42', mode: 'redirect', provider: 'oura', metadata: null };
    expect(events).to.deep.equal([[card, detail]]);
    expect([first, second, third, removed].map((element) => element!.status)).to.deep.equal([
      'idle',
      'connected',
      'idle',
      'idle',
    ]);

    const late = document.createElement('junction-connect');
    document.body.append(late, container);
    await new Promise((resolve) => setTimeout(resolve, 150)); // Longer than the delay of a delivery.
    expect(events.length).to.equal(1);
    [first, card, third, container, late].forEach((element) => element!.remove());
    history.replaceState(null, '', address);
  });
});
