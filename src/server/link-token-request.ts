import type { LinkTokenRequest } from '../junction/link-token.js';
import { invalid } from './refusal.js';

/** What a site lets its pages ask for. */
export interface Allowed {
  /** Slugs; undefined allows all. */
  readonly providers: readonly string[] | undefined;
  /** Where hosted Link may come back to. */
  readonly redirectOrigins: readonly string[];
}

/** Junction's enumeration has about 40; a list that is longer than this is no wish of a person's. */
const longestList = 100;
const longestUrl = 4096;

const readers: Record<keyof LinkTokenRequest, (value: unknown, field: string, allowed: Allowed) => unknown> = {
  provider: readSlug,
  filter_on_providers: readSlugs,
  redirect_url: readRedirectUrl,
  on_close: readRedirect,
  on_error: readRedirect,
};

/**
 * Checks every field that Junction is to be asked with. Whom the token is for is not among them: a `user_id` is refused
 * like every other field that is not known. Fields that are null count as unset.
 *
 * @param ignoresOthers for a query string, which may have parameters of the site's own
 * @throws Refusal 400 that names the field
 */
export function readLinkTokenRequest(
  fields: Record<string, unknown>,
  allowed: Allowed,
  ignoresOthers: boolean,
): LinkTokenRequest {
  const request: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const read = Object.hasOwn(readers, field) ? readers[field as keyof LinkTokenRequest] : undefined;
    if (!read && (field === 'user_id' || !ignoresOthers))
      throw invalid(`${quote(field)} is not a field of the request`);
    if (read && value != null) request[field] = read(value, field, allowed);
  }
  // Without a wish of the page's, Link would list what the site does not allow.
  if (allowed.providers && !request.provider && !request.filter_on_providers)
    request.filter_on_providers = [...allowed.providers];
  return request;
}

/** Whether a value has the shape of a provider's slug. */
export const isSlug = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9_]{1,64}$/.test(value);

function readSlug(value: unknown, field: string, { providers }: Allowed): string {
  if (!isSlug(value)) throw invalid(`${field} has to be a provider's slug`);
  if (providers && !providers.includes(value)) throw invalid(`${field} names a provider that is not allowed here`);
  return value;
}

function readSlugs(value: unknown, field: string, allowed: Allowed): string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > longestList)
    throw invalid(`${field} has to be a list of 1 to ${longestList} slugs`);
  return [...new Set(value.map((slug) => readSlug(slug, field, allowed)))];
}

function readRedirectUrl(value: unknown, field: string, { redirectOrigins }: Allowed): string {
  const url =
    typeof value === 'string' && value.length <= longestUrl && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw invalid(`${field} has to be an http(s) URL`);
  if (!redirectOrigins.includes(url.origin)) throw invalid(`${field} is of an origin that is not allowed here`);
  return url.href;
}

function readRedirect(value: unknown, field: string): string {
  if (value !== 'redirect') throw invalid(`${field} has to be "redirect"`);
  return value;
}

/** A stranger's text, short enough for an error. */
const quote = (text: string) => JSON.stringify(text.slice(0, 40));
