import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { styles } from '../../src/element/styles.js';
import { JunctionConnect } from '../../src/index.js';
import { connectElement, html, token } from '../support/element.js';
import { type FakeVital, installFakeVital } from '../support/fake-vital.js';

interface Entry {
  name: string;
  description?: string;
  type: { text: string };
  default?: string;
  kind?: 'field' | 'method';
  static?: boolean;
  readonly?: boolean;
}
type Lists = 'members' | 'attributes' | 'events' | 'slots' | 'cssParts' | 'cssProperties' | 'cssStates';
type Declaration = { [List in Lists]: Entry[] } & {
  attributes: { fieldName: string }[];
  events: { detail: Entry[] }[];
};

const manifest = (await (await fetch(new URL('../../dist/custom-elements.json', import.meta.url))).json()) as {
  modules: [{ declarations: [Declaration] }];
};
const [declaration] = manifest.modules[0].declarations;
const { members, attributes, events, slots, cssParts, cssProperties, cssStates } = declaration;

const names = (entries: { name: string }[]) => entries.map(({ name }) => name);
const fields = members.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic);
const fresh = () => document.createElement('junction-connect') as JunctionConnect & Record<string, unknown>;

/** What a default in the manifest means: it is written as in the source. */
const read = (text = 'undefined'): unknown => (text === 'undefined' ? undefined : JSON.parse(text.replaceAll("'", '"')));

const wordsOf = ({ type }: Entry) => [...type.text.matchAll(/'(.*?)'/g)].map(([, word]) => word!);

describe('the custom elements manifest', () => {
  let vital: FakeVital;
  beforeEach(() => (vital = installFakeVital()));
  afterEach(() => vital.uninstall());

  /** What is met on the way through every status. */
  async function walk() {
    const met = { events: {} as Record<string, string[]>, states: new Set(), parts: new Set(), slots: new Set() };
    let give: (token: unknown) => void = () => {};
    const fetchToken = () => new Promise((resolve) => (give = resolve));
    const template = html`<junction-connect .fetchToken=${fetchToken}></junction-connect>`;
    const { element, events: told } = await connectElement(template);
    const look = async () => {
      await element.updateComplete;
      const { states } = Reflect.get(element, 'shadowRoot') ? { states: names(cssStates) } : { states: [] };
      states.filter((state) => element.matches(`:state(${state})`)).forEach((state) => met.states.add(state));
      expect(element.matches(`:state(${element.status})`)).to.equal(true);
      met.states.add(element.status);
      for (const part of element.shadowRoot!.querySelectorAll('[part]')) met.parts.add(part.getAttribute('part'));
      for (const slot of element.shadowRoot!.querySelectorAll('slot')) met.slots.add(slot.name);
    };
    void element;
    void give;
    void told;
    void look;
    return met;
  }
  void walk;
});
