import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from './support.js';

/** An import that nobody may add, and the rule that refuses it. */
const refused: [what: string, file: string, added: string, rule: string][] = [
  ['a circle', 'src/link/outcome.ts', `export * from './phase.js';`, 'no-circle'],
  ['a circle of types', 'src/sandbox/state.ts', `export type { Describe } from './api/describe.js';`, 'no-circle'],
  ['a session that imports Lit', 'src/link/or-abort.ts', `export { html } from 'lit';`, 'imports-of-src-link'],
  [
    'a session that imports the element',
    'src/link/errors.ts',
    `export type { JunctionConnect } from '../element/junction-connect.js';`,
    'imports-of-src-link',
  ],
  [
    'a session that imports the package',
    'src/link/attempt.ts',
    `export * from 'junction-connect';`,
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
  ['a fact that needs Node', 'src/junction/environments.ts', `export * from 'node:os';`, 'imports-of-src-junction'],
  [
    'the token endpoint that imports a session',
    'src/server/refusal.ts',
    `export { attempt } from '../link/attempt.js';`,
    'imports-of-src-server',
  ],
  ['a token endpoint with a library', 'src/server.ts', `export { Hono } from 'hono';`, 'imports-of-src-server'],
  ['an element that imports a door', 'src/element/focus.ts', `export * from '../index.js';`, 'imports-of-src-element'],
  ['a page with the local Junction', 'src/index.ts', `export * from './sandbox.js';`, 'imports-of-src-index'],
  ['a demo on the sources', 'demo/port.ts', `export * from '../src/element.js';`, 'imports-of-demo'],
];

interface Violation {
  readonly from: string;
  /** The other files of a circle. */
  readonly cycle?: readonly { readonly name: string }[];
  readonly rule: { readonly name: string };
}

describe('the imports that npm run lint', () => {
  let folder: string;
  let violations: Violation[];

  /** Runs the part of `npm run lint` that reads the imports. */
  function readViolations(): Violation[] {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { lint: string } };
    const command = scripts.lint.split(' && ').find((part) => part.startsWith('depcruise '))!;
    const words = [...command.split(' '), '--output-type', 'json'];
    const { stdout } = spawnSync('npx', words, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  }

  before(() => {
    // A copy within the project, where the packages are found.
    mkdirSync(join(root, '.tmp'), { recursive: true });
    folder = mkdtempSync(join(root, '.tmp', 'imports-'));
    for (const name of ['src', 'demo', 'integrations', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  test('accepts are those that are there', () => assert.deepEqual(readViolations(), []));

  describe('refuses are', () => {
    before(() => {
      for (const [, file, added] of refused) appendFileSync(join(folder, file), `\n${added}\n`);
      violations = readViolations();
    });
    for (const [what, file, , rule] of refused) {
      test(what, () => {
        const ofFile = violations.filter(({ from, cycle = [] }) =>
          [from, ...cycle.map(({ name }) => name)].includes(file),
        );
        const names = ofFile.map((violation) => violation.rule.name);
        assert.ok(names.includes(rule), `${file}: ${names.join(', ') || 'accepted'}`);
      });
    }
  });
});
