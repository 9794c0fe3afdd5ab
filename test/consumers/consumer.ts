import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { freePort } from '../../scripts/programs.mjs';
import { installApp, run } from '../support/installed-package.js';
import type { Respond } from '../support/listen.js';
import { startProgram } from '../support/start-program.js';

/** An app that has installed the package. */
export interface Consumer {
  /** The folder in which the app and the packages are installed. */
  readonly folder: string;
  /** Answers the requests for the pages and the files of the app. */
  readonly respond: Respond;
}

/**
 * Installs an app of this folder with the packed package, and runs the scripts of its `package.json`.
 *
 * @param options.output The folder that the build writes.
 * @param options.fallback The page in that folder for the paths that have no file.
 */
export async function buildConsumer(
  name: string,
  { scripts = ['check', 'build'], output = 'dist', fallback = 'index.html' } = {},
): Promise<Consumer> {
  const folder = await installApp(name);
  await Promise.all(scripts.map((script) => run(folder, 'npm', ['run', script])));
  return { folder, respond: serveApp(join(folder, output), fallback) };
}

/** An app whose server renders its pages, and runs. */
export interface RunningConsumer {
  readonly folder: string;
  /** The address of the server, without a path. */
  readonly origin: string;
  readonly stop: () => Promise<unknown>;
}

/**
 * Starts the server of an app.
 *
 * @param folder The folder in which the app is installed.
 * @param command The program and its arguments. `$PORT` stands for the port, which is also in the variable `PORT`.
 * @param ready Matches the output of a server that is ready.
 */
export async function startServer(folder: string, command: string, ready: RegExp): Promise<RunningConsumer> {
  const port = String(await freePort());
  const [program, ...args] = command.replace('$PORT', port).split(' ');
  // Without CI, Vite ends when its standard input is closed.
  const env = { PORT: port, HOST: '127.0.0.1', CI: 'true', NEXT_TELEMETRY_DISABLED: '1' };
  const server = startProgram(program!, args, { folder, ready, env });
  await server.ready;
  return { folder, origin: `http://shop.localhost:${port}`, stop: () => server.stop() };
}

/** Answers with the files of a folder, and with one of them for every other path. */
export function serveApp(folder: string, fallback = 'index.html'): Respond {
  const app = new Hono();
  app.get('*', serveStatic({ root: folder }));
  app.get('*', serveStatic({ path: join(folder, fallback) }));
  return app.fetch;
}
