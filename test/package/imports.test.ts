import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../support/root.js';

/** The forbidden imports, each with the file that gets it and the rule that refuses it. */
const forbidden: [what: string, file: string, added: string, rule: string][] = [
  ['a circle', 'src/link/outcome.ts', `export * from './phase.js';`, 'no-circle'],
  ['a circle of types', 'src/sandbox/state.ts', `export type { Describe } from './api/describe.js';`, 'no-circle'],
  ['a session that imports Lit', 'src/link/reject-on-abort.ts', `export { html } from 'lit';`, 'imports-of-src-link'],
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
    'a fact about Junction that imports a session',
    'src/junction/providers.ts',
    `export { attempt } from '../link/attempt.js';`,
    'imports-of-src-junction',
  ],
  [
    'a fact about Junction that needs Node',
    'src/junction/environments.ts',
    `export * from 'node:os';`,
    'imports-of-src-junction',
  ],
  [
    'the token endpoint that imports a session',
    'src/server/refusal.ts',
    `export { attempt } from '../link/attempt.js';`,
    'imports-of-src-server',
  ],
  ['a token endpoint that imports a library', 'src/server.ts', `export { Hono } from 'hono';`, 'imports-of-src-server'],
  [
    'an element that imports the list of connections',
    'src/element/look.ts',
    `export type { JunctionConnections } from '../connections/junction-connections.js';`,
    'imports-of-src-element',
  ],
  [
    'a list of connections that imports a placeholder',
    'src/connections/rows.ts',
    `export * from '../placeholders/place.js';`,
    'imports-of-src-connections',
  ],
  [
    'a placeholder that imports the list of connections',
    'src/placeholders/place.ts',
    `export * from '../connections/rows.js';`,
    'imports-of-src-placeholders',
  ],
  [
    'an entry file for modules that imports a placeholder',
    'src/connections.ts',
    `export * from './placeholders/show-placeholders.js';`,
    'imports-of-src-connections',
  ],
  [
    'a component for React that imports a registered element',
    'src/react/props.ts',
    `export * from '../index.js';`,
    'imports-of-src-react',
  ],
  [
    'the component of the button that imports the list of connections',
    'src/react.ts',
    `export * from './connections.js';`,
    'imports-of-src-react',
  ],
  [
    'an element that imports an entry file',
    'src/element/focus.ts',
    `export * from '../index.js';`,
    'imports-of-src-element',
  ],
  [
    'an entry file for pages that imports the local Junction',
    'src/index.ts',
    `export * from './sandbox.js';`,
    'imports-of-src-index',
  ],
  [
    'a table of providers that imports the element',
    'src/providers.ts',
    `export * from './element/define.js';`,
    'imports-of-src-providers',
  ],
  ['a demo that imports the sources', 'demo/port.ts', `export * from '../src/element.js';`, 'imports-of-demo'],
];

interface Violation {
  readonly from: string;
  /** The other files of a circle. */
  readonly cycle?: readonly { readonly name: string }[];
  readonly rule: { readonly name: string };
}

describe('npm run lint', () => {
  let folder: string;
  let violations: Violation[];

  /** Runs the part of `npm run lint` that reads the imports. */
  function readViolations(): Violation[] {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: { 'lint:imports': string };
    };
    const args = [...scripts['lint:imports'].split(' '), '--output-type', 'json'];
    const { stdout } = spawnSync('npx', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  }

  before(() => {
    // The copy is inside the project, because Node finds the packages there.
    mkdirSync(join(root, '.tmp'), { recursive: true });
    folder = mkdtempSync(join(root, '.tmp', 'imports-'));
    for (const name of ['src', 'demo', 'integrations', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  test('accepts every import of the project', () => assert.deepEqual(readViolations(), []));

  describe('with a forbidden import', () => {
    before(() => {
      for (const [, file, added] of forbidden) appendFileSync(join(folder, file), `\n${added}\n`);
      violations = readViolations();
    });
    for (const [what, file, , rule] of forbidden) {
      test(`refuses ${what}`, () => {
        const ofFile = violations.filter(({ from, cycle = [] }) =>
          [from, ...cycle.map(({ name }) => name)].includes(file),
        );
        const names = ofFile.map((violation) => violation.rule.name);
        assert.ok(names.includes(rule), `${file}: ${names.join(', ') || 'accepted'}`);
      });
    }
  });
});
