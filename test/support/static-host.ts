import { after, before } from 'node:test';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { listen } from './listen.js';

/** A server that has only files, like a static host. */
export interface StaticHost {
  readonly origin: string;
  /** The address of the folder. */
  readonly url: string;
  readonly port: number;
  /** The methods and paths of the requests that have reached the host. */
  readonly requests: string[];
}

/**
 * Serves a folder for the tests of a `describe`.
 *
 * @param path The path at which the host has the folder, with a slash at both ends.
 * @param build Makes the folder, and returns its path.
 */
export function useStaticHost(path: string, build: () => string): StaticHost {
  const requests: string[] = [];
  let port = 0;
  let stop: (() => void) | undefined;
  before(async () => {
    const folder = build();
    const host = new Hono();
    host.use(async ({ req }, next) => {
      requests.push(`${req.method} ${req.path}`);
      await next();
    });
    host.get(`${path}*`, serveStatic({ root: folder, rewriteRequestPath: (name) => `/${name.slice(path.length)}` }));
    const server = await listen(host.fetch);
    port = server.port;
    stop = () => server.close();
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
    get origin() {
      return `http://localhost:${port}`;
    },
  };
}
