import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { makeFolder } from './installed-package.js';
import { root } from './root.js';

/** The versions of React that the tests bundle. `package.json` installs React 19 under a name of its own. */
const packages = {
  18: { react: 'react', 'react-dom': 'react-dom' },
  19: { react: 'react-19', 'react-dom': 'react-dom-19' },
};

export type ReactMajor = keyof typeof packages;

export const reactMajors: readonly ReactMajor[] = [18, 19];

/** Returns the version of React that stands for a major version, for example `19.3.1`. */
export function versionOfReact(major: ReactMajor): string {
  const file = join(root, 'node_modules', packages[major]['react-dom'], 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

interface Options {
  /** The folder from which relative imports of the code are resolved. */
  readonly folder: string;
  /** True for React's build for development, which warns. */
  readonly development?: boolean;
}

async function bundle(major: ReactMajor, code: string, { folder, development = false }: Options, more: BuildOptions) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    write: false,
    jsx: 'automatic',
    alias: packages[major],
    define: { 'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production') },
    ...more,
  });
  return outputFiles![0]!.text;
}

/** Bundles code with a version of React into a classic script for a page. */
export const bundleForPage = (major: ReactMajor, code: string, options: Options): Promise<string> =>
  bundle(major, code, options, { format: 'iife' });

/** Bundles code with a version of React as for a server, runs it in this process, and returns its exports. */
export async function runOnServer(major: ReactMajor, code: string, options: Options): Promise<unknown> {
  const file = join(makeFolder('react'), 'server.cjs');
  writeFileSync(file, await bundle(major, code, options, { format: 'cjs', platform: 'node' }));
  return import(pathToFileURL(file).href);
}

/**
 * Bundles a page for a browser, where `hydrate()` hydrates the markup of a server in `#root`. It has React's build for
 * development, which warns about a wrong hydration.
 *
 * @param file The name of a module in the folder. It exports the page as `app`.
 */
export const bundleHydration = (major: ReactMajor, file: string, folder: string): Promise<string> =>
  bundleForPage(
    major,
    `import { hydrateRoot } from 'react-dom/client';
    import { app } from './${file}';
    globalThis.hydrate = () => hydrateRoot(document.querySelector('#root'), app);`,
    { folder, development: true },
  );

/** Renders the same page as a server does. */
export async function renderOnServer(major: ReactMajor, file: string, folder: string): Promise<string> {
  const code = `
    import { renderToString } from 'react-dom/server';
    import { app } from './${file}';
    export const markup = renderToString(app);`;
  return ((await runOnServer(major, code, { folder, development: true })) as { markup: string }).markup;
}
