import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { junctionLinkScript } from '../../src/junction/link-address.js';
import { findAddresses, findForbiddenCode } from '../support/forbidden-code.js';
import { root } from '../support/root.js';

/** Code that the check finds, each with the name that it reports. */
const forbidden: [code: string, name: string][] = [
  ['eval(text)', 'eval'],
  ['(0, eval)(text)', 'eval'],
  ['globalThis.eval(text)', 'eval'],
  [`window['eval'](text)`, 'eval'],
  ['const { eval: run } = window', 'eval'],
  [`new Function('return 1')`, 'Function'],
  [`Function(text)()`, 'Function'],
  [`(() => {}).constructor('return 1')()`, `constructor('')`],
  [`setTimeout('run()', 1)`, `setTimeout('')`],
  ['setTimeout(`run(${name})`)', `setTimeout('')`],
  [`window.setInterval('run(' + name + ')', 1)`, `setInterval('')`],
  [`import('./more.js')`, 'import()'],
  ['import(name)', 'import()'],
  [`new Worker('worker.js')`, 'Worker'],
  ['element.innerHTML = text', 'innerHTML'],
  [`element['innerHTML'] += text`, 'innerHTML'],
  ['element.outerHTML = text', 'outerHTML'],
  ['Object.assign(element, { innerHTML: text })', 'innerHTML'],
  [`element.insertAdjacentHTML('beforeend', text)`, 'insertAdjacentHTML'],
  ['html`<div .innerHTML=${text}></div>`', '.innerHTML='],
  ['frame.srcdoc = text', 'srcdoc'],
  ['document.write(text)', 'document.write()'],
  ['node.ownerDocument.write(text)', 'document.write()'],
  ['document.writeln(text)', 'writeln'],
  ['document.createRange().createContextualFragment(text)', 'createContextualFragment'],
  [`localStorage.getItem('key')`, 'localStorage'],
  ['window.localStorage', 'localStorage'],
  ['const { localStorage } = window', 'localStorage'],
  [`indexedDB.open('name')`, 'indexedDB'],
  [`document.cookie = 'a=b'`, 'cookie'],
  [`navigator.sendBeacon('/log')`, 'sendBeacon'],
  ['new XMLHttpRequest()', 'XMLHttpRequest'],
  [`new WebSocket(url)`, 'WebSocket'],
];

/** Code that only looks like it. */
const allowed: string[] = [
  '// eval(text); element.innerHTML = text',
  `console.warn('Tags that innerHTML adds do not run.')`,
  'setTimeout(run, 1); setTimeout(() => run(), 1)',
  'this.constructor.elementProperties; new this.constructor(options)',
  'evaluate(text); element.innerText = text',
  `writer.write('text'); stream.write(text)`,
  `typeof run === 'function'`,
  `sessionStorage.getItem('key')`,
];

/** The addresses in the standalone script. A browser asks only the first one for something. */
const expectedAddresses = [
  junctionLinkScript,
  // Examples in messages of errors.
  'http://localhost:4000,',
  'https://api.example.com',
  // Bases that make a URL of a path. Domains that end in `.example` do not exist (RFC 2606).
  'https://page.example',
  'https://site.example',
];

const readDist = (file: string) => readFileSync(join(root, 'dist', file), 'utf8');

/** The ES modules of the element, and the token endpoint. The local Junction and the program `junction-connect` are no part of a site. */
const modules = readdirSync(join(root, 'dist'), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.js') && !/^(standalone|connections\.js|sandbox|cli|starters)/.test(file));

const names = (code: string) => findForbiddenCode(code).map(({ name }) => name);

describe('the check of the code', () => {
  for (const [code, name] of forbidden) it(`finds ${code}`, () => assert.deepEqual(names(code), [name]));

  it('finds all of them at the end of the standalone script', () => {
    const standalone = readDist('standalone.js');
    const added = forbidden.map(([code]) => `{ ${code} }`).join('\n');
    const expected = [...names(standalone), ...forbidden.map(([, name]) => name)];
    assert.deepEqual(names(`${standalone}\n${added}`), expected);
  });

  for (const code of allowed) it(`accepts ${code}`, () => assert.deepEqual(findForbiddenCode(code), []));

  it('finds addresses in strings and templates, and none in comments', () => {
    const code = `
      // https://comment.example
      fetch('https://string.example/path?query'); open(\`wss://\${host}/\`); image.src = '//bare.example/pixel';`;
    assert.deepEqual(findAddresses(code), ['//bare.example/pixel', 'https://string.example/path?query', 'wss://']);
  });
});

describe('the published code', () => {
  /** The standalone script without Lit and not minified. It has the placeholders, which are no ES module of their own. */
  let ownCode: string;
  /** The files of Lit that are in the standalone script. */
  let litFiles: string[];

  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, 'src/standalone.ts')],
      ...{ bundle: true, write: false, format: 'esm', target: 'es2022', external: ['lit', 'lit/*'] },
    });
    ownCode = outputFiles[0]!.text;
    const { metafile } = await build({
      stdin: { contents: ownCode, resolveDir: root },
      ...{ bundle: true, write: false, metafile: true, conditions: ['production'], absWorkingDir: root },
    });
    litFiles = Object.keys(metafile.inputs).filter((file) => file.startsWith('node_modules/'));
  });

  it('of the ES modules and of the token endpoint runs no text as code, makes no HTML from text, and keeps nothing beyond the tab', () => {
    assert.ok(modules.includes('server.js') && modules.includes('element/junction-connect.js'), modules.join());
    for (const file of modules) assert.deepEqual(findForbiddenCode(readDist(file)), [], file);
  });

  it('of the standalone script without Lit has no such code either', () =>
    assert.deepEqual(findForbiddenCode(ownCode), []));

  for (const script of ['standalone.js', 'connections.js']) {
    it(`of ${script} has only the one place of Lit, which fills a <template>`, () => {
      const ofLit = litFiles.flatMap((file) => names(readFileSync(join(root, file), 'utf8')));
      assert.deepEqual(ofLit, ['innerHTML']);
      assert.deepEqual(names(readDist(script)), ofLit);
      assert.match(readDist(script), /createElement\("template"\);return (\w+)\.innerHTML=\w+,\1\b/);
    });

    it(`of ${script} has no other address than that of Link's script`, () => {
      assert.deepEqual(findAddresses(readDist(script)), [...expectedAddresses].sort());
      for (const file of litFiles) assert.deepEqual(findAddresses(readFileSync(join(root, file), 'utf8')), [], file);
    });
  }
});
