import { expect, fixture, html } from '@open-wc/testing';
import type { JunctionConnect } from '../../src/index.js';
import '../../src/index.js';
import { type FakeClock, installFakeClock } from '../support/fake-clock.js';

/** The page gets its line only once. So the tests without a line come first. */
describe('an element that waits for its framework', () => {
  const { warn } = console;
  let lines: string[];
  let clock: FakeClock;
  beforeEach(() => {
    lines = [];
    console.warn = (line: string) => lines.push(line);
    clock = installFakeClock();
  });
  afterEach(async () => {
    await clock.uninstall();
    console.warn = warn;
  });

  const addDeferred = async () => {
    const root = await fixture<HTMLElement>(html`
      <main>
        <junction-connect token-endpoint="/t" defer-hydration></junction-connect>
        <junction-connect token-endpoint="/t" defer-hydration></junction-connect>
      </main>
    `);
    return [...root.querySelectorAll<JunctionConnect>('junction-connect')] as [JunctionConnect, JunctionConnect];
  };
  const remove = (...elements: JunctionConnect[]) => elements.forEach((element) => element.remove());

  /** Presses an element, and returns what has happened up to now. */
  function open(element: JunctionConnect) {
    const events: string[] = [];
    element.addEventListener('junction-open', (event) => {
      event.preventDefault();
      events.push('junction-open');
    });
    void element.open().then(
      () => events.push('resolved'),
      () => events.push('rejected'),
    );
    return events;
  }

  it('leaves no line and no timer when it is hydrated or removed in time', async () => {
    const [one, two] = await addDeferred();
    expect(clock.timerCount()).to.equal(1);
    const events = open(one);
    await clock.pass(9000);
    one.removeAttribute('defer-hydration');
    two.remove();
    await clock.pass(1250); // The check of the configuration has run.
    expect([events, clock.timerCount()]).to.deep.equal([['junction-open', 'resolved'], 0]);
    await clock.pass(20_000);
    remove(one);
    expect(lines).to.deep.equal([]);
  });

  it('gets more time when the page adds another one', async () => {
    const [one, two] = await addDeferred();
    two.remove();
    await clock.pass(9000);
    document.body.append(two);
    await clock.pass(9000);
    remove(one, two);
    expect([lines, clock.timerCount()]).to.deep.equal([[], 0]);
  });

  it('has one line for all of them after ten seconds, and they may still start later', async () => {
    const [one, two] = await addDeferred();
    await clock.pass(9999);
    expect(lines).to.deep.equal([]);
    await clock.pass(251); // A check runs up to a quarter of a second late.
    expect(lines).to.have.length(1);
    await clock.pass(60_000);
    expect([lines.length, clock.timerCount()]).to.deep.equal([1, 0]);
    one.removeAttribute('defer-hydration');
    await one.updateComplete;
    expect(one.shadowRoot!.querySelector('button')).not.to.equal(null);
    remove(one, two);
  });

  for (const [where, isInPage] of [
    ['in the page', true],
    ['outside the page', false],
  ] as const) {
    it(`ends a press after ten seconds ${where}, and does not launch Link when it starts later`, async () => {
      const [one, two] = await addDeferred();
      if (!isInPage) one.remove();
      const events = open(one);
      await clock.pass(9999);
      expect(events).to.deep.equal([]);
      await clock.pass(1);
      expect(events).to.deep.equal(['resolved']);
      one.removeAttribute('defer-hydration');
      document.body.append(one);
      await clock.pass(1000);
      expect([events, one.status]).to.deep.equal([['resolved'], 'idle']);
      remove(one, two);
    });
  }
});
