import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that only this machine can reach. */
export interface LocalServer {
  readonly port: number;
  close(): void;
}

/** The addresses that `localhost` can mean. The system and the browser choose one of them. */
const addresses = { ipv4: '127.0.0.1', ipv6: '::1' };

/**
 * Starts a server that only this machine can reach.
 *
 * @param port 0 means any free port
 * @throws Error of the system, with its `code`, such as `EADDRINUSE`
 */
export async function listenLocally(listener: RequestListener, port: number): Promise<LocalServer> {
  const ipv4Server = await listen(listener, addresses.ipv4, port);
  const usedPort = (ipv4Server.address() as AddressInfo).port;
  const servers = [ipv4Server];
  try {
    servers.push(await listen(listener, addresses.ipv6, usedPort));
  } catch (error) {
    if (!isIPv6Missing(error)) {
      close(servers);
      // The port was free for IPv4, but not for IPv6: take another one.
      if (port === 0 && codeOf(error) === 'EADDRINUSE') return listenLocally(listener, port);
      throw error;
    }
  }
  return { port: usedPort, close: () => close(servers) };
}

async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(listener);
  server.listen(port, host);
  await once(server, 'listening'); // Rejects when an `error` event comes first.
  return server;
}

function close(servers: Server[]): void {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** Returns true when the system has no IPv6. */
const isIPv6Missing = (error: unknown) => ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error));
