import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createSandbox } from '../../sandbox.js';
import type { SandboxArguments } from './arguments.js';
import { listenLocally, type LocalServer } from './listen.js';

/** A sandbox that runs on this machine. */
export interface SandboxServer extends LocalServer {
  readonly origin: string;
  /** The secret that signs the webhooks; undefined when none are sent. */
  readonly webhookSecret: string | undefined;
}

/**
 * Starts the sandbox at localhost.
 *
 * @throws TypeError for an invalid option, or Error of the system, with its `code`
 */
export async function serve({ port, ...options }: SandboxArguments): Promise<SandboxServer> {
  const { env, region, coop, providerParameter, slowMs, listingDelayMs, historicalPullMs, webhook: url } = options;
  const secret = url === undefined ? undefined : (options.webhookSecret ?? createSecret());
  const createListener = (origin: string) => {
    const sandbox = createSandbox({
      origin,
      providerParameter,
      ...(env && { env }),
      ...(region && { region }),
      ...(coop && { crossOriginOpenerPolicy: coop }),
      ...(slowMs !== undefined && { slowAnswer: slowMs }),
      ...(listingDelayMs !== undefined && { listingDelayMs }),
      ...(historicalPullMs !== undefined && { historicalPullMs }),
      ...(url !== undefined && { webhook: { url, ...(secret !== undefined && { secret }) } }),
    });
    return getRequestListener(sandbox, { overrideGlobalObjects: false });
  };
  createListener('http://localhost'); // Throws for an invalid option before the server starts.

  // The port, and with it the origin, is known only when the server listens. A request that arrives
  // earlier waits for it.
  let setListener: ((listener: RequestListener) => void) | undefined;
  const listenerReady = new Promise<RequestListener>((resolve) => (setListener = resolve));
  const server = await listenLocally(
    (request, response) => void listenerReady.then((listener) => listener(request, response)),
    port,
  );
  const origin = `http://localhost:${server.port}`;
  const listener = createListener(origin);
  setListener?.((request, response) => void listener(request, response));
  return { ...server, origin, webhookSecret: secret };
}

/** Returns a new secret of 24 random bytes, as Svix makes them. */
const createSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
