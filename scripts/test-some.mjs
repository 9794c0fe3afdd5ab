/**
 * Runs some tests quickly while you work:
 *
 *   npm run test:unit -- [FILE…] [--watch]    tests of the element and of a Link session in a page, and tests in Node that need no browser
 *   npm run test:e2e -- [FILE…]               whole journeys, and tests of what is published
 *
 * Both run in Chromium. `--all-engines` adds Firefox and WebKit, `--visible` shows Chromium, `--inspect` waits for a
 * debugger of Node.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describe, provideEngines, variablesOf } from './browsers.mjs';
import { providePython } from './python.mjs';
import { run } from './run.mjs';
import { journeyFolders, nodeFolders, packageFolders, pageFolders, testFiles } from './test-groups.mjs';
import { describeWordPress, provideWordPress } from './wordpress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const foldersOf = { unit: [...pageFolders, ...nodeFolders], e2e: [...packageFolders, ...journeyFolders] };

const folderOf = (file) => relative(join(root, 'test'), file).split(sep)[0];

/** Returns true when a test reads `dist`. Of the unit tests, those of the command and of the manifest do. */
const needsBuild = (file) =>
  foldersOf.e2e.includes(folderOf(file)) || /sandbox.command\.test|element.manifest\.test/.test(file);

const runsInPage = (file) => pageFolders.includes(folderOf(file));

/** Reads the command line. @throws Error with a sentence for the person who typed it. */
function readArguments(kind, words) {
  const { values: options, positionals: paths } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      watch: { type: 'boolean', default: false },
      'all-engines': { type: 'boolean', default: false },
      visible: { type: 'boolean', default: false },
      inspect: { type: 'boolean', default: false },
    },
  });
  const files = paths.flatMap((path) => filesAt(kind, path));
  if (options.watch) {
    if (kind !== 'unit') throw new Error('--watch works only with test:unit: journeys run on dist.');
    if (options.inspect) throw new Error('--inspect runs a file once: leave --watch out.');
    if (new Set(files.map(runsInPage)).size !== 1)
      throw new Error(
        '--watch needs files that run in a page (test/link, test/element, test/connections), or files that run in Node (test/logic, test/server, test/sandbox).',
      );
  }
  if (options.visible && options['all-engines'])
    throw new Error('--visible shows Chromium alone: leave --all-engines out.');
  if (options.visible && process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new Error('--visible needs a screen, and DISPLAY names none.');
  if (options.inspect && (files.length !== 1 || runsInPage(files[0])))
    throw new Error('--inspect needs one file that runs in Node. For a test in a page use --visible.');
  return { files, options };
}

/** Returns the test files at a path, which is a file or a folder. @throws Error when there are none of this kind. */
function filesAt(kind, path) {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const folder = folderOf(path);
  const [right] = Object.entries(foldersOf).find(([, folders]) => folders.includes(folder)) ?? [];
  if (!right) throw new Error(`${path} is not in a folder of tests: ${Object.values(foldersOf).flat().join(', ')}.`);
  if (right !== kind) throw new Error(`Run it with: npm run test:${right} -- ${path}`);
  const files = statSync(path).isDirectory() ? testFiles(relative(join(root, 'test'), path)) : [path];
  if (!files.length || !files.every((file) => file.endsWith('.test.ts'))) throw new Error(`${path} has no tests.`);
  return files;
}

/** Returns all files of a kind. Without WordPress, it leaves out the tests that need it. */
function allFiles(kind) {
  const wordPress = kind === 'e2e' && provideWordPress();
  if (wordPress?.missing) console.log(`WordPress: not run: ${describeWordPress(wordPress)}`);
  if (kind === 'e2e') providePython();
  const folders = foldersOf[kind].filter((folder) => folder !== 'wordpress' || !wordPress.missing);
  return folders.flatMap(testFiles);
}

/** Returns the variables of this process, with the paths of these engines and of no others. */
function environmentFor(kind, engines, { visible }) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(CHROMIUM|FIREFOX|WEBKIT|WEBKIT_DRIVER)_PATH$/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    ...variablesOf(engines),
    TEST_ENGINES: engines.map(({ name }) => name).join(),
    // Unit tests in Node import the sources. Journeys import `dist`, as users do.
    ...(kind === 'unit' && { TSX_TSCONFIG_PATH: 'test/tsconfig.sources.json' }),
    ...(visible && { TEST_VISIBLE: 'true' }),
  };
}

/**
 * Builds `dist` when it is missing, or only its scripts and manifest when a source is newer.
 *
 * @returns {Promise<boolean>} true when `dist` is up to date
 */
async function build() {
  // The build of the scripts writes one of these files, and that of the manifest the other.
  if (!existsSync('dist/web-types.json') || !existsSync('dist/cli.js')) return run('npm', ['run', '--silent', 'build']);
  const sources = readdirSync('src', { recursive: true }).map((file) => join('src', String(file)));
  const builtAt = statSync('dist/cli.js').mtimeMs;
  const isStale = [...sources, 'rollup.config.mjs', 'package-lock.json'].some(
    (file) => statSync(file).mtimeMs > builtAt,
  );
  if (!isStale) return true;
  return (await run('npm', ['run', '--silent', 'build:scripts'])) && run('npm', ['run', '--silent', 'manifest']);
}

/** @returns {Promise<boolean>} true when every test passed. */
async function main([kind, ...words]) {
  const { files: named, options } = readArguments(kind, words);
  const files = named.length > 0 ? named : allFiles(kind);
  const engines = provideEngines(options['all-engines'] ? undefined : ['Chromium']);
  const missing = engines.find((engine) => engine.missing);
  if (missing) throw new Error(`${missing.name}: ${describe(missing)}`);

  const env = environmentFor(kind, engines, options);
  // With these options a person ends the run. So its time limit is one day.
  const isAttended = options.watch || options.visible || options.inspect;
  const runNode = (...args) =>
    run(process.execPath, ['--import', 'tsx', ...args], { env, minutes: isAttended ? 24 * 60 : 40, input: 'inherit' });

  const inBrowser = files.filter(runsInPage);
  const inNode = files.filter((file) => !runsInPage(file));
  const failed = [];
  if (files.some(needsBuild) && !(await build())) return false;
  if (inBrowser.length > 0) {
    const wtr = 'node_modules/@web/test-runner/dist/bin.js';
    const passed = await runNode(wtr, '--files', ...inBrowser, ...(options.watch ? ['--watch'] : []));
    if (!passed) failed.push('in a page');
  }
  if (inNode.length > 0) {
    const runner = ['--test', '--test-concurrency=2', '--test-reporter=spec'];
    if (options.watch) runner.push('--watch');
    if (!isAttended) runner.push('--test-timeout=600000');
    // Without `--test` a file runs by itself: a debugger stops in it, and not in the runner.
    const passed = await runNode(...(options.inspect ? ['--inspect-brk'] : runner), ...inNode);
    if (!passed) failed.push('in Node');
  }
  if (failed.length > 0) console.error(`Failed: tests ${failed.join(', and tests ')}.`);
  return failed.length === 0;
}

process.chdir(root);
try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  // Node's message about an unknown option ends with a hint that does not help here.
  console.error(error.message.split('. To specify')[0]);
  process.exitCode = 2;
}
