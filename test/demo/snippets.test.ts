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

/** What breaks out of one language or another. */
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

/** Each character alone, too: among others it could be escaped for their sake. */
const alone = [...'"\'`<>&\\{}@$[]'].map((character) => `a ${character}b`);

/** The elements of a fragment: their attributes and their text, as a browser reads them. */
function read(html: string, name: string) {
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

describe('every place', () => {
  for (const { id } of targets) {
    test(`${id}: gets the version, and its hash where the place takes one`, () => {
      const code = codeOf(id);
      assert.ok(code.includes(pinned.url));
      assert.equal(code.includes(pinned.integrity), id !== 'wix');
      assert.ok(code.includes('https://api.clinic.example/link-token') && code.includes('Connect a ring'));
      assert.match(code, /oura.+polar/);
      assert.match(code, /#123456/);
    });

    test(`${id}: leaves out what is not chosen`, () => {
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
    test(`${id}: says what was typed, whatever it is, and nothing more`, () => {
      fc.assert(
        fc.property(hostile, hostile, (label, url) => {
          const chosen: Choices = { ...choices, label, attributes: [...choices.attributes, ['success-url', url]] };
          const [part] = write(id, chosen).filter(({ code }) => code.includes(`<${name}`));
          const markup = id === 'vue' ? part!.code.replace(/^<template>\n {2}|\n<\/template>$/g, '') : part!.code;
          const [found, ...more] = read(markup, name);
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
          assert.doesNotMatch(part!.code, /\{\{|\{%/, 'taken for code by Liquid, Vue and tag managers');
        }),
        { examples: alone.map((text) => [text, text]) },
      );
    });
  }

  test('reads as one would write it', () => {
    assert.equal(
      codeOf('html'),
      `<script src="${pinned.url}" integrity="${pinned.integrity}" crossorigin="anonymous" defer></script>
<junction-connect token-endpoint="https://api.clinic.example/link-token" providers="oura polar" style="--junction-connect-background: #123456">Connect a ring</junction-connect>`,
    );
  });
});

test('a shortcode has no bracket, quote or tag in a value, and says the same as markup', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const value = toShortcode(toLine(text));
      assert.doesNotMatch(value, /["'<>[\]]/);
      const [found] = read(`<p>${value}</p>`, 'p');
      assert.equal(found!.text, toLine(text));
      const [shortcode] = write('wordpress', { ...choices, label: text });
      assert.match(shortcode!.code, /^\[junction_connect( [a-z-]+="[^"[\]\\]*")*\]$/);
    }),
  );
});

test('a shortcode leaves the endpoint to the plugin', () => {
  assert.equal(write('wordpress')[0]!.code, '[junction_connect providers="oura polar" label="Connect a ring"]');
});

test('Wix gets what it asks for: an address, a name, and attributes without markup', () => {
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
  test('a string is what was typed, and ends no script', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const string = toJs(text.replace(/[\n\r]/g, ''));
        assert.equal((0, eval)(string), text.replace(/[\n\r]/g, ''));
        assert.doesNotMatch(string, /[<>`&{}]/);
      }),
    );
  });

  test('React: the element gets what was typed', () => {
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
      { examples: alone.map((text) => [text, text]) },
    );
  });

  test('Angular: what its templates would read something into is a field of the class', () => {
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
      { examples: alone.map((text) => [text]) },
    );
  });
});

test('white space is one space, and the ends have none', () => {
  assert.equal(toLine(' \n Connect\r\n a\u2028\tring\0 '), 'Connect a ring');
  assert.equal(toHtml('{{ "a" & <b> }}'), '&#123;&#123; &quot;a&quot; &amp; &lt;b&gt; &#125;&#125;');
});

test('an API key is known by what it begins with', () => {
  for (const text of ['sk_us_1', 'https://api.example/?key=pk_eu_1']) assert.equal(hasApiKey(text), true, text);
  for (const text of ['/api/link-token', 'task_use', 'sk_de_1']) assert.equal(hasApiKey(text), false, text);
});
