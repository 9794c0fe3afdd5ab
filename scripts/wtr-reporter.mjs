/** Counts what ran in each engine. Prints the counts, or writes them to a file for `npm test`. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import process from 'node:process';
import { sumOf } from './retry.mjs';

/**
 * @param {string | undefined} file Where the counts go, as JSON: `{ Chromium: { [file]: { passed, failed, skipped } }, … }`.
 * @returns {import('@web/test-runner').Reporter}
 */
export function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const engines = {};
      for (const session of sessions) {
        const tests = session.testResults ? testsOf(session.testResults) : [];
        const count = {
          passed: tests.filter((test) => !test.skipped && test.passed).length,
          failed: tests.filter((test) => !test.skipped && !test.passed).length,
          skipped: tests.filter((test) => test.skipped).length,
        };
        // A file that did not load, did not end or has no tests is one failure of its own.
        if (count.failed === 0 && (!session.passed || tests.length === 0)) {
          count.failed = 1;
          console.log(`${session.testFile}: did not run to its end, or has no tests (${session.browser.name})`);
        }
        (engines[session.browser.name] ??= {})[relative(process.cwd(), session.testFile)] = count;
      }
      if (file) return writeFileSync(file, JSON.stringify(engines));
      for (const [name, files] of Object.entries(engines)) {
        const { passed, failed, skipped } = sumOf(files);
        console.log(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
      }
    },
  };
}

const testsOf = ({ tests, suites }) => [...tests, ...suites.flatMap(testsOf)];
