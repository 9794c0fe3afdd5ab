import type { MiddlewareHandler } from 'hono';
import type { SandboxIdentity } from '../identity.js';
import { isLoopback } from '../loopback.js';

/**
 * Returns a middleware that refuses requests from pages of other sites. A browser names the origin of the page in its
 * headers. A program that is not a browser sends no such headers, and may use the control API. A site can point one of its
 * own host names at this machine (DNS rebinding). Such a request has that host name, and is refused, too.
 */
export function refuseOtherSites({ origin }: SandboxIdentity): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const fetchSite = context.req.header('sec-fetch-site') ?? 'none';
    const pageOrigin = context.req.header('origin');
    const isOwnHost = isLoopback(url.hostname) || url.origin === origin;
    if (
      isOwnHost &&
      /^(same-origin|none)$/.test(fetchSite) &&
      (pageOrigin === undefined || [origin, url.origin].includes(pageOrigin))
    )
      return next();
    return context.json(
      {
        detail: `The control API refuses requests from pages of other sites. Call it at ${origin}, from a test or a server.`,
      },
      403,
    );
  };
}
