import { createRequire } from 'node:module';
import { compileLitTemplates } from '@lit-labs/compiler';

/** The compiler goes with the TypeScript that it brings. */
const ts = createRequire(import.meta.resolve('@lit-labs/compiler'))('typescript');

/**
 * A rollup plugin that has Lit's own compiler read the templates of the element, so that the page need not. What is left
 * of Lit (`trim-lit.mjs`) takes an attribute that is one expression and nothing else.
 */
export const compileTemplates = {
  name: 'compile-templates',
  transform(code, id) {
    if (!id.endsWith('junction-connect.ts')) return null;
    const { outputText } = ts.transpileModule(code, {
      fileName: id.replace(/ts$/, 'js'),
      compilerOptions: { allowJs: true, target: 'esnext', module: 'esnext' },
      transformers: { before: [compileLitTemplates()] },
    });
    const other = /\bhtml`|strings: \["(?!", ""\]).*?\]|\b(PropertyPart|ElementPart)\b/.exec(outputText)?.[0];
    if (other) this.error(`The standalone script cannot have this in a template: ${other}`);
    // The parts as `trim-lit.mjs` exports them; and no list of the texts around an expression: there are none.
    const lean = outputText
      .replace(
        /import \* as .*\nconst (\{.*\}) = .*;/,
        (_, parts) => `import ${parts.replaceAll(':', ' as')} from 'lit-html';`,
      )
      .replaceAll(', strings: ["", ""]', '');
    return { code: lean, map: null };
  },
};
