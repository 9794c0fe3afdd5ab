/** `npm run states` draws `docs/states.png` and `docs/connections.png`, the pictures of every state of the elements, in Chromium. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, provideEngines, variablesOf } from './browsers.mjs';
import { run } from './run.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const engines = provideEngines(['Chromium']);
const [{ missing }] = engines;
if (missing) {
  console.error(describe(engines[0]));
  process.exit(1);
}
const env = { ...process.env, ...variablesOf(engines) };
const isDrawn = await run(process.execPath, ['--import', 'tsx', 'test/support/draw-pictures.ts'], { env, minutes: 5 });
process.exitCode = isDrawn ? 0 : 1;
