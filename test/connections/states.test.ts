import { expect } from '@open-wc/testing';
import { en as buttonTexts } from '../../src/i18n/en.js';
import { en } from '../../src/i18n/connections/en.js';
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

describe('the states of <junction-connections>', () => {
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

  const failWith = (answer: FakeAnswer) => (site.answer = () => answer);
  const work = () => (site.answer = () => undefined);
  /** Loads the list again. */
  async function refresh(harness: ListHarness) {
    await harness.list.refresh();
    await harness.settled();
  }

  it('begin with no connection, and the list is asked for once, after the page has set its properties', async () => {
    const list = document.createElement('junction-connections');
    document.body.append(list);
    expect([list.connections, site.requests]).to.deep.equal([[], []]);
    list.endpoint = '/api/connections';
    await new ListHarness(list).settled();
    expect(site.sent()).to.deep.equal(['GET /api/connections']);
    list.remove();
  });

  it('say at once to screen readers that the list is loading, and after a second to everybody', async () => {
    const { promise, release } = held<undefined>();
    site.answer = () => promise;
    const harness = await addList();
    const region = harness.region();
    expect([harness.message(), getComputedStyle(region).opacity]).to.deep.equal([en['connections.loading'], '0']);
    const [animation] = region.getAnimations();
    expect(animation!.effect!.getTiming().delay).to.equal(1000);
    animation!.currentTime = 1500;
    expect(getComputedStyle(region).opacity).to.equal('1');
    release(undefined);
    await harness.settled();
    expect([harness.textOf(region), harness.shown()]).to.deep.equal(['', ['oura', 'garmin', 'polar']]);
    expect(getComputedStyle(region).opacity).to.equal('1');
  });

  it('have a text, or the content of the page, for a list without rows', async () => {
    site.available = [];
    const harness = await addList(
      html`<junction-connections endpoint="/api/connections"><b slot="empty">Soon</b></junction-connections>`,
    );
    const slot = harness.root.querySelector<HTMLSlotElement>('slot[name=empty]')!;
    expect([harness.textOf(slot), slot.assignedElements()[0]!.textContent]).to.deep.equal([
      en['connections.empty'],
      'Soon',
    ]);
    expect([harness.retry(), harness.rows()]).to.deep.equal([null, []]);
  });

  for (const status of [401, 419]) {
    it(`show nothing of a person who has signed out (${status})`, async () => {
      site.connections = [connection('oura'), broken('garmin')];
      const harness = await addList();
      await harness.press(harness.disconnect('oura')!);
      expect(harness.question('oura')).to.not.equal(null);
      failWith(status);
      await refresh(harness);
      expect(harness.events.map(({ detail }) => detail as unknown)).to.deep.equal([{ connections: [] }]);
      expect([harness.message(), harness.rows(), harness.list.connections]).to.deep.equal([
        en['connections.signedOut'],
        [],
        [],
      ]);
      expect(harness.root.textContent).to.not.match(/Oura|Garmin/);
      expect(harness.root.querySelector('slot')).to.equal(null); // The page's own text for errors would hide the reason.
      work();
      await harness.press(harness.retry()!);
      expect([harness.shown(), harness.question('oura')]).to.deep.equal([['oura', 'garmin', 'polar'], null]);
    });
  }

  const failures: [what: string, answer: FakeAnswer, text: string][] = [
    ['no answer', new TypeError('Failed to fetch'), en['connections.failed']],
    ['500', 500, en['connections.failed']],
    ['408', 408, en['connections.failed']],
    ['429', 429, buttonTexts.busy],
    ['403', 403, buttonTexts.unavailable],
    ['404', 404, buttonTexts.unavailable],
    ['a page', '<!doctype html><title>Sign in</title>', buttonTexts.unavailable],
  ];
  for (const [what, answer, text] of failures) {
    it(`have words and Retry for a list that could not be loaded: ${what}`, async () => {
      failWith(answer);
      const harness = await addList();
      expect([harness.message(), harness.textOf(harness.retry()), harness.list.connections]).to.deep.equal([
        text,
        'Try again',
        [],
      ]);
      expect(log.lines.length).to.equal(1);
      work();
      await harness.press(harness.retry()!);
      expect([harness.textOf(harness.region()), harness.shown().length]).to.deep.equal(['', 3]);
      expect(harness.focused()).to.equal('list');
    });

    it(`keep the rows when the list could not be loaded again: ${what}`, async () => {
      site.connections = [connection('oura')];
      const harness = await addList();
      failWith(answer);
      await refresh(harness);
      const expected = text === en['connections.failed'] ? en['connections.outdated'] : text;
      expect([harness.message(), harness.shown(), harness.list.connections.length]).to.deep.equal([
        expected,
        ['oura', 'garmin', 'polar'],
        1,
      ]);
      await harness.press(harness.retry()!);
      expect([harness.message(), harness.focused()]).to.deep.equal([expected, 'retry']);
      work();
      await harness.press(harness.retry()!);
      expect([harness.textOf(harness.region()), harness.focused()]).to.deep.equal(['', 'list']);
    });
  }

  it('have words for a browser without a network', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      failWith(new TypeError('Failed to fetch'));
      expect((await addList()).message()).to.equal(buttonTexts.offline);
    } finally {
      delete (navigator as Partial<Record<'onLine', boolean>>).onLine; // The prototype has the real value.
    }
  });

  it('show the content of the page for an error, and not while the list is loaded again', async () => {
    failWith(500);
    const harness = await addList(
      html`<junction-connections endpoint="/api/connections"><b slot="error">Call us</b></junction-connections>`,
    );
    const slot = () => harness.root.querySelector<HTMLSlotElement>('slot[name=error]');
    expect(slot()!.assignedElements()[0]!.textContent).to.equal('Call us');
    const { promise, release } = held<number>();
    site.answer = () => promise;
    await harness.press(harness.retry()!);
    // The text has changed, so that a screen reader says the error again when it comes again.
    expect([slot(), harness.message()]).to.deep.equal([null, en['connections.loading']]);
    expect(harness.retry()!.getAttribute('aria-disabled')).to.equal('true');
    harness.retry()!.click(); // It does nothing meanwhile.
    release(500);
    await harness.settled();
    expect([harness.textOf(slot()), harness.focused(), site.requests.length]).to.deep.equal([
      en['connections.failed'],
      'retry',
      2,
    ]);
  });

  it('move the focus to the message when Retry leads to a list without rows', async () => {
    failWith(500);
    const harness = await addList();
    site.available = [];
    work();
    await harness.press(harness.retry()!);
    expect([harness.message(), harness.root.activeElement]).to.deep.equal([en['connections.empty'], harness.region()]);
  });

  it('move the focus to the message when the rows vanish, and take it from nobody else', async () => {
    site.connections = [connection('oura')];
    const harness = await addList();
    harness.disconnect('oura')!.focus();
    failWith(401);
    await refresh(harness);
    expect(harness.root.activeElement).to.equal(harness.region());
    work();
    await refresh(harness);
    const input = document.body.appendChild(document.createElement('input'));
    input.focus();
    failWith(401);
    await refresh(harness);
    expect(document.activeElement).to.equal(input);
    input.remove();
  });

  it('keep the rows, and the focus in them, while the list is loaded again', async () => {
    site.connections = [connection('oura')];
    const harness = await addList();
    const [row, list] = [harness.row('oura'), harness.root.querySelector('ul')!];
    harness.disconnect('oura')!.focus();
    const { promise, release } = held<undefined>();
    site.answer = () => promise;
    const refreshed = harness.list.refresh();
    await harness.settled();
    expect([list.getAttribute('aria-busy'), harness.textOf(harness.region())]).to.deep.equal(['true', '']);
    release(undefined);
    await refreshed;
    await harness.settled();
    expect([list.getAttribute('aria-busy'), harness.row('oura') === row, harness.focused()]).to.deep.equal([
      'false',
      true,
      'disconnect of oura',
    ]);
  });

  it('follow the newest request: the answer of an older one has no effect, and refresh() waits for the newest', async () => {
    const harness = await addList();
    const [older, newer] = [held<object>(), held<object>()];
    const answers = [older.promise, newer.promise];
    site.answer = () => answers.shift();
    const done: string[] = [];
    const first = harness.list.refresh().then(() => done.push('first'));
    const second = harness.list.refresh().then(() => done.push('second'));
    older.release({ connections: [connection('garmin')], available: [] });
    await harness.settled();
    expect([done, harness.shown()]).to.deep.equal([[], ['oura', 'garmin', 'polar']]);
    newer.release({ connections: [connection('oura')], available: [] });
    await Promise.all([first, second]);
    await harness.settled();
    expect([harness.shown(), site.requests[1]!.init.signal!.aborted]).to.deep.equal([['oura'], true]);
  });

  it('are told by junction-connections-change after each answer with a list', async () => {
    site.connections = [connection('oura', { since: '2026-11-01T00:00:00Z' })];
    const list = document.createElement('junction-connections');
    list.endpoint = '/api/connections';
    const harness = new ListHarness(list);
    document.body.append(list);
    await harness.settled();
    failWith(500);
    await refresh(harness);
    expect(harness.types()).to.deep.equal(['connections-change']);
    expect(harness.events[0]!.detail).to.deep.equal({ connections: site.connections });
    expect(list.connections).to.deep.equal(site.connections);
    list.remove();
  });

  it('are loaded again when a setting of the request changes, but not of an element that was removed', async () => {
    const harness = await addList();
    const { list } = harness;
    list.endpoint = '/api/other';
    list.csrfToken = 'csrf-1';
    await harness.settled();
    expect(site.sent()).to.deep.equal(['GET /api/connections', 'GET /api/other']);
    expect(site.requests[1]!.headers.get('X-CSRF-Token')).to.equal('csrf-1');
    list.remove();
    list.endpoint = '/api/third';
    await harness.settled();
    expect(site.sent().length).to.equal(2);
  });
});
