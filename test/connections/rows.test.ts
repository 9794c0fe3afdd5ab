import { expect } from '@open-wc/testing';
import { en as buttonTexts } from '../../src/i18n/en.js';
import { en } from '../../src/i18n/connections/en.js';
import { connectionErrorTypes } from '../../src/junction/error-types.js';
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
} from '../support/connections.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

describe('the rows of <junction-connections>', () => {
  let site: FakeSite;
  let vital: FakeVital;
  let log: RecordedConsole;
  beforeEach(() => {
    site = new FakeSite().install();
    vital = installFakeVital();
    log = recordConsole();
  });
  afterEach(() => {
    expect(log.lines).to.deep.equal([]);
    log.restore();
    vital.uninstall();
    site.uninstall();
  });

  /** Adds a list without Disconnect. */
  const addPlain = (providers = '') =>
    addList(
      html`<junction-connections
        endpoint="/api/connections"
        token-endpoint="/api/link-token"
        providers=${providers}
      ></junction-connections>`,
    );

  /** Returns the texts of the buttons of a row that are shown. */
  function buttonsOf({ row, textOf }: ListHarness, slug: string): string[] {
    const buttons = [...row(slug).querySelectorAll<HTMLElement>('junction-connect, button')].filter((control) => {
      const button = control.shadowRoot?.querySelector('button') ?? control;
      return getComputedStyle(button).display !== 'none';
    });
    return buttons.map((button) => textOf(button.querySelector('[aria-hidden]')));
  }

  it('are in the order of what the endpoint offers, and begin with what is connected', async () => {
    site.connections = [broken('polar'), connection('garmin'), connection('fitbit')];
    expect((await addPlain()).shown()).to.deep.equal(['garmin', 'polar', 'fitbit', 'oura']);
  });

  it('are in the order of providers, and then come other connections', async () => {
    site.connections = [connection('fitbit'), connection('garmin')];
    const harness = await addPlain('oura garmin');
    expect(harness.shown()).to.deep.equal(['oura', 'garmin', 'fitbit']);
    harness.list.providers = ['polar', 'oura'];
    await harness.settled();
    expect(harness.shown()).to.deep.equal(['polar', 'oura', 'fitbit', 'garmin']);
  });

  it('have a state, an icon and buttons for each status', async () => {
    site.connections = [connection('garmin'), broken('polar')];
    const harness = await addList();
    expect(['oura', 'garmin', 'polar'].map(harness.state)).to.deep.equal([
      'Not connected',
      'Connected',
      'The access to Polar could not be renewed. Please connect again.',
    ]);
    expect(['oura', 'garmin', 'polar'].map((slug) => buttonsOf(harness, slug))).to.deep.equal([
      ['Connect'],
      ['Disconnect'],
      ['Reconnect', 'Disconnect'],
    ]);
    const icons = ['oura', 'garmin', 'polar'].map((slug) => harness.row(slug).querySelectorAll('svg').length);
    expect(icons).to.deep.equal([0, 1, 1]);
  });

  for (const reason of [...connectionErrorTypes, 'a_new_one', undefined]) {
    it(`say why a connection has failed: ${reason ?? 'no reason'}`, async () => {
      site.connections = [{ ...broken('oura'), reason }];
      const harness = await addPlain();
      const known = connectionErrorTypes.find((type) => type === reason) ?? 'unknown';
      const text = en[`connections.${known}`].replace('{provider}', 'Oura');
      expect(harness.state('oura')).to.equal(`${text} ${en['connections.needsAgain']}`);
    });
  }

  it('tell about past data of Garmin only where the person can disconnect', async () => {
    site.connections = [broken('garmin'), broken('oura')];
    const [withDisconnect, without] = [await addList(), await addPlain()];
    const note = en['connections.pastData'].replace('{provider}', 'Garmin');
    expect([withDisconnect, without].map(({ notes }) => notes('garmin'))).to.deep.equal([[note], []]);
    expect(withDisconnect.notes('oura')).to.deep.equal([]);
    await withDisconnect.press(withDisconnect.disconnect('garmin')!);
    await withDisconnect.press(withDisconnect.confirm('garmin'));
    expect(withDisconnect.notes('garmin')).to.deep.equal([]);
  });

  it('offer Google Health in the row of Fitbit, if the list has it and it is not connected', async () => {
    const note = ['Google Health replaces Fitbit. Please connect Google Health.'];
    site.connections = [connection('fitbit')];
    site.available = [provider('google_health')];
    expect((await addPlain()).notes('fitbit')).to.deep.equal(note);
    site.available = [provider('oura')];
    expect((await addPlain()).notes('fitbit')).to.deep.equal([]);
    site.available = [provider('google_health'), provider('fitbit')];
    expect((await addPlain('fitbit')).notes('fitbit')).to.deep.equal([]);
    site.connections = [];
    expect((await addPlain()).notes('fitbit')).to.deep.equal(note);
    site.connections = [connection('fitbit'), connection('google_health')];
    expect((await addPlain()).notes('fitbit')).to.deep.equal([]);
  });

  it('have no buttons for a connection that only an app can change', async () => {
    site.connections = [connection('apple_health_kit', { name: 'Apple Health', manageable: false })];
    const harness = await addList();
    expect(buttonsOf(harness, 'apple_health_kit')).to.deep.equal([]);
    expect(harness.notes('apple_health_kit')).to.deep.equal([en['connections.notChangeable']]);
    site.available = site.connections;
    await harness.list.refresh();
    await harness.settled();
    expect(buttonsOf(harness, 'apple_health_kit')).to.deep.equal([]);
  });

  it('offer no Reconnect for what the site does not offer', async () => {
    site.connections = [broken('wahoo')];
    const harness = await addList();
    expect([buttonsOf(harness, 'wahoo'), harness.state('wahoo')]).to.deep.equal([
      ['Disconnect'],
      'The access to Wahoo could not be renewed.',
    ]);
  });

  it('offer Disconnect only with the attribute disconnect', async () => {
    site.connections = [connection('garmin')];
    const harness = await addPlain();
    expect(buttonsOf(harness, 'garmin')).to.deep.equal([]);
    for (const [value, buttons] of [
      ['', ['Disconnect']],
      ['false', []],
      ['true', ['Disconnect']],
    ] as const) {
      harness.list.setAttribute('disconnect', value);
      await harness.settled();
      expect(buttonsOf(harness, 'garmin'), value).to.deep.equal(buttons);
    }
  });

  for (const value of ['none', 'None', ' none ']) {
    it(`load no logo with logos="${value}"`, async () => {
      site.available = [provider('oura', { logo: new URL('/test/logo.svg', location.href).href })];
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" logos=${value}></junction-connections>`,
      );
      const logo = harness.row('oura').querySelector('[part=logo]');
      expect([harness.textOf(logo), harness.root.querySelector('img')]).to.deep.equal(['O', null]);
      expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('/test/logo'))).to.equal(false);
    });
  }

  describe('with a search', () => {
    const names = ['Oura', 'Polar', 'Café Watch', ...Array.from({ length: 9 }, (_, index) => `Ring ${index}`)];
    /** Offers a provider for each of these names. */
    const offer = (list: readonly string[]) =>
      (site.available = list.map((name, index) => provider(`p${index}`, { name })));
    const search = async (harness: ListHarness, text: string) => {
      harness.search()!.value = text;
      harness.search()!.dispatchEvent(new InputEvent('input'));
      await harness.settled();
    };
    const namesOf = ({ rows, textOf }: ListHarness) =>
      rows()
        .filter((row) => getComputedStyle(row).display !== 'none')
        .map((row) => textOf(row.querySelector('[part=name]')));

    it('show it only above twelve rows', async () => {
      offer(names);
      const harness = await addPlain();
      expect(harness.search()).to.equal(null);
      offer([...names, 'Last']);
      await harness.list.refresh();
      await harness.settled();
      expect(harness.search()!.getAttribute('aria-label')).to.equal(en['connections.search']);
    });

    const searches: [text: string, found: string[]][] = [
      ['our', ['Oura']],
      ['OUR', ['Oura']],
      ['cafe', ['Café Watch']],
      ['  CAFÉ w ', ['Café Watch']],
      ['p1', ['Polar', ...names.slice(10), 'Last'].filter((name) => name !== 'Oura')],
      ['', [...names, 'Last']],
      ['.*', []],
      ['zzz', []],
    ];
    for (const [text, found] of searches) {
      it(`find ${found.length} for "${text}"`, async () => {
        offer([...names, 'Last']);
        const harness = await addPlain();
        await search(harness, text);
        expect(namesOf(harness)).to.deep.equal(found);
        const status = harness.root.querySelector('ul ~ [role=status]');
        expect(harness.textOf(status)).to.equal(found.length > 0 ? '' : en['connections.noMatches']);
        expect(harness.rows().length).to.equal(13);
      });
    }

    it('keep what the person has typed, and the focus, while the list is loaded again', async () => {
      offer([...names, 'Last']);
      const harness = await addPlain();
      harness.search()!.focus();
      await search(harness, 'our');
      await harness.list.refresh();
      await harness.settled();
      expect([namesOf(harness), harness.search()!.value, harness.root.activeElement]).to.deep.equal([
        ['Oura'],
        'our',
        harness.search(),
      ]);
    });

    it('move the focus to the list, when the search field goes', async () => {
      offer([...names, 'Last']);
      const harness = await addPlain();
      harness.search()!.focus();
      await search(harness, 'our');
      offer(names);
      await harness.list.refresh();
      await harness.settled();
      expect([namesOf(harness).length, harness.focused()]).to.deep.equal([12, 'list']);
    });

    it('end no session of a row that the search hides', async () => {
      offer([...names, 'Last']);
      const harness = await addPlain();
      const button = harness.connect('p0')!;
      await button.open();
      await search(harness, 'polar');
      expect([namesOf(harness), button.status, vital.exitCount]).to.deep.equal([['Polar'], 'open', 0]);
      vital.call('onExit');
      await harness.settled();
      expect([button.status, harness.types().at(-1)]).to.deep.equal(['idle', 'exit']);
    });
  });

  it('have the name of the list, which only screen readers say, and are a list for all of them', async () => {
    const list = (await addPlain()).root.querySelector('ul')!;
    expect([list.getAttribute('role'), list.getAttribute('aria-label')]).to.deep.equal([
      'list',
      en['connections.title'],
    ]);
  });

  it('say Connected when the site does not know since when', async () => {
    site.connections = [connection('oura')];
    expect((await addPlain()).state('oura')).to.equal(buttonTexts.connected);
  });
});
