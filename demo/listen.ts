import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * `src/cli/sandbox/listen.ts` is much like this file. The package does not export it, and the demo imports only the package.
 */

/** The loopback addresses. The system and the browser decide which of them `localhost` is. */
const addresses = ['127.0.0.1', '::1'];

/** The host names by which a browser can reach this server, as `URL` writes them. */
export const localHostnames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** A server that listens at both loopback addresses. */
export interface LocalServer {
  readonly port: number;
  close(): void;
}

/**
 * Listens at both loopback addresses, and at no other. If it listened at only one of them, another program could answer at
 * the other.
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
  let usedPort = port;
  for (const address of addresses) {
    const server = createServer(listener).listen(usedPort, address);
    try {
      await once(server, 'listening'); // Rejects when the server emits an error instead.
    } catch (error) {
      if (servers.length > 0 && isAddressMissing(error)) continue; // This machine has no IPv6.
      close();
      // The system chose a port that was free at only one of the addresses.
      if (port === 0 && codeOf(error) === 'EADDRINUSE') return listenLocally(listener, port);
      throw error;
    }
    usedPort = (server.address() as AddressInfo).port;
    servers.push(server);
  }
  return { port: usedPort, close };
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

const isAddressMissing = (error: unknown) => ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error));
