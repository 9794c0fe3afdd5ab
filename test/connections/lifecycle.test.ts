import { expect, fixture, html } from '@open-wc/testing';
import { defineConnections } from '../../src/connections/define.js';
import { JunctionConnections } from '../../src/connections.js';
import { pendingLists } from '../../src/element/pending-lists.js';
import { messagesStore } from '../../src/i18n/messages-store.js';
import {
  addList,
  connection,
  FakeSite,
  ListHarness,
  recordConsole,
  type RecordedConsole,
  settle,
} from '../support/connections.js';
import { type FakeClock, installFakeClock } from '../support/fake-clock.js';

/** Counts the listeners of a target that are not removed. */
function countListeners(target: EventTarget) {
  const active = new Map<string, number>();
  const own = { add: target.addEventListener.bind(target), remove: target.removeEventListener.bind(target) };
  const change = (type: string, by: number) => active.set(type, (active.get(type) ?? 0) + by);
  target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
    change(type, 1);
    options?.signal?.addEventListener('abort', () => change(type, -1));
    own.add(type, listener, options);
  };
  target.removeEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
    change(type, -1);
    own.remove(type, listener, options);
  };
  return {
    active: () => [...active].filter(([, count]) => count > 0),
    restore: () => ['addEventListener', 'removeEventListener'].forEach((name) => Reflect.deleteProperty(target, name)),
  };
}

