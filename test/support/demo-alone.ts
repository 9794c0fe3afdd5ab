import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, before } from 'node:test';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { listen } from './listen.js';
import { root } from './root.js';

/** The path at which the static host has the demo. */
const path = '/sub/demo/';

/** The demo without a server, at a static host. */
export interface DemoAlone {
  /** The address of the page. */
  readonly url: string;
  readonly port: number;
  /** The methods and paths of the requests that reached the host. */
  readonly requests: string[];
}

/** Builds the demo that needs no server, and serves it for the tests of a `describe`. */
export function useDemoAlone(): DemoAlone {
  const requests: string[] = [];
  let port = 0;
  let stop: (() => void) | undefined;
  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-'));
    execFileSync(process.execPath, ['scripts/docs/build-demo.mjs', join(folder, path)], { cwd: root });
    const host = new Hono();
    host.use(async ({ req }, next) => {
      requests.push(`${req.method} ${req.path}`);
      await next();
    });
    host.get('*', serveStatic({ root: folder }));
    const server = await listen(host.fetch);
    port = server.port;
    stop = () => {
      server.close();
      rmSync(folder, { recursive: true });
    };
  });
  after(() => stop?.());
  return {
    requests,
    get port() {
      return port;
    },
    get url() {
      return `http://localhost:${port}${path}`;
    },
  };
}
