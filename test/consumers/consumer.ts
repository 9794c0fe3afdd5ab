import { join } from 'node:path';
import { installApp, run } from './install.js';
import { openSite, type Site } from './site.js';

/** An app as it is for whoever installed the package. */
export interface Consumer extends Site {
  /** Where it is, with everything installed. */
  readonly folder: string;
}

/**
 * Installs an app of this folder with the packed package, runs the scripts of its `package.json`, and serves what they
 * made.
 */
export async function openConsumer(
  name: string,
  { scripts = ['check', 'build'], output = 'dist' } = {},
): Promise<Consumer> {
  const folder = await installApp(name);
  await Promise.all(scripts.map((script) => run(folder, 'npm', ['run', script])));
  return Object.assign(await openSite(join(folder, output)), { folder });
}
