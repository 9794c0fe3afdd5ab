/**
 * Takes away the declarations that nobody who imports a door of the package reads: those of the bundled insides, which
 * name types of libraries that installing the package does not bring.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { exports: doors } = JSON.parse(readFileSync('package.json', 'utf8'));

const program = ts.createProgram({
  rootNames: Object.values(doors).flatMap(({ types }) => types ?? []),
  options: { module: ts.ModuleKind.NodeNext, noLib: true, types: [] },
});
const read = new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));

for (const file of readdirSync('dist', { recursive: true }).map((name) => resolve('dist', name))) {
  if (file.endsWith('.d.ts') && !read.has(file)) rmSync(file);
}
