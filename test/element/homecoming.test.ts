import { expect } from '@open-wc/testing';

/** The page has been left for Link and is come back to: what it finds is read when the script runs, so it stands here first. */
const departure = { name: '4711', sessionId: '42', place: 1, isRefreshed: false };
sessionStorage.setItem('junction-connect', JSON.stringify(departure));
const before = location.href;
const query = `${location.search ? '&' : '?'}junction_session=4711&state=success&provider=oura`;
history.replaceState({ own: 1 }, '', `${location.pathname}${location.search}${query}#there`);

describe('a page that was come back to', () => {
  it('tells it from the element that left, once, when the page has had the chance to listen', async () => {
    await import('../../src/index.js');
    expect(location.href).to.equal(`${before}#there`);
    expect(history.state).to.deep.equal({ own: 1 });
    expect(sessionStorage.getItem('junction-connect')).to.equal(null);

    const [first, second, third] = [1, 2, 3].map(() => document.createElement('junction-connect'));
    document.body.append(first!, second!, third!);
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
    expect(told).to.deep.equal([[second, detail]]);
    expect([first, second, third].map((element) => element!.status)).to.deep.equal(['idle', 'connected', 'idle']);

    const late = document.createElement('junction-connect');
    document.body.append(late);
    second!.remove();
    document.body.append(second!);
    await new Promise((resolve) => setTimeout(resolve, 150)); // Longer than a page has to settle: nothing may come.
    expect(told.length).to.equal(1);
    [first, second, third, late].forEach((element) => element!.remove());
    history.replaceState(null, '', before);
  });
});
