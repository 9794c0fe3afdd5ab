import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { localHostnames } from './listen.js';

const self = "'self'";

/** Where the real Link lives: https://link.tryvital.io, and what it may show. */
const linkScripts = ['https://link.tryvital.io'];
const linkHosts = ['https://*.tryvital.io', 'https://*.junction.com'];

/**
 * A page of the demo may run and show what the demo serves, the local Junction included, and nothing else.
 *
 * @param usesRealLink also what lives at Junction's hosts. What Link puts into a page is not documented: inline styles
 * and pictures from its hosts are allowed, inline scripts are not.
 */
export function pageHeaders({ usesRealLink }: { usesRealLink: boolean }): MiddlewareHandler {
  const ifReal = (...sources: string[]) => (usesRealLink ? sources : []);
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [self, ...ifReal(...linkScripts)],
      styleSrc: [self, ...ifReal("'unsafe-inline'")],
      imgSrc: [self, ...ifReal(...linkHosts)],
      connectSrc: [self, ...ifReal(...linkHosts)],
      frameSrc: [self, ...ifReal(...linkHosts)],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: false, // A sign-in in a window of its own has to find its opener.
    strictTransportSecurity: false, // Served without TLS, to this machine alone.
  });
}

/**
 * Answers only to the names of this machine. Another site could point a name of its own here (DNS rebinding), and would
 * then be taken for the page.
 */
export const localHostsOnly: MiddlewareHandler = async (context, next) => {
  const { hostname } = new URL(context.req.url);
  if (!localHostnames.includes(hostname)) return context.text('This host is not served here', 421);
  await next();
};
