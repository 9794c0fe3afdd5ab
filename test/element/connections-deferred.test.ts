import { expect, fixture, html } from '@open-wc/testing';
import type { JunctionConnections } from '../../src/connections.js';
import '../../src/connections.js';
import { type FakeClock, installFakeClock } from '../support/fake-clock.js';

/** A list gets its settings from a framework, which removes `defer-hydration` then. */
describe('<junction-connections defer-hydration>', () => {
  const realFetch = window.fetch.bind(window);
  const { warn } = console;
  let requests: string[];
  let lines: string[];
  let clock: FakeClock | undefined;
  beforeEach(() => {
    requests = [];
    lines = [];
    console.warn = (line: string) => lines.push(line);
    window.fetch = async (input) => {
      requests.push(new URL(input as URL).pathname);
      return Response.json({ connections: [], available: [{ provider: 'oura', name: 'Oura', logo: null }] });
    };
  });
  afterEach(async () => {
    await clock?.uninstall();
    clock = undefined;
    console.warn = warn;
    window.fetch = realFetch;
  });

  /** Adds a list inside another node. A deferred element has no first update, and the fixture would wait for it. */
  async function addDeferred() {
    const root = await fixture<HTMLElement>(html`
      <div><junction-connections endpoint="/in-markup" defer-hydration></junction-connections></div>
    `);
    return root.querySelector('junction-connections')!;
  }

  const nextAnswer = (list: JunctionConnections) =>
    new Promise((resolve) => list.addEventListener('junction-connections-change', resolve, { once: true }));

  it('draws nothing and requests nothing, also after refresh()', async () => {
    const list = await addDeferred();
    await list.refresh();
    expect([list.shadowRoot, requests, list.connections]).to.deep.equal([null, [], []]);
  });

  it('requests the list once when the attribute is removed, with the settings that it has then', async () => {
    const list = await addDeferred();
    list.endpoint = '/assigned';
    list.providers = ['oura'];
    const answered = nextAnswer(list);
    list.removeAttribute('defer-hydration');
    await answered;
    await list.updateComplete;
    expect(requests).to.deep.equal(['/assigned']);
    expect(list.renderRoot.querySelector('[part=name]')!.textContent).to.equal('Oura');
  });

  it('has one line for the owner of the site after ten seconds, which names the list', async () => {
    clock = installFakeClock();
    const list = await addDeferred();
    const other = list.cloneNode() as JunctionConnections;
    list.after(other);
    await clock.pass(10_251); // A check runs up to a quarter of a second late.
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^junction-connect: <junction-connections defer-hydration>: .*remove defer-hydration$/);
    list.remove();
    other.remove();
    expect(clock.timerCount()).to.equal(0);
  });
});
