import { expect, fixture } from '@open-wc/testing';
import { LitElement } from 'lit';
import { styles as listStyles } from '../../src/connections/styles.js';
import { JunctionConnections } from '../../src/connections.js';
import { appearances, sizes } from '../../src/element/look.js';
import { prefetchValues } from '../../src/element/prefetch-setting.js';
import { styles } from '../../src/element/styles.js';
import { JunctionConnect } from '../../src/index.js';
import { addElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';
import { stubOpen, type StubbedOpen } from '../support/stub-open.js';

interface Entry {
  name: string;
  description?: string;
  type: { text: string };
  default?: string;
  kind?: 'field' | 'method';
  static?: boolean;
  readonly?: boolean;
}
interface Declaration extends Record<'members' | 'slots' | 'cssParts', Entry[]> {
  tagName: string;
  attributes: (Entry & { fieldName: string })[];
  events: (Entry & { detail: Entry[] })[];
  cssProperties?: Entry[];
  cssStates?: Entry[];
}
interface Module {
  path: string;
  declarations: [Declaration];
}

const manifest = (await (await fetch(new URL('../../dist/custom-elements.json', import.meta.url))).json()) as {
  modules: [Module, Module];
};
const [{ declarations }, listModule] = manifest.modules;
const [declaration] = declarations;
const [listDeclaration] = listModule.declarations;

const names = (entries: { name: string }[] = []) => entries.map(({ name }) => name);

/** Returns the value of a default. The manifest has it as it is written in the source. */
const parseDefault = (text = 'undefined'): unknown =>
  text === 'undefined' ? undefined : JSON.parse(text.replaceAll("'", '"'));

/** Returns the keywords that a type lists. */
const keywordsOf = ({ type }: Entry) => [...type.text.matchAll(/'(.*?)'/g)].map(([, keyword]) => keyword!);

/** Each element, and the defaults of its properties that a page cannot set. The manifest has no text for these. */
const elements = [
  { elementClass: JunctionConnect, described: declaration, readonlyDefaults: { status: 'idle' } },
  { elementClass: JunctionConnections, described: listDeclaration, readonlyDefaults: { connections: [] } },
];

it('the custom elements manifest names the module that registers each element', () => {
  const modules = manifest.modules.map(({ path, declarations: [{ tagName }] }) => [tagName, path]);
  expect(modules).to.deep.equal([
    ['junction-connect', 'dist/index.js'],
    ['junction-connections', 'dist/connections.mjs'],
  ]);
});

for (const { elementClass, described, readonlyDefaults } of elements as {
  elementClass: typeof JunctionConnect | typeof JunctionConnections;
  described: Declaration;
  readonlyDefaults: Record<string, unknown>;
}[]) {
  const { tagName, members, attributes, events, slots, cssParts, cssProperties = [], cssStates = [] } = described;
  const fields = members.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic);
  const newElement = () => document.createElement(tagName) as LitElement & Record<string, unknown>;

  describe(`the custom elements manifest, for <${tagName}>,`, () => {
    it('has a description for everything, also for the details of the events', () => {
      const lists = [members, attributes, events, slots, cssParts, cssProperties, cssStates];
      for (const entry of [...lists, ...events.map(({ detail }) => detail)].flat()) {
        expect(entry.description ?? '', entry.name).to.match(/^[^\n]+\.$/);
      }
    });

    it('has the observed attributes, and the attributes of HTML that the element uses', () => {
      // Only a framework writes `defer-hydration`.
      const observed = elementClass.observedAttributes.filter((name) => name !== 'defer-hydration');
      expect(names(attributes)).to.have.members([...observed, 'lang', 'nonce']);
    });

    it('has every public property and method, and nothing else', () => {
      const own = Object.getOwnPropertyNames(elementClass.prototype).filter((name) => !(name in LitElement.prototype));
      expect(names(members.filter(({ static: isStatic }) => !isStatic))).to.have.members(own);
      for (const { name, kind } of members.filter(({ static: isStatic }) => isStatic)) {
        const property = Object.getOwnPropertyDescriptor(elementClass, name)!;
        expect(typeof property.value, name).to.equal(kind === 'method' ? 'function' : 'string');
      }
      for (const { name, kind, readonly } of members.filter(({ static: isStatic }) => !isStatic)) {
        const property = Object.getOwnPropertyDescriptor(elementClass.prototype, name)!;
        expect(typeof property.value, name).to.equal(kind === 'method' ? 'function' : 'undefined');
        expect(!property.set, name).to.equal(kind === 'method' || Boolean(readonly));
      }
    });

    it('has the defaults of a new element', () => {
      for (const { name, default: text, readonly } of fields) {
        expect(newElement()[name], name).to.deep.equal(readonly ? readonlyDefaults[name] : parseDefault(text));
      }
      for (const { name, fieldName, default: text, type } of attributes) {
        const element = newElement();
        if (!type.text.includes('boolean') && text) element.setAttribute(name, String(parseDefault(text)));
        expect(element[fieldName], name).to.deep.equal(newElement()[fieldName]);
      }
    });

    it('has the types of the properties that the attributes set', () => {
      const samples: Record<string, [string, unknown]> = { number: ['5', 5], boolean: ['', true], string: ['x', 'x'] };
      for (const attribute of attributes) {
        const [keyword = 'x'] = keywordsOf(attribute);
        const [text, value] = samples[attribute.type.text] ?? [keyword, keyword];
        const element = newElement();
        element.setAttribute(attribute.name, text);
        const isList = Array.isArray(newElement()[attribute.fieldName]);
        expect(element[attribute.fieldName], attribute.name).to.deep.equal(isList ? [value] : value);
      }
    });
  });
}

