/**
 * `npm run mutate` changes the code in small ways, one after the other, and runs the tests in Node that use the changed
 * line. A change that no test notices is a survivor: there, a test may be missing. CONTRIBUTING.md says how to read the
 * result.
 */
import { testFiles } from './scripts/test-groups.mjs';

/** This test measures the memory of a program. Under load it takes long, and it tells nothing about single lines. */
const isMeasurement = (file) => file.endsWith('memory.test.ts');

const files = [...testFiles('logic'), ...testFiles('server')].filter((file) => !isMeasurement(file));

export default {
  // Left out is what only a page can test, by `test/link` and `test/element`: in `src/link` the session, the launchers,
  // what watches an embedded Link, and the pages that send each other a return. Also left out is `launch-settings.ts`,
  // which asks what covers the page, and `language-of.ts`, which asks for the language of an element.
  mutate: [
    'src/server/**/*.ts',
    'src/junction/**/*.ts',
    'src/link/configuration/**/*.ts',
    'src/link/token/**/*.ts',
    'src/link/{attempt,callback-arguments,errors,link-location,link-report,owner-line,phase}.ts',
    'src/link/{reject-on-abort,unshadowed}.ts',
    'src/link/launchers/trusted-script-url.ts',
    'src/link/return/{element-identity,handled-returns,launch-record,reserved-parameters}.ts',
    'src/link/return/{return-address,return-message,returned-launch}.ts',
  ],
  testRunner: 'tap',
  plugins: ['@stryker-mutator/tap-runner'],
  // Each test file becomes one script with the sources that it uses, all mutants included. So no process of a mutant has to
  // compile them again.
  buildCommand: `esbuild ${files.join(' ')} --bundle --packages=external --platform=node --format=esm --log-level=warning \
    --tsconfig=test/tsconfig.sources.json --outbase=test --outdir=built`,
  tap: {
    testFiles: files.map((file) => file.replace(/^test/, 'built').replace(/ts$/, 'js')),
    nodeArgs: ['-r', '{{hookFile}}', '--test-reporter=tap', '{{testFile}}'],
  },
  // Stryker runs a mutant only with the test files that execute its line.
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Stryker works in a copy. The tests need no other files.
  ignorePatterns: ['/*', '!/src', '!/test', '/test/consumers', '!/package.json', '!/tsconfig.json'],
  tempDirName: '.tmp/stryker',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { allowEmojis: false, reportTests: false },
  htmlReporter: { fileName: '.tmp/mutation/report.html' },
  jsonReporter: { fileName: '.tmp/mutation/report.json' },
  thresholds: { high: 95, low: 85, break: 85 },
};
