import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createSandbox } from 'junction-connect/sandbox';

/** What the plugin has asked of Junction's API. */
interface Asked {
  readonly path: string;
  readonly key: string | null;
  readonly body: Record<string, unknown>;
}

interface SandboxState {
  users: { user_id: string; client_user_id: string; providers: { slug: string }[] }[];
  link_tokens: unknown[];
}

/** A local Junction at a port of its own: PHP is in another process. */
export async function startJunction() {
  const server = createServer((request, response) => void listen(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const sandbox = createSandbox({ origin });

  const listen = getRequestListener(async (request) => {
    const { pathname: path } = new URL(request.url);
    if (!path.startsWith('/v2/')) return sandbox(request);
    const body = (await request.clone().json()) as Asked['body'];
    junction.asked.push({ path, key: request.headers.get('x-vital-api-key'), body });
    const answer = (await junction.answer?.(path)) ?? (await sandbox(request));
    const given = /"link_token":"(.+?)"/.exec(await answer.clone().text());
    if (given) junction.tokens.push(given[1]!);
    return answer;
  });

  const junction = {
    origin,
    asked: [] as Asked[],
    /** Link Tokens that it has given, ever. */
    tokens: [] as string[],
    /** Answers in its place, where it gives something. */
    answer: undefined as ((path: string) => Response | undefined | Promise<Response | undefined>) | undefined,
    state: async () => (await sandbox(new Request(`${origin}/_sandbox/state`))).json() as Promise<SandboxState>,
    /** Forgets everything, as if every user had been deleted. */
    async reset() {
      await sandbox(new Request(`${origin}/_sandbox/reset`, { method: 'POST' }));
      junction.asked.length = 0;
      junction.answer = undefined;
    },
    async expireTokens() {
      await sandbox(new Request(`${origin}/_sandbox/expire-tokens`, { method: 'POST' }));
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return junction;
}

export type Junction = Awaited<ReturnType<typeof startJunction>>;
