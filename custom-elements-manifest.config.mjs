import { jsxTypesPlugin } from '@wc-toolkit/jsx-types';
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { contract } from './scripts/manifest/contract.mjs';
import { jsxProps } from './scripts/manifest/jsx-props.mjs';

const outdir = 'dist';

/** Returns the path of an element's types from `dist/frameworks`. The declaration of `connections.mjs` ends with `.d.ts`, too. */
const componentTypePath = (name, tagName, path) => path.replace(/^dist(.*)\.m?js$/, '..$1.js');

/** Writes `dist/custom-elements.json`. From it, the plugins generate data for editors, and types for `src/frameworks/`. */
export default {
  globs: ['src/element/junction-connect.ts', 'src/connections/junction-connections.ts'],
  outdir,
  litelement: true,
  packagejson: false,
  plugins: [
    contract,
    customElementVsCodePlugin({ outdir, hideLogs: true }),
    customElementJetBrainsPlugin({ outdir, packageJson: false, hideLogs: true }),
    jsxTypesPlugin({ outdir: 'dist/frameworks', fileName: 'jsx.d.ts', componentTypePath }),
    jsxProps('dist/frameworks/jsx.d.ts'),
  ],
};
