import type { RedirectSettings } from './redirect-settings.js';

/**
 * Only what is served here may act in a page: no inline script or style, nothing from elsewhere. Frames are allowed
 * (no `frame-ancestors`), since being embedded is what Link is for.
 *
 * @param redirect where forms may lead: Chrome asks `form-action` about the redirects that follow a form, too
 */
export function contentSecurityPolicy(redirect?: RedirectSettings): string {
  const target = redirect && new URL(redirect.url).origin;
  // A host may hold characters that would end the directive; one of these exists nowhere, and is not named.
  const formAction = target && /^https?:\/\/[\w.-]+(:\d+)?$/.test(target) ? `'self' ${target}` : "'self'";
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action ${formAction}; base-uri 'none'`;
}

/** Of every answer. Addresses hold the Link Token: they are neither stored nor told to other sites. */
export const headers = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
