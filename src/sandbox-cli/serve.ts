import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createSandbox } from '../sandbox.js';
import type { SandboxArguments } from './arguments.js';
import { type Listening, listenLocally, localHostnames } from './listen.js';

/** A sandbox that listens. */
export interface Served extends Listening {
  readonly origin: string;
  /** What webhooks are signed with; undefined when none are sent. */
  readonly webhookSecret: string | undefined;
}

/**
 * Starts the sandbox at localhost.
 *
 * @throws TypeError for an argument that cannot be, or Error of the system, with its `code`
 */
export async function serve({ port, ...given }: SandboxArguments): Promise<Served> {
  const { env, region, coop, providerParameter, slow, webhook: url } = given;
  const secret = url === undefined ? undefined : (given.webhookSecret ?? newSecret());
  const createListener = (origin: string) => {
    const sandbox = createSandbox({
      origin,
      providerParameter,
      ...(env && { env }),
      ...(region && { region }),
      ...(coop && { crossOriginOpenerPolicy: coop }),
      ...(slow !== undefined && { slowAnswer: slow }),
      ...(url !== undefined && { webhook: { url, ...(secret !== undefined && { secret }) } }),
    });
    return getRequestListener((request) => (isLocal(request) ? sandbox(request) : misdirected()), {
      overrideGlobalObjects: false,
    });
  };
  createListener('http://localhost'); // Tells what is wrong with the arguments before anything listens.

  // Which port it is, and with it the origin, is known once it listens: what is asked before that waits.
  let start: ((listener: RequestListener) => void) | undefined;
  const listener = new Promise<RequestListener>((resolve) => (start = resolve));
  const server = await listenLocally((...exchange) => void listener.then((answer) => answer(...exchange)), port);
  const origin = `http://localhost:${server.port}`;
  const answer = createListener(origin);
  start?.((...exchange) => void answer(...exchange));
  return { ...server, origin, webhookSecret: secret };
}

/**
 * Returns true when the request names this machine. Another site could point a name of its own at this machine (DNS
 * rebinding), and its pages could then use the sandbox.
 */
const isLocal = (request: Request) => localHostnames.includes(new URL(request.url).hostname);

const misdirected = () => new Response('This host is not served here', { status: 421 });

/** As Svix makes them: 24 random bytes. */
const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
