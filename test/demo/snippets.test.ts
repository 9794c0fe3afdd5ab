import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { toHtml, toJs, toLine, toShortcode } from '../../demo/page/scripts/escaping.js';
import { type Choices, hasApiKey, targets, writeSnippet } from '../../demo/page/scripts/snippets.js';

const pinned = {
  version: '1.2.3',
  url: 'https://cdn.jsdelivr.net/npm/junction-connect@1.2.3/dist/standalone.js',
  integrity: 'sha384-abc+/=',
};
const choices: Choices = {
  attributes: [
    ['token-endpoint', 'https://api.clinic.example/link-token'],
    ['providers', 'oura polar'],
  ],
  label: 'Connect a ring',
  look: [['--junction-connect-background', '#123456']],
};
const write = (id: string, chosen = choices) =>
  writeSnippet(
    targets.find((target) => target.id === id)!,
    chosen,
    pinned,
  );
const codeOf = (id: string, chosen = choices) =>
  write(id, chosen)
    .map(({ code }) => code)
    .join('\n');

/** Generates texts with parts that could end a string, a value or an element in one of the languages. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        ...['"', "'", '`', '<', '>', '&', '&quot;', '&#34;', '\\', '${x}', '{{x}}', '{% x %}', '{x}', '@if', ']', '['],
        ...['</script>', '<!--', '-->', ']]>', '</template>', '\n', '\r\n', '\u2028', '\0', '/*', '*/', '//', ' x="'],
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** Texts with one special character. In a text with several, one could be escaped only because of another. */
const textsWithOneCharacter = [...'"\'`<>&\\{}@$[]'].map((character) => `a ${character}b`);

/** Returns the elements with this name in a fragment: their attributes and their text, as a browser parses them. */
function parseElements(html: string, name: string) {
  const { childNodes } = parseFragment(html);
  const elements = childNodes.filter((node) => 'tagName' in node);
  return elements
    .filter(({ tagName }) => tagName === name)
    .map(({ attrs, childNodes }) => ({
      attributes: Object.fromEntries(attrs.map(({ name, value }) => [name, value])),
      text: childNodes.map((node) => ('value' in node ? node.value : `<${node.nodeName}>`)).join(''),
      others: elements.map(({ tagName }) => tagName),
    }));
}

