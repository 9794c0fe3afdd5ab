import type { MiddlewareHandler } from 'hono';
import type { AllowedHosts } from '../allowed-hosts.js';
import type { SandboxIdentity } from '../identity.js';

/**
 * Returns a middleware that refuses requests from pages of other sites. A browser names the origin of the page in its
 * headers. A program that is not a browser sends no such headers, and may use the control API. A request for a host that is
 * not known is refused, too, because any site can send it by DNS rebinding.
 */
export function refuseOtherSites({ origin }: SandboxIdentity, hosts: AllowedHosts): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const fetchSite = context.req.header('sec-fetch-site') ?? 'none';
    const pageOrigin = context.req.header('origin');
    if (
      hosts.isKnown(context.req.raw) &&
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
