/**
 * Deletes the declarations in `dist` that no entry file of the package leads to. They belong to code that is bundled, and
 * name types of libraries that are not installed with the package.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { exports: entries } = JSON.parse(readFileSync('package.json', 'utf8'));

const program = ts.createProgram({
  rootNames: Object.values(entries).flatMap(({ types }) => types ?? []),
  options: { module: ts.ModuleKind.NodeNext, noLib: true, types: [] },
});
const reached = new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));

for (const file of readdirSync('dist', { recursive: true }).map((name) => resolve('dist', name))) {
  if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}
