import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { transformSync } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import license from 'rollup-plugin-license';
import { integrity } from './scripts/integrity.mjs';
import { compileTemplates } from './scripts/compile-templates.mjs';
import { trimLit } from './scripts/trim-lit.mjs';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

/** `createVital` is published as TypeScript whose types need React: it is compiled without them. */
const compile = (options = {}) => [
  nodeResolve({ extensions: ['.mjs', '.js', '.ts'], exportConditions: ['browser', 'production'] }),
  typescript({
    include: 'src/**/*.ts',
    noEmit: false,
    allowJs: false,
    importHelpers: false,
    noEmitHelpers: false,
    sourceMap: true,
    inlineSources: true,
    ...options,
  }),
  esbuild({ include: /vital-link/, exclude: [], target: 'es2022' }),
];

const notices = (file) =>
  license({
    thirdParty: { output: fileURLToPath(new URL(`dist/${file}`, import.meta.url)), allow: '(MIT OR BSD-3-Clause)' },
  });

const vitalNotice =
  '/*! createVital of @tryvital/vital-link, MIT License, Copyright (c) 2021 Vital: see ../THIRD-PARTY-NOTICES.txt */';

/** The ES modules: one file for each of the source, Lit left to the page's own bundler. */
const modules = {
  input: ['src/index.ts', 'src/element.ts'],
  external: /^lit($|\/)/,
  output: {
    dir: 'dist',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    sourcemap: true,
    banner: ({ name }) => (name.includes('vital-link') ? vitalNotice : ''),
    entryFileNames: ({ name }) => (name.includes('vital-link') ? 'link/create-vital.js' : '[name].js'),
  },
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.txt')],
};

/** What terser leaves alone: the white space of the style sheet, and between the tags of the template. */
const minifyTemplates = {
  name: 'minify-templates',
  transform(code, id) {
    const css = (text) => transformSync(text, { loader: 'css', minify: true }).code.trim();
    if (id.endsWith('styles.ts'))
      return { code: code.replace(/`([^`]*)`/, (_, text) => JSON.stringify(css(text))), map: null };
    if (id.endsWith('junction-connect.ts')) return { code: code.replace(/([>}`])\n\s+(?=[<$`])/g, '$1'), map: null };
    return null;
  },
};

/**
 * Property names that only the modules within use among themselves: the protected part of Lit's classes with its options,
 * and at the end a few of createVital's and our own. The script is closed, so nobody outside sees them, and short ones
 * save 0.2 kB of 10. None may stand in a string, be a name of the DOM's, or belong to the public contract.
 */
const internals =
  /^(_\$.*|performUpdate|scheduleUpdate|shouldUpdate|willUpdate|getPropertyOptions|createProperty|getPropertyDescriptor|elementStyles|finalizeStyles|addInitializer|addController|removeController|isUpdatePending|hasUpdated|enableUpdating|renderOptions|createRenderRoot|hostConnected|hostDisconnected|hostUpdate|hostUpdated|strings|requestUpdate|shadowRootOptions|elementProperties|finalize|getUpdateComplete|wrapped|useDefault|hasChanged|converter|reflect|noAccessor|toAttribute|fromAttribute|renderBefore|creationScope|setConnected|startNode|endNode|onExitCallback|isShowing|isRunning|isShown|isWaiting|isReplaceable|deadline|comeBack|goTo|onReturn|onLeave|address|renderRoot|launch|opening)$/;

/** The token endpoint, for whatever runs on a server: no libraries, one module. */
const server = {
  input: 'src/server.ts',
  output: { file: 'dist/server.js', format: 'es', sourcemap: true },
  plugins: compile(),
};

/** One classic script for a page without a bundler, everything inside. */
const standalone = {
  input: 'src/standalone.ts',
  output: {
    file: 'dist/standalone.js',
    format: 'iife',
    strict: false, // Classes are, and the rest does not care.
    intro: 'if (!globalThis.document) return;', // What renders pages on a server may import it for them.
    banner: `/*! junction-connect ${version}, with Lit (c) Google and createVital (c) Vital: THIRD-PARTY-NOTICES.txt */`,
  },
  plugins: [
    ...compile(),
    trimLit,
    minifyTemplates,
    compileTemplates,
    terser({
      ecma: 2022,
      compress: {
        passes: 4,
        keep_fargs: false,
        pure_getters: true,
        unsafe: true,
        unsafe_arrows: true,
      },
      // Preact keeps its listeners in a property `l` of every element.
      mangle: { properties: { regex: internals, reserved: ['l'] } },
      format: { comments: /^! junction/ },
    }),
    notices('THIRD-PARTY-NOTICES.standalone.txt'),
    integrity(version),
  ],
};

/** The local Junction, and the command that serves it, which imports it: two modules, their libraries inside. */
const sandbox = {
  input: ['src/sandbox.ts', 'src/sandbox-cli.ts'],
  external: /^node:/,
  output: { dir: 'dist', format: 'es' },
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.sandbox.txt')],
};

export default [modules, standalone, server, sandbox];
