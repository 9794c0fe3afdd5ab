import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { JunctionConnections } from '../../src/connections.js';
import '../../src/connections.js';
import { JunctionConnect, type JunctionErrorEvent } from '../../src/index.js';
import type { ConnectionsAnswer } from '../../src/junction/connection.js';
import { buttonKind, listKind } from '../../src/placeholders/kinds.js';
import { showPlaceholders } from '../../src/placeholders/show-placeholders.js';
import { resetPageSettings } from '../support/configuration.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { type StubbedConnections, stubConnections } from '../support/stub-connections.js';
import { searched, waitUntil } from '../support/wait.js';

const oura = { provider: 'oura', name: 'Oura', logo: null };
const garmin = { provider: 'garmin', name: 'Garmin', logo: null };
const answer: ConnectionsAnswer = {
  connections: [{ ...oura, status: 'connected', since: '2025-01-02T00:00:00Z' }],
  available: [oura, garmin],
};

const endpoint = `${location.origin}/api/connections`;

describe('a placeholder of the list of connections', () => {
  let vital: FakeVital;
  let stub: StubbedConnections;
  before(() => {
    showPlaceholders(buttonKind);
    showPlaceholders(listKind);
  });
  beforeEach(() => {
    vital = installFakeVital();
    stub = stubConnections(answer);
    JunctionConnect.configurePage({
      connectionsEndpoints: ['/api/connections'],
      tokenEndpoints: ['/test/token?answer=snake'],
    });
  });
  afterEach(() => {
    vital.uninstall();
    stub.restore();
    resetPageSettings();
  });

  /** Adds markup to the page, and waits until its placeholders show their elements. */
  async function addMarkup(markup: string) {
    const root = await fixture<HTMLElement>(html`<section></section>`);
    root.innerHTML = markup;
    await searched();
    return { root, placeholders: [...root.querySelectorAll<HTMLElement>('[data-junction-connections]')] };
  }

  /** Adds markup with one placeholder. */
  async function addPlaceholder(markup: string) {
    const { root, placeholders } = await addMarkup(markup);
    return { root, placeholder: placeholders[0]!, list: listIn(placeholders[0]!) };
  }

  /** Returns the list of a placeholder, in its shadow root or in the node itself. */
  const listIn = (placeholder: Element) =>
    (placeholder.shadowRoot ?? placeholder).querySelector<JunctionConnections>('junction-connections')!;

  const partIn = (list: JunctionConnections, part: string) =>
    list.shadowRoot!.querySelector<HTMLElement>(`[part="${part}"]`)!;

  const namesIn = (list: JunctionConnections) =>
    [...list.shadowRoot!.querySelectorAll('[part="name"]')].map(({ textContent }) => textContent);

  /** Returns the button of a provider that is not connected. */
  const connectorIn = (list: JunctionConnections, provider = 'garmin') =>
    list.shadowRoot!.querySelector<JunctionConnect>(`junction-connect[provider=${provider}]`)!;

  const press = (connector: JunctionConnect) => connector.shadowRoot!.querySelector('button')!.click();

  /** Disconnects a connected provider, and answers the question with yes. */
  async function disconnect(list: JunctionConnections) {
    partIn(list, 'disconnect').click();
    await list.updateComplete;
    list.shadowRoot!.querySelector<HTMLElement>('.question [part="disconnect"]')!.click();
  }

  const isVisible = (node: Element) => node.getClientRects().length > 0;

  it('stays in its place with its attributes and its content, and shows a list with its settings', async () => {
    const { root, placeholder, list } = await addPlaceholder(`
      <div data-junction-connections id="mine" class="wide" lang="de" title="Devices" data-testid="devices" data-dir="rtl"
        data-endpoint="/api/connections" data-providers="garmin" data-mode="popup" data-logos="none" data-disconnect
      >Your devices <p slot="empty">Nothing</p></div>`);
    expect([list.endpoint, list.providers, list.mode, list.logos, list.disconnect, list.dir]).to.deep.equal([
      ...['/api/connections', ['garmin'], 'popup', 'none', true, 'rtl'],
    ]);
    expect(['class', 'title', 'data-testid', 'lang'].filter((name) => list.hasAttribute(name))).to.deep.equal([]);
    expect(placeholder.innerHTML).to.equal('Your devices <p slot="empty">Nothing</p>');
    expect(document.getElementById('mine') === placeholder).to.equal(true);
    expect(namesIn(list)).to.deep.equal(['Garmin', 'Oura']);
    expect(partIn(list, 'disconnect').innerText).to.contain('Trennen');
    expect(placeholder.shadowRoot!.querySelectorAll('*').length - list.children.length).to.equal(1);
    expect(root.querySelectorAll('junction-connections').length).to.equal(0);
  });

  it('follows its attributes', async () => {
    const { placeholder, list } = await addPlaceholder(
      `<div data-junction-connections data-disconnect data-providers="oura garmin"></div>`,
    );
    expect(partIn(list, 'disconnect')).not.to.equal(null);
    delete placeholder.dataset.disconnect;
    Object.assign(placeholder.dataset, { providers: 'garmin', mode: 'popup', onclick: 'window.broken = 1' });
    await searched();
    expect([partIn(list, 'disconnect'), namesIn(list)]).to.deep.equal([null, ['Garmin', 'Oura']]);
    expect([connectorIn(list).mode, list.hasAttribute('onclick')]).to.deep.equal(['popup', false]);
    list.mode = 'redirect'; // A script sets a property, and no attribute changes.
    placeholder.dataset.providers = 'oura';
    await searched();
    expect([list.mode, list.providers]).to.deep.equal(['redirect', ['oura']]);
  });

  it('is not mixed up with a placeholder of a button, and each gets one element from several copies of the script', async () => {
    const copy = async (number: number) => {
      const file = new URL(`../../src/placeholders/show-placeholders.ts?list${number}`, import.meta.url).href;
      return ((await import(file)) as { showPlaceholders: typeof showPlaceholders }).showPlaceholders;
    };
    [buttonKind, listKind].forEach(await copy(1));
    [listKind, buttonKind].forEach(await copy(2));
    const { root } = await addMarkup(
      `<div data-junction-connect></div><div data-junction-connections></div>
       <li data-junction-connect>Go</li><li data-junction-connections>Go</li>`,
    );
    const shown = [...root.children].map((node) =>
      [...(node.shadowRoot ?? node).querySelectorAll('*')].map(({ localName }) => localName),
    );
    const button = ['junction-connect'];
    const list = ['junction-connections'];
    expect(shown).to.deep.equal([button, list, button, list]);
  });

  const slots: [slot: string, answer: ConnectionsAnswer | number, text: RegExp][] = [
    ['empty', { connections: [], available: [] }, /nothing to connect/],
    ['error', 404, /Not available/],
  ];
  for (const [slot, given, text] of slots) {
    it(`shows a child in the slot ${slot}, and the built-in text while no child has the slot`, async () => {
      stub.answer = given;
      const { placeholder, list } = await addPlaceholder(
        `<div data-junction-connections>Text <p>More</p><p slot="${slot}">Own words</p></div>`,
      );
      const [more, own] = placeholder.querySelectorAll('p') as unknown as [HTMLElement, HTMLElement];
      const builtIn = () => list.shadowRoot!.querySelector<HTMLElement>(`slot[name="${slot}"] span`)!;
      expect([own, more, builtIn()].map(isVisible)).to.deep.equal([true, false, false]);
      own.slot = '';
      await searched();
      expect([own, more, builtIn()].map(isVisible)).to.deep.equal([false, false, true]);
      expect(builtIn().innerText).to.match(text);
      more.slot = slot;
      await searched();
      expect([own, more, builtIn()].map(isVisible)).to.deep.equal([false, true, false]);
    });
  }

  it('shows none of its children beside the rows', async () => {
    const { placeholder, list } = await addPlaceholder(
      `<div data-junction-connections><p>Text</p><p slot="empty">Empty</p><p slot="error">Error</p></div>`,
    );
    expect([...placeholder.children].map(isVisible)).to.deep.equal([false, false, false]);
    expect(namesIn(list).length).to.equal(2);
  });

  const types = [
    'junction-connections-change',
    'junction-open',
    'junction-error',
    'junction-success',
    'junction-exit',
    'junction-disconnect',
    'junction-disconnected',
  ];

  it('is the target of the events of the list, and of those of the buttons in it', async () => {
    const seen: [string, boolean][] = [];
    const { root } = await addMarkup('');
    const add = (target: EventTarget, where: string) => {
      const record = (event: Event) => void seen.push([`${where} ${event.type}`, event.target === placeholder]);
      types.forEach((type) => target.addEventListener(type, record));
      return () => types.forEach((type) => target.removeEventListener(type, record));
    };
    const placeholder = document.createElement('div');
    Object.assign(placeholder.dataset, { junctionConnections: '', disconnect: '', mode: 'embed' });
    const stopDocument = add(document, 'document');
    add(placeholder, 'div');
    root.append(placeholder);
    await oneEvent(placeholder, 'junction-connections-change');
    const list = listIn(placeholder);
    await list.updateComplete;
    const connector = connectorIn(list);
    await connector.open();
    vital.call('onError', { error_type: 'some_error' });
    stub.answer = { ...answer, connections: [...answer.connections, { ...garmin, status: 'connected', since: null }] };
    const confirmed = oneEvent(placeholder, 'junction-connections-change');
    vital.call('onSuccess', { provider: 'garmin' });
    await confirmed;
    await connectorIn(list, 'oura').open();
    vital.call('onExit', {});
    await list.updateComplete;
    const ended = oneEvent(placeholder, 'junction-disconnected');
    await disconnect(list);
    await ended;
    stopDocument();
    const found = new Set(seen.map(([what]) => what));
    expect([...found].sort()).to.deep.equal(types.flatMap((type) => [`div ${type}`, `document ${type}`]).sort());
    expect(seen.filter(([, isTarget]) => !isTarget)).to.deep.equal([]);
  });

  it('is the target of the events of the list also when it can have no shadow root', async () => {
    const { root } = await addMarkup('');
    const listed = oneEvent(document, 'junction-connections-change');
    root.innerHTML = '<li data-junction-connections></li>';
    expect((await listed).target === root.firstChild).to.equal(true);
  });

  it('ends no connection when a listener at the placeholder prevents it', async () => {
    const { placeholder, list } = await addPlaceholder(`<div data-junction-connections data-disconnect></div>`);
    placeholder.addEventListener('junction-disconnect', (event) => event.preventDefault());
    await disconnect(list);
    expect(stub.requests).to.deep.equal([`GET ${endpoint}`]);
  });

  it('can be styled by its parts', async () => {
    const parts = ['list', 'row', 'logo', 'name', 'state', 'connect', 'disconnect', 'message'];
    const { list } = await addPlaceholder(
      `<style>${parts.map((part) => `.own::part(${part})`).join()} { scroll-margin-top: 7px }</style>
       <div class="own" data-junction-connections data-disconnect></div>`,
    );
    const connector = connectorIn(list).shadowRoot!;
    const shown = parts.map((part) => (part === 'connect' ? connector.querySelector('button')! : partIn(list, part)));
    for (const [index, node] of [...shown, connector.querySelector('[part="message"]')!].entries())
      expect([index, getComputedStyle(node).scrollMarginTop]).to.deep.equal([index, '7px']);
  });

  it('leaves a scripted click alone, because it has several buttons', async () => {
    for (const tag of ['div', 'li']) {
      const { placeholder } = await addPlaceholder(`<${tag} data-junction-connections data-mode="embed"></${tag}>`);
      const event = new MouseEvent('click', { bubbles: true, cancelable: true });
      placeholder.dispatchEvent(event);
      expect([event.defaultPrevented, vital.created.length]).to.deep.equal([false, 0]);
    }
  });

  it('uses the settings of its buttons that it has at the moment of a press', async () => {
    const { placeholder, list } = await addPlaceholder(`<div data-junction-connections data-mode="popup"></div>`);
    placeholder.dataset.mode = 'embed';
    placeholder.click(); // A person's press also reaches the placeholder first.
    await list.updateComplete;
    const opened = oneEvent<CustomEvent<{ mode: string }>>(placeholder, 'junction-open');
    press(connectorIn(list));
    expect((await opened).detail.mode).to.equal('embed');
    connectorIn(list).close();
  });

  describe('that names an endpoint', () => {
    const other = 'http://evil.example/api/connections';
    const cases: [what: string, listed: string[], attributes: string, requests: string[]][] = [
      ['none, and uses the first of the list', ['/api/connections', other], '', [`GET ${endpoint}`]],
      ['of the list', [other, '/api/connections'], 'data-endpoint="/api/connections"', [`GET ${endpoint}`]],
      ['of the list at another origin', [other], `data-endpoint="${other}"`, [`GET ${other}`]],
      ['with another query', ['/api/connections'], 'data-endpoint="/api/connections?user=eve"', []],
      ['that is not in the list', ['/api/connections'], 'data-endpoint="/api/connections/eve"', []],
      ['of another origin', ['/api/connections'], `data-endpoint="${other}"`, []],
      ['without a list', [], 'data-endpoint="/api/connections"', []],
      ['none, without a list', [], '', []],
      ['and a header that is not for a CSRF token', ['/api/connections'], 'data-csrf-header="X-Method"', []],
    ];
    for (const [what, listed, attributes, requests] of cases) {
      for (const tag of ['div', 'li']) {
        it(`${requests.length > 0 ? 'requests' : 'refuses'} one ${what}: <${tag}>`, async () => {
          resetPageSettings();
          JunctionConnect.configurePage({ connectionsEndpoints: listed });
          const { list } = await addPlaceholder(`<${tag} data-junction-connections ${attributes}></${tag}>`);
          expect(stub.requests).to.deep.equal(requests);
          expect(namesIn(list).length).to.equal(requests.length > 0 ? 2 : 0);
        });
      }
    }

    it('that is not in the list may not name it in a copy of its list either', async () => {
      resetPageSettings();
      for (const tag of ['div', 'li']) {
        const { root, list } = await addPlaceholder(
          `<${tag} data-junction-connections data-endpoint="/api/connections"></${tag}>`,
        );
        root.append(list.cloneNode(true));
        await searched();
      }
      expect(stub.requests).to.deep.equal([]);
    });

    it('for tokens may name only one that the page has listed, too', async () => {
      const { placeholder, list } = await addPlaceholder(
        `<div data-junction-connections data-token-endpoint="/test/token?answer=camel" data-mode="embed"></div>`,
      );
      const failed = oneEvent<JunctionErrorEvent>(placeholder, 'junction-error');
      press(connectorIn(list));
      expect((await failed).detail.error.code).to.equal('configuration_invalid');
      placeholder.dataset.tokenEndpoint = '/test/token?answer=snake';
      await searched();
      await connectorIn(list).open();
      expect(vital.openedTokens.length).to.equal(1);
      connectorIn(list).close();
    });
  });

  it('can be removed by the code that holds it, and keeps its list when it is put back', async () => {
    const { root, placeholder, list } = await addPlaceholder(`<div data-junction-connections></div>`);
    placeholder.remove();
    root.prepend(placeholder);
    await searched();
    expect([listIn(placeholder) === list, namesIn(list).length]).to.deep.equal([true, 2]);
  });

  for (const tag of ['div', 'li']) {
    it(`shows one list in a copy, and in its saved markup: <${tag}>`, async () => {
      const { root, placeholder } = await addPlaceholder(
        `<${tag} data-junction-connections data-providers="oura"></${tag}>`,
      );
      const saved = root.innerHTML;
      root.append(placeholder.cloneNode(true));
      root.insertAdjacentHTML('beforeend', saved);
      await searched();
      const lists = [...root.querySelectorAll(tag)].map(listIn);
      expect(new Set(lists).size).to.equal(3);
      expect(lists.map(({ providers }) => providers[0])).to.deep.equal(['oura', 'oura', 'oura']);
      expect(root.querySelectorAll('junction-connections').length).to.equal(tag === 'div' ? 0 : 3);
    });

    it(`shows its own content again without its attribute, and a list when it gets it again: <${tag}>`, async () => {
      const { placeholder } = await addPlaceholder(`<${tag} data-junction-connections>Text</${tag}>`);
      const seen = [];
      for (const isMarked of [false, true]) {
        placeholder.toggleAttribute('data-junction-connections', isMarked);
        await searched();
        seen.push([!!listIn(placeholder), placeholder.innerText.trim()]);
      }
      expect(seen[0]).to.deep.equal([false, 'Text']);
      expect(seen[1]![0]).to.equal(true);
    });

    it(`shows a button in place of the list when a morph of the page changes its attribute: <${tag}>`, async () => {
      const { placeholder } = await addPlaceholder(`<${tag} data-junction-connections>Text</${tag}>`);
      placeholder.removeAttribute('data-junction-connections');
      placeholder.setAttribute('data-junction-connect', '');
      await waitUntil(() => placeholder.querySelector('junction-connect'), 'There is no button');
      expect(isVisible(placeholder.querySelector('junction-connect')!)).to.equal(true);
      expect(listIn(placeholder)).to.equal(null);
    });

    it(`shows no list while it is edited, and shows it again after that: <${tag}>`, async () => {
      const { root, placeholders } = await addMarkup(
        `<div contenteditable="true"><${tag} data-junction-connections>Text</${tag}></div>`,
      );
      const [placeholder] = placeholders;
      const editor = root.firstElementChild!;
      const saved = editor.innerHTML;
      expect(listIn(placeholder!)).to.equal(null);
      editor.removeAttribute('contenteditable');
      await searched();
      expect(listIn(placeholder!)).not.to.equal(null);
      editor.setAttribute('contenteditable', 'true');
      await searched();
      expect([listIn(placeholder!), editor.innerHTML]).to.deep.equal([null, saved]);
    });
  }

  it('shows its list inside itself when it can have no shadow root, and hides its own text', async () => {
    const { placeholder, list } = await addPlaceholder(
      `<li data-junction-connections>Your <b>devices</b><p slot="empty">Nothing</p></li>`,
    );
    expect(placeholder.firstChild === list).to.equal(true);
    expect([...placeholder.children].map(isVisible)).to.deep.equal([true, false, false]);
    expect([list, placeholder].map((node) => getComputedStyle(node).fontSize)).to.deep.equal(['16px', '0px']);
    expect(list.hasAttribute('label') || 'label' in list).to.equal(false);
  });

  it('keeps one list in a node without a shadow root when the page writes its markup again', async () => {
    const { placeholder } = await addPlaceholder(`<li data-junction-connections>Text</li>`);
    for (let round = 0; round < 3; round += 1) {
      placeholder.innerHTML += '';
      await searched();
    }
    expect(placeholder.querySelectorAll('junction-connections').length).to.equal(1);
    expect(namesIn(listIn(placeholder)).length).to.equal(2);
  });

  for (const tag of ['div', 'li']) {
    it(`shows only a button when it has both attributes, whichever it has first: <${tag}>`, async () => {
      const { root, placeholders } = await addMarkup(
        `<${tag} data-junction-connections data-junction-connect></${tag}><${tag} data-junction-connections></${tag}>`,
      );
      stub.requests.length = 0;
      placeholders[1]!.setAttribute('data-junction-connect', '');
      await searched();
      await searched();
      for (const node of root.children) {
        const isShown = ['junction-connect', 'junction-connections'].map((name) => {
          const element = node.shadowRoot?.querySelector(name) ?? node.querySelector(name);
          return !!element && isVisible(element);
        });
        expect(isShown).to.deep.equal([true, false]);
      }
      expect(stub.requests).to.deep.equal([]);
    });
  }

  it('is reported in the console when it can show no list, and does not stop the others', async () => {
    const warn = console.warn.bind(console);
    const warnings: unknown[] = [];
    console.warn = (...texts) => warnings.push(...texts);
    const { placeholders } = await addMarkup(
      `<form data-junction-connections><input name="matches"></form>
       <img data-junction-connections /><div data-junction-connections></div>`,
    );
    console.warn = warn;
    expect(namesIn(listIn(placeholders[2]!)).length).to.equal(2);
    expect(warnings).to.deep.equal([
      'junction-connections: this <form data-junction-connections> cannot show a list. Use a <div>.',
      'junction-connections: this <img data-junction-connections> cannot show a list. Use a <div>.',
    ]);
  });
});
