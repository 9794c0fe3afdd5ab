import { expect } from '@open-wc/testing';

/** The page has been left for Link and is come back to: what it finds is read when the script runs, so it stands here first. */
const record = { name: '4711', sessionId: '42', elementIndex: 1, isRefreshed: false };
sessionStorage.setItem('junction-connect', JSON.stringify(record));
const before = location.href;
const query = `${location.search ? '&' : '?'}junction_session=4711&state=success&provider=oura`;
history.replaceState({ own: 1 }, '', `${location.pathname}${location.search}${query}#there`);

describe('a page that was come back to', () => {
  it('tells it from the element that left, once, when the page has had the chance to listen', async () => {
    await import('../../src/index.js');
    expect(location.href).to.equal(`${before}#there`);
    expect(history.state).to.deep.equal({ own: 1 });
    expect(sessionStorage.getItem('junction-connect')).to.equal(null);

    // One is in a shadow root, one is replaced before the page has settled, and they do not come in order.
    const [first, second, third, replaced] = [1, 2, 3, 4].map(() => document.createElement('junction-connect'));
    const card = document.createElement('div');
    card.attachShadow({ mode: 'closed' }).append(second!);
    const island = document.createElement('div');
    island.append(replaced!);
    document.body.append(third!, island);
    document.body.prepend(first!, card);
    island.remove();

    const told: [target: EventTarget | null, detail: unknown][] = [];
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        document.addEventListener('junction-success', (event) => {
          told.push([event.target, (event as CustomEvent).detail]);
          resolve();
        });
      });
    });
    const detail = { sessionId: '42', mode: 'redirect', provider: 'oura', metadata: null };
    expect(told).to.deep.equal([[card, detail]]);
    expect([first, second, third, replaced].map((element) => element!.status)).to.deep.equal([
      'idle',
      'connected',
      'idle',
      'idle',
    ]);

    const late = document.createElement('junction-connect');
    document.body.append(late, island);
    await new Promise((resolve) => setTimeout(resolve, 150)); // Longer than a page has to settle: nothing may come.
    expect(told.length).to.equal(1);
    [first, card, third, island, late].forEach((element) => element!.remove());
    history.replaceState(null, '', before);
  });
});
