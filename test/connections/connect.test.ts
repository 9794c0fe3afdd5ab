import { expect } from '@open-wc/testing';
import { pendingLists } from '../../src/element/pending-lists.js';
import {
  addList,
  broken,
  connection,
  FakeSite,
  html,
  type ListHarness,
  provider,
  recordConsole,
  type RecordedConsole,
  token,
} from '../support/connections.js';
import { type FakeClock, installFakeClock } from '../support/fake-clock.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('Connect and Reconnect in <junction-connections>', () => {
  let site: FakeSite;
  let vital: FakeVital;
  let clock: FakeClock;
  let log: RecordedConsole;
  beforeEach(() => {
    clock = installFakeClock();
    site = new FakeSite().install();
    vital = installFakeVital();
    log = recordConsole();
  });
  afterEach(async () => {
    await clock.uninstall();
    log.restore();
    vital.uninstall();
    site.uninstall();
    Reflect.deleteProperty(document, 'visibilityState');
  });

  const shadowButton = (harness: ListHarness, slug: string) =>
    harness.connect(slug)!.shadowRoot!.querySelector('button')!;
  const lists = () => site.sent().filter((request) => request === 'GET /api/connections').length;

  /** Launches Link for a provider. */
  async function open(harness: ListHarness, slug: string) {
    harness.connect(slug)!.focus();
    shadowButton(harness, slug).click();
    await harness.connect(slug)!.open();
    await harness.settled();
  }

  /** Connects a provider, which the endpoint lists at once or not yet. */
  async function connect(harness: ListHarness, slug: string, isListed = true) {
    await open(harness, slug);
    if (isListed) list(slug);
    vital.call('onSuccess', { provider_slug: slug });
    await harness.settled();
  }
  /** Makes the endpoint list a connection. */
  const list = (slug: string) => {
    site.connections = [...site.connections.filter((each) => (each as { provider: string }).provider !== slug)];
    site.connections.push(connection(slug));
  };
  const disappear = () => (site.connections = []);
  /** Lets time pass, and waits for what follows. */
  async function pass(harness: ListHarness, milliseconds: number) {
    await clock.pass(milliseconds);
    await harness.settled();
  }
  async function refresh(harness: ListHarness) {
    await harness.list.refresh();
    await harness.settled();
  }
  /** Makes the browser say that the page is shown or hidden. */
  async function show(harness: ListHarness, visibilityState: DocumentVisibilityState) {
    Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    await harness.settled();
  }

  describe('the settings', () => {
    it('of attributes are attributes of each button', async () => {
      const harness = await addList(
        html`<junction-connections
          endpoint="/api/connections"
          token-endpoint="/api/link-token?a=1"
          mode="popup"
          method="get"
          credentials="omit"
          csrf-token="csrf-1"
          csrf-header="X-XSRF-Token"
          return-url="/return"
          timeout="5000"
        ></junction-connections>`,
      );
      const button = harness.connect('oura')!;
      const attributes = ['token-endpoint', 'mode', 'method', 'credentials', 'csrf-token', 'csrf-header', 'return-url'];
      for (const name of [...attributes, 'timeout'])
        expect(button.getAttribute(name), name).to.equal(harness.list.getAttribute(name));
      expect([button.provider, button.mode, button.timeout]).to.deep.equal(['oura', 'popup', 5000]);
      harness.list.setAttribute('mode', 'redirect');
      harness.list.removeAttribute('timeout');
      await harness.settled();
      expect([button.mode, button.hasAttribute('timeout'), button.timeout]).to.deep.equal(['redirect', false, 10000]);
    });

    it('of properties are properties of each button, and go back to their defaults', async () => {
      const harness = await addList(
        html`<junction-connections
          endpoint="/api/connections"
          .tokenEndpoint=${'/api/link-token'}
          .mode=${'popup'}
        ></junction-connections>`,
      );
      const button = harness.connect('oura')!;
      expect([button.tokenEndpoint, button.mode]).to.deep.equal(['/api/link-token', 'popup']);
      expect(button.getAttributeNames()).to.not.include.members(['token-endpoint']).and.not.include('mode');
      Object.assign(harness.list, { mode: undefined });
      await harness.settled();
      expect([button.mode, button.tokenEndpoint]).to.deep.equal(['auto', '/api/link-token']);
      harness.list.setAttribute('mode', 'redirect');
      await harness.settled();
      expect([button.mode, button.getAttribute('mode')]).to.deep.equal(['redirect', 'redirect']);
    });

    it('keep what the page has set on a button in the list', async () => {
      const harness = await addList();
      harness.connect('oura')!.mode = 'popup';
      await refresh(harness);
      expect(harness.connect('oura')!.mode).to.equal('popup');
    });

    it('have no more trust than their source', async () => {
      const foreign = 'https://api.example.com/link-token';
      const markup = await addList(
        html`<junction-connections endpoint="/api/connections" token-endpoint=${foreign}></junction-connections>`,
      );
      await open(markup, 'oura');
      expect(markup.types()).to.include('error').and.not.include('success');
      const script = await addList(
        html`<junction-connections endpoint="/api/connections" .tokenEndpoint=${foreign}></junction-connections>`,
      );
      await open(script, 'oura');
      expect(site.requests.filter(({ method }) => method === 'POST').map(({ url }) => url.href)).to.deep.equal([
        foreign,
      ]);
    });

    it('of a copied placeholder are those of a placeholder', async () => {
      const harness = await addList(
        html`<junction-connections
          .endpoint=${'/api/connections'}
          token-endpoint="/api/link-token"
          data-from-placeholder
        ></junction-connections>`,
      );
      await open(harness, 'oura');
      expect(site.requests.some(({ method }) => method === 'POST')).to.equal(false);
    });

    it('for headers and texts are those of the list', async () => {
      const headers = () => ({ Authorization: 'Bearer 1' });
      const harness = await addList(
        html`<junction-connections
          endpoint="/api/connections"
          token-endpoint="/api/link-token"
          .headers=${headers}
          .messages=${{ window: 'Look behind this window.', nothing: '?' }}
        ></junction-connections>`,
      );
      expect(harness.connect('oura')!.headers).to.equal(headers);
      await open(harness, 'oura');
      expect(site.requests.map(({ method, headers: sent }) => [method, sent.get('Authorization')])).to.deep.equal([
        ['GET', 'Bearer 1'],
        ['POST', 'Bearer 1'],
      ]);
    });
  });

  it('launch Link for one provider, and their events come from the list', async () => {
    const harness = await addList();
    await open(harness, 'garmin');
    const request = site.requests.find(({ method }) => method === 'POST')!;
    expect(JSON.parse(request.init.body as string)).to.deep.equal({ provider: 'garmin' });
    expect(vital.openedTokens).to.deep.equal([token]);
    vital.call('onExit');
    expect(harness.types()).to.deep.equal(['open', 'exit']);
    const [event] = harness.events;
    expect([event!.target === harness.list, event!.bubbles, event!.composed]).to.deep.equal([true, true, true]);
  });

  it('show the connection at once, and ask the list until it shows it', async () => {
    const harness = await addList();
    await connect(harness, 'polar', false);
    expect([harness.state('polar'), lists()]).to.deep.equal(['Connected', 2]);
    await pass(harness, 1000);
    expect([harness.state('polar'), lists()]).to.deep.equal(['Connected', 3]);
    list('polar');
    await pass(harness, 2000);
    expect([harness.shown(), harness.state('polar'), lists()]).to.deep.equal([
      ['polar', 'oura', 'garmin'],
      'Connected',
      4,
    ]);
    await pass(harness, 60_000);
    expect([lists(), harness.notes('polar'), harness.announced()]).to.deep.equal([4, [], '']);
  });

  it('say that the connection does not appear after half a minute, until it does', async () => {
    const harness = await addList();
    await connect(harness, 'polar', false);
    await pass(harness, 29_999);
    expect([harness.state('polar'), harness.notes('polar')]).to.deep.equal(['Connected', []]);
    await pass(harness, 1);
    const text = 'Polar does not appear here yet. Please come back later.';
    expect([harness.state('polar'), harness.notes('polar'), harness.announced()]).to.deep.equal([
      'Not connected',
      [text],
      text,
    ]);
    const count = lists();
    await pass(harness, 120_000);
    expect(lists()).to.equal(count);
    list('polar');
    await refresh(harness);
    expect([harness.state('polar'), harness.notes('polar'), harness.announced()]).to.deep.equal(['Connected', [], '']);
  });

  it('go on asking while the endpoint fails for a moment', async () => {
    const harness = await addList();
    await open(harness, 'polar');
    site.answer = ({ method }) => (method === 'GET' ? 500 : undefined);
    vital.call('onSuccess', {});
    await harness.settled();
    expect(harness.state('polar')).to.equal('Connected');
    site.answer = () => undefined;
    list('polar');
    await pass(harness, 1000);
    expect([harness.state('polar'), harness.textOf(harness.region())]).to.deep.equal(['Connected', '']);
  });

  for (const status of [429, 403, 404]) {
    it(`stop asking when the endpoint answers ${status}`, async () => {
      const harness = await addList();
      site.answer = ({ method }) => (method === 'GET' ? status : undefined);
      await connect(harness, 'polar', false);
      await pass(harness, 30_000);
      expect(lists()).to.equal(2);
    });
  }

  it('stop asking when the person has signed out meanwhile', async () => {
    const harness = await addList();
    await connect(harness, 'polar', false);
    site.answer = () => 401;
    await pass(harness, 1000);
    const count = lists();
    await pass(harness, 60_000);
    expect([lists(), harness.rows(), harness.announced(), log.lines.length]).to.deep.equal([count, [], '', 1]);
  });

  it('ask for two connections at a time, with a slow endpoint, too', async () => {
    const harness = await addList();
    await connect(harness, 'oura', false);
    await connect(harness, 'polar', false);
    site.answer = ({ method }) =>
      method === 'GET' ? new Promise((resolve) => setTimeout(() => resolve(undefined), 6000)) : undefined;
    list('oura');
    list('polar');
    await pass(harness, 20_000);
    expect([harness.state('oura'), harness.state('polar'), harness.list.connections.length]).to.deep.equal([
      'Connected',
      'Connected',
      2,
    ]);
    expect(['oura', 'polar'].map(harness.notes)).to.deep.equal([[], []]);
  });

  it('let Link show its last screen, although the row becomes connected and moves', async () => {
    const harness = await addList();
    const button = harness.connect('polar')!;
    await connect(harness, 'polar');
    expect(harness.shown()[0]).to.equal('polar');
    await pass(harness, 3900);
    expect([harness.connect('polar') === button, vital.destroyCount]).to.deep.equal([true, 0]);
    await pass(harness, 200);
    expect([vital.destroyCount, harness.types().filter((type) => type !== 'connections-change')]).to.deep.equal([
      1,
      ['open', 'success'],
    ]);
  });

  for (const slug of ['oura', 'polar']) {
    it(`leave the focus in the row, whose button is gone, ${slug === 'oura' ? 'where it is' : 'when it moves'}`, async () => {
      const harness = await addList();
      await connect(harness, slug);
      expect(harness.focused()).to.equal(`row of ${slug}`);
      await pass(harness, 5000);
      expect(getComputedStyle(shadowButton(harness, slug)).display).to.equal('none');
      expect(harness.focused()).to.equal(`row of ${slug}`);
    });
  }

  it('leave the focus on the button after an exit', async () => {
    const harness = await addList();
    await open(harness, 'polar');
    vital.call('onExit');
    await harness.settled();
    expect(harness.focused()).to.equal('connect of polar');
  });

  it('repair a broken connection', async () => {
    site.connections = [broken('garmin')];
    const harness = await addList();
    expect(harness.state('garmin')).to.match(/connect again/);
    await connect(harness, 'garmin');
    await pass(harness, 5000);
    expect([harness.state('garmin'), harness.shown()]).to.deep.equal(['Connected', ['garmin', 'oura', 'polar']]);
  });

  it('tell nothing of an earlier connection when it is lost later', async () => {
    const harness = await addList();
    await connect(harness, 'garmin');
    await pass(harness, 5000);
    const message = () => harness.connect('garmin')!.shadowRoot!.querySelector('[part=message]')!.textContent.trim();
    expect(message()).to.equal('Garmin is connected');
    site.connections = [broken('garmin')];
    await refresh(harness);
    expect([message(), harness.connect('garmin')!.status]).to.deep.equal(['', 'idle']);
    disappear();
    await refresh(harness);
    expect([message(), harness.state('garmin')]).to.deep.equal(['', 'Not connected']);
  });

  for (const [what, change] of [
    ['no longer offers the provider', () => (site.available = [provider('oura')])],
    ['says that nobody is signed in', () => (site.answer = ({ method }) => (method === 'GET' ? 401 : undefined))],
  ] as const) {
    it(`keep the row while Link is open for it, when the endpoint ${what}`, async () => {
      const harness = await addList();
      await open(harness, 'polar');
      change();
      await refresh(harness);
      expect([harness.connect('polar')!.status, vital.exitCount]).to.deep.equal(['open', 0]);
      vital.call('onExit');
      await harness.settled();
      expect(harness.shown()).to.not.include('polar');
    });
  }

  it('keep a running session when the list changes meanwhile', async () => {
    site.connections = [connection('oura')];
    const harness = await addList();
    await open(harness, 'polar');
    site.connections = [broken('oura'), broken('polar')];
    await refresh(harness);
    expect([harness.connect('polar')!.status, vital.exitCount]).to.deep.equal(['open', 0]);
  });

  it('leave nothing stuck when the list is removed and added again during the wait', async () => {
    const harness = await addList();
    const parent = harness.list.parentElement!;
    await connect(harness, 'polar', false);
    harness.list.remove();
    const count = lists();
    await pass(harness, 60_000);
    expect([lists(), clock.timerCount(), pendingLists.size]).to.deep.equal([count, 0, 0]);
    parent.append(harness.list);
    await harness.settled();
    expect([harness.state('polar'), harness.notes('polar'), harness.announced(), lists()]).to.deep.equal([
      'Not connected',
      [],
      '',
      count + 1,
    ]);
  });

  it('leave nothing stuck when the list is moved during the wait', async () => {
    const harness = await addList();
    await connect(harness, 'polar', false);
    document.body.append(harness.list);
    list('polar');
    await pass(harness, 60_000);
    expect([harness.state('polar'), harness.notes('polar'), harness.announced()]).to.deep.equal(['Connected', [], '']);
    harness.list.remove();
  });

  describe('when the person comes back to the page', () => {
    it('the list is asked again after a minute', async () => {
      const harness = await addList();
      await show(harness, 'hidden');
      await pass(harness, 60_000);
      await show(harness, 'visible');
      expect(lists()).to.equal(1);
      await show(harness, 'hidden');
      await pass(harness, 1);
      expect(lists()).to.equal(1);
      await show(harness, 'visible');
      expect(lists()).to.equal(2);
      await show(harness, 'visible');
      expect(lists()).to.equal(2);
    });

    it('the list is not asked again while Link is open', async () => {
      const harness = await addList();
      await open(harness, 'polar');
      await pass(harness, 61_000);
      await show(harness, 'visible');
      expect(lists()).to.equal(1);
      harness.connect('polar')!.close();
      await show(harness, 'visible');
      expect(lists()).to.equal(2);
    });

    it('the list is asked again at once when it could not be loaded, but not twice at a time', async () => {
      site.answer = () => 401;
      const harness = await addList();
      let release!: (answer: undefined) => void;
      site.answer = () => new Promise((resolve) => (release = resolve));
      await show(harness, 'visible');
      await show(harness, 'visible');
      expect(lists()).to.equal(2);
      release(undefined);
      await harness.settled();
      expect(harness.shown().length).to.equal(3);
    });

    it('the list is asked again when the browser restores the page from its memory', async () => {
      const harness = await addList();
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
      await harness.settled();
      expect(lists()).to.equal(1);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await harness.settled();
      expect(lists()).to.equal(2);
      harness.list.remove();
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await pass(harness, 61_000);
      await show(harness, 'visible');
      expect(lists()).to.equal(2);
    });
  });

  describe('in another element of the page', () => {
    it('make the list show the new connection', async () => {
      const harness = await addList();
      const other = document.body.appendChild(document.createElement('junction-connect'));
      other.tokenEndpoint = '/api/link-token';
      await other.open();
      vital.call('onSuccess', { provider_slug: 'polar' });
      await harness.settled();
      expect(harness.state('polar')).to.equal('Connected');
      list('polar');
      await pass(harness, 1000);
      expect([harness.list.connections.length, lists()]).to.deep.equal([1, 3]);
      other.remove();
    });

    it('make the list ask once when the provider is not known', async () => {
      const harness = await addList();
      document.body.dispatchEvent(new CustomEvent('junction-success', { bubbles: true, detail: { provider: null } }));
      document.body.dispatchEvent(new CustomEvent('junction-disconnected', { bubbles: true }));
      await pass(harness, 60_000);
      expect(lists()).to.equal(3);
    });

    it('are announced by one list alone when they do not appear', async () => {
      const [one, other] = [await addList(), await addList()];
      await connect(one, 'polar', false);
      await pass(one, 31_000);
      await other.settled();
      expect([one.notes('polar').length, other.notes('polar').length]).to.deep.equal([1, 1]);
      expect([one.announced() === '', other.announced()]).to.deep.equal([false, '']);
    });
  });

  it('can be offered for a provider without a name in the package', async () => {
    site.available = [provider('new_ring', { name: 'New Ring' })];
    const harness = await addList();
    await connect(harness, 'new_ring', false);
    await pass(harness, 30_000);
    expect(harness.announced()).to.equal('New Ring does not appear here yet. Please come back later.');
  });
});
