import { Refusal } from './refusal.js';

/** Where a request comes from, as far as it counts here. */
export interface Sender {
  /** The site itself, by the origin that the browser knows it by: behind a proxy the request's own URL may name another. */
  readonly own: readonly string[];
  /** An allowed site of another origin. */
  readonly foreign?: string;
}

/**
 * Tells requests of the site's own pages from those of others, by what browsers say and pages cannot forge. A program
 * that is no browser says nothing, and has no cookies of a person's to misuse.
 *
 * @throws Refusal 403
 */
export function identifySender({ headers, url }: Request, allowedOrigins: readonly string[]): Sender {
  const { origin: addressed } = new URL(url);
  // Behind a proxy that ends TLS, a request may look as if it came without.
  const own = [addressed, addressed.replace(/^http:/, 'https:')];
  const origin = headers.get('Origin');
  const site = headers.get('Sec-Fetch-Site');
  if (origin && site !== 'same-origin' && allowedOrigins.includes(origin)) return { own, foreign: origin };
  // Without Sec-Fetch-Site (a browser of before 2023, or a site without TLS) a GET may still be of another site's: it
  // sends no Origin, and cannot read the answer.
  const isOwn = site ? site === 'same-origin' || site === 'none' : !origin || own.includes(origin);
  if (!isOwn) throw new Refusal(403, 'cross_site_request', 'Requests from other sites are refused');
  // Nor does a GET of the site's own send it, but where it comes from.
  const page = origin ?? (site === 'same-origin' ? headers.get('Referer') : null);
  return { own: page && URL.canParse(page) ? [...own, new URL(page).origin] : own };
}

/** What lets an allowed site of another origin ask, and read the answer. */
export const corsHeaders = (origin: string): Record<string, string> => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': 'Retry-After',
});

/** What a preflight of an allowed site asks for. */
export const preflightHeaders = ({ headers }: Request, methods: readonly string[]): Record<string, string> => ({
  'Access-Control-Allow-Methods': methods.join(', '),
  'Access-Control-Allow-Headers': headers.get('Access-Control-Request-Headers') ?? '',
  'Access-Control-Max-Age': '600',
});
