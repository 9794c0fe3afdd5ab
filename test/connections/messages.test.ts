import { expect, fixture } from '@open-wc/testing';
import { connectionsLanguages } from '../../src/i18n/connections/languages.js';
import { messagesStore } from '../../src/i18n/messages-store.js';
import { registerMessages } from '../../src/index.js';
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

/** The languages that are files of their own, which a page loads. */
const fileLanguages = 'ar cs da fi he hi ja ko nb pl pt-PT sv tr uk zh-Hans zh-Hant'.split(' ');

describe('the texts of <junction-connections>', () => {
  let site: FakeSite;
  let log: RecordedConsole;
  beforeEach(() => {
    site = new FakeSite().install();
    log = recordConsole();
  });
  afterEach(() => {
    log.restore();
    site.uninstall();
    messagesStore().registered.clear();
    document.documentElement.removeAttribute('lang');
  });

  const addWith = (messages: unknown) =>
    addList(
      html`<junction-connections endpoint="/api/connections" disconnect .messages=${messages}></junction-connections>`,
    );

  it('are those of the attribute messages, as JSON', async () => {
    const harness = await addList(
      html`<junction-connections
        endpoint="/api/connections"
        messages='{ "connections": { "notConnected": "Not yet: {provider}", "title": "Your things" }, "labelProvider": "Link {provider}, or Connect it" }'
      ></junction-connections>`,
    );
    expect([harness.state('oura'), harness.root.querySelector('ul')!.getAttribute('aria-label')]).to.deep.equal([
      'Not yet: Oura',
      'Your things',
    ]);
    expect(harness.textOf(harness.connect('oura'))).to.equal('ConnectLink Oura, or Connect it');
    harness.list.setAttribute('messages', '{}');
    await harness.settled();
    expect([harness.state('oura'), log.lines]).to.deep.equal(['Not connected', []]);
  });

  it('are those of the property messages, also for the date and the replacement of a provider', async () => {
    site.connections = [connection('fitbit', { since: '2026-11-27T12:00:00Z' })];
    site.available = [provider('google_health')];
    const harness = await addWith({
      connections: { since: '{provider}: {date}, {date}', replacedBy: '{replacement}, not {provider}' },
    });
    expect([harness.state('fitbit'), harness.notes('fitbit')]).to.deep.equal([
      'Fitbit: Nov 27, 2026, Nov 27, 2026',
      ['Google Health, not Fitbit'],
    ]);
    harness.list.messages = null;
    await harness.settled();
    expect(harness.state('fitbit')).to.equal('Connected since Nov 27, 2026');
  });

  it('are plain text: markup in them is shown as text', async () => {
    const harness = await addWith({ connections: { notConnected: '<b>Go</b>', connect: '<i>Go</i>' } });
    expect([harness.state('oura'), harness.root.querySelector('b, i')]).to.deep.equal(['<b>Go</b>', null]);
  });

  it('are the built-in ones for what is no text, and the owner gets one line for each mistake', async () => {
    const messages = () => ({ lable: 'Go', connections: { notConected: 'x', loading: 7 } });
    const [harness] = [await addWith(messages()), await addWith(messages())];
    harness.list.messages = messages() as object;
    await harness.settled();
    const line = (problem: string) => `junction-connections: <junction-connections messages>: ${problem}`;
    expect(log.lines.sort()).to.deep.equal([
      line('"connections.notConected" is not the key of a text'),
      line('"lable" is not the key of a text'),
      line('the value of "connections.loading" is not a text'),
    ]);
    // The buttons in the rows check their settings a second after they were added.
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect(log.lines.filter((text) => text.includes('messages')).length).to.equal(3);
  });

  for (const value of ['{ label: "Go" }', ['Go'], 7])
    it(`are the built-in ones for ${JSON.stringify(value)}, with a line for the owner`, async () => {
      const harness = await addWith(value);
      expect(harness.state('oura')).to.equal('Not connected');
      expect(log.lines.every((line) => line.includes('<junction-connections messages>'))).to.equal(true);
    });

  it('follow registerMessages and a language file at once', async () => {
    const harness = await addList(
      html`<junction-connections endpoint="/api/connections" lang="pl"></junction-connections>`,
    );
    expect(harness.state('oura')).to.equal('Not connected');
    await import('../../src/languages/pl.js');
    await harness.settled();
    expect(harness.state('oura')).to.equal('Nie połączono');
    registerMessages('pl', { connections: { notConnected: 'Jeszcze nie' } });
    await harness.settled();
    expect(harness.state('oura')).to.equal('Jeszcze nie');
    harness.list.messages = { connections: { notConnected: 'Mine' } };
    await harness.settled();
    expect(harness.state('oura')).to.equal('Mine');
  });

  it('follow the language of the page, and of what is around the list', async () => {
    const harness = await addList();
    const state = harness.row('oura').querySelector<HTMLElement>('[part=state] span')!;
    for (const [language, text, lang] of [
      ['de', 'Nicht verbunden', 'de'],
      ['fr-CA', connectionsLanguages.fr!['connections.notConnected'], 'fr'],
      ['tlh', 'Not connected', 'en'],
    ] as const) {
      document.documentElement.lang = language;
      await harness.settled();
      expect([harness.state('oura'), state.lang]).to.deep.equal([text, lang]);
    }
    const section = await fixture<HTMLElement>(html`<section lang="nl"></section>`);
    section.append(harness.list);
    await harness.settled();
    expect(harness.state('oura')).to.equal(connectionsLanguages.nl!['connections.notConnected']);
  });

  it('have the language and the direction of a text of the package, or those of the page', async () => {
    await import('../../src/languages/he.js');
    const marksOf = (harness: ListHarness) => {
      const text = harness.row('oura').querySelector('[part=state] span')!;
      return [text.getAttribute('lang'), text.getAttribute('dir')];
    };
    const rows: [lang: string, messages: object, marks: (string | null)[]][] = [
      ['de', {}, ['de', 'ltr']],
      ['he', {}, ['he', 'rtl']],
      ['tlh', {}, ['en', 'ltr']],
      ['he', { connections: { notConnected: 'OK' } }, [null, 'auto']],
    ];
    for (const [lang, messages, marks] of rows) {
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" lang=${lang} .messages=${messages}></junction-connections>`,
      );
      expect(marksOf(harness)).to.deep.equal(marks);
    }
  });

  /** Returns what is seen on a button, and what it is called for screen readers. */
  function labelOf(control: Element): { readonly seen: string; readonly name: string } {
    const textsOf = (selector: string) =>
      [...control.querySelectorAll(selector)].map(({ textContent }) => textContent.trim()).join(' ');
    const [seen, name] = [textsOf('[aria-hidden=true]'), textsOf('.visually-hidden')];
    return seen ? { seen, name } : { seen: control.textContent.trim(), name: control.textContent.trim() };
  }

  /** Checks that a person who speaks to the computer can say what is seen on each button. */
  async function expectLabelsInNames(harness: ListHarness, lang: string): Promise<void> {
    const controls = [...harness.root.querySelectorAll('li :is(junction-connect, button)')];
    expect(controls.length).to.equal(5);
    for (const { seen, name } of controls.map(labelOf)) {
      expect(seen, lang).to.not.equal('');
      expect(name.toLowerCase(), lang).to.contain(seen.toLowerCase());
      expect(name, lang).to.match(/Oura|Garmin|Polar/);
    }
  }

  for (const lang of [...Object.keys(connectionsLanguages), ...fileLanguages]) {
    it(`contain what is seen on a button in its name: ${lang}`, async () => {
      if (fileLanguages.includes(lang)) await import(`../../src/languages/${lang}.ts`);
      site.connections = [connection('garmin'), broken('polar')];
      const harness = await addList(
        html`<junction-connections endpoint="/api/connections" disconnect lang=${lang}></junction-connections>`,
      );
      await expectLabelsInNames(harness, lang);
    });
  }

  const ownLabels: object[] = [
    { connections: { connect: 'Hook up', reconnect: 'Mend', disconnect: 'Stop' } },
    { labelProvider: 'Go to {provider}', labelAgain: '{provider}', connections: { disconnectProvider: 'Off' } },
  ];
  for (const messages of ownLabels)
    it(`contain what is seen on a button in its name, with texts of the page: ${JSON.stringify(messages)}`, async () => {
      site.connections = [connection('garmin'), broken('polar')];
      await expectLabelsInNames(await addWith(messages), 'own');
    });
});
