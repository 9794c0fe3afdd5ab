import type { MiddlewareHandler } from 'hono';
import type { SandboxIdentity } from '../identity.js';
import { isLoopback } from '../loopback.js';

/**
 * Keeps the pages of other sites out: a browser says where a request comes from, and whatever is not one says nothing.
 * A site that points a name of its own at this machine (DNS rebinding) is known by that name.
 */
export function localOnly({ origin }: SandboxIdentity): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const site = context.req.header('sec-fetch-site') ?? 'none';
    const asker = context.req.header('origin');
    const isOurs = isLoopback(url.hostname) || url.origin === origin;
    if (isOurs && /^(same-origin|none)$/.test(site) && (asker === undefined || [origin, url.origin].includes(asker)))
      return next();
    return context.json({ detail: 'The control API does not answer to pages of other sites' }, 403);
  };
}
