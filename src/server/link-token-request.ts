import type { LinkTokenRequest } from '../junction/link-token.js';
import { invalid } from './refusal.js';
import { isSlug } from './slug.js';

/** The values that a site allows in a token request. */
export interface Allowed {
  /** The slugs of the providers; undefined allows all. */
  readonly providers: readonly string[] | undefined;
  /** The origins that hosted Link may return to. */
  readonly redirectOrigins: readonly string[];
}

/** The number of slugs that a list may have. Junction's enumeration has about 40. */
const maxListLength = 100;
const maxUrlLength = 4096;

const readers: Record<keyof LinkTokenRequest, (value: unknown, field: string, allowed: Allowed) => unknown> = {
  provider: readSlug,
  filter_on_providers: readSlugs,
  redirect_url: readRedirectUrl,
  on_close: readRedirect,
  on_error: readRedirect,
};

/**
 * Returns the fields of a token request, checked. A field that is null counts as missing. An unknown field is refused, and so
 * is `user_id`: only the server knows the user.
 *
 * @param ignoreUnknown True for a query string, which may have parameters of the site's own. `user_id` is refused there, too.
 * @throws Refusal 400 that names the field
 */
export function readLinkTokenRequest(
  fields: Record<string, unknown>,
  allowed: Allowed,
  ignoreUnknown: boolean,
): LinkTokenRequest {
  const request: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const read = Object.hasOwn(readers, field) ? readers[field as keyof LinkTokenRequest] : undefined;
    if (!read && (field === 'user_id' || !ignoreUnknown))
      throw invalid(`${quote(field)} is not a field of a token request. Remove it.`);
    if (read && value != null) request[field] = read(value, field, allowed);
  }
  // When the page names no provider, Link would also list providers that the site does not allow.
  if (allowed.providers && !request.provider && !request.filter_on_providers)
    request.filter_on_providers = [...allowed.providers];
  return request;
}

function readSlug(value: unknown, field: string, { providers }: Allowed): string {
  if (!isSlug(value)) throw invalid(`${field} must name a provider by its slug, such as "oura"`);
  if (providers && !providers.includes(value))
    throw invalid(
      `${field} names a provider that this site does not allow. See the option allowedProviders of createLinkTokenHandler.`,
    );
  return value;
}

function readSlugs(value: unknown, field: string, allowed: Allowed): string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > maxListLength)
    throw invalid(`${field} must be a list of 1 to ${maxListLength} slugs of providers`);
  return [...new Set(value.map((slug) => readSlug(slug, field, allowed)))];
}

function readRedirectUrl(value: unknown, field: string, { redirectOrigins }: Allowed): string {
  const url =
    typeof value === 'string' && value.length <= maxUrlLength && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw invalid(
      `${field} must be an absolute http(s) URL of at most ${maxUrlLength} characters, without a user name or password`,
    );
  if (!redirectOrigins.includes(url.origin))
    throw invalid(
      `${field} has an origin that is not allowed. See the option allowedRedirectOrigins of createLinkTokenHandler.`,
    );
  return url.href;
}

function readRedirect(value: unknown, field: string): string {
  if (value !== 'redirect') throw invalid(`${field} must be "redirect", or left out`);
  return value;
}

/** Returns the beginning of a text from a request, short enough for an error. */
const quote = (text: string) => JSON.stringify(text.slice(0, 40));