describe('every target', () => {
  for (const { id } of targets) {
    test(`gets the address of the script, and its hash except for Wix (${id})`, () => {
      const code = codeOf(id);
      assert.ok(code.includes(pinned.url));
      assert.equal(code.includes(pinned.integrity), id !== 'wix');
      assert.ok(code.includes('https://api.clinic.example/link-token') && code.includes('Connect a ring'));
      assert.match(code, /oura.+polar/);
      assert.match(code, /#123456/);
    });

    test(`leaves out what is not chosen (${id})`, () => {
      const code = codeOf(id, { attributes: [['token-endpoint', '/api/link-token']], label: ' ', look: [] });
      assert.doesNotMatch(code, /style|label|providers|undefined|""|''|CSS/);
    });
  }
});

describe('markup', () => {
  for (const id of ['html', 'webflow', 'squarespace', 'shopify', 'ghost', 'framer', 'wordpress', 'gtm', 'vue']) {
    const isPlaceholder = ['wordpress', 'gtm'].includes(id);
    const name = isPlaceholder ? 'div' : 'junction-connect';
    const prefix = isPlaceholder ? 'data-' : '';
    test(`contains any typed text as text, and no other markup (${id})`, () => {
      fc.assert(
        fc.property(hostile, hostile, (label, url) => {
          const chosen: Choices = { ...choices, label, attributes: [...choices.attributes, ['success-url', url]] };
          const [part] = write(id, chosen).filter(({ code }) => code.includes(`<${name}`));
          const markup = id === 'vue' ? part!.code.replace(/^<template>\n {2}|\n<\/template>$/g, '') : part!.code;
          const [found, ...more] = parseElements(markup, name);
          assert.deepEqual(more, []);
          assert.ok(found!.others.every((other) => other === name || other === 'script'));
          assert.equal(found!.text, toLine(label));
          assert.equal(found!.attributes[`${prefix}success-url`] ?? '', toLine(url));
          assert.deepEqual(
            Object.keys(found!.attributes).filter((attribute) => !attribute.includes('success-url')),
            [
              ...(isPlaceholder ? ['data-junction-connect'] : []),
              ...[`${prefix}token-endpoint`, `${prefix}providers`, 'style'],
            ],
          );
          assert.doesNotMatch(part!.code, /\{\{|\{%/, 'Liquid, Vue and tag managers would read this as code');
        }),
        { examples: textsWithOneCharacter.map((text) => [text, text]) },
      );
    });
  }

  test('is what a person would write', () => {
    assert.equal(
      codeOf('html'),
      `<script src="${pinned.url}" integrity="${pinned.integrity}" crossorigin="anonymous" defer></script>
<junction-connect token-endpoint="https://api.clinic.example/link-token" providers="oura polar" style="--junction-connect-background: #123456">Connect a ring</junction-connect>`,
    );
  });
});

test('a shortcode has no bracket, quote or tag in a value, and has the same text as markup', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const value = toShortcode(toLine(text));
      assert.doesNotMatch(value, /["'<>[\]]/);
      const [found] = parseElements(`<p>${value}</p>`, 'p');
      assert.equal(found!.text, toLine(text));
      const [shortcode] = write('wordpress', { ...choices, label: text });
      assert.match(shortcode!.code, /^\[junction_connect( [a-z-]+="[^"[\]\\]*")*\]$/);
    }),
  );
});

test('a shortcode leaves the endpoint to the plugin', () => {
  assert.equal(write('wordpress')[0]!.code, '[junction_connect providers="oura polar" label="Connect a ring"]');
});

test('Wix gets an address, a name, and attributes without markup', () => {
  assert.deepEqual(
    write('wix', { ...choices, label: 'A "ring"' }).map(({ code }) => code),
    [
      pinned.url,
      'junction-connect',
      'token-endpoint: https://api.clinic.example/link-token\nproviders: oura polar\nlabel: A "ring"\nstyle: --junction-connect-background: #123456',
    ],
  );
});

describe('JavaScript', () => {
  test('a string is the typed text, and cannot end the script', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const string = toJs(text.replace(/[\n\r]/g, ''));
        assert.equal((0, eval)(string), text.replace(/[\n\r]/g, ''));
        assert.doesNotMatch(string, /[<>`&{}]/);
      }),
    );
  });

  test('a React element gets the typed text', () => {
    fc.assert(
      fc.property(hostile, hostile, (label, url) => {
        const chosen: Choices = { ...choices, label, attributes: [...choices.attributes, ['success-url', url]] };
        const { code } = write('react', chosen)[1]!;
        const { code: script } = transformSync(code.replace('export ', ''), {
          loader: 'jsx',
          jsxFactory: 'h',
          logLevel: 'silent',
        });
        const h = (tag: string, props: unknown, ...content: unknown[]) => ({ tag, props, content });
        const created: unknown = runInNewContext(`${script}; JSON.stringify(ConnectDevice())`, { h });
        assert.deepEqual(JSON.parse(String(created)), {
          tag: 'junction-connect',
          props: {
            'token-endpoint': 'https://api.clinic.example/link-token',
            providers: ['oura', 'polar'],
            ...(toLine(url) && { 'success-url': toLine(url) }),
            style: { '--junction-connect-background': '#123456' },
          },
          content: toLine(label) ? [toLine(label)] : [],
        });
      }),
      { examples: textsWithOneCharacter.map((text) => [text, text]) },
    );
  });

  test('an Angular component has the label in a field of its class when its template would read it as code', () => {
    fc.assert(
      fc.property(hostile, (label) => {
        const { code } = write('angular', { ...choices, label })[1]!;
        const [, template = ''] = /template: `([^`]*)`,\n\}\)\nexport class ConnectDevice \{/.exec(code) ?? [];
        const [, text = ''] = />(.*)<\/junction-connect>$/.exec(template) ?? [];
        const field = /protected readonly label = ('.*');/.exec(code)?.[1];
        assert.equal(field ? (0, eval)(field) : text, toLine(label));
        if (field) assert.equal(text, '{{ label }}');
        else assert.doesNotMatch(text, /[{}@&<>\\]/);
        transformSync(code, { loader: 'ts', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } } });
      }),
      { examples: textsWithOneCharacter.map((text) => [text]) },
    );
  });
});

test('white space becomes one space, and the ends have none', () => {
  assert.equal(toLine(' \n Connect\r\n a\u2028\tring\0 '), 'Connect a ring');
  assert.equal(toHtml('{{ "a" & <b> }}'), '&#123;&#123; &quot;a&quot; &amp; &lt;b&gt; &#125;&#125;');
});

test('an API key is recognized by its prefix', () => {
  for (const text of ['sk_us_1', 'https://api.example/?key=pk_eu_1']) assert.equal(hasApiKey(text), true, text);
  for (const text of ['/api/link-token', 'task_use', 'sk_de_1']) assert.equal(hasApiKey(text), false, text);
});