describe('the custom elements manifest', () => {
  const { attributes, events, slots, cssParts, cssProperties = [], cssStates } = declaration;
  let vital: FakeVital;
  let openStub: StubbedOpen;
  beforeEach(() => {
    vital = installFakeVital();
    openStub = stubOpen(() => null); // No window opens, because the tests need only the start of a launch.
  });
  afterEach(() => {
    openStub.restore();
    vital.uninstall();
  });

  it('has the keywords of each attribute, and the element refuses others, except for its look and for prefetch', async () => {
    const isRefused = async (name: string, keyword: string) => {
      const { element, next } = await addElement(
        html`<junction-connect .fetchToken=${() => Promise.reject(new Error('started'))}></junction-connect>`,
      );
      element.setAttribute(name, keyword);
      const outcome = Promise.race([next('junction-error'), next('junction-exit'), next('junction-success')]);
      void element.open();
      const { error } = (await outcome).detail as { error?: { code: string; message: string } };
      return error?.code === 'configuration_invalid' && error.message.includes(`${name}="${keyword}"`);
    };
    const withKeywords = attributes.filter(
      (attribute) => keywordsOf(attribute)[0] && !['appearance', 'size', 'prefetch'].includes(attribute.name),
    );
    expect(names(withKeywords)).to.include.members(['method', 'credentials', 'mode', 'env', 'region']);
    for (const attribute of withKeywords) {
      for (const keyword of keywordsOf(attribute)) {
        // In a frame, `redirect` is refused because of the frame.
        if (keyword === 'redirect' && window.parent !== window) continue;
        expect(await isRefused(attribute.name, keyword), `${attribute.name}="${keyword}"`).to.equal(false);
      }
      expect(await isRefused(attribute.name, 'nonsense'), attribute.name).to.equal(true);
    }
  });

  it('has exactly the events, details, states, parts and slots that occur', async () => {
    const seen = { states: new Set<string>(), parts: new Set<string>(), slots: new Set<string>() };
    let resolveToken: (answer: string) => void;
    const { element, events: dispatched } = await addElement(
      html`<junction-connect .fetchToken=${() => new Promise<string>((resolve) => (resolveToken = resolve))}></junction-connect>`,
    );
    const inspect = async () => {
      await element.updateComplete;
      if (element.matches(`:state(${element.status})`)) seen.states.add(element.status);
      for (const part of element.shadowRoot!.querySelectorAll('[part]')) seen.parts.add(part.getAttribute('part')!);
      for (const { name } of element.shadowRoot!.querySelectorAll('slot')) seen.slots.add(name);
    };
    const launch = async () => {
      const launched = element.open();
      await inspect();
      resolveToken(token);
      await launched;
      await inspect();
    };

    await inspect();
    await launch();
    vital.call('onSuccess');
    await inspect();
    await launch();
    vital.call('onError', { error_type: 'provider_api_error' });
    await inspect();
    vital.call('onExit');
    vital.uninstall();
    const launched = element.open();
    document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));
    resolveToken!(token);
    await launched;
    await inspect(); // Link's script did not load, so there is a link.
    element.close();

    expect(names(cssStates)).to.have.members([...seen.states]);
    expect(names(cssParts)).to.have.members([...seen.parts]);
    expect(names(slots)).to.have.members([...seen.slots]);
    expect(names(events)).to.have.members([...new Set(dispatched.map(({ type }) => type))]);
    for (const { type, detail } of dispatched) {
      const { detail: documented } = events.find(({ name }) => name === type)!;
      expect(names(documented), type).to.have.members(Object.keys(detail as object));
    }
  });

  it('has the custom properties of the style sheet, and the default of each that has only one', () => {
    const uses = [...styles.matchAll(/var\((--junction-connect-[\w-]+), ?([^(),]+)/g)];
    expect(names(cssProperties)).to.have.members([...new Set(uses.map(([, name]) => name))]);
    for (const { name, default: value } of cssProperties.filter((entry) => entry.default)) {
      const defaults = uses.filter(([, used]) => used === name).map(([, , text]) => text);
      expect(new Set(defaults), name).to.deep.equal(new Set([value]));
    }
  });

  it('has the keywords of the look', () => {
    const keywords = (attribute: string) => keywordsOf(attributes.find(({ name }) => name === attribute)!);
    expect(keywords('appearance')).to.deep.equal([...appearances]);
    expect(keywords('size')).to.deep.equal([...sizes]);
    expect(keywords('prefetch')).to.deep.equal([...prefetchValues]);
  });
});

