import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { root } from './root.js';

const execute = promisify(execFile);

let parentFolder: string | undefined;
/** Creates a folder for the things that a test file installs and builds. It is removed when the process ends. */
export function makeFolder(name: string): string {
  if (!parentFolder) {
    const folder = (parentFolder = mkdtempSync(join(tmpdir(), 'jc-packed-')));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  }
  return mkdtempSync(join(parentFolder, `${name}-`));
}

/**
 * Runs a program to its end.
 *
 * @returns its standard output
 * @throws Error with the whole output of the program, because type checks and builds write their errors there
 */
export async function run(folder: string, program: string, args: string[], variables = {}): Promise<string> {
  try {
    const env = { ...process.env, ...variables };
    const { stdout } = await execute(program, args, { cwd: folder, env, timeout: 240_000, maxBuffer: 2 ** 24 });
    return stdout;
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause });
  }
}

/** Returns the paths of the files that npm publishes. */
export function packedFiles(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path);
}

let tarball: Promise<string> | undefined;
/** Packs the files of `dist` once, as npm publishes them. @returns the path of the tarball */
export const packedPackage = (): Promise<string> => (tarball ??= pack());

async function pack(): Promise<string> {
  const folder = makeFolder('tarball');
  const output = await run(root, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename }] = JSON.parse(output) as [{ filename: string }];
  return join(folder, filename);
}

const npmOptions = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];

/** Installs the packed package in a folder. */
async function installPackage(folder: string): Promise<string> {
  await run(folder, 'npm', ['install', '--no-save', ...npmOptions, await packedPackage()]);
  return folder;
}

/** Creates a project that has installed only the package. @returns its folder */
export async function createProject(): Promise<string> {
  const folder = makeFolder('project');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  return installPackage(folder);
}

/** Copies an app of `test/consumers`, and installs the packages of its lock file and then this package. @returns the copy */
export async function installApp(name: string): Promise<string> {
  const folder = makeFolder(name);
  const generated = ['node_modules', 'dist', '.angular', '.next', '.nuxt', '.output', '.svelte-kit'];
  const isGenerated = (path: string) => generated.includes(basename(path));
  cpSync(join(root, 'test/consumers', name), folder, { recursive: true, filter: (path) => !isGenerated(path) });
  await run(folder, 'npm', ['ci', ...npmOptions]);
  return installPackage(folder);
}
