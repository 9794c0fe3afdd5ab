import { Refusal } from './refusal.js';

/** The site that sent a request. */
export interface Sender {
  /**
   * The origins of the site that the endpoint belongs to: that of the request's URL, and that of the page. Behind a
   * proxy the two can differ.
   */
  readonly ownOrigins: readonly string[];
  /** The origin of the page, when it belongs to another site that is allowed. */
  readonly otherOrigin?: string;
}

/**
 * Checks an option that lists origins.
 *
 * @param option The name of the option
 * @throws TypeError when an origin is not written as browsers write it
 */
export function checkOrigins(origins: readonly string[], option: string): void {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new TypeError(
        `${option} must list origins such as https://www.example.com, without a path or a slash at the end. '${origin}' is not such an origin.`,
      );
  }
}

/**
 * Returns the site that sent a request, from headers that a browser sets and a page cannot change. A program that is not a
 * browser sends no such headers. It may send requests, because it has no cookies of a person.
 *
 * @param creator The function that creates the handler
 * @throws Refusal 403 for a page of a site that is not allowed
 */
export function identifySender({ headers, url }: Request, allowedOrigins: readonly string[], creator: string): Sender {
  const { origin: requestOrigin } = new URL(url);
  // Behind a proxy that ends TLS, the request's URL can have `http:` although the browser used `https:`. The origin of a URL
  // with another scheme is `null`. That is the origin of every sandboxed frame, too, so it is not the site's own.
  const ownOrigins = requestOrigin === 'null' ? [] : [requestOrigin, requestOrigin.replace(/^http:/, 'https:')];
  const origin = headers.get('Origin');
  const fetchSite = headers.get('Sec-Fetch-Site');
  if (origin && fetchSite !== 'same-origin' && allowedOrigins.includes(origin))
    return { ownOrigins, otherOrigin: origin };
  // Browsers from before 2023 do not send Sec-Fetch-Site. Browsers send it only to sites with TLS and to this machine. Without
  // it, a GET from a page of another site is served, because it has no Origin. That page cannot read the response.
  const isOwn = fetchSite
    ? fetchSite === 'same-origin' || fetchSite === 'none'
    : !origin || ownOrigins.includes(origin);
  if (!isOwn)
    throw new Refusal(
      403,
      'cross_site_request',
      `Requests from pages of other sites are refused. See the option allowedOrigins of ${creator}.`,
    );
  // A GET from the site's own page has no Origin. When the page sends no referrer, Firefox sends the Origin `null` with a
  // POST. Then the Referer tells the origin of the page, if the request asks for it, as the element does.
  const hasOrigin = origin && origin !== 'null';
  const pageAddress = hasOrigin ? origin : fetchSite === 'same-origin' ? headers.get('Referer') : null;
  return {
    ownOrigins: pageAddress && URL.canParse(pageAddress) ? [...ownOrigins, new URL(pageAddress).origin] : ownOrigins,
  };
}

/** Returns the headers that let a page of an allowed origin send requests and read the responses. */
export const corsHeaders = (origin: string): Record<string, string> => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': 'Retry-After',
});

/**
 * Returns the headers that a preflight request of an allowed origin asks for. They allow the names of headers that the request
 * lists. If the list is malformed, or too long for some proxies, they allow none.
 */
export function preflightHeaders({ headers }: Request, methods: readonly string[]): Record<string, string> {
  const names = headers.get('Access-Control-Request-Headers') ?? '';
  return {
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': /^[\w!#$%&'*+.^`|~, -]{0,1024}$/.test(names) ? names : '',
    'Access-Control-Max-Age': '600',
  };
}