describe('the custom elements manifest, for a list of connections,', () => {
  const { attributes, events, slots, cssParts } = listDeclaration;
  const eventTypes = [
    ...['junction-connections-change', 'junction-disconnect', 'junction-disconnected'],
    ...['junction-open', 'junction-success', 'junction-exit', 'junction-error'],
  ];
  const realFetch = window.fetch.bind(window);
  let answer: () => Response;
  let vital: FakeVital;
  beforeEach(() => {
    vital = installFakeVital();
    window.fetch = async (_, init) => (init?.method === 'DELETE' ? new Response(null, { status: 204 }) : answer());
  });
  afterEach(() => {
    window.fetch = realFetch;
    vital.uninstall();
  });

  it('has the same values as on <junction-connect> for each attribute of both, and the values of its own', () => {
    for (const attribute of attributes) {
      const same = declaration.attributes.find(({ name }) => name === attribute.name);
      if (same) expect([attribute.type, attribute.default], attribute.name).to.deep.equal([same.type, same.default]);
    }
    expect(keywordsOf(attributes.find(({ name }) => name === 'logos')!)).to.have.members(['show', 'none']);
  });

  it('has exactly the events, details, parts and slots that occur', async () => {
    const garmin = { provider: 'garmin', name: 'Garmin', logo: null };
    const oura = { provider: 'oura', name: 'Oura', logo: null };
    const connected = { ...oura, status: 'connected', since: '2026-08-01T00:00:00Z' };
    const parts = new Set<string>();
    const slotNames = new Set<string>();
    const dispatched: CustomEvent[] = [];
    const record = (event: Event) => dispatched.push(event as CustomEvent);
    const root = await fixture<HTMLElement>(html`<div></div>`);
    for (const type of eventTypes) root.addEventListener(type, record);
    const list = document.createElement('junction-connections');
    Object.assign(list, { endpoint: '/connections', tokenEndpoint: '/token', disconnect: true });
    const within = <Found extends HTMLElement>(selector: string) => list.renderRoot.querySelector<Found>(selector)!;
    const inspect = async () => {
      await list.updateComplete;
      for (const part of list.renderRoot.querySelectorAll('[part]')) parts.add(part.getAttribute('part')!);
      for (const element of list.renderRoot.querySelectorAll('[exportparts]'))
        for (const [, exported] of element.getAttribute('exportparts')!.matchAll(/([\w-]+)(?=,|$)/g))
          parts.add(exported!);
      for (const slot of list.renderRoot.querySelectorAll('slot')) slotNames.add(slot.name);
    };
    const load = async (response: Response) => {
      answer = () => response;
      await list.refresh();
      await inspect();
    };

    answer = () => new Response('', { status: 500 });
    root.append(list);
    await inspect(); // It is loading.
    await load(new Response('', { status: 500 }));
    await load(Response.json({ connections: [], available: [] }));
    await load(Response.json({ connections: [connected], available: [oura, garmin] }));

    const connect = within<JunctionConnect>('junction-connect[provider=garmin]');
    answer = () => Response.json({ link_token: token });
    await connect.open();
    vital.call('onError', { error_type: 'provider_api_error' });
    vital.call('onExit');
    await connect.open();
    connect.close();
    answer = () => Response.json({ link_token: token });
    await connect.open();
    answer = () => Response.json({ connections: [connected, { ...connected, ...garmin }], available: [oura, garmin] });
    vital.call('onSuccess');
    await inspect();

    const disconnected = new Promise((resolve) => list.addEventListener('junction-disconnected', resolve));
    within<HTMLButtonElement>('#row-oura [part=disconnect]').click();
    await inspect(); // It shows the question.
    within<HTMLButtonElement>('#row-oura .question [part=disconnect]').click();
    await disconnected;
    await inspect();

    expect(names(cssParts)).to.have.members([...parts]);
    expect(names(slots)).to.have.members([...slotNames]);
    expect(names(events)).to.have.members([...new Set(dispatched.map(({ type }) => type))]);
    for (const { type, detail } of dispatched) {
      const { detail: documented } = events.find(({ name }) => name === type)!;
      expect(names(documented), type).to.have.members(Object.keys(detail as object));
    }
  });

  it('has no custom property of its own: the list uses those of <junction-connect>', () => {
    const used = [...listStyles.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
    expect(names(declaration.cssProperties)).to.include.members(used);
    expect(names(listDeclaration.cssProperties)).to.deep.equal([]);
  });
});