describe('the life of <junction-connections>', () => {
  let site: FakeSite;
  let log: RecordedConsole;
  beforeEach(() => {
    site = new FakeSite().install();
    log = recordConsole();
  });
  afterEach(() => {
    log.restore();
    site.uninstall();
  });

  it('can be created by a script, and reads its attributes', () => {
    const list = document.createElement('junction-connections');
    for (const [name, value] of Object.entries({
      endpoint: '/a',
      providers: 'Oura, garmin',
      timeout: '500',
      disconnect: '',
      logos: 'none',
    }))
      list.setAttribute(name, value);
    expect(list).to.include({ endpoint: '/a', timeout: 500, disconnect: true, logos: 'none' });
    expect([list.providers, list.connections]).to.deep.equal([['oura', 'garmin'], []]);
    for (const name of list.getAttributeNames()) list.removeAttribute(name);
    expect(list).to.include({ endpoint: '', timeout: 10000, disconnect: false, logos: 'show' });
    expect(list.providers).to.deep.equal([]);
  });

  it('does not reflect properties that scripts set to attributes', async () => {
    const list = document.createElement('junction-connections');
    Object.assign(list, { endpoint: '/api/connections', disconnect: true, providers: ['oura'], csrfToken: 'csrf-1' });
    document.body.append(list);
    await new ListHarness(list).settled();
    expect(list.getAttributeNames()).to.deep.equal([]);
    list.remove();
  });

  it('asks nobody when it is added and removed at once', async () => {
    const list = document.createElement('junction-connections');
    list.endpoint = '/api/connections';
    document.body.append(list);
    list.remove();
    await new ListHarness(list).settled();
    expect([site.requests, pendingLists.size]).to.deep.equal([[], 0]);
  });

  it('asks once when it is moved at once', async () => {
    const list = document.createElement('junction-connections');
    list.endpoint = '/api/connections';
    document.body.append(list);
    document.body.prepend(list);
    const harness = new ListHarness(list);
    await harness.settled();
    expect([site.sent(), harness.shown().length]).to.deep.equal([['GET /api/connections'], 3]);
    list.remove();
  });

  it('ends its request when it is removed, and asks again when it is added again', async () => {
    site.answer = () => new Promise(() => {});
    const harness = await addList();
    const parent = harness.list.parentElement!;
    expect(pendingLists.size).to.equal(1);
    harness.list.remove();
    await harness.settled();
    expect([site.requests[0]!.init.signal!.aborted, pendingLists.size, log.lines]).to.deep.equal([true, 0, []]);
    site.answer = () => undefined;
    parent.append(harness.list);
    await harness.settled();
    expect([harness.shown().length, site.requests.length, pendingLists.size]).to.deep.equal([3, 2, 0]);
  });

  for (const [what, answer] of [
    ['with a list', undefined],
    ['with an error', 500],
  ] as const)
    it(`lets a return go on when its endpoint has answered ${what}`, async () => {
      site.answer = () => answer;
      await addList();
      expect(pendingLists.size).to.equal(0);
    });

  describe('leaves nothing behind', () => {
    let clock: FakeClock;
    beforeEach(() => (clock = installFakeClock()));
    afterEach(() => clock.uninstall());

    it('when it is removed', async () => {
      const counts = [window, document, messagesStore()].map(countListeners);
      site.connections = [connection('oura')];
      for (let round = 0; round < 20; round += 1) {
        const harness = await addList();
        if (round % 2 === 1) await harness.press(harness.disconnect('oura')!);
        if (round % 4 === 3) {
          site.answer = ({ method }) => (method === 'DELETE' ? 204 : undefined);
          await harness.press(harness.confirm('oura'));
        }
        harness.list.remove();
      }
      await clock.pass(300); // The checks of the page have a timer, which finds nothing to check and ends.
      const recorded = ['junction-connections-change', 'junction-disconnect', 'junction-disconnected', 'junction-open'];
      const ofTests = [...recorded, 'junction-success', 'junction-exit', 'junction-error'];
      const left = counts.flatMap(({ active }, index) =>
        active().filter(([type]) => !(index === 1 && ofTests.includes(type))),
      );
      counts.forEach(({ restore }) => restore());
      expect([left, clock.timerCount(), pendingLists.size]).to.deep.equal([[], 0, 0]);
    });
  });

  it('sends nothing to anybody before its endpoint, and no second request without a cause', async () => {
    const harness = await addList();
    await fixture(html`<p></p>`);
    await settle();
    expect([site.requests.length, harness.types()]).to.deep.equal([1, []]);
  });

  it('is registered once', () => {
    defineConnections();
    defineConnections();
    expect([customElements.get('junction-connections') === JunctionConnections, log.lines]).to.deep.equal([true, []]);
  });

  it('takes the properties that were set before the script was loaded', async () => {
    const list = document.createElement('junction-connections-late') as JunctionConnections;
    Object.assign(list, { endpoint: '/api/connections', providers: ['polar'], disconnect: true });
    document.body.append(list);
    customElements.define('junction-connections-late', class extends JunctionConnections {});
    const harness = new ListHarness(list);
    await harness.settled();
    expect([harness.shown(), site.sent()]).to.deep.equal([['polar'], ['GET /api/connections']]);
    list.remove();
  });

  it('replaces what a server has rendered into it', async () => {
    const place = await fixture<HTMLElement>(html`<section></section>`);
    const list = document.createElement('junction-connections-rendered') as JunctionConnections;
    list.attachShadow({ mode: 'open' }).innerHTML = '<div part="message" role="status"></div>';
    list.setAttribute('endpoint', '/api/connections');
    place.append(list);
    customElements.define('junction-connections-rendered', class extends JunctionConnections {});
    const harness = new ListHarness(list);
    await harness.settled();
    expect([
      harness.root.querySelectorAll(':host > [part=message], div[part=message]').length,
      harness.shown(),
    ]).to.deep.equal([2, ['oura', 'garmin', 'polar']]);
  });

  for (const name of ['createComment', 'createTextNode', 'importNode', 'querySelectorAll', 'addEventListener', 'body'])
    it(`still gets the connections, and hangs nowhere, in a page whose markup hides document.${name}`, async () => {
      site.connections = [connection('oura')];
      const failures: unknown[] = [];
      const ignore = (event: PromiseRejectionEvent) => {
        event.preventDefault();
        failures.push(event.reason);
      };
      addEventListener('unhandledrejection', ignore);
      const list = document.createElement('junction-connections');
      list.endpoint = '/api/connections';
      const { body } = document;
      const image = document.createElement('img');
      image.name = name;
      body.append(image);
      body.append(list);
      await settle();
      await settle();
      expect([list.connections.length, pendingLists.size]).to.deep.equal([1, 0]);
      image.remove();
      list.remove();
      await new Promise((resolve) => setTimeout(resolve, 20));
      removeEventListener('unhandledrejection', ignore);
      if (!['createComment', 'createTextNode', 'importNode'].includes(name)) expect(failures).to.deep.equal([]);
    });
});
