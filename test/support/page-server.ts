/** Adds a local Junction at `/junction`, and the endpoints of the tests at `/test`, to the server of @web/test-runner. */
import { getRequestListener } from '@hono/node-server';
import { createLinkTokenHandler } from 'junction-connect/server';
import type { TestRunnerConfig } from '@web/test-runner';
import { createJunction } from './junction.js';
import { respondAtEndpoint } from './page-endpoints.mjs';

const basePath = '/junction';

/** Creates a local Junction, and a token endpoint for one user of it. Both answer with addresses at this origin. */
function createServers(origin: string) {
  const { sandbox, client, newUserId } = createJunction({ origin, basePath });
  let userId: Promise<string> | undefined;
  const getUserId = () => (userId ??= newUserId());
  return { sandbox, handleLinkToken: createLinkTokenHandler({ client, getUserId, methods: ['POST', 'GET'] }) };
}

/** Returns the middleware for the server of @web/test-runner. */
export function pageServer(): NonNullable<TestRunnerConfig['middleware']>[number] {
  const serversByOrigin = new Map<string, ReturnType<typeof createServers>>();

  const respond = async (request: Request): Promise<Response> => {
    const { origin, pathname } = new URL(request.url);
    const { sandbox, handleLinkToken } = serversByOrigin.get(origin) ?? createServers(origin);
    serversByOrigin.set(origin, { sandbox, handleLinkToken });
    if (pathname.startsWith(`${basePath}/`)) return sandbox(request);
    if (pathname === '/test/local-token') return handleLinkToken(request);
    return (await respondAtEndpoint(request)) ?? new Response('Not found', { status: 404 });
  };
  const listener = getRequestListener(respond, { overrideGlobalObjects: false });

  return async (context, next) => {
    if (!/^\/(junction\/|test\/(token|requests|release|local-token|script\/))/.test(context.path))
      return void (await next());
    context.respond = false; // Otherwise the test server would change the scripts.
    await listener(context.req, context.res);
  };
}
