import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * Finds a program. It looks in `/usr/sbin` too, where servers are: only root has that in its `PATH`.
 *
 * @param {string} program Its name or its path.
 * @returns {string | undefined} its path, if it can be run.
 */
export function findProgram(program) {
  const folders = program.includes('/') ? [''] : [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
