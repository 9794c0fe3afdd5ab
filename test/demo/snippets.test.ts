import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { toHtml, toJs, toLine, toListItem, toShortcode } from '../../demo/page/scripts/escaping.js';
import { type Choices, hasApiKey, targets, writeSnippet } from '../../demo/page/scripts/snippets.js';

const pinned = {
  url: 'https://cdn.jsdelivr.net/npm/junction-connect@1.2.3/dist/standalone.js',
  integrity: 'sha384-abc+/=',
  connections: {
    url: 'https://cdn.jsdelivr.net/npm/junction-connect@1.2.3/dist/connections.js',
    integrity: 'sha384-def+/=',
  },
};
const choices: Choices = {
  element: 'button',
  attributes: [
    ['token-endpoint', 'https://api.clinic.example/link-token'],
    ['providers', 'oura polar'],
  ],
  label: 'Connect a ring',
  look: [['--junction-connect-accent', '#123456']],
};
/** The choices for a list, with one value of each kind. */
const listChoices: Choices = {
  element: 'list',
  attributes: [
    ['endpoint', 'https://api.clinic.example/connections'],
    ...choices.attributes,
    ['logos', 'none'],
    ['disconnect', 'true'],
  ],
  label: '',
  look: choices.look,
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

describe('the code for a page of HTML', () => {
  for (const id of ['webflow', 'squarespace', 'shopify', 'ghost', 'framer'])
    test(`is also the code for ${id}`, () => {
      for (const chosen of [choices, listChoices]) assert.equal(codeOf(id, chosen), codeOf('html', chosen));
    });
});

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

    test(`names the endpoint once, where only the page’s owner can write (${id})`, () => {
      const code = codeOf(id);
      assert.equal(code.split('https://api.clinic.example').length, 2);
      assert.doesNotMatch(code, /[^-]token-endpoint\b/);
      assert.match(code, /data-token-endpoints="|dataset\.tokenEndpoints = '|configurePage\(\{ tokenEndpoints: \['/);
    });

    test(`leaves out what is not chosen (${id})`, () => {
      const attributes: Choices['attributes'] = [['token-endpoint', '/api/link-token']];
      for (const element of ['button', 'list'] as const)
        for (const { code } of write(id, { element, attributes, label: ' ', look: [] })) {
          const chosenOnly = /style|label|providers|allowed|disconnect|logos|undefined|""|''|CSS|\[\]| >/;
          assert.doesNotMatch(code.replaceAll(/-connections|ConnectedDevices/g, ''), chosenOnly);
          assert.match(code, /./);
        }
    });

    test(`leaves out the endpoint when it is not typed (${id})`, () => {
      const code = codeOf(id, { element: 'button', attributes: [['token-endpoint', ' ']], label: 'Connect', look: [] });
      assert.doesNotMatch(code, /endpoints/i);
    });
  }
});

