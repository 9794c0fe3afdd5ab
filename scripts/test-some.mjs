/**
 * Runs some tests quickly, for whoever changes a line:
 *
 *   npm run test:unit -- [FILE…] [--watch]    the element and a Link session in the browser; the two servers in Node
 *   npm run test:e2e -- [FILE…]               whole journeys, and what is published
 *
 * Both run in Chromium, unless `--all-engines` asks for Firefox and WebKit, too. `--visible` shows the browser.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe, provideEngines, variablesOf } from './browsers.mjs';
import { run } from './run.mjs';
import { browserFolders, journeyFolders, serverFolders, testFiles } from './test-groups.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const foldersOf = { unit: [...browserFolders, ...serverFolders], e2e: journeyFolders };

/** Long enough for somebody who looks at a visible browser, or watches. */
const minutes = 24 * 60;

const folderOf = (file) => relative(join(root, 'test'), file).split(sep)[0];

/** @returns what was asked for. @throws Error with a sentence for whoever typed it. */
function readArguments(kind, words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { watch: { type: 'boolean' }, 'all-engines': { type: 'boolean' }, visible: { type: 'boolean' } },
  });
  const folders = foldersOf[kind];
  for (const file of positionals) {
    const other = Object.keys(foldersOf).find((name) => name !== kind);
    if (!existsSync(file)) throw new Error(`There is no file ${file}`);
    if (foldersOf[other].includes(folderOf(file)))
      throw new Error(`${file} is run by: npm run test:${other} -- ${file}`);
    if (!folders.includes(folderOf(file)))
      throw new Error(`${file} is not in ${folders.map((name) => `test/${name}`).join(', ')}`);
  }
  const files = positionals.length > 0 ? positionals : folders.flatMap(testFiles);
  const inBrowser = files.filter((file) => browserFolders.includes(folderOf(file)));
  const inNode = files.filter((file) => !inBrowser.includes(file));
  if (values.watch && kind === 'e2e') throw new Error('--watch is for test:unit: journeys run on what was built');
  if (values.watch && inBrowser.length > 0 && inNode.length > 0)
    throw new Error(
      '--watch needs files of one folder: those of test/link and test/element, or those of test/server and test/sandbox',
    );
  return { ...values, inBrowser, inNode };
}

/** Whether a source was saved after the scripts in `dist` were made. */
function isBuildStale() {
  const built = statSync('dist/standalone.js').mtimeMs;
  return readdirSync('src', { recursive: true }).some((file) => statSync(join('src', String(file))).mtimeMs > built);
}

/** Makes `dist`, or only its scripts where just a source is newer. @returns {Promise<boolean>} whether that went well. */
async function build() {
  if (!existsSync('dist/standalone.js')) return run('npm', ['run', '--silent', 'build']);
  return !isBuildStale() || run('npm', ['run', '--silent', 'build:scripts']);
}

/** @returns {Promise<boolean>} whether everything passed. */
async function main([kind, ...words]) {
  const { inBrowser, inNode, watch, visible, 'all-engines': isAll } = readArguments(kind, words);
  const engines = provideEngines(isAll ? undefined : ['Chromium']);
  const missing = engines.find((engine) => engine.missing);
  if (missing) throw new Error(`${missing.name}: ${describe(missing)}`);

  const env = {
    ...process.env,
    ...variablesOf(engines),
    TEST_ENGINES: engines.map(({ name }) => name).join(),
    // Unit tests in Node import the sources. Journeys import `dist`, as users do.
    ...(kind === 'unit' && { TSX_TSCONFIG_PATH: 'test/tsconfig.sources.json' }),
    ...(visible && { TEST_VISIBLE: 'true' }),
  };
  const runNode = (...words) =>
    run(process.execPath, ['--import', 'tsx', ...words], { env, minutes, input: 'inherit' });
  let passed = true;
  if (inBrowser.length > 0) {
    const wtr = 'node_modules/@web/test-runner/dist/bin.js';
    passed = await runNode(wtr, '--files', ...inBrowser, ...(watch ? ['--watch'] : []));
  }
  if (inNode.length > 0) {
    const words = ['--test', ...(watch ? ['--watch'] : []), '--test-concurrency=2', '--test-reporter=spec'];
    passed = (await build()) && (await runNode(...words, ...inNode)) && passed;
  }
  return passed;
}

process.chdir(root);
try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
