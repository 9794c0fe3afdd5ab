/** Which folders of `test` are run where. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Tests that run inside a page, in each engine, by @web/test-runner. */
export const browserFolders = ['link', 'element'];

/** Tests that run in Node: of pure functions, of the local Junction and of the token endpoint. */
export const nodeFolders = ['logic', 'sandbox', 'server'];

/** Tests of what is published, and whole journeys: they run in Node, and most of them drive browsers. */
export const journeyFolders = ['package', 'demo', 'endpoints', 'e2e', 'grapesjs', 'wordpress', 'consumers'];

/** @param {string} folder A folder of `test`. @returns {string[]} its test files. Node 20 takes no patterns. */
export function testFiles(folder) {
  const root = join('test', folder);
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true }).map(String);
  return files.filter((file) => file.endsWith('.test.ts')).map((file) => join(root, file));
}
