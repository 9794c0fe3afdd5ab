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

const declarations = readdirSync('dist', { recursive: true }).map((name) => `./dist/${name}`);

/** Returns the declarations of an entry. `*` in its path stands for any name. */
const filesOf = (path) => {
  const [start, end] = path.split('*');
  return end === undefined ? [path] : declarations.filter((file) => file.startsWith(start) && file.endsWith(end));
};

const program = ts.createProgram({
  rootNames: Object.values(entries).flatMap(({ types }) => (types ? filesOf(types) : [])),
  options: { module: ts.ModuleKind.NodeNext, noLib: true, types: [] },
});
const reached = new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));

for (const file of declarations.map((name) => resolve(name))) {
  if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}
