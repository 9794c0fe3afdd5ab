import type { RedirectSettings } from './redirect-settings.js';

/**
 * Returns the policy of a page. It allows only files that the sandbox serves: no inline script or style, and nothing from
 * another server. It has no `frame-ancestors`, because other sites must be able to embed Link.
 *
 * @param redirectSettings The settings of the token. A form may lead to the origin of their `url`. Chrome also checks
 *   `form-action` for the redirects that follow a form.
 */
export function contentSecurityPolicy(redirectSettings?: RedirectSettings): string {
  const target = redirectSettings && new URL(redirectSettings.url).origin;
  // The host in a URL can have characters that end the directive, such as `;`. Such a host cannot exist, so the policy leaves it
  // out.
  const formAction = target && /^https?:\/\/[\w.-]+(:\d+)?$/.test(target) ? `'self' ${target}` : "'self'";
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action ${formAction}; base-uri 'none'`;
}

/**
 * The headers of every response. The addresses of Link contain the Link Token. So browsers must not store the responses,
 * and must not send the addresses to other sites.
 */
export const defaultHeaders = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
