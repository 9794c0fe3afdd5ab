import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { styles } from '../../src/element/styles.js';
import { JunctionConnect } from '../../src/index.js';
import { connectElement, html, token } from '../support/element.js';
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
interface Declaration extends Record<'members' | 'slots' | 'cssParts' | 'cssProperties' | 'cssStates', Entry[]> {
  attributes: (Entry & { fieldName: string })[];
  events: (Entry & { detail: Entry[] })[];
}

const manifest = (await (await fetch(new URL('../../dist/custom-elements.json', import.meta.url))).json()) as {
  modules: [{ declarations: [Declaration] }];
};
const [declaration] = manifest.modules[0].declarations;
const { members, attributes, events, slots, cssParts, cssProperties, cssStates } = declaration;

const names = (entries: { name: string }[]) => entries.map(({ name }) => name);
const fields = members.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic);
const fresh = () => document.createElement('junction-connect') as JunctionConnect & Record<string, unknown>;

/** What a default in the manifest means: it is written as in the source. */
const read = (text = 'undefined'): unknown =>
  text === 'undefined' ? undefined : JSON.parse(text.replaceAll("'", '"'));

const wordsOf = ({ type }: Entry) => [...type.text.matchAll(/'(.*?)'/g)].map(([, word]) => word!);

describe('the custom elements manifest', () => {
  let vital: FakeVital;
  let opened: StubbedOpen;
  beforeEach(() => {
    vital = installFakeVital();
    opened = stubOpen(() => null); // No window: a launch needs no more than to begin.
  });
  afterEach(() => {
    opened.restore();
    vital.uninstall();
  });

  it('describes everything, each event by its detail, too', () => {
    const lists = [members, attributes, events, slots, cssParts, cssProperties, cssStates];
    for (const entry of [...lists, ...events.map(({ detail }) => detail)].flat()) {
      expect(entry.description ?? '', entry.name).to.match(/^[^\n]+\.$/);
    }
  });

  it('has the attributes that are observed, and the platform’s that do something here', () => {
    expect(names(attributes)).to.have.members([...JunctionConnect.observedAttributes, 'lang', 'nonce']);
  });

  it('has every public property and method, and nothing else', () => {
    const own = Object.getOwnPropertyNames(JunctionConnect.prototype).filter((name) => !(name in LitElement.prototype));
    expect(names(members.filter(({ static: isStatic }) => !isStatic))).to.have.members(own);
    for (const { name, kind } of members.filter(({ static: isStatic }) => isStatic)) {
      const property = Object.getOwnPropertyDescriptor(JunctionConnect, name)!;
      expect(typeof property.value, name).to.equal(kind === 'method' ? 'function' : 'string');
    }
    for (const { name, kind, readonly } of members.filter(({ static: isStatic }) => !isStatic)) {
      const property = Object.getOwnPropertyDescriptor(JunctionConnect.prototype, name)!;
      expect(typeof property.value, name).to.equal(kind === 'method' ? 'function' : 'undefined');
      expect(!property.set, name).to.equal(kind === 'method' || Boolean(readonly));
    }
  });

  it('has the defaults of a fresh element', () => {
    for (const { name, default: text, readonly } of fields) {
      expect(fresh()[name], name).to.deep.equal(readonly ? 'idle' : read(text));
    }
    for (const { name, fieldName, default: text, type } of attributes) {
      const element = fresh();
      if (type.text !== 'boolean' && text) element.setAttribute(name, String(read(text)));
      expect(element[fieldName], name).to.deep.equal(fresh()[fieldName]);
    }
  });

  it('has the types of what an attribute becomes', () => {
    const samples: Record<string, [string, unknown]> = { number: ['5', 5], boolean: ['', true], string: ['x', 'x'] };
    for (const attribute of attributes) {
      const [word = 'x'] = wordsOf(attribute);
      const [text, value] = samples[attribute.type.text] ?? [word, word];
      const element = fresh();
      element.setAttribute(attribute.name, text);
      const isList = Array.isArray(fresh()[attribute.fieldName]);
      expect(element[attribute.fieldName], attribute.name).to.deep.equal(isList ? [value] : value);
    }
  });

  it('has the words that an attribute takes, and no other is taken', async () => {
    const refused = async (name: string, word: string) => {
      const { element, next } = await connectElement(
        html`<junction-connect .fetchToken=${() => Promise.reject(new Error('begun'))}></junction-connect>`,
      );
      element.setAttribute(name, word);
      const told = next('junction-error');
      void element.open();
      const { error } = (await told).detail as { error: { code: string; message: string } };
      return error.code === 'configuration_invalid' && error.message.includes(`${name}="${word}"`);
    };
    const chosen = attributes.filter((attribute) => wordsOf(attribute)[0]);
    expect(names(chosen)).to.include.members(['method', 'credentials', 'mode', 'env', 'region']);
    for (const attribute of chosen) {
      for (const word of wordsOf(attribute)) {
        // A frame would take the wrong page along, which is not this word's fault.
        if (word === 'redirect' && window.parent !== window) continue;
        expect(await refused(attribute.name, word), `${attribute.name}="${word}"`).to.equal(false);
      }
      expect(await refused(attribute.name, 'nonsense'), attribute.name).to.equal(true);
    }
  });

  it('has the events, their details, the states, the parts and the slots that are met on the way', async () => {
    const met = { states: new Set<string>(), parts: new Set<string>(), slots: new Set<string>() };
    let give: (answer: string) => void;
    const { element, events: told } = await connectElement(
      html`<junction-connect .fetchToken=${() => new Promise<string>((resolve) => (give = resolve))}></junction-connect>`,
    );
    const look = async () => {
      await element.updateComplete;
      if (element.matches(`:state(${element.status})`)) met.states.add(element.status);
      for (const part of element.shadowRoot!.querySelectorAll('[part]')) met.parts.add(part.getAttribute('part')!);
      for (const { name } of element.shadowRoot!.querySelectorAll('slot')) met.slots.add(name);
    };
    const launch = async () => {
      const launched = element.open();
      await look();
      give(token);
      await launched;
      await look();
    };

    await look();
    await launch();
    vital.call('onSuccess');
    await look();
    await launch();
    vital.call('onError', { error_type: 'provider_api_error' });
    await look();
    vital.call('onExit');
    vital.uninstall();
    const launched = element.open();
    document.querySelector('script[src*="initialize.js"]')!.dispatchEvent(new Event('error'));
    give!(token);
    await launched;
    await look(); // Link's script cannot be had: there is a link.
    element.close();

    expect(names(cssStates)).to.have.members([...met.states]);
    expect(names(cssParts)).to.have.members([...met.parts]);
    expect(names(slots)).to.have.members([...met.slots]);
    expect(names(events)).to.have.members([...new Set(told.map(({ type }) => type))]);
    for (const { type, detail } of told) {
      const { detail: documented } = events.find(({ name }) => name === type)!;
      expect(names(documented), type).to.have.members(Object.keys(detail as object));
    }
  });

  it('has the custom properties of the style sheet, with their defaults', () => {
    const used = [...styles.matchAll(/var\((--[\w-]+), (.*?)\);/g)].map(([, name, value]) => `${name}=${value}`);
    expect(cssProperties.map(({ name, default: value }) => `${name}=${value}`)).to.have.members(used);
  });
});
