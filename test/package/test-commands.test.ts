import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Wrong arguments of `npm run test:unit` and `npm run test:e2e`, and the sentence that says what to do. */
const mistakes: [kind: 'unit' | 'e2e', args: string[], sentence: RegExp][] = [
  ['unit', ['test/link/nothing.test.ts'], /There is no file test\/link\/nothing.test.ts/],
  ['unit', ['test/e2e/integrity.test.ts'], /npm run test:e2e -- test\/e2e\/integrity.test.ts/],
  ['e2e', ['test/link/session.test.ts'], /npm run test:unit -- test\/link\/session.test.ts/],
  ['e2e', ['README.md'], /not in a folder of tests/],
  ['e2e', ['test/e2e/journeys/journey.ts'], /has no tests/],
  ['unit', ['test/server/hostile.test.ts', '--watch', '--inspect'], /leave --watch out/],
  ['e2e', ['test/e2e/integrity.test.ts', '--watch'], /--watch works only with test:unit/],
  ['unit', ['--watch'], /--watch needs files/],
  ['unit', ['test/link/session.test.ts', 'test/server/hostile.test.ts', '--watch'], /--watch needs files/],
  ['unit', ['--visible', '--all-engines'], /--visible shows Chromium alone/],
  ['unit', ['test/link/session.test.ts', '--inspect'], /--inspect needs one file that runs in Node/],
  ['unit', ['--engines'], /^Unknown option '--engines'\n$/],
];

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`../../scripts/${script}`, import.meta.url)), ...args], {
    encoding: 'utf8',
  });

describe('the commands that run tests', () => {
  for (const [kind, args, sentence] of mistakes) {
    it(`refuse test:${kind} ${args.join(' ')}`, () => {
      const { status, stderr } = run('test-some.mjs', kind, ...args);
      assert.equal(status, 2);
      assert.match(stderr, sentence);
    });
  }

  for (const args of [['lint'], ['--only=lnt'], ['--skip=lint']]) {
    it(`refuse npm test -- ${args.join(' ')}, and print the usage`, () => {
      const { status, stderr } = run('test.mjs', ...args);
      assert.equal(status, 2);
      assert.match(stderr, /Usage: npm test -- \[--only=build,lint/);
    });
  }
});
