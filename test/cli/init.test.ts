import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { commandsOf, starters } from '../../src/cli/init/starters.js';
import { writeFiles } from '../../src/cli/init/write-files.js';
import { readProgram } from '../support/documented-program.js';
import { makeFolder } from '../support/installed-package.js';
import { root } from '../support/root.js';

/** Runs `junction-connect init` in a folder. */
const init = (folder: string, ...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) =>
    execFile(process.execPath, [join(root, 'dist/cli.js'), 'init', ...args], { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    ),
  );

/** Returns the paths of all files in a folder, with their texts. */
const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const)
      .sort(),
  );

/** The sections of docs/backend.md, by the names of the options. */
const headings: Record<string, string> = {
  express: '## Express',
  hono: '## Hono, in Node',
  next: '## Next.js',
  workers: '## Cloudflare Workers',
  php: '## PHP',
};

describe('junction-connect init', () => {
  for (const starter of starters) {
    it(`writes with --${starter.name} the files of the document, and prints its commands`, async () => {
      const folder = makeFolder('init');
      const { code, stdout, stderr } = await init(folder, `--${starter.name}`);
      assert.deepEqual([code, stderr], [0, '']);
      const { files, commands, start, startWithKey } = readProgram('docs/backend.md', headings[starter.name]!);
      assert.deepEqual(filesIn(folder), Object.fromEntries([...files].sort()));
      assert.deepEqual(commandsOf(starter), [...commands, start]);
      for (const line of [...commands, start, startWithKey]) assert.ok(stdout.includes(`\n  ${line}\n`), line);
      assert.match(filesIn(folder)[starter.standInFile]!, /STAND-IN/);
      assert.match(stdout, new RegExp(`STAND-IN`));
    });
  }

  it('writes the program for Express without an option', async () => {
    const folder = makeFolder('init');
    await init(folder);
    assert.deepEqual(Object.keys(filesIn(folder)), ['index.html', 'server.mjs']);
  });

  it('leaves the other files of the folder as they are', async () => {
    const folder = makeFolder('init');
    writeFileSync(join(folder, 'package.json'), '{}');
    assert.equal((await init(folder)).code, 0);
    assert.equal(filesIn(folder)['package.json'], '{}');
  });

  const obstacles: [what: string, put: (path: string) => void][] = [
    ['a file', (path) => writeFileSync(path, 'mine')],
    ['an empty file', (path) => writeFileSync(path, '')],
    ['a folder', (path) => mkdirSync(path)],
    ['a link to nothing', (path) => symlinkSync('/nowhere', path)],
  ];
  for (const [what, put] of obstacles)
    it(`writes nothing, and says why, when ${what} has the name of one of the files`, async () => {
      const folder = makeFolder('init');
      put(join(folder, 'server.mjs'));
      const before = filesIn(folder);
      const { code, stdout, stderr } = await init(folder, '--hono');
      assert.deepEqual([code, stdout], [1, '']);
      assert.equal(
        stderr,
        'junction-connect: Nothing was written, because the folder already has server.mjs. Use an empty folder, and copy from there what you need.\n',
      );
      assert.deepEqual(filesIn(folder), before);
      assert.ok(!existsSync(join(folder, 'index.html')));
    });

  it('names a file that has the name of a folder of the program', async () => {
    const folder = makeFolder('init');
    writeFileSync(join(folder, 'public'), 'mine');
    const { code, stderr } = await init(folder, '--workers');
    assert.equal(code, 1);
    assert.match(stderr, /the folder already has public\. Use an empty folder/);
    assert.deepEqual(filesIn(folder), { public: 'mine' });
  });

  it('writes into folders that are there', async () => {
    const folder = makeFolder('init');
    mkdirSync(join(folder, 'public'));
    assert.equal((await init(folder, '--workers')).code, 0);
    assert.ok(existsSync(join(folder, 'public/index.html')));
  });

  it('leaves nothing behind when a file cannot be written', async () => {
    const [source, target] = [makeFolder('source'), makeFolder('init')];
    mkdirSync(join(source, 'a/b'), { recursive: true });
    writeFileSync(join(source, 'a/b/first'), '1');
    writeFileSync(join(source, 'second'), '2');
    mkdirSync(join(source, 'z'));
    writeFileSync(join(source, 'z/third'), '3');
    await assert.rejects(
      writeFiles(source, target, (path) =>
        path.endsWith('third') ? Promise.reject(new Error('the disk is full')) : readFile(path),
      ),
      /^Error: Nothing was written: the disk is full$/,
    );
    assert.deepEqual(readdirSync(target), []);
  });

  for (const [args, message] of [
    [['--rails'], /Unknown option '--rails'/],
    [['express'], /Unexpected argument 'express': use only options/],
    [['--hono', '--php'], /Use only one option: --hono or --php/],
  ] as const)
    it(`refuses the arguments ${args.join(' ')}`, async () => {
      const folder = makeFolder('init');
      const { code, stderr } = await init(folder, ...args);
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.match(stderr, /See 'junction-connect init --help'/);
      assert.deepEqual(filesIn(folder), {});
    });

  it('explains its options with --help', async () => {
    const { code, stdout } = await init(makeFolder('init'), '--help');
    assert.equal(code, 0);
    for (const { name } of starters) assert.match(stdout, new RegExp(`^ +--${name} `, 'm'));
  });
});
