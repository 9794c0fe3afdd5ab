import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { packedFiles } from '../support/installed-package.js';

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  version: string;
  exports: Record<string, string | Record<string, string>>;
  jsdelivr: string;
  unpkg: string;
};

describe('the package', () => {
  const files = packedFiles();

  /** Returns the files of the package for which an entry of `exports` stands. A `*` in it stands for a name. */
  const filesOf = (entry: string): string[] => {
    const [start, end] = entry.split('*');
    const isMeant = (path: string) => end !== undefined && path.startsWith(start!) && path.endsWith(end);
    return end === undefined ? [entry] : files.map((path) => `./${path}`).filter(isMeant);
  };

  it('contains every file that its exports name', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    );
    for (const target of [...targets, manifest.jsdelivr, manifest.unpkg]) {
      const names = filesOf(target);
      assert.ok(names.length > 0, `no file of the package is ${target}`);
      for (const name of names) assert.ok(files.includes(name.replace('./', '')), `${name} is not in the package`);
    }
  });

  it('contains a script and a declaration for each language that is a file', () => {
    for (const ending of ['.js', '.d.ts'])
      assert.deepEqual(
        filesOf(`./dist/languages/*${ending}`).map((path) => posix.basename(path, ending)),
        readdirSync(new URL('src/languages', root)).map((file) => posix.basename(file, '.ts')),
      );
  });

  it('contains the build, its documents and its licences, and nothing else', () => {
    const others = files.filter(
      (path) =>
        !/^(dist\/starters\/.*|dist\/.*\.(m?js|d\.ts|m?js\.map|txt|json)|docs\/.*\.md|docs\/[\w-]+\.(png|svg)|package\.json|[A-Z]+\.md|LICENSE)$/.test(
          path,
        ),
    );
    assert.deepEqual(others, []);
    assert.ok(!files.some((path) => path.includes('node_modules')), 'npm leaves a folder named node_modules out');
    for (const notices of ['', '.react', '.standalone', '.connections', '.sandbox']) {
      const text = readFileSync(new URL(`dist/THIRD-PARTY-NOTICES${notices}.txt`, root), 'utf8');
      assert.match(text, /Permission is hereby granted|Redistribution and use/);
    }
  });

  it('contains the declarations that its entry files import, and no others', () => {
    const reached = new Set(
      Object.values(manifest.exports).flatMap((entry) =>
        typeof entry === 'object' && entry.types ? filesOf(entry.types) : [],
      ),
    );
    // The loop also reaches the paths that it adds to the set.
    for (const path of reached) {
      const { importedFiles } = ts.preProcessFile(readFileSync(new URL(path, root), 'utf8'));
      const relative = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
      for (const { fileName } of relative)
        reached.add(`./${posix.join(posix.dirname(path), fileName).replace(/\.js$/, '.d.ts')}`);
    }
    const declarations = files.filter((path) => path.endsWith('.d.ts')).map((path) => `./${path}`);
    assert.deepEqual(declarations.sort(), [...reached].sort());
  });

  it('exports no name from two declarations', () => {
    const declarations = files
      .filter((path) => path.endsWith('.d.ts'))
      .map((path) => fileURLToPath(new URL(path, root)));
    const options = { module: ts.ModuleKind.NodeNext, noLib: true, types: [] };
    const program = ts.createProgram({ rootNames: declarations, options });
    const checker = program.getTypeChecker();
    const filesByName = new Map<string, Set<string>>();
    for (const file of declarations.map((path) => program.getSourceFile(path)!)) {
      const module = checker.getSymbolAtLocation(file);
      for (const symbol of module ? checker.getExportsOfModule(module) : []) {
        const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
        const [declaration] = (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
        if (!declaration) continue;
        const path = posix.relative(fileURLToPath(root), declaration.getSourceFile().fileName);
        filesByName.set(symbol.name, (filesByName.get(symbol.name) ?? new Set()).add(path));
      }
    }
    assert.ok(filesByName.has('JunctionConnectProps'));
    const twice = [...filesByName]
      .filter(([, paths]) => paths.size > 1)
      .map(([name, paths]) => [name, ...paths].sort());
    // A component for React has the name of the element's class on purpose.
    assert.deepEqual(twice.sort(), [
      ['JunctionConnect', 'dist/element/junction-connect.d.ts', 'dist/react/junction-connect.d.ts'],
      ['JunctionConnections', 'dist/connections/junction-connections.d.ts', 'dist/react/junction-connections.d.ts'],
    ]);
  });

  it('contains the sources in its source maps, and no map of the sandbox', () => {
    const maps = files.filter((path) => path.endsWith('.map'));
    assert.ok(maps.includes('dist/element/junction-connect.js.map'));
    assert.ok(
      !maps.some((path) => path.includes('sandbox')),
      'the sandbox contains its libraries, so a map would have a megabyte',
    );
    for (const path of maps) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Record<
        string,
        string[]
      >;
      assert.equal(sourcesContent?.filter(Boolean).length, sources?.length, path);
    }
  });

  it('contains only imports of its own files, which exist, of Lit, and of React for the components', () => {
    for (const path of files.filter(
      (path) => /^dist\/.*\.m?js$/.test(path) && !/standalone|\/connections\.js|sandbox|cli|starters/.test(path),
    )) {
      const text = readFileSync(new URL(path, root), 'utf8');
      for (const [, specifier] of text.matchAll(/^(?:import|export)[^'"]*['"]([^'"]+)['"]/gm)) {
        if (specifier!.startsWith('.'))
          assert.ok(existsSync(new URL(specifier!, new URL(path, root))), `${path}: ${specifier}`);
        else assert.match(specifier!, path === 'dist/react/component.js' ? /^(lit|react)$/ : /^lit($|\/)/, path);
      }
    }
  });

  it('has its own version in JunctionConnect.version', async () => {
    const { JunctionConnect } = await import('junction-connect');
    assert.equal(JunctionConnect.version, manifest.version);
  });

  it('contains no path of the machine that built it', () => {
    for (const path of files.filter((path) => path.startsWith('dist/'))) {
      assert.ok(!readFileSync(new URL(path, root), 'utf8').includes(fileURLToPath(new URL('.', root))), path);
    }
  });
});
