import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `localhost` can mean either of them: the system and the browser decide. */
const addresses = ['127.0.0.1', '::1'];

/** The names at which a browser reaches this server, as `URL` writes them. */
export const localHostnames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** A server that listens at both loopback addresses. */
export interface LocalServer {
  readonly port: number;
  close(): void;
}

/**
 * Listens at both loopback addresses, and at no other. If it had only one, another program could answer at the other.
 *
 * @param port 0 chooses a free port.
 * @throws Error of the system, with its `code`, such as `EADDRINUSE`.
 */
export async function listenLocally(listener: RequestListener, port: number): Promise<LocalServer> {
  const servers: Server[] = [];
  const close = () =>
    servers.forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
  let taken = port;
  for (const address of addresses) {
    const server = createServer(listener).listen(taken, address);
    try {
      await once(server, 'listening'); // Rejects when the server emits an error instead.
    } catch (error) {
      if (servers.length > 0 && hasNoSuchAddress(error)) continue; // A machine without IPv6.
      close();
      if (port === 0 && codeOf(error) === 'EADDRINUSE') return listenLocally(listener, port); // It was free at one address.
      throw error;
    }
    taken = (server.address() as AddressInfo).port;
    servers.push(server);
  }
  return { port: taken, close };
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

const hasNoSuchAddress = (error: unknown) => ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error));
