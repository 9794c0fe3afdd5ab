import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const execute = promisify(execFile);

/** Runs a program to its end; what it says when it fails is in the error. */
export async function run(cwd: string, program: string, ...words: string[]): Promise<string> {
  const { stdout } = await execute(program, words, { cwd, timeout: 120_000 });
  return stdout;
}

/** A project of somebody else's that has installed the package from its tarball, and nothing but it. */
export interface Project {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function installPackage(): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'jc-project-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const tarball = await run(root, 'npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  await run(folder, 'npm', 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', `./${tarball.trim()}`);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
