import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/programs.mjs';
import { startProgram } from './start-program.js';

/** Clears the variables of the demo, so that it does not use a key or a user of the developer. */
const emptyCredentials = { JUNCTION_API_KEY: '', JUNCTION_USER_ID: '' };

/** Starts `demo/server.ts` as `npm start` does. `ready` resolves with its address. */
export const startDemo = (env: Record<string, string> = { PORT: '0' }) =>
  startProgram(process.execPath, ['--import', 'tsx', 'demo/server.ts'], {
    env: { ...emptyCredentials, ...env },
    ready: /(http:\/\/localhost:\d+)\n.*\n/,
  });

/** Starts the demo on the sources of a folder, as `npm run dev` does. `ready` resolves with its address. */
export async function startDevServer(folder: string) {
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  return startProgram(process.execPath, [vite, '--config', 'demo/vite.config.ts'], {
    // Vite reads port 0 as its own default port.
    env: { ...emptyCredentials, PORT: String(await freePort()), NO_COLOR: 'true' },
    ready: /(http:\/\/localhost:\d+)\//,
    folder,
  });
}
