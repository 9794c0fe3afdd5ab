import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { installApp, run } from '../support/installed-package.js';
import type { Respond } from '../support/listen.js';

/** An app that has installed the package. */
export interface Consumer {
  /** The folder in which the app and the packages are installed. */
  readonly folder: string;
  /** The folder with the files that the build has written. */
  readonly output: string;
}

/** Installs an app of this folder with the packed package, and runs the scripts of its `package.json`. */
export async function buildConsumer(
  name: string,
  { scripts = ['check', 'build'], output = 'dist' } = {},
): Promise<Consumer> {
  const folder = await installApp(name);
  await Promise.all(scripts.map((script) => run(folder, 'npm', ['run', script])));
  return { folder, output: join(folder, output) };
}

/** Answers with the files of a folder, and with its `index.html` for every other path. */
export function serveApp(folder: string): Respond {
  const app = new Hono();
  app.get('*', serveStatic({ root: folder }));
  app.get('*', serveStatic({ path: join(folder, 'index.html') }));
  return app.fetch;
}
