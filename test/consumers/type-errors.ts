import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run } from '../support/installed-package.js';

/**
 * Adds a file to an app's sources, and checks the types with the app's own script.
 *
 * @returns the lines of the file in which the check has found an error
 */
export async function findWrongLines(folder: string, file: string, text: string): Promise<string[]> {
  writeFileSync(join(folder, 'src', file), text);
  const output = await run(folder, 'npm', ['run', 'check']).then(
    () => '',
    (error: Error) => stripVTControlCharacters(error.message), // In CI, some programs write colors into a pipe.
  );
  // file.tsx(3,5), or file.svelte:3:5
  const numbers = [...output.matchAll(/[\\/](\w+\.\w+)[:(](\d+)/g)].filter(([, name]) => name === file);
  const lines = text.split('\n');
  return [...new Set(numbers.map(([, , line]) => lines[Number(line) - 1]!.trim()))];
}
