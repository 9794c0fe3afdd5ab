import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { it } from 'node:test';
import { unzipSync } from 'fflate';
import { findWordPress } from '../../scripts/wordpress.mjs';
import { makeFolder, packedPackage } from '../support/installed-package.js';

const folder = 'integrations/wordpress';
const zip = join(folder, 'junction-connect.zip');
const { php } = findWordPress();

/** Runs `pack.php` with these arguments. */
const pack = (args: string[], phpOptions: string[] = []) =>
  spawnSync(php, [...phpOptions, join(folder, 'pack.php'), ...args], { encoding: 'utf8' });

/** Packs files as npm does, and returns the path of the tarball. */
function makePackage(files: Record<string, string>): string {
  const parent = makeFolder('package');
  mkdirSync(join(parent, 'package'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(parent, 'package', name), text);
  const tarball = join(parent, 'junction-connect.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', parent, 'package']);
  return tarball;
}

/** Defines the tests of the zip. `npm run build:wordpress` has already made it. */
export function zipTests() {
  const needsGit =
    !process.env.CI &&
    !spawnSync('git', ['ls-files', folder]).stdout?.length &&
    'needs git, which knows the files of the plugin';
  it('contents.json lists all files of the plugin', { skip: needsGit }, () => {
    const plugin = join(folder, 'junction-connect');
    const known = execFileSync('git', ['ls-files'], { cwd: plugin, encoding: 'utf8' }).trim().split('\n');
    const contents = JSON.parse(readFileSync(join(folder, 'contents.json'), 'utf8')) as { plugin: string[] };
    assert.deepEqual(contents.plugin, known.sort());
  });

  it('the build makes the same zip each time, without files that are not listed', () => {
    const strayFile = join(folder, 'junction-connect/stray.txt');
    const before = readFileSync(zip);
    writeFileSync(strayFile, '');
    try {
      execFileSync(process.execPath, ['scripts/build-wordpress.mjs']);
    } finally {
      rmSync(strayFile);
    }
    assert.ok(readFileSync(zip).equals(before));
  });

  it('PHP makes a zip with the same files from the npm package', async () => {
    const path = join(makeFolder('zip'), 'junction-connect.zip');
    const { status, stderr } = pack([await packedPackage(), path]);
    assert.equal(status, 0, stderr);
    const [files, expected] = [path, zip].map((name) => Object.entries(unzipSync(readFileSync(name))));
    assert.deepEqual(
      files!.map(([name]) => name),
      expected!.map(([name]) => name),
    );
    for (const [index, [name, content]] of files!.entries())
      assert.ok(Buffer.from(content).equals(expected![index]![1]), name);
  });

  const packageJson = readFileSync('package.json', 'utf8');
  const otherVersion = JSON.stringify({ name: 'junction-connect', version: '0.0.1' });
  const faults: [what: string, args: () => string[] | Promise<string[]>, message: RegExp, phpOptions?: string[]][] = [
    ['without the name of a package', () => [], /^Name the npm package: /],
    ['without the file that is named', () => ['missing.tgz'], /^There is no file missing\.tgz$/],
    ['with a file that is no tarball', () => ['README.md'], /^README\.md is not a tarball of npm: /],
    [
      'with another package',
      () => [makePackage({ 'package.json': '{ "name": "other" }' })],
      /^This is not the npm package/,
    ],
    [
      'with another version of the package',
      () => [makePackage({ 'package.json': otherVersion })],
      /^The npm package has the version 0\.0\.1, and the plugin has /,
    ],
    [
      'with a package that lacks a file',
      () => [makePackage({ 'package.json': packageJson })],
      /^The npm package lacks the file LICENSE$/,
    ],
    [
      'with a zip that cannot be written',
      async () => [await packedPackage(), '/missing/folder/a.zip'],
      /^Cannot write \/missing\/folder\/a\.zip$/,
    ],
    ['without the extension zip', () => [], /^PHP lacks the extension zip\. /, ['-n', '-d', 'extension=phar']],
  ];
  for (const [what, args, message, phpOptions] of faults) {
    it(`${what}, PHP says what is wrong, and leaves the old zip`, async () => {
      const before = readFileSync(zip);
      const { status, stdout, stderr } = pack(await args(), phpOptions);
      assert.equal(status, 1, stdout + stderr);
      assert.match(stderr.trim(), message);
      assert.equal(stdout, '');
      assert.ok(readFileSync(zip).equals(before));
    });
  }
}
