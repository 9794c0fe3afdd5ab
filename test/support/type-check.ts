import { join } from 'node:path';
import ts from 'typescript';
import { root } from './root.js';

/** A module that exists only as a text. `language` is the ending of its name. */
interface Module {
  readonly code: string;
  readonly language: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  jsx: ts.JsxEmit.ReactJSX,
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Compiles modules against the built package, as apps do. @returns the errors of each module */
export function findTypeErrors(modules: readonly Module[]): string[][] {
  const texts = new Map(
    modules.map(({ code, language }, index) => [join(root, 'test', `module-${index}.${language}`), code]),
  );
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    getSourceFile: (path, version, ...others) => {
      const text = texts.get(path);
      return text === undefined
        ? disk.getSourceFile(path, version, ...others)
        : ts.createSourceFile(path, text, version);
    },
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  return [...texts.keys()].map((path) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}
