import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { appearances, sizes } from '../../src/element/look.js';
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
const newElement = () => document.createElement('junction-connect') as JunctionConnect & Record<string, unknown>;

/** Returns the value of a default. The manifest has it as it is written in the source. */
const parseDefault = (text = 'undefined'): unknown =>
  text === 'undefined' ? undefined : JSON.parse(text.replaceAll("'", '"'));

/** Returns the keywords that a type lists. */
const keywordsOf = ({ type }: Entry) => [...type.text.matchAll(/'(.*?)'/g)].map(([, keyword]) => keyword!);

describe('the custom elements manifest', () => {
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

  it('has a description for everything, also for the details of the events', () => {
    const lists = [members, attributes, events, slots, cssParts, cssProperties, cssStates];
    for (const entry of [...lists, ...events.map(({ detail }) => detail)].flat()) {
      expect(entry.description ?? '', entry.name).to.match(/^[^\n]+\.$/);
    }
  });

  it('has the observed attributes, and the attributes of HTML that the element uses', () => {
    // Only a framework writes `defer-hydration`.
    const observed = JunctionConnect.observedAttributes.filter((name) => name !== 'defer-hydration');
    expect(names(attributes)).to.have.members([...observed, 'lang', 'nonce']);
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

  it('has the defaults of a new element', () => {
    for (const { name, default: text, readonly } of fields) {
      expect(newElement()[name], name).to.deep.equal(readonly ? 'idle' : parseDefault(text));
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

  it('has the keywords of each attribute, and the element refuses others, except for its look', async () => {
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
      (attribute) => keywordsOf(attribute)[0] && !['appearance', 'size'].includes(attribute.name),
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
  });
});
