import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/programs.mjs';

/** A demo that ended, or never got as far as to run. */
interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Milliseconds for the demo to tell its address: it is compiled at each start. */
const patience = 30_000;

/** Runs `demo/server.ts` as `npm start` does, with these variables and none of the tester's own key. */
export const spawnDemo = (variables: Record<string, string>) =>
  spawnServer(['--import', 'tsx', 'demo/server.ts'], variables, /(http:\/\/localhost:\d+)\n.*\n/);

/** Runs the demo on the sources of a folder, as `npm run dev` does. */
export async function spawnDevServer(folder: string) {
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  const words = [vite, '--config', 'demo/vite.config.ts'];
  // Vite takes port 0 for its own default.
  const variables = { PORT: String(await freePort()), NO_COLOR: 'true' };
  return spawnServer(words, variables, /(http:\/\/localhost:\d+)\//, folder);
}

/** @param addressPattern finds the address in what the server prints; the first group is the origin */
function spawnServer(words: string[], variables: Record<string, string>, addressPattern: RegExp, folder?: string) {
  const child = spawn(process.execPath, words, {
    ...(folder && { cwd: folder }),
    env: { ...process.env, JUNCTION_API_KEY: '', JUNCTION_USER_ID: '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (errors += String(data)));
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, output, errors }));

  const address = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No address within ${patience} ms: ${output}${errors}`)), patience);
    child.stdout.on('data', () => {
      const found = addressPattern.exec(output)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`The demo ended: ${output}${errors}`)));
    void ended.finally(() => clearTimeout(timer));
  });
  address.catch(() => undefined); // A test may be about the end alone.

  return {
    address,
    ended,
    told: () => output,
    /** Ends it as Ctrl+C does. */
    stop(signal: NodeJS.Signals = 'SIGINT'): Promise<Ended> {
      child.kill(signal);
      return ended;
    },
  };
}
