import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { type Editor, grapesjs, type TraitProperties } from 'grapesjs';
import junctionConnect, {
  type ManifestAttribute,
  scriptTag,
  toTrait,
} from '../../integrations/grapesjs/junction-connect.js';

const require = createRequire(import.meta.url);
interface Declaration {
  attributes: ManifestAttribute[];
}
const manifest = require('junction-connect/custom-elements.json') as { modules: { declarations: Declaration[] }[] };
const { attributes } = manifest.modules[0]!.declarations[0]!;

/** Returns the trait of an attribute, without the functions that every trait has. */
function describeTrait(attribute: ManifestAttribute): TraitProperties {
  const trait = toTrait(attribute);
  delete trait.getValue;
  delete trait.setValue;
  return trait;
}

describe('an attribute of the manifest, as a trait', () => {
  const cases: [string, ManifestAttribute, TraitProperties][] = [
    [
      'a text shows its default as a placeholder',
      { name: 'csrf-header', type: { text: 'string' }, default: "'X-CSRF-Token'", description: 'The header.' },
      { name: 'csrf-header', type: 'text', placeholder: 'X-CSRF-Token', attributes: { title: 'The header.' } },
    ],
    [
      'a number shows its default as a placeholder, too',
      { name: 'timeout', type: { text: 'number' }, default: '10000', description: 'Milliseconds.' },
      { name: 'timeout', type: 'number', placeholder: '10000', attributes: { title: 'Milliseconds.' } },
    ],
    [
      'a boolean is a checkbox',
      { name: 'disabled', type: { text: 'boolean' }, default: 'false', description: 'As on a button.' },
      {
        ...{ name: 'disabled', type: 'checkbox', valueFalse: 'false' },
        attributes: { title: 'As on a button.' },
      },
    ],
    [
      'a union of literals is a choice that starts with the default',
      { name: 'size', type: { text: `'small' | "large"` }, default: "'large'", description: 'How large.' },
      {
        ...{ name: 'size', type: 'select', attributes: { title: 'How large.' } },
        options: [
          { id: 'large', label: 'large' },
          { id: 'small', label: 'small' },
        ],
      },
    ],
    [
      'a union without a default starts with an empty choice',
      { name: 'region', type: { text: "'us' | 'eu'" }, default: "''" },
      {
        ...{ name: 'region', type: 'select', attributes: { title: '' } },
        options: [
          { id: '', label: 'not set' },
          { id: 'us', label: 'us' },
          { id: 'eu', label: 'eu' },
        ],
      },
    ],
    [
      'an attribute of any other type is a text',
      { name: 'when', type: { text: "'now' | Date" } },
      { name: 'when', type: 'text', placeholder: '', attributes: { title: '' } },
    ],
    [
      'an attribute without a type is a text',
      { name: 'nonce' },
      { name: 'nonce', type: 'text', placeholder: '', attributes: { title: '' } },
    ],
  ];
  for (const [name, attribute, trait] of cases) it(name, () => assert.deepEqual(describeTrait(attribute), trait));
});

describe('the attributes of <junction-connect>', () => {
  const typeOf = (name: string) => toTrait(attributes.find((attribute) => attribute.name === name)!).type;

  it('become traits of the right types', () => {
    const types = {
      ...{ 'token-endpoint': 'text', providers: 'text', label: 'text', connected: 'text', messages: 'text' },
      ...{ mode: 'select', method: 'select', credentials: 'select', appearance: 'select', size: 'select' },
      ...{ timeout: 'number', 'last-screen': 'number', disabled: 'checkbox' },
    };
    assert.deepEqual(Object.fromEntries(Object.keys(types).map((name) => [name, typeOf(name)])), types);
  });

  it('show the default, if there is one', () => {
    const traitOf = (name: string) => toTrait(attributes.find((attribute) => attribute.name === name)!);
    assert.deepEqual(
      ['connected', 'messages', 'last-screen'].map((name) => traitOf(name).placeholder),
      ['', '', '4000'],
    );
    assert.deepEqual(
      ['appearance', 'size'].map((name) => (traitOf(name).options as { id: string }[]).map(({ id }) => id)),
      [
        ['filled', 'outlined', 'plain'],
        ['medium', 'small', 'large'],
      ],
    );
  });

  it('all get a title', () => {
    for (const attribute of attributes) assert.ok(toTrait(attribute).attributes?.title, attribute.name);
  });

  it('do not include headers and fetchToken, which can run code or carry credentials', () => {
    const names = attributes.map(({ name }) => name.toLowerCase());
    assert.ok(!names.includes('headers') && !names.some((name) => name.replace('-', '') === 'fetchtoken'));
  });
});

it('refuses a manifest that describes no element', () => {
  const script = { url: '', integrity: '' };
  for (const invalidManifest of [undefined, {}, { modules: [{}] }]) {
    assert.throws(
      () => junctionConnect({} as never, { manifest: invalidManifest as never, script }),
      /`manifest`.*custom-elements/,
    );
  }
});

it('pins the script of the published page', () => {
  assert.equal(
    scriptTag({ url: 'https://cdn.example/a@1/b.js', integrity: 'sha384-x' }),
    '<script src="https://cdn.example/a@1/b.js" integrity="sha384-x" crossorigin="anonymous" defer></script>',
  );
});

it('names the endpoints and the allowed origins of the published page', () => {
  const tokenEndpoints = ['/api/link-token', 'https://api.example.com/t?a=1&b="2"&c=d,e f'];
  assert.equal(
    scriptTag({ url: '/b.js', integrity: 'sha384-x' }, { tokenEndpoints, allowedOrigins: ['https://www.example.com'] }),
    '<script src="/b.js" integrity="sha384-x" crossorigin="anonymous"' +
      ' data-token-endpoints="/api/link-token https://api.example.com/t?a=1&amp;b=&quot;2&quot;&amp;c=d%2Ce%20f"' +
      ' data-allowed-origins="https://www.example.com" defer></script>',
  );
});

it('gives traits to the element of another manifest, without code for it', () => {
  const declarations = [
    { kind: 'variable' },
    { customElement: true, tagName: 'junction-later', attributes: [] as object[] },
  ];
  declarations[1]!.attributes!.push({ name: 'theme', type: { text: "'light' | 'dark'" }, default: "'light'" });
  const manifest = { modules: [{}, { declarations }] };
  const script = { url: '', integrity: '' };
  const plugin = (editor: Editor) => junctionConnect(editor, { manifest, script });
  const editor = grapesjs.init({ headless: true, storageManager: false, plugins: [plugin] });
  const [component] = editor.addComponents({ type: 'junction-later' });
  const theme = component!.getTrait('theme');
  assert.deepEqual([component!.getTraits().length, theme.getValue()], [1, 'light']);
  theme.setValue('dark');
  assert.equal(component!.toHTML(), '<junction-later theme="dark"></junction-later>');
  theme.setValue('light');
  assert.equal(component!.toHTML(), '<junction-later></junction-later>');
  editor.destroy();
});
