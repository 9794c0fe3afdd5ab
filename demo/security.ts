import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { localHostnames } from './listen.js';

const self = "'self'";

/** The host of the real Link's script. */
const linkScripts = ['https://link.tryvital.io'];

/** The hosts that the real Link may connect to, and whose frames it may show. */
const linkHosts = ['https://*.tryvital.io', 'https://*.junction.com'];

/**
 * Returns the Content-Security-Policy of a page. The page may load only what the demo serves, the local Junction included.
 *
 * @param usesRealLink True allows Junction's hosts, too. It is not documented what Link puts into a page. So inline styles
 * are allowed, but no inline scripts. It is not documented either which hosts have the logos of the providers. So pictures
 * from all hosts are allowed.
 */
export function pagePolicy({ usesRealLink }: { usesRealLink: boolean }) {
  const ifReal = (...sources: string[]) => (usesRealLink ? sources : []);
  return {
    defaultSrc: ["'none'"],
    scriptSrc: [self, ...ifReal(...linkScripts)],
    styleSrc: [self, ...ifReal("'unsafe-inline'")],
    imgSrc: [self, ...ifReal('https:')],
    connectSrc: [self, ...ifReal(...linkHosts)],
    frameSrc: [self, ...ifReal(...linkHosts)],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  };
}

/** Returns a middleware that sets the security headers of a page. */
export const pageHeaders = (options: { usesRealLink: boolean }): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: pagePolicy(options),
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: false, // A sign-in window has to reach the page that opened it.
    strictTransportSecurity: false, // The demo is served without TLS, and only to this machine.
  });

/**
 * Refuses every request whose host is not a local name of this machine. Another site could make its own name point to this
 * machine (DNS rebinding). The demo would then take that site for its own page.
 */
export const localHostsOnly: MiddlewareHandler = async (context, next) => {
  const { hostname } = new URL(context.req.url);
  if (!localHostnames.includes(hostname))
    return context.text(`The demo answers only at ${localHostnames.join(', ')}`, 421);
  await next();
};
