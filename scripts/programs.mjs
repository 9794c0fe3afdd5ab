/** Starts the programs that a browser needs. They end with this process at the latest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, endOnExit } from './process-group.mjs';

export { endGroup, endOnExit };

/** Milliseconds in which a program has to be ready. */
const startTimeoutMs = 10_000;

/** Starts Xvfb, an X server with a screen that nobody sees. It picks the number of its display, and writes it when it is ready. */
export async function startScreen(xvfb) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const program = start(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [name] = await Promise.race([once(program.stdio[3], 'data'), failure(program)]);
  return { display: `:${String(name).trim()}`, close: () => endGroup(program) };
}

/** Starts WebKit's WebDriver server. The browsers that it starts belong to its process group, and end with it. */
export async function startWebKitDriver(path, display) {
  const port = await freePort();
  // NO_AT_BRIDGE: WebKit must not look for the accessibility service of a desktop. There may be none.
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
  const program = start(path, [`--port=${port}`], { stdio: 'ignore', env });
  await Promise.race([waitForAnswer(`http://127.0.0.1:${port}/status`), failure(program)]);
  return { port, close: () => endGroup(program) };
}

const start = (path, args, options) => endOnExit(spawn(path, args, { ...options, detached: true }));

/** Rejects when a program ends, or is not ready in time. */
async function failure(program) {
  await Promise.race([once(program, 'exit'), delay(startTimeoutMs, undefined, { ref: false })]);
  throw new Error(`${program.spawnfile} did not start`);
}

/** Waits until a server answers. WebKitWebDriver does not say when it listens. */
async function waitForAnswer(url) {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await delay(50);
  }
}

/** Finds a port that nobody listens to. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
