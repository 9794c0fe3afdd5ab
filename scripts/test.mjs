/**
 * `npm test` runs everything, one step after the other, also after a step that failed. The last line says how many tests
 * passed and failed. `--only=build,lint,size,package,node,consumers,browser` picks steps. A test file that drives a
 * browser and fails gets a second run. When it then passes, a line `flaky: FILE` above the counts names it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe, provideEngines, variablesOf } from './browsers.mjs';
import { providePython } from './python.mjs';
import { runAndRetryFailed, sumOf } from './retry.mjs';
import { run } from './run.mjs';
import { journeyFolders, needsBrowser, nodeFolders, packageFolders, pageFolders, testFiles } from './test-groups.mjs';
import { describeWordPress, provideWordPress } from './wordpress.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const isCI = Boolean(process.env.CI);

/** The limit of a step with tests. It only ends a run that hangs: a slow machine may take an hour. */
const stepMinutes = 120;

/** Holds the counts and the profiles of the browsers. Its name is short, because the path of a socket in it may have only about 100 characters. */
const temporary = mkdtempSync(join(tmpdir(), 'jc-'));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
const environment = { ...process.env, TMPDIR: temporary };

/** The results by name, in the order in which they came: `{ passed, failed, skipped?, notRun?, problem? }`. */
const results = new Map();

/** The test files that failed, and passed when they ran once more. */
const flaky = [];

const steps = {
  build: () => check('build', 'npm', ['run', '--silent', 'build']),
  lint: () => check('lint', 'npm', ['run', '--silent', 'lint']),
  size: () => check('size', 'npm', ['run', '--silent', 'size']),
  package: () => check('package', 'npm', ['run', '--silent', 'check:package']),
  node: nodeTests,
  consumers: consumerTests,
  browser: browserTests,
};

/** Runs a step that has no tests of its own, and counts it as one test. */
async function check(name, program, args) {
  const passed = await run(program, args);
  results.set(name, { passed: Number(passed), failed: Number(!passed) });
}

async function nodeTests(engines) {
  const [chromium, ...others] = engines.map(({ name, missing }) => ({ name, missing }));
  // The apps are a step of their own.
  const unrunnable = new Set(['consumers', ...(chromium.missing ? journeyFolders : [])]);
  const wordPress = provideWordPress();
  if (wordPress.missing) {
    results.set('WordPress', notRun(describeWordPress(wordPress)));
    unrunnable.add('wordpress');
  }
  const folders = [...journeyFolders, ...nodeFolders, ...packageFolders].filter((folder) => !unrunnable.has(folder));
  // Some of the whole journeys run in Chromium alone. The others run in each engine that is there.
  for (const { name, missing } of chromium.missing ? [chromium] : others) {
    if (missing) results.set(`whole journeys in ${name}`, notRun(missing));
  }
  await runInNode('Node', folders, engines);
}

/** Tests the apps, which install the packed package, in Chromium. */
async function consumerTests(engines) {
  const [{ missing }] = engines;
  if (missing) {
    results.set('apps', notRun(missing));
    return;
  }
  providePython(); // Installs it, if that is possible. The test of the program in Python says when it is missing.
  await runInNode('apps', ['consumers'], engines);
}

async function runInNode(name, folders, engines) {
  const output = join(temporary, `${name}.json`);
  const { counts, isComplete } = await runWithRetry(folders.flatMap(testFiles), async (files) => {
    rmSync(output, { force: true });
    // Without a file Node would look for tests itself, and run this script.
    const passed =
      files.length > 0 &&
      (await run(
        process.execPath,
        [
          // In Node 20 the timeout is that of a file. Browsers wait a lot, so two files at once make use of two cores.
          ...['--import', 'tsx', '--test', '--test-timeout=600000', '--test-concurrency=2'],
          ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
          ...['--test-reporter=./scripts/node-reporter.mjs', `--test-reporter-destination=${output}`],
          ...files,
        ],
        { env: { ...environment, ...variablesOf(engines) }, minutes: stepMinutes },
      ));
    return { counts: { [name]: read(output) }, passed };
  });
  printSlowest(counts[name]);
  results.set(name, toResult(counts[name], isComplete));
}

async function browserTests(engines) {
  const output = join(temporary, 'browsers.json');
  const present = engines.filter(({ missing }) => !missing);
  const { counts, isComplete } = await runWithRetry(pageFolders.flatMap(testFiles), async (files) => {
    rmSync(output, { force: true });
    const passed =
      present.length > 0 &&
      (await run(
        process.execPath,
        ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js', '--files', ...files],
        { env: { ...environment, TEST_COUNTS_FILE: output }, minutes: stepMinutes },
      ));
    return { counts: read(output), passed };
  });
  for (const { name, missing } of engines)
    results.set(name, missing ? notRun(missing) : toResult(counts[name], isComplete));
}

/** Prints the files that took longest. They say where to look when `npm test` has become slow. */
function printSlowest(files) {
  const slowest = Object.entries(files).sort(([, a], [, b]) => b.seconds - a.seconds);
  console.log('The files that took longest:');
  for (const [file, { seconds }] of slowest.slice(0, 10)) console.log(`${Math.round(seconds)} s ${file}`);
}

/** Runs test files. A file that drives a browser and failed gets a second run. Remembers which files are flaky. */
async function runWithRetry(files, runFiles) {
  const result = await runAndRetryFailed(files, runFiles, needsBrowser);
  flaky.push(...result.flaky);
  return result;
}

/** Returns the result for a browser or WordPress that is missing. It is a failure only when `CI` is set. */
const notRun = (missing) => ({ passed: 0, failed: Number(isCI), notRun: missing });

/** Returns the result of a run. Without any test, or where the runner failed without a failed test, it is a failure. */
function toResult(files, isComplete) {
  const sum = sumOf(files);
  if (sum.passed + sum.failed === 0) return { ...sum, failed: 1, problem: 'no test ran' };
  if (sum.failed === 0 && !isComplete) return { ...sum, failed: 1, problem: 'the runner failed' };
  return sum;
}

/** Returns the counts that a run wrote. A run that was ended has written none. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function printSummary() {
  for (const [name, { passed, failed, skipped, notRun: missing, problem }] of results) {
    const counted = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    console.log(`${name}: ${missing ? `not run: ${missing}` : counted}${problem ? ` (${problem})` : ''}`);
  }
  for (const file of flaky) console.log(`flaky: ${file}`);
  const sum = (key) => [...results.values()].reduce((total, result) => total + result[key], 0);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

/** Returns the names of the steps to run. @throws Error with a sentence for the person who typed them. */
function readSteps() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only?.split(',') ?? Object.keys(steps);
  const unknown = names.find((name) => !Object.hasOwn(steps, name));
  if (unknown !== undefined) throw new Error(`--only: there is no step "${unknown}"`);
  return names;
}

let names;
try {
  names = readSteps();
} catch (error) {
  console.error(`${error.message}\nUsage: npm test -- [--only=${Object.keys(steps).join(',')}]`);
  process.exit(2);
}
const engines = provideEngines();
for (const engine of engines) console.log(`${engine.name}: ${describe(engine)}`);
const times = [];
for (const name of names) {
  console.log(`\n## ${name}\n`);
  const start = performance.now();
  await steps[name](engines);
  times.push(`${name} ${Math.round((performance.now() - start) / 1000)} s`);
}
console.log(`\n## Results\n\nTime: ${times.join(', ')}`);
printSummary();
