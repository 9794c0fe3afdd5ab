/**
 * `node scripts/docs/build-demo.mjs OUT_DIR`, after `npm run build`, builds the static demo: it needs no server. Any static
 * host can serve the folder, also below a path. A service worker in it answers what the demo's server answers elsewhere.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import license from 'rollup-plugin-license';
import { tsImport } from 'tsx/esm/api';

const { readStaticPage } = await tsImport('../../demo/static-page.ts', import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files of `dist` that the page loads, and the notices of the packages in the scripts. */
const builtFiles = [
  'connections.js',
  'integrity.json',
  'THIRD-PARTY-NOTICES.connections.txt',
  'THIRD-PARTY-NOTICES.sandbox.txt',
];

/** Bundles the service worker into one classic script. Not every browser has workers that are modules. */
async function bundleWorker(folder) {
  const bundle = await rollup({
    input: join(root, 'demo/service-worker.ts'),
    plugins: [
      nodeResolve({ extensions: ['.mjs', '.js', '.ts'], exportConditions: ['browser', 'production'] }),
      esbuild({ target: 'es2022', minify: true, tsconfig: join(root, 'tsconfig.json') }),
      license({
        thirdParty: {
          output: join(folder, 'THIRD-PARTY-NOTICES.service-worker.txt'),
          allow: { test: 'MIT', failOnUnlicensed: true, failOnViolation: true },
        },
      }),
    ],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ file: join(folder, 'service-worker.js'), format: 'iife' });
  await bundle.close();
}

/**
 * Builds the demo into a folder.
 *
 * @param {string} folder
 * @param {string} [documents] The folder with the pages of the documents, relative to the demo.
 */
export async function buildDemo(folder, documents) {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'demo/page'), folder, { recursive: true });
  for (const file of builtFiles) cpSync(join(root, 'dist', file), join(folder, file));
  writeFileSync(join(folder, 'index.html'), await readStaticPage(documents));
  await bundleWorker(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out] = process.argv.slice(2);
  if (!out) throw new Error('Name the folder to build into: node scripts/docs/build-demo.mjs OUT_DIR');
  await buildDemo(resolve(out));
}
