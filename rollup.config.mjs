import { cp, readdir, readFile } from 'node:fs/promises';
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
  minifyTemplates({ include: 'src/{connections,element}/*.ts', failOnError: true }),
  nodeResolve({ extensions: ['.mjs', '.js', '.ts'], exportConditions: ['browser', 'production'] }),
  esbuild({ include: [/\/src\/.*\.ts$/], exclude: [], target: 'es2022', tsconfig: 'tsconfig.json' }),
];

/** Minifies a classic script. It has only ASCII characters, so that it also works in a page with an encoding of its own. */
const minify = (format) => terser({ ecma: 2022, compress: { passes: 2 }, format: { ascii_only: true, ...format } });

/** The icons in the element. Their source is copied, so the plugin below does not find their licence. */
const icons = {
  name: 'lucide-static',
  version: '1.62.0',
  license: 'ISC',
  licenseText: await readFile(new URL('src/element/icons.LICENSE', import.meta.url), 'utf8'),
};

/**
 * Writes the licences of the bundled packages to a file of `dist`. Fails on a package with another licence.
 *
 * @param copied The packages from which something was copied into the sources.
 */
const notices = (file, ...copied) =>
  license({
    thirdParty: {
      output: {
        file: fileURLToPath(new URL(`dist/${file}`, import.meta.url)),
        template: (dependencies) =>
          [...dependencies.map((one) => one.text()), ...copied.map(noticeOf)].join('\n\n---\n\n'),
      },
      allow: { test: '(MIT OR BSD-3-Clause OR BSD-2-Clause)', failOnUnlicensed: true, failOnViolation: true },
    },
  });

/** Returns the notice of a package in the form of the plugin. */
const noticeOf = ({ name, version: release, license: id, licenseText }) =>
  `Name: ${name}\nVersion: ${release}\nLicense: ${id}\nLicense Text:\n===\n\n${licenseText}`;

const vitalNotice =
  '/*! createVital of @tryvital/vital-link, MIT License, Copyright (c) 2021 Vital: see ../../THIRD-PARTY-NOTICES.txt */';

const createVitalFile = 'link/launchers/create-vital.js';

/** The ES modules with another name than their source. A classic script has the name of the source. */
const moduleFiles = { connections: 'connections.mjs' };

/** The ES modules: one file for each source file. They import Lit, which the bundler of the app adds. */
const modules = {
  input: ['src/index.ts', 'src/element.ts', 'src/connections.ts', 'src/providers.ts'],
  external: /^lit($|\/)/,
  output: {
    dir: 'dist',
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: 'src',
    sourcemap: true,
    banner: ({ name }) => (name.includes('vital-link') ? vitalNotice : ''),
    entryFileNames: ({ name }) => moduleFiles[name] ?? (name.includes('vital-link') ? createVitalFile : '[name].js'),
  },
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.txt', icons)],
};

/** Frameworks with server components need this directive. It must be the first line of a module that they import. */
const clientDirective = "'use client';";

const reactNotice =
  '/*! @lit/react, BSD-3-Clause License, Copyright (c) Google: see ../THIRD-PARTY-NOTICES.react.txt */';

/**
 * The components for React: one module each, and one that contains `@lit/react`, which both use. They import the elements from
 * the ES modules above, so that a page has each element once. An app that needs only the button does not get the list.
 */
const react = {
  input: ['src/react.ts', 'src/react-connections.ts'],
  external: [/^lit($|\/)/, 'react', './index.js', './connections.js'],
  output: {
    dir: 'dist',
    format: 'es',
    sourcemap: true,
    paths: { './connections.js': `./${moduleFiles.connections}` },
    banner: ({ isEntry }) => (isEntry ? clientDirective : reactNotice),
    chunkFileNames: 'react/component.js',
    minifyInternalExports: false,
    hoistTransitiveImports: false,
  },
  makeAbsoluteExternalsRelative: false,
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.react.txt')],
};

/** The token endpoint, for any server runtime: one module without libraries. */
const server = {
  input: 'src/server.ts',
  output: { file: 'dist/server.js', format: 'es', sourcemap: true },
  plugins: compile(),
};

/** A classic script for a page without a bundler. It contains everything that it needs. */
const script = (input, file) => ({
  input,
  output: {
    file: `dist/${file}.js`,
    format: 'iife',
    // A server that renders pages may import the script. There it does nothing, because there is no document.
    intro: 'if (!globalThis.document) return;',
    banner: `/*! junction-connect ${version}, with Lit (c) Google, createVital (c) Vital, icons (c) Lucide: THIRD-PARTY-NOTICES.txt */`,
  },
  plugins: [
    ...compile(),
    // The banner names the file with the licences of the bundled code. So terser removes the licence comments in the code.
    minify({ comments: /^! junction/ }),
    notices(`THIRD-PARTY-NOTICES.${file}.txt`, icons),
    integrity(version),
  ],
});

const scripts = [script('src/standalone.ts', 'standalone'), script('src/connections-standalone.ts', 'connections')];

/**
 * The texts in other languages: one file each, which works as a classic script and as a module. It adds its texts to a store
 * that the package reads, whichever of them runs first.
 */
const languageFiles = (await readdir(new URL('src/languages/', import.meta.url))).map((file) => ({
  input: `src/languages/${file}`,
  output: { file: `dist/languages/${file.replace(/ts$/, 'js')}`, format: 'iife' },
  plugins: [...compile(), minify(), integrity(version)],
}));

/** Copies the programs that `junction-connect init` writes. */
const starters = {
  name: 'starters',
  async generateBundle() {
    for (const starter of ['express', 'hono', 'next', 'php', 'workers'])
      await cp(`demo/endpoints/${starter}`, `dist/starters/${starter}`, { recursive: true });
  },
};

/** The local Junction, and the program whose commands use it: two modules that contain their libraries. */
const sandbox = {
  input: ['src/sandbox.ts', 'src/cli.ts'],
  external: /^node:/,
  output: {
    dir: 'dist',
    format: 'es',
    // Both modules use these facts. Without a chunk of its own, rollup would move the whole sandbox into a chunk.
    manualChunks: (id) => (id.includes('/src/junction/') ? 'junction-facts' : undefined),
    chunkFileNames: 'sandbox/[name].js',
  },
  plugins: [...compile(), notices('THIRD-PARTY-NOTICES.sandbox.txt'), starters],
};

export default [modules, react, ...scripts, ...languageFiles, server, sandbox];
