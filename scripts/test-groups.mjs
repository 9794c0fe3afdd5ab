/** Says how each folder of `test` is run. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Tests that run inside a page, in each engine, by @web/test-runner. */
export const pageFolders = ['link', 'element', 'connections'];

/** Tests that run in Node and need no browser: of pure functions, of the local Junction and of the token endpoint. */
export const nodeFolders = ['logic', 'sandbox', 'server'];

/** Tests of what is published and of programs, in Node and without a browser. */
export const packageFolders = ['package', 'cli', 'demo', 'endpoints'];

/** Whole journeys: they run in Node and drive browsers. The file of `wordpress` takes longest, so it comes first. */
export const journeyFolders = ['wordpress', 'e2e', 'site', 'grapesjs', 'consumers'];

/** @param {string} folder A folder of `test`. @returns {string[]} its test files. Node 20 takes no patterns. */
export function testFiles(folder) {
  const root = join('test', folder);
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true }).map(String);
  return files.filter((file) => file.endsWith('.test.ts')).map((file) => join(root, file));
}

/** @param {string} file A test file. @returns {boolean} true when a browser takes part in its tests. */
export const needsBrowser = (file) =>
  [...pageFolders, ...journeyFolders].some((folder) => file.startsWith(join('test', folder, '/')));
