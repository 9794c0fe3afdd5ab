import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineGenerator } from 'automd';
import { format } from 'prettier';

/**
 * What an app of the tests is made of, in the versions that its `package.json` pins.
 *
 *     <!-- automd:versions app="vue" -->
 */
export const versions = defineGenerator({
  name: 'versions',
  async generate({ args: { app }, config }) {
    const file = join(config.dir, 'test/consumers', app, 'package.json');
    const { dependencies, devDependencies } = JSON.parse(await readFile(file, 'utf8'));
    const all = Object.entries({ ...dependencies, ...devDependencies });
    const text = `${all.map(([name, version]) => `\`${name}\` ${version}`).join(', ')}.`;
    const contents = await format(text, { parser: 'markdown', proseWrap: 'always', printWidth: 120 });
    return { contents: contents.trim() };
  },
});
