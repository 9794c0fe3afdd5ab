/** Counts what ran in each engine: prints it, or writes it to a file for `npm test`. */
import { writeFileSync } from 'node:fs';

/**
 * @param {string | undefined} file Where the counts go, as JSON: `{ Chromium: { passed, failed, skipped }, … }`.
 * @returns {import('@web/test-runner').Reporter}
 */
export function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = {};
      for (const session of sessions) {
        const engine = (counts[session.browser.name] ??= { passed: 0, failed: 0, skipped: 0 });
        const tests = session.testResults ? testsOf(session.testResults) : [];
        const failed = tests.filter((test) => !test.skipped && !test.passed).length;
        engine.failed += failed;
        engine.passed += tests.filter((test) => !test.skipped && test.passed).length;
        engine.skipped += tests.filter((test) => test.skipped).length;
        // A file that did not load, did not end or has no tests is one failure of its own.
        if (failed === 0 && (!session.passed || tests.length === 0)) {
          engine.failed += 1;
          console.log(`${session.testFile}: did not run to its end, or has no tests (${session.browser.name})`);
        }
      }
      if (file) writeFileSync(file, JSON.stringify(counts));
      for (const [name, { passed, failed, skipped }] of Object.entries(file ? {} : counts))
        console.log(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
    },
  };
}

const testsOf = ({ tests, suites }) => [...tests, ...suites.flatMap(testsOf)];
