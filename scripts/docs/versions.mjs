import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineGenerator } from 'automd';
import { format } from 'prettier';

/**
 * Writes the dependencies of a test app into a document, with the versions that its `package.json` pins.
 *
 *     <!-- automd:versions app="vue" -->
 */
export const versions = defineGenerator({
  name: 'versions',
  async generate({ args: { app }, config }) {
    const file = join(config.dir, 'test/consumers', app, 'package.json');
    const { dependencies, devDependencies } = JSON.parse(await readFile(file, 'utf8'));
    const packages = Object.entries({ ...dependencies, ...devDependencies });
    const text = `${packages.map(([name, version]) => `\`${name}\` ${version}`).join(', ')}.`;
    const contents = await format(text, { parser: 'markdown', proseWrap: 'always', printWidth: 120 });
    return { contents: contents.trim() };
  },
});
