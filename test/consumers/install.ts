import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const install = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];

let workplace: string | undefined;
/** A folder for what a test file installs and builds; it goes with the process. */
function makeFolder(name: string): string {
  if (!workplace) {
    const folder = (workplace = mkdtempSync(join(tmpdir(), 'consumers-')));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  }
  return mkdtempSync(join(workplace, `${name}-`));
}

/**
 * Runs a program.
 *
 * @returns what it wrote
 * @throws Error with what it wrote, where type checks and builds say what is wrong
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

let tarball: Promise<string> | undefined;
/** The package as npm would have it, from what was built. */
async function pack(): Promise<string> {
  const folder = makeFolder('tarball');
  const told = await run(root, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename }] = JSON.parse(told) as [{ filename: string }];
  return join(folder, filename);
}

/**
 * Copies an app of this folder to one of its own, and installs what its lock file says and then the packed package.
 *
 * @returns the folder
 */
export async function installApp(name: string): Promise<string> {
  const folder = makeFolder(name);
  const isMadeHere = (path: string) => ['node_modules', 'dist', '.angular'].includes(basename(path));
  cpSync(fileURLToPath(new URL(name, import.meta.url)), folder, {
    recursive: true,
    filter: (path) => !isMadeHere(path),
  });
  await run(folder, 'npm', ['ci', ...install]);
  await run(folder, 'npm', ['install', '--no-save', ...install, await (tarball ??= pack())]);
  return folder;
}
