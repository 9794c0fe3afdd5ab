import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from './support.js';

/** An import that nobody may add, and the rule that says so. */
const refused: [what: string, file: string, added: string, rule: string][] = [
  ['a circle', 'src/link/outcome.ts', `export * from './phase.js';`, 'no-circle'],
  ['a circle of types', 'src/sandbox/state.ts', `export type { Describe } from './api/describe.js';`, 'no-circle'],
  ['a session that imports Lit', 'src/link/attempt.ts', `export { html } from 'lit';`, 'lit-in-the-element'],
  [
    'a session that imports the element',
    'src/link/errors.ts',
    `export type { JunctionConnect } from '../element/junction-connect.js';`,
    'imports-of-src-link',
  ],
  [
    'an attribute that imports a launcher',
    'src/link/configuration/url.ts',
    `export { popup } from '../launchers/popup.js';`,
    'imports-of-src-link-configuration',
  ],
  [
    'a fact that imports a session',
    'src/junction/providers.ts',
    `export { attempt } from '../link/attempt.js';`,
    'imports-of-src-junction',
  ],
  [
    'the token endpoint that imports a session',
    'src/server/refusal.ts',
    `export { attempt } from '../link/attempt.js';`,
    'imports-of-src-server',
  ],
  ['an element that imports a door', 'src/element/focus.ts', `export * from '../index.js';`, 'imports-of-src-element'],
  ['the demo on the sources', 'demo/port.ts', `export * from '../src/element.js';`, 'imports-of-the-demo'],
];

describe('npm run lint', () => {
  let folder: string;
  const checkImports = () => {
    const { status, stdout } = spawnSync('npx', ['depcruise', 'src', 'demo'], { cwd: folder, encoding: 'utf8' });
    return { status, lines: stdout.split('\n') };
  };

  before(() => {
    // A copy within the project, where the packages are found.
    mkdirSync(join(root, '.tmp'), { recursive: true });
    folder = mkdtempSync(join(root, '.tmp', 'imports-'));
    for (const name of ['src', 'demo', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  test('accepts the imports as they are', () => {
    const { status, lines } = checkImports();
    assert.equal(status, 0, lines.join('\n'));
  });

  for (const [what, file, added, rule] of refused) {
    test(`refuses ${what}`, () => {
      appendFileSync(join(folder, file), `\n${added}\n`);
      const { status, lines } = checkImports();
      cpSync(join(root, file), join(folder, file));
      assert.notEqual(status, 0);
      assert.ok(
        lines.some((line) => line.includes(`error ${rule}: `)),
        lines.join('\n'),
      );
    });
  }
});
