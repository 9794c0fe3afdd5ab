import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

export type Respond = (request: Request) => Response | Promise<Response>;

export interface RunningServer {
  readonly port: number;
  readonly close: () => void;
}

/** Starts a server at a free port. Only this machine can reach it. */
export async function listen(respond: Respond): Promise<RunningServer> {
  const listener = getRequestListener(respond, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  // The server never closes an idle connection. Otherwise a browser may send a request at that moment, and it does not
  // send a POST request again.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Returns a port at which nothing listens, so that a browser cannot connect to it. */
export async function findClosedPort(): Promise<number> {
  const { port, close } = await listen(() => new Response());
  close();
  return port;
}
