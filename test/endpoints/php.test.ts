import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { findProgram } from '../../scripts/find-program.mjs';
import { startProgram } from '../support/start-program.js';
import { describeRecipe } from './recipe.js';

/** The address of the local Junction in the program. Other programs read it from an environment variable. */
const junctionInProgram = 'http://localhost:4000';

if (process.env.CI || findProgram('php'))
  describeRecipe('the recipe for PHP, in its own server', async ({ JUNCTION_API_URL }) => {
    const folder = mkdtempSync(join(tmpdir(), 'recipe-php-'));
    const program = readFileSync('demo/endpoints/php/server.php', 'utf8');
    writeFileSync(join(folder, 'server.php'), program.replace(junctionInProgram, JUNCTION_API_URL));
    writeFileSync(join(folder, 'index.html'), '');
    const { ready, stop } = startProgram('php', ['-S', 'localhost:0', 'server.php'], {
      folder,
      env: { JUNCTION_API_KEY: '' }, // With a key, the program sends its requests to the real Junction.
      ready: /Server \((http:\/\/localhost:\d+)\) started/,
    });
    const origin = await ready;
    const page = await fetch(origin);
    return {
      url: `${origin}/api/link-token`,
      send: fetch,
      pageHeaders: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
      signInHeaders: { Cookie: page.headers.get('Set-Cookie')!.split(';')[0]! },
      stop: async () => {
        await stop();
        rmSync(folder, { recursive: true });
      },
    };
  });
