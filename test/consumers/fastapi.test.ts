/** The program in Python, which two documents show. The test does what a reader does: it pastes the program, and types the commands. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { it } from 'node:test';
import { freePort } from '../../scripts/programs.mjs';
import { findPython } from '../../scripts/python.mjs';
import { describeRecipe, sessionCookie } from '../endpoints/recipe.js';
import { codeBlocks } from '../support/code-blocks.js';
import { makeFolder, run } from '../support/installed-package.js';
import { startProgram } from '../support/start-program.js';

const [tokens, connections] = ['docs/token-endpoint.md', 'docs/connections-endpoint.md'] as const;

const blocksIn = (document: string, wanted: string) =>
  codeBlocks
    .filter(({ file, heading, language }) => file === document && heading === 'Python: FastAPI' && language === wanted)
    .map(({ code }) => code);

const { python, missing } = findPython();
const skip = !process.env.CI && missing && `not found: ${missing}`;

if (!skip)
  describeRecipe('the program for FastAPI', async ({ JUNCTION_API_URL }) => {
    assert.equal(missing, undefined);
    const folder = makeFolder('fastapi');
    const program = [tokens, connections].map((file) => blocksIn(file, 'python')[0]);
    // The tests that are the same for every program connect with Polar.
    writeFileSync(join(folder, 'app.py'), program.join('\n').replace('\nPROVIDERS = {', '\nPROVIDERS = {"polar", '));

    const port = await freePort();
    // Other tests use the same ports at the same time.
    const adapt = (command: string) =>
      command.replaceAll('http://localhost:4000', JUNCTION_API_URL).replaceAll('3000', String(port));
    const [, commands, request] = blocksIn(connections, 'sh').map(adapt);
    const [createUser, install, ...start] = commands!.split(/\n+(?=pip|export|uvicorn)/);
    assert.equal(install, 'pip install fastapi httpx uvicorn'); // Debian's packages of the same names are installed.

    const user = JSON.parse(await run(folder, 'sh', ['-c', createUser!])) as { user_id: string };
    const startCommands = start
      .join('\n')
      .replace('…', user.user_id)
      .replace(/^uvicorn/m, `exec ${python} -m uvicorn`);
    const { ready, stop } = startProgram('sh', ['-c', startCommands], { folder, ready: /running on (http:\S+)/ });
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