describe('the list of connections', () => {
  for (const { id } of targets) {
    test(`gets the script with both elements, its hash except for Wix, and what was chosen (${id})`, () => {
      const code = codeOf(id, listChoices);
      assert.ok(code.includes(pinned.connections.url));
      assert.equal(code.includes(pinned.connections.integrity), id !== 'wix');
      assert.ok(!code.includes(pinned.url) && !code.includes(pinned.integrity));
      assert.match(code, /junction-connections/);
      assert.match(code, /oura.+polar/);
      assert.match(code, /#123456/);
      assert.match(code, /logos(="|: )none/);
      // An attribute that is there or not has no value where markup is written.
      assert.match(code, id === 'wix' ? /^disconnect: true$/m : /[ -]disconnect[ >]/);
    });

    test(`names each of its endpoints once, where only the page’s owner can write (${id})`, () => {
      const code = codeOf(id, listChoices);
      for (const [endpoint, setting] of [
        ['https://api.clinic.example/link-token', 'token-?endpoints'],
        ['https://api.clinic.example/connections', 'connections-?endpoints'],
      ] as const) {
        assert.equal(code.split(endpoint).length, 2);
        assert.match(code, new RegExp(`${setting}(="|: \\['| = ')${endpoint}['"]`, 'i'));
      }
      assert.doesNotMatch(code, /[ -]endpoint\b/);
    });
  }

  test('is what a person would write, in HTML', () => {
    assert.equal(
      codeOf('html', listChoices),
      `<script src="${pinned.connections.url}" integrity="${pinned.connections.integrity}" crossorigin="anonymous" data-token-endpoints="https://api.clinic.example/link-token" data-connections-endpoints="https://api.clinic.example/connections" defer></script>
<junction-connections providers="oura polar" logos="none" disconnect style="--junction-connect-accent: #123456"></junction-connections>`,
    );
  });

  test('is a placeholder where unknown tags are removed', () => {
    const markup =
      '<div data-junction-connections data-providers="oura polar" data-logos="none" data-disconnect style="--junction-connect-accent: #123456"></div>';
    assert.equal(write('gtm', listChoices)[1]!.code, markup);
    assert.equal(write('wordpress', listChoices)[2]!.code, markup);
  });

  test('has only the code with the plugin in WordPress while there is no endpoint', () => {
    const attributes = choices.attributes.filter(([name]) => name !== 'token-endpoint');
    const parts = write('wordpress', { ...choices, attributes }).map(({ where }) => where);
    assert.deepEqual(parts, ['With the plugin: a Shortcode block', 'With the plugin: Additional CSS']);
  });

  test('is a shortcode of the plugin in WordPress', () => {
    const [shortcode, css] = write('wordpress', listChoices);
    assert.equal(shortcode!.code, '[junction_connections providers="oura polar" logos="none" disconnect="true"]');
    assert.equal(css!.code, '[data-junction-connections] {\n  --junction-connect-accent: #123456;\n}');
  });

  test('is a component of its own in an app', () => {
    const [, options, vue] = write('vue', listChoices);
    assert.match(options!.code, /tag === 'junction-connections'/);
    assert.equal(vue!.where, 'ConnectedDevices.vue');
    assert.match(vue!.code, /<junction-connections providers="oura polar" logos="none" disconnect style=/);
    const [, react] = write('react', listChoices);
    assert.match(react!.code, /function ConnectedDevices\(\)/);
    assert.match(react!.code, /<junction-connections providers=\{\['oura', 'polar'\]\} logos="none" disconnect style=/);
    const [, angular] = write('angular', listChoices);
    assert.equal(angular!.where, 'src/app/connected-devices.ts');
    assert.match(angular!.code, /selector: 'app-connected-devices'/);
    assert.match(angular!.code, /<junction-connections providers="oura polar" logos="none" disconnect style=/);
  });
});

describe('the pages that follow an outcome', () => {
  /** Returns the origins that the code for a target allows, each text of the code in which they are. */
  const originsIn = (code: string) =>
    /data-allowed-origins="([^"]*)"|dataset\.allowedOrigins = '([^']*)'|allowedOrigins: \['(.*?)'\]/
      .exec(code)
      ?.slice(1)
      .find(Boolean)
      ?.split(/ |', '/) ?? [];
  const withPages = (success: string, exit = '', error = ''): Choices => ({
    ...choices,
    attributes: [...choices.attributes, ['success-url', success], ['exit-url', exit], ['error-url', error]],
  });

  for (const { id } of targets) {
    test(`are allowed when they may be of another origin, each origin once (${id})`, () => {
      const chosen = withPages('https://www.shop.example/thanks?a=1#b', '/later', 'https://www.shop.example/oops');
      assert.deepEqual(originsIn(codeOf(id, chosen)), ['https://www.shop.example']);
    });
  }

  const cases: [address: string, origins: string[]][] = [
    ['/thanks', []],
    ['thanks', []],
    ['?thanks', []],
    ['//cdn.example/thanks', ['https://cdn.example']],
    ['http://shop.example:8080/', ['http://shop.example:8080']],
    ['https://Bücher.example', ['https://xn--bcher-kva.example']],
    ['https://[::1]:3000/a', ['https://[::1]:3000']],
    ['https://user:word@shop.example/', ['https://shop.example']],
    ['https://a,https://b.example/', []],
    ['https://a"onload="x.example/', []],
    ["https://a'];x.example/", []],
    ['javascript:alert(1)', []],
    ['mailto:a@b.example', []],
    ['https://', []],
  ];
  for (const [address, origins] of cases) {
    test(`with the address ${address} need these origins: ${origins.join(' ') || 'none'}`, () => {
      assert.deepEqual(originsIn(codeOf('html', withPages(address))), origins);
    });
  }

  test('may each be of another origin', () => {
    const chosen = withPages('https://a.example/', 'https://b.example/', '//c.example/');
    for (const id of ['html', 'wix', 'gtm'])
      assert.deepEqual(
        originsIn(codeOf(id, chosen)),
        ['https://a.example', 'https://b.example', 'https://c.example'],
        id,
      );
  });
});

describe('the endpoint', () => {
  /** Returns the list of endpoints that the script tag gets, as the element reads it. */
  const listIn = (id: string, endpoint: string): string[] => {
    const chosen: Choices = { ...choices, attributes: [['token-endpoint', endpoint]] };
    const [part, ...others] = write(id, chosen).filter(({ code }) => code.includes('<script'));
    assert.deepEqual(others, []);
    if (!part) return []; // Wix has a script only if there is something to say.
    if (id === 'wix') return runWixCode(part.code).flatMap(({ tokenEndpoints = [] }) => tokenEndpoints);
    const list =
      id === 'gtm'
        ? runTag(part.code).tokenEndpoints
        : parseElements(part.code, 'script')[0]!.attributes['data-token-endpoints'];
    return list?.split(/[\s,]+/) ?? [];
  };

  for (const { id } of targets) {
    test(`is one address of the page’s list, whatever a person types (${id})`, () => {
      fc.assert(
        fc.property(hostile, (endpoint) => {
          const list = listIn(id, endpoint);
          const typed = toLine(endpoint);
          assert.deepEqual(list, typed ? [id === 'wix' ? typed : toListItem(typed)] : []);
        }),
        { examples: [...textsWithOneCharacter, 'a, b', '/t?fields=a,b'].map((text) => [text]) },
      );
    });
  }

  test('means the same with spaces and commas, which separate the list', () => {
    assert.equal(toListItem('/api/a b?c=d,e'), '/api/a%20b?c=d%2Ce');
  });

  /** Runs the script of Wix's custom code. @returns what it passes to `configurePage`, each time */
  function runWixCode(code: string): { tokenEndpoints?: string[] }[] {
    const calls: string[] = [];
    const element = { configurePage: (settings: unknown) => calls.push(JSON.stringify(settings)) };
    const whenDefined = (name: string) => ({
      then: (callback: (it: typeof element) => void) => name === 'junction-connect' && callback(element),
    });
    for (const { text } of parseElements(code, 'script')) runInNewContext(text, { customElements: { whenDefined } });
    return calls.map((call) => JSON.parse(call) as { tokenEndpoints?: string[] });
  }

  /** Runs the tag of a tag manager. @returns the data attributes of the script tag that it adds */
  function runTag(code: string): Record<string, string> {
    const [script] = parseElements(code, 'script');
    const created = { dataset: {} as Record<string, string> };
    const added: unknown[] = [];
    const document = { createElement: () => created, head: { appendChild: (node: unknown) => added.push(node) } };
    runInNewContext(script!.text, { document });
    assert.deepEqual(added, [created]);
    return created.dataset;
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
            [...(isPlaceholder ? ['data-junction-connect'] : []), ...[`${prefix}providers`, 'style']],
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
      `<script src="${pinned.url}" integrity="${pinned.integrity}" crossorigin="anonymous" data-token-endpoints="https://api.clinic.example/link-token" defer></script>
<junction-connect providers="oura polar" style="--junction-connect-accent: #123456">Connect a ring</junction-connect>`,
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

test('Wix gets an address, a name, attributes without markup, and a script that names the endpoint', () => {
  assert.deepEqual(
    write('wix', { ...choices, label: 'A "ring"' }).map(({ code }) => code),
    [
      pinned.url,
      'junction-connect',
      'providers: oura polar\nlabel: A "ring"\nstyle: --junction-connect-accent: #123456',
      `<script>
  customElements.whenDefined('junction-connect').then(function (element) {
    element.configurePage({ tokenEndpoints: ['https://api.clinic.example/link-token'] });
  });
</script>`,
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
            providers: ['oura', 'polar'],
            ...(toLine(url) && { 'success-url': toLine(url) }),
            style: { '--junction-connect-accent': '#123456' },
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
