/** Mounts the local Junction at `/junction`, and the endpoints of the tests under `/test`, in the test server. */
import { getRequestListener } from '@hono/node-server';
import { endpoints } from './endpoints.mjs';
import { localToken } from './local-token.mjs';

const basePath = '/junction';

/**
 * @param {(options: { origin: string, basePath: string }) => (request: Request) => Promise<Response>} createSandbox
 * @returns a Koa middleware
 */
export function testServer(createSandbox) {
  /** One local Junction for each origin: it names that origin in what it answers. */
  const sandboxes = new Map();
  const sandboxAt = (origin) => {
    if (!sandboxes.has(origin)) sandboxes.set(origin, createSandbox({ origin, basePath }));
    return sandboxes.get(origin);
  };

  const answer = (request) => {
    const { origin, pathname } = new URL(request.url);
    if (pathname.startsWith(`${basePath}/`)) return sandboxAt(origin)(request);
    if (pathname === '/test/local-token') return localToken(request, sandboxAt(origin), origin + basePath);
    return endpoints(request) ?? new Response('Not found', { status: 404 });
  };
  const listener = getRequestListener(answer, { overrideGlobalObjects: false });

  return async (context, next) => {
    if (!/^\/(junction\/|test\/(token|requests|release|local-token|script\/))/.test(context.path)) return next();
    context.respond = false; // As it is: the test server would rewrite the scripts.
    await listener(context.req, context.res);
  };
}
