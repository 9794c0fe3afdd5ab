/**
 * `npm test`: everything, one step after the other, whatever happens to the one before. The last line tells how much
 * passed and failed. `--only=build,lint,size,package,node,consumers,browser` picks steps.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe, provideEngines, variablesOf } from './browsers.mjs';
import { run } from './run.mjs';
import { journeyFolders, nodeFolders, testFiles } from './test-groups.mjs';
import { describeWordPress, provideWordPress } from './wordpress.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const isCI = Boolean(process.env.CI);

/** Takes the counts, and the profiles of the browsers: a short name, because sockets are in there too. */
const temporary = mkdtempSync(join(tmpdir(), 'jc-'));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
const environment = { ...process.env, TMPDIR: temporary };

/** The results, in the order in which they came: `{ passed, failed, skipped?, notRun? }` by name. */
const results = new Map();

const steps = {
  build: () => check('build', 'npm', ['run', '--silent', 'build']),
  lint: () => check('lint', 'npm', ['run', '--silent', 'lint']),
  size: () => check('size', 'npm', ['run', '--silent', 'size']),
  package: () => check('package', 'npm', ['run', '--silent', 'check:package']),
  node: nodeTests,
  consumers: consumerTests,
  browser: browserTests,
};

/** A step without tests of its own counts as one. */
async function check(name, program, args) {
  const passed = await run(program, args);
  results.set(name, { passed: Number(passed), failed: Number(!passed) });
}

async function nodeTests(engines) {
  const [chromium, ...others] = engines.map(({ name, missing }) => ({ name, missing }));
  // The apps are a step of their own.
  const unrunnable = new Set(['consumers', ...(chromium.missing ? ['e2e', 'grapesjs', 'wordpress'] : [])]);
  const wordPress = provideWordPress();
  if (wordPress.missing) {
    results.set('WordPress', notRun(describeWordPress(wordPress)));
    unrunnable.add('wordpress');
  }
  const folders = [...nodeFolders, ...journeyFolders].filter((folder) => !unrunnable.has(folder));
  // Some of the whole journeys are Chromium's alone; the rest is run in each engine that is there.
  for (const { name, missing } of chromium.missing ? [chromium] : others) {
    if (missing) results.set(`whole journeys in ${name}`, notRun(missing));
  }
  await runInNode('Node', folders, engines);
}

/** The apps, from the packed package, in Chromium. */
async function consumerTests(engines) {
  const [{ missing }] = engines;
  if (missing) results.set('apps', notRun(missing));
  else await runInNode('apps', ['consumers'], engines);
}

async function runInNode(name, folders, engines) {
  const files = folders.flatMap(testFiles);
  const counts = join(temporary, `${name}.json`);
  // Without a file Node would run whatever it takes for a test: this script.
  const passed =
    files.length > 0 &&
    (await run(
      process.execPath,
      [
        // The time is a file's, in Node 20. Browsers wait a lot: two files at once make use of two cores.
        ...['--import', 'tsx', '--test', '--test-timeout=600000', '--test-concurrency=2'],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=./scripts/node-counts.mjs', `--test-reporter-destination=${counts}`],
        ...files,
      ],
      { env: { ...environment, ...variablesOf(engines) }, minutes: 22 },
    ));
  results.set(name, settle(read(counts), passed));
}

async function browserTests(engines) {
  const counts = join(temporary, 'browsers.json');
  const passed =
    engines.some(({ missing }) => !missing) &&
    (await run(process.execPath, ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js'], {
      env: { ...environment, TEST_COUNTS_FILE: counts },
      minutes: 15,
    }));
  const ran = read(counts) ?? {};
  const anyFailed = Object.values(ran).some(({ failed }) => failed > 0);
  for (const { name, missing } of engines) {
    // When the runner says that something went wrong, and no engine does, nothing can be believed.
    results.set(name, missing ? notRun(missing) : settle(ran[name], passed || anyFailed));
  }
}

/** What is not there is a failure only where everything has to be. */
const notRun = (missing) => ({ passed: 0, failed: Number(isCI), notRun: missing });

/** A run that tells no counts, or ran no test, or failed without a failed test, failed. */
function settle(counts, passed) {
  const { passed: good, failed: bad, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  if (good + bad === 0) return { passed: 0, failed: 1, skipped, problem: 'no test ran' };
  if (bad === 0 && !passed) return { passed: good, failed: 1, skipped, problem: 'the runner failed' };
  return { passed: good, failed: bad, skipped };
}

/** The counts of a run, unless it was ended before it could tell them. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function summary() {
  for (const [name, { passed, failed, skipped, notRun: missing, problem }] of results) {
    const counted = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    console.log(`${name}: ${missing ? `not run: ${missing}` : counted}${problem ? ` (${problem})` : ''}`);
  }
  const sum = (key) => [...results.values()].reduce((total, result) => total + result[key], 0);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

/** The names of the steps to run. @throws Error with a sentence for whoever typed them. */
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
summary();
