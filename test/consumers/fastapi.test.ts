/** The program in Python, which two documents show. The test does what a reader does: it pastes the program, and types the commands. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { it } from 'node:test';
import { findProgram } from '../../scripts/find-program.mjs';
import { freePort } from '../../scripts/programs.mjs';
import { describeRecipe, sessionCookie } from '../endpoints/recipe.js';
import { codeBlocks } from '../support/code-blocks.js';
import { makeFolder, run } from '../support/installed-package.js';
import { startProgram } from '../support/start-program.js';

const [tokens, connections] = ['docs/token-endpoint.md', 'docs/connections-endpoint.md'] as const;

const blocksIn = (document: string, wanted: string) =>
  codeBlocks
    .filter(({ file, heading, language }) => file === document && heading === 'Python: FastAPI' && language === wanted)
    .map(({ code }) => code);

const skip = !process.env.CI && !(findProgram('python3') && findProgram('pip')) && 'Python or pip is not installed';

if (!skip)
  describeRecipe('the program for FastAPI', async ({ JUNCTION_API_URL }) => {
    const folder = makeFolder('fastapi');
    const program = [tokens, connections].map((file) => blocksIn(file, 'python')[0]);
    // The tests that are the same for every program connect with Polar.
    writeFileSync(join(folder, 'app.py'), program.join('\n').replace('\nPROVIDERS = {', '\nPROVIDERS = {"polar", '));

    const port = await freePort();
    // Other tests use the same ports at the same time, and the packages of the test stay in its folder.
    const adapt = (command: string) =>
      command
        .replaceAll('http://localhost:4000', JUNCTION_API_URL)
        .replaceAll('3000', String(port))
        .replace('pip install', 'pip install --quiet --disable-pip-version-check --target packages');
    const [, commands, request] = blocksIn(connections, 'sh').map(adapt);
    const [createUser, install, ...start] = commands!.split(/\n(?=pip|export|uvicorn)/);

    const user = JSON.parse(await run(folder, 'sh', ['-c', createUser!])) as { user_id: string };
    await run(folder, 'sh', ['-c', install!]);
    const env = {
      PYTHONPATH: join(folder, 'packages'),
      PATH: `${join(folder, 'packages/bin')}:${process.env.PATH}`,
    };
    const { ready, stop } = startProgram('sh', ['-c', start.join('\n').replace('…', user.user_id)], {
      folder,
      env,
      ready: /running on (http:\S+)/,
    });
    await ready;
    const origin = `http://localhost:${port}`;
    const list = JSON.parse(await run(folder, 'sh', ['-c', request!])) as object;
    assert.deepEqual(Object.keys(list), ['connections', 'available']);
    return {
      url: `${origin}/api/link-token`,
      send: fetch,
      pageHeaders: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
      signInHeaders: sessionCookie,
      stop,
    };
  });
else it('runs the program for FastAPI', { skip }, () => undefined);
