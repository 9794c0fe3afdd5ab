import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { root } from '../support/root.js';

const read = (file: string) => readFileSync(join(root, 'dist', file), 'utf8');

/** Returns the modules that a file of `dist` imports. */
const importsOf = (file: string) =>
  [...read(file).matchAll(/^import (?:.* from )?'(.*)';$/gm)].map(([, name]) => name!).sort();

/** Runs code in Node, without a window, and returns what it prints: the output and the warnings. */
function evaluate(code: string, ...options: string[]): string {
  const args = [...options, '--input-type=module', '--eval', `console.error = console.warn = console.log; ${code}`];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: '' } });
}

/** The components, each with its entry file and the element that it is. */
const components = [
  { name: 'JunctionConnect', entry: 'junction-connect/react', file: 'react.js', element: 'junction-connect' },
  {
    ...{ name: 'JunctionConnections', entry: 'junction-connect/react/connections' },
    ...{ file: 'react-connections.js', element: 'junction-connections' },
  },
];

for (const { name, entry, file, element } of components) {
  /** Renders the component with React 18, in its build for development, which warns. */
  const render = (props: string, content: string) =>
    evaluate(`
      import { createElement as h } from 'react';
      import { renderToString } from 'react-dom/server';
      import { ${name} } from '${entry}';
      console.log(renderToString(h(${name}, ${props}, ${content})));`);

  describe(entry, () => {
    it('begins with the directive for client components', () => assert.match(read(file), /^'use client';\n/));

    it('can be imported in Node without a window, and registers the class of the element', () => {
      const code = `
        const { ${name} } = await import('${name === 'JunctionConnect' ? 'junction-connect' : 'junction-connect/connections'}');
        console.log(Object.keys(await import('${entry}')).join());
        console.log(customElements.get('${element}') === ${name});`;
      assert.equal(evaluate(code), `${name}\ntrue\n`);
    });

    it('renders the element with its content on a server, without its settings, and without a warning', () => {
      const settings = `tokenEndpoint: '/api/link-token', providers: ['oura'], headers: () => ({})`;
      const own = element === 'junction-connect' ? 'disabled: true' : `endpoint: '/api/connections', disconnect: true`;
      const attributes = `id: 'connect', className: 'wide', style: { margin: 0 }, lang: 'de', 'data-testid': 'a'`;
      const handlers = 'onJunctionSuccess() {}, onJunctionDisconnect: undefined';
      assert.equal(
        render(`{ ${settings}, ${own}, ${attributes}, ${handlers} }`, `'Content'`),
        `<${element} id="connect" class="wide" style="margin:0" lang="de" data-testid="a" defer-hydration="">Content</${element}>\n`,
      );
    });
  });
}

describe('the modules of the components for React', () => {
  it('import their own element and what both share, and nothing else, so that a button does not load the list', () => {
    assert.deepEqual(importsOf('react.js'), ['./index.js', './react/component.js']);
    assert.deepEqual(importsOf('react-connections.js'), ['./connections.mjs', './react/component.js']);
    assert.deepEqual(importsOf('react/component.js'), ['lit', 'react']);
  });

  it('contain @lit/react once, with its notice', () => {
    const notice = /^\/\*! @lit\/react, BSD-3-Clause .*\.\.\/THIRD-PARTY-NOTICES\.react\.txt \*\/$/m;
    assert.match(read('react/component.js'), notice);
    for (const { file } of components) assert.doesNotMatch(read(file), /useLayoutEffect|BSD/);
  });
});
