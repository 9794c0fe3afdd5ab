import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run } from './install.js';

/**
 * Adds a file to an app's sources, and checks the types by the app's own script.
 *
 * @returns the lines of the file that the check complains about; none when it is content
 */
export async function linesRefused(folder: string, file: string, text: string): Promise<string[]> {
  writeFileSync(join(folder, 'src', file), text);
  const said = await run(folder, 'npm', ['run', 'check']).then(
    () => '',
    (error: Error) => stripVTControlCharacters(error.message), // In CI some write in colour into a pipe.
  );
  // file.tsx(3,5), or file.svelte:3:5
  const numbers = [...said.matchAll(/[\\/](\w+\.\w+)[:(](\d+)/g)].filter(([, name]) => name === file);
  const lines = text.split('\n');
  return [...new Set(numbers.map(([, , line]) => lines[Number(line) - 1]!.trim()))];
}
