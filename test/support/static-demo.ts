import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './root.js';
import { type StaticHost, useStaticHost } from './static-host.js';

let folder: string | undefined;
process.once('exit', () => folder && rmSync(folder, { recursive: true }));

/** Builds the static demo, once for all tests of a file. Returns its folder. */
function buildDemo(): string {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'demo-'));
    execFileSync(process.execPath, ['scripts/docs/build-demo.mjs', folder], { cwd: root });
  }
  return folder;
}

/** Serves the static demo, for the tests of a `describe`. */
export const useStaticDemo = (): StaticHost => useStaticHost('/sub/demo/', buildDemo);
