import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import minifyTemplates from '@lit-labs/rollup-plugin-minify-html-literals';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import license from 'rollup-plugin-license';
import { integrity } from './scripts/integrity.mjs';

const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

/**
 * Finds and compiles what a bundle imports. esbuild removes the types without checking them, `tsc` checks them.
 * `createVital` is published as TypeScript under `src/`, so the same rule compiles it.
 */
const compile = () => [
  // Without this, white space between tags would be a text node in each element of the page. All bundles need the same
  // templates: the standalone script hydrates what the ES modules have rendered on a server, and Lit compares both.
  minifyTemplates({ include: 'src/element/*.ts', failOnError: true }),
  nodeResolve({ extensions: ['.mjs', '.js', '.ts'], exportConditions: ['browser', 'production'] }),
  esbuild({ include: [/\/src\/.*\.ts$/], exclude: [], target: 'es2022', tsconfig: 'tsconfig.json' }),
];

/** Writes the licences of the bundled packages to a file of `dist`. Fails on a package with another licence. */
const notices = (file) =>
  license({
    thirdParty: {
      output: fileURLToPath(new URL(`dist/${file}`, import.meta.url)),
      allow: { test: '(MIT OR BSD-3-Clause)', failOnUnlicensed: true, failOnViolation: true },
    },
  });

const vitalNotice =
  '/*! createVital of @tryvital/vital-link, MIT License, Copyright (c) 2021 Vital: see ../../THIRD-PARTY-NOTICES.txt */';

/** The ES modules: one file for each source file. They import Lit, which the bundler of the app adds. */
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
    entryFileNames: ({ name }) => (name.includes('vital-link') ? 'link/launchers/create-vital.js' : '[name].js'),
  },
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.txt')],
};

/** The token endpoint, for any server runtime: one module without libraries. */
const server = {
  input: 'src/server.ts',
  output: { file: 'dist/server.js', format: 'es', sourcemap: true },
  plugins: compile(),
};

/** One classic script for a page without a bundler. It contains everything that it needs. */
const standalone = {
  input: 'src/standalone.ts',
  output: {
    file: 'dist/standalone.js',
    format: 'iife',
    // A server that renders pages may import the script. There it does nothing, because there is no document.
    intro: 'if (!globalThis.document) return;',
    banner: `/*! junction-connect ${version}, with Lit (c) Google and createVital (c) Vital: THIRD-PARTY-NOTICES.txt */`,
  },
  plugins: [
    ...compile(),
    // The banner names the file with the licences of the bundled code. So terser removes the licence comments in the code.
    terser({ ecma: 2022, format: { comments: /^! junction/ } }),
    notices('THIRD-PARTY-NOTICES.standalone.txt'),
    integrity(version),
  ],
};

/** The local Junction, and the command that imports and serves it: two modules that contain their libraries. */
const sandbox = {
  input: ['src/sandbox.ts', 'src/sandbox-cli.ts'],
  external: /^node:/,
  output: { dir: 'dist', format: 'es' },
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.sandbox.txt')],
};

export default [modules, standalone, server, sandbox];
