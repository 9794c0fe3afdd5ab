import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface Listening {
  readonly port: number;
  close(): void;
}

/** `localhost` can mean either of them: the system and the browser decide. */
const addresses = { ipv4: '127.0.0.1', ipv6: '::1' };

/** The names at which a browser reaches this server, as `URL` writes them. */
export const localHostnames: readonly string[] = ['localhost', addresses.ipv4, `[${addresses.ipv6}]`];

/**
 * Listens to this machine alone.
 *
 * @param port 0 for any that is free
 * @throws Error of the system, with its `code`, such as `EADDRINUSE`
 */
export async function listenLocally(listener: RequestListener, port: number): Promise<Listening> {
  const first = await listen(listener, addresses.ipv4, port);
  const taken = (first.address() as AddressInfo).port;
  const servers = [first];
  try {
    servers.push(await listen(listener, addresses.ipv6, taken));
  } catch (error) {
    if (!isWithoutIPv6(error)) {
      close(servers);
      if (port === 0 && codeOf(error) === 'EADDRINUSE') return listenLocally(listener, port); // Free on one, not on both.
      throw error;
    }
  }
  return { port: taken, close: () => close(servers) };
}

async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(listener);
  server.listen(port, host);
  await once(server, 'listening'); // Rejects with the error, if that comes first.
  return server;
}

function close(servers: Server[]): void {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

const isWithoutIPv6 = (error: unknown) => ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error));
