import { expect } from '@open-wc/testing';
import {
  addList,
  broken,
  connection,
  type FakeAnswer,
  FakeSite,
  held,
  html,
  ListHarness,
  recordConsole,
  type RecordedConsole,
} from '../support/connections.js';
import { type FakeClock, installFakeClock } from '../support/fake-clock.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('Disconnect in <junction-connections>', () => {
  let site: FakeSite;
  let vital: FakeVital;
  let clock: FakeClock;
  let log: RecordedConsole;
  beforeEach(() => {
    clock = installFakeClock();
    site = new FakeSite().install();
    site.connections = [connection('oura'), connection('garmin')];
    vital = installFakeVital();
    log = recordConsole();
  });
  afterEach(async () => {
    await clock.uninstall();
    log.restore();
    vital.uninstall();
    site.uninstall();
  });

  const failed = 'Oura could not be disconnected. Please try again.';
  const refused = 'Oura cannot be disconnected here. Please contact this site’s support.';

  const deletions = () => site.sent().filter((request) => request.startsWith('DELETE'));
  const deleteOura = 'DELETE /api/connections?provider=oura';
  /** Answers each DELETE in this way. The list stays as it is. */
  const answerDelete = (answer: FakeAnswer | Promise<FakeAnswer>) =>
    (site.answer = ({ method }) => (method === 'DELETE' ? answer : undefined));
  /** Answers the question with yes. */
  async function end(harness: ListHarness, slug: string) {
    await harness.press(harness.disconnect(slug)!);
    await harness.press(harness.confirm(slug));
  }
  async function pass(harness: ListHarness, milliseconds: number) {
    await clock.pass(milliseconds);
    await harness.settled();
  }
  const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true });

  describe('asks first', () => {
    it('in the row, in place of the button, and moves the focus to the question', async () => {
      const harness = await addList();
      await harness.press(harness.disconnect('oura')!);
      const question = harness.question('oura')!;
      const textOf = (attribute: string) =>
        harness.textOf(harness.root.getElementById(question.getAttribute(attribute)!));
      expect([question.getAttribute('role'), textOf('aria-labelledby'), textOf('aria-describedby')]).to.deep.equal([
        'group',
        'Disconnect Oura?',
        'This site will get no new data from Oura. Ask this site what happens to the data that it already has. You can connect again at any time.',
      ]);
      expect([harness.disconnect('oura'), harness.focused(), site.sent()]).to.deep.equal([
        null,
        'question of oura',
        ['GET /api/connections'],
      ]);
      expect(harness.question('garmin')).to.equal(null);
    });

    const refusals: [how: string, refuse: (harness: ListHarness) => void][] = [
      ['Cancel', (harness) => harness.cancel('oura').click()],
      ['Escape', (harness) => harness.cancel('oura').dispatchEvent(escape())],
    ];
    for (const [how, refuse] of refusals) {
      it(`and goes back with ${how}, with the focus on Disconnect`, async () => {
        const harness = await addList();
        await harness.press(harness.disconnect('oura')!);
        refuse(harness);
        await harness.settled();
        expect([harness.question('oura'), harness.focused(), harness.types(), deletions()]).to.deep.equal([
          null,
          'disconnect of oura',
          [],
          [],
        ]);
      });
    }

    it('and keeps Escape from a dialog around the list, but no other key', async () => {
      const harness = await addList();
      await harness.press(harness.disconnect('oura')!);
      const heard: string[] = [];
      const record = ({ key }: KeyboardEvent) => void heard.push(key);
      document.addEventListener('keydown', record);
      const tab = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true, composed: true });
      harness.question('oura')!.dispatchEvent(tab);
      const press = escape();
      harness.question('oura')!.dispatchEvent(press);
      document.removeEventListener('keydown', record);
      expect([heard, tab.defaultPrevented, press.defaultPrevented]).to.deep.equal([['Tab'], false, true]);
    });

    it('and asks for each row alone, also while the list is loaded again', async () => {
      const harness = await addList();
      await harness.press(harness.disconnect('oura')!);
      await harness.press(harness.disconnect('garmin')!);
      await harness.list.refresh();
      await harness.settled();
      expect([!!harness.question('oura'), !!harness.question('garmin'), harness.focused()]).to.deep.equal([
        true,
        true,
        'question of garmin',
      ]);
    });

    it('and forgets the question when the list no longer has the connection', async () => {
      const harness = await addList();
      await harness.press(harness.disconnect('oura')!);
      const [oura, garmin] = site.connections;
      site.connections = [garmin];
      await harness.list.refresh();
      await harness.settled();
      expect([harness.question('oura'), harness.focused()]).to.deep.equal([null, 'connect of oura']);
      site.connections = [oura, garmin];
      await harness.list.refresh();
      await harness.settled();
      expect(harness.question('oura')).to.equal(null);
    });
  });

  it('ends the connection, says so, and leaves the focus on Connect', async () => {
    const harness = await addList();
    await end(harness, 'oura');
    expect([site.sent(), harness.announced(), harness.state('oura'), harness.focused()]).to.deep.equal([
      ['GET /api/connections', deleteOura, 'GET /api/connections'],
      'Oura is disconnected.',
      'Not connected',
      'connect of oura',
    ]);
    expect(harness.types()).to.deep.equal(['disconnect', 'disconnected', 'connections-change']);
    const [asked, ended] = harness.events;
    expect([asked!.detail, asked!.cancelable, ended!.detail, ended!.cancelable]).to.deep.equal([
      { provider: 'oura' },
      true,
      { provider: 'oura' },
      false,
    ]);
    expect([asked!.bubbles, asked!.composed, ended!.bubbles, ended!.composed]).to.deep.equal([true, true, true, true]);
    expect(log.lines).to.deep.equal([]);
  });

  it('does nothing when the page prevents the event', async () => {
    const harness = await addList();
    harness.list.addEventListener('junction-disconnect', (event) => event.preventDefault());
    await end(harness, 'oura');
    expect([harness.types(), deletions(), harness.question('oura'), harness.focused()]).to.deep.equal([
      ['disconnect'],
      [],
      null,
      'disconnect of oura',
    ]);
    expect(harness.disconnect('oura')!.getAttribute('aria-busy')).to.equal('false');
  });

  it('leaves the focus to the page, which asks in its own way', async () => {
    const harness = await addList();
    const input = document.body.appendChild(document.createElement('input'));
    harness.list.addEventListener('junction-disconnect', (event) => {
      event.preventDefault();
      input.focus();
    });
    await end(harness, 'oura');
    expect(document.activeElement).to.equal(input);
    input.remove();
  });

  it('shows at once that the row is not connected, although the endpoint still lists it for a while', async () => {
    answerDelete(204);
    const harness = await addList();
    await end(harness, 'oura');
    const shown = () => [harness.state('oura'), harness.disconnect('oura'), harness.textOf(harness.connect('oura'))];
    const expected = ['Not connected', null, 'ConnectConnect Oura'];
    expect([harness.list.connections.length, ...shown()]).to.deep.equal([2, ...expected]);
    await pass(harness, 3000);
    expect(shown()).to.deep.equal(expected);
    site.connections = [connection('garmin')];
    await pass(harness, 3000);
    expect([harness.list.connections.length, ...shown()]).to.deep.equal([1, ...expected]);
    const count = site.sent().length;
    await pass(harness, 60_000);
    expect(site.sent().length).to.equal(count);
  });

  it('shows what the endpoint lists, after half a minute', async () => {
    answerDelete(204);
    const harness = await addList();
    await end(harness, 'oura');
    await pass(harness, 29_999);
    expect(harness.state('oura')).to.equal('Not connected');
    await pass(harness, 1);
    expect([harness.state('oura'), harness.notes('oura'), harness.announced()]).to.deep.equal([
      'Connected',
      [failed],
      failed,
    ]);
  });

  it('can be followed by Connect at once, and Link stays open when the list shows the end', async () => {
    answerDelete(204);
    const harness = await addList();
    await end(harness, 'oura');
    const button = harness.connect('oura')!;
    await button.open();
    site.connections = [connection('garmin')];
    await pass(harness, 5000);
    expect([harness.connect('oura') === button, button.status]).to.deep.equal([true, 'open']);
    site.connections = [connection('garmin'), connection('oura')];
    vital.call('onSuccess', {});
    await harness.settled();
    await pass(harness, 5000);
    const count = site.sent().length;
    await pass(harness, 40_000);
    expect([harness.state('oura'), harness.notes('oura'), harness.announced()]).to.deep.equal(['Connected', [], '']);
    expect(site.sent().length).to.equal(count);
  });

  it('gives the row a button that tells nothing of the connection that has ended', async () => {
    site.connections = [];
    const harness = await addList();
    await harness.connect('oura')!.open();
    site.connections = [connection('oura')];
    vital.call('onSuccess', {});
    await harness.settled();
    expect(harness.connect('oura')!.status).to.equal('connected');
    answerDelete(204); // The list still has the connection.
    await end(harness, 'oura');
    expect(harness.connect('oura')!.status).to.equal('idle');
    await pass(harness, 1000);
    expect(vital.destroyCount).to.equal(1);
  });

  it('sends the headers, the token and the cookies of the settings', async () => {
    let calls = 0;
    const headers = async () => ({ Authorization: `Bearer ${(calls += 1)}` });
    const harness = await addList(
      html`<junction-connections
        endpoint="/api/connections?site=1"
        csrf-token="csrf-1"
        csrf-header="X-XSRF-Token"
        credentials="include"
        disconnect
        .headers=${headers}
      ></junction-connections>`,
    );
    await end(harness, 'oura');
    const sent = site.requests.map(({ method, path, headers: all, init }) => [
      `${method} ${path}`,
      all.get('Authorization'),
      all.get('X-XSRF-Token'),
      init.credentials,
      init.cache,
      init.body,
    ]);
    const rest = ['csrf-1', 'include', 'no-store', undefined];
    expect(sent).to.deep.equal([
      ['GET /api/connections?site=1', 'Bearer 1', ...rest],
      ['DELETE /api/connections?site=1&provider=oura', 'Bearer 2', ...rest],
      ['GET /api/connections?site=1', 'Bearer 3', ...rest],
    ]);
  });

  it('is sent only to the address that has listed the connection', async () => {
    const harness = await addList();
    await harness.press(harness.disconnect('oura')!);
    const confirm = harness.confirm('oura');
    site.answer = ({ path }) => (path.startsWith('/api/other') ? 500 : undefined);
    harness.list.endpoint = '/api/other';
    await harness.settled();
    await harness.press(confirm);
    expect([deletions(), harness.shown(), harness.list.connections]).to.deep.equal([[], [], []]);
    expect(harness.types()).to.deep.equal(['connections-change']);
    site.answer = () => undefined;
    await harness.press(harness.retry()!);
    expect(harness.question('oura')).to.equal(null);
    await end(harness, 'garmin');
    expect(deletions()).to.deep.equal(['DELETE /api/other?provider=garmin']);
  });

  it('follows no redirect, because another address has not listed the connection', async () => {
    const harness = await addList();
    await end(harness, 'oura');
    const redirects = site.requests.map(({ method, init }) => [method, init.redirect]);
    expect(redirects.slice(0, 2)).to.deep.equal([
      ['GET', undefined],
      ['DELETE', 'error'],
    ]);
  });

  it('shows the end of the connection also when only the answer was lost', async () => {
    const harness = await addList();
    answerDelete(new TypeError('Failed to fetch'));
    await harness.press(harness.disconnect('oura')!);
    site.connections = [connection('garmin')];
    await harness.press(harness.confirm('oura'));
    expect([harness.state('oura'), harness.notes('oura')]).to.deep.equal(['Not connected', []]);
  });

  it('is not sent any more when the page takes the permission back during the question', async () => {
    const harness = await addList();
    await harness.press(harness.disconnect('oura')!);
    const confirm = harness.confirm('oura');
    harness.list.disconnect = false;
    confirm.click();
    await harness.settled();
    expect([harness.question('oura'), deletions()]).to.deep.equal([null, []]);
  });

  it('loads the list once, also in a closed shadow root', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const list = document.createElement('junction-connections');
    Object.assign(list, { endpoint: '/api/connections', disconnect: true });
    host.attachShadow({ mode: 'closed' }).append(list);
    const harness = new ListHarness(list);
    await harness.settled();
    await end(harness, 'oura');
    host.remove();
    expect(site.sent()).to.deep.equal(['GET /api/connections', deleteOura, 'GET /api/connections']);
  });

  it('ends a broken connection, too', async () => {
    site.connections = [broken('garmin')];
    const harness = await addList();
    await end(harness, 'garmin');
    expect([harness.state('garmin'), harness.notes('garmin'), harness.connect('garmin')!.status]).to.deep.equal([
      'Not connected',
      [],
      'idle',
    ]);
  });

  const failures: [what: string, answer: FakeAnswer, text: string, line: RegExp][] = [
    ['403', 403, refused, /DELETE with HTTP 403\. .*canDisconnect/],
    ['409', 409, refused, /HTTP 409\. .*onDisconnect/],
    ['404', 404, refused, /HTTP 404\. .*a route for DELETE/],
    ['405', 405, refused, /HTTP 405\. .*a route for DELETE/],
    ['419', 419, failed, /HTTP 419\. Check csrf-token and csrf-header/],
    ['429', 429, failed, /HTTP 429/],
    ['500', 500, failed, /HTTP 500/],
    ['no answer', new TypeError('secret'), failed, /did not answer DELETE/],
  ];
  for (const [what, answer, text, line] of failures) {
    it(`keeps the connection, and says why: ${what}`, async () => {
      answerDelete(answer);
      const harness = await addList();
      await end(harness, 'oura');
      expect([harness.state('oura'), harness.notes('oura'), harness.announced(), harness.focused()]).to.deep.equal([
        'Connected',
        [text],
        text,
        'disconnect of oura',
      ]);
      expect(harness.disconnect('oura')!.getAttribute('aria-busy')).to.equal('false');
      expect(harness.types().filter((type) => type !== 'connections-change')).to.deep.equal(['disconnect']);
      expect([log.lines.length, /secret/.test(log.lines.join())]).to.deep.equal([1, false]);
      expect(log.lines[0]).to.match(line);
      site.answer = () => undefined;
      await end(harness, 'oura');
      expect([harness.state('oura'), harness.notes('oura'), harness.announced()]).to.deep.equal([
        'Not connected',
        [],
        'Oura is disconnected.',
      ]);
    });
  }

  it('gives the endpoint ten seconds more than for the list', async () => {
    answerDelete(new Promise<FakeAnswer>(() => {}));
    const harness = await addList();
    await end(harness, 'oura');
    await pass(harness, 19_999);
    expect(harness.disconnect('oura')!.getAttribute('aria-busy')).to.equal('true');
    await pass(harness, 1);
    expect([harness.notes('oura'), harness.state('oura')]).to.deep.equal([[failed], 'Connected']);
  });

  it('takes a note back when the list shows that the connection has ended after all', async () => {
    answerDelete(500);
    const harness = await addList();
    await end(harness, 'oura');
    site.connections = [connection('garmin')];
    await harness.list.refresh();
    await harness.settled();
    expect([harness.state('oura'), harness.notes('oura'), harness.announced()]).to.deep.equal([
      'Not connected',
      [],
      '',
    ]);
  });

  it('shows nothing more of a person who has signed out', async () => {
    const harness = await addList();
    site.answer = () => 401;
    await end(harness, 'oura');
    expect([harness.rows(), harness.message(), harness.announced(), harness.list.connections]).to.deep.equal([
      [],
      'Please sign in to see your devices and apps.',
      '',
      [],
    ]);
    expect(harness.root.activeElement).to.equal(harness.region());
  });

  it('sends one request for two presses', async () => {
    const harness = await addList();
    const { promise, release } = held<number>();
    answerDelete(promise);
    await harness.press(harness.disconnect('oura')!);
    const confirm = harness.confirm('oura');
    confirm.click();
    confirm.click();
    await harness.settled();
    const button = harness.disconnect('oura')!;
    expect([button.getAttribute('aria-disabled'), button.getAttribute('aria-busy'), harness.focused()]).to.deep.equal([
      'true',
      'true',
      'disconnect of oura',
    ]);
    await harness.press(button);
    expect([harness.question('oura'), deletions(), harness.types()]).to.deep.equal([
      null,
      [deleteOura],
      ['disconnect'],
    ]);
    release(204);
    await harness.settled();
    expect(harness.announced()).to.equal('Oura is disconnected.');
  });

  it('does not take the focus from what the person has focused meanwhile', async () => {
    const harness = await addList();
    const { promise, release } = held<number>();
    answerDelete(promise);
    await end(harness, 'oura');
    const input = document.body.appendChild(document.createElement('input'));
    input.focus();
    release(204);
    await harness.settled();
    expect([document.activeElement === input, harness.state('oura')]).to.deep.equal([true, 'Not connected']);
    input.remove();
  });

  it('says the same again for the next connection that ends', async () => {
    const harness = await addList();
    await end(harness, 'oura');
    site.connections = [connection('oura')];
    await harness.list.refresh();
    await harness.settled();
    await harness.press(harness.disconnect('oura')!);
    expect(harness.announced()).to.equal('');
    await harness.press(harness.confirm('oura'));
    expect(harness.announced()).to.equal('Oura is disconnected.');
  });

  it('is shown by each list of the page, and announced by one', async () => {
    answerDelete(204);
    const [one, other] = [await addList(), await addList()];
    await end(one, 'oura');
    await other.settled();
    expect([one.state('oura'), other.state('oura'), other.announced()]).to.deep.equal([
      'Not connected',
      'Not connected',
      '',
    ]);
    expect(other.types()).to.not.include('disconnected');
    expect(deletions().length).to.equal(1);
    site.connections = [];
    await pass(one, 1000);
    await other.settled();
    expect([one.list.connections, other.list.connections]).to.deep.equal([[], []]);
  });

  it('goes on when the list is removed meanwhile, and leaves nothing behind', async () => {
    const harness = await addList();
    const parent = harness.list.parentElement!;
    const { promise, release } = held<number>();
    answerDelete(promise);
    await end(harness, 'oura');
    harness.list.remove();
    release(204);
    site.connections = [connection('garmin')];
    await pass(harness, 1000);
    expect([clock.timerCount(), site.sent().length]).to.deep.equal([0, 2]);
    parent.append(harness.list);
    await harness.settled();
    expect([harness.state('oura'), harness.announced() === '' || harness.announced()]).to.deep.equal([
      'Not connected',
      'Oura is disconnected.',
    ]);
  });
});
