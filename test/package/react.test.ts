import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { root } from '../support/root.js';

const module = readFileSync(join(root, 'dist/react.js'), 'utf8');

/** Runs code in Node, without a window, and returns what it prints: the output and the warnings. */
function evaluate(code: string, ...options: string[]): string {
  const args = [...options, '--input-type=module', '--eval', `console.error = console.warn = console.log; ${code}`];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: '' } });
}

/** Renders a component with React 18, in its build for development, which warns. */
const render = (props: string, imports = '') =>
  evaluate(`
    ${imports}
    import { createElement as h } from 'react';
    import { renderToString } from 'react-dom/server';
    import { JunctionConnect } from 'junction-connect/react';
    console.log(renderToString(h(JunctionConnect, ${props}, 'Connect a device')));`);

describe('junction-connect/react', () => {
  it('begins with the directive for client components', () => assert.match(module, /^'use client';\n/));

  it('contains @lit/react with its notice, imports React and the element, and nothing else', () => {
    assert.match(module, /^\/\*! @lit\/react, BSD-3-Clause .*THIRD-PARTY-NOTICES\.react\.txt \*\/$/m);
    const imported = [...module.matchAll(/^import .*?'(.*)';$/gm)].map(([, name]) => name);
    assert.deepEqual(imported.sort(), ['./index.js', 'lit', 'react']);
  });

  it('can be imported in Node without a window, and registers the class of junction-connect', () => {
    const code = `
      const { JunctionConnect } = await import('junction-connect');
      console.log(Object.keys(await import('junction-connect/react')).join());
      console.log(customElements.get('junction-connect') === JunctionConnect);`;
    assert.equal(evaluate(code), 'JunctionConnect\ntrue\n');
  });

  it('renders the element with its content on a server, without its settings, and without a warning', () => {
    const settings = `tokenEndpoint: '/api/link-token', providers: ['oura'], disabled: true, headers: () => ({})`;
    const attributes = `id: 'connect', className: 'wide', style: { margin: 0 }, lang: 'de', 'data-testid': 'a'`;
    const text = render(`{ ${settings}, ${attributes}, onJunctionSuccess() {} }`);
    assert.equal(
      text,
      '<junction-connect id="connect" class="wide" style="margin:0" lang="de" data-testid="a" defer-hydration="">Connect a device</junction-connect>\n',
    );
  });
});
