import type { LinkTokenRequest } from '../../junction/link-token.js';
import { type ReturnParameters, returnParameterNames } from '../../junction/return-parameters.js';
import { isWord } from '../callback-arguments.js';
import { textOf } from '../configuration/text.js';
import { readUrl } from '../configuration/url.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';

/**
 * The query string of a page to which hosted Link has returned. The address is
 * `<page>?<the site's own query>&junction_session=<name>&<what Link appended>`.
 */
export interface ReturnQuery {
  /** The name of the launch. */
  readonly name: string;
  /** The part that Link appended. */
  readonly appended: string;
  /** The query string without our parameter and those of Link. */
  readonly siteQuery: string;
}

/** The parameters in the appended part. Each is a word, or empty when it is missing. */
export interface AppendedWords {
  readonly state: string;
  /** Not promised by Junction. */
  readonly provider: string;
  readonly error_type: string;
}

/**
 * Returns the fields of a token request that bring hosted Link back to this page, or to the one that `return-url` names.
 *
 * @param name The name of the launch. The return page finds its record by it.
 * @throws JunctionConnectError `configuration_invalid`
 */
export function returnRequestFields(
  name: string,
  { returnUrl }: { readonly returnUrl: unknown },
  platform: Platform,
): LinkTokenRequest {
  const url = readUrl('return-url', textOf(returnUrl) || platform.location.href, platform);
  if (url.origin !== platform.self.origin) throw configurationError('return-url', url, "a URL of the page's origin");
  const siteQuery = readReturnQuery(url.search)?.siteQuery ?? url.search;
  url.search = `${siteQuery && `${siteQuery}&`}junction_session=${name}`;
  return { redirect_url: url.href, on_close: 'redirect', on_error: 'redirect' };
}

/** Matches our parameter and those of hosted Link. */
const reserved = new RegExp(`[?&](junction_session|${returnParameterNames.join('|')})=[^?&]*`, 'g');

/** Splits a query string at `junction_session`. Returns undefined when it does not have that parameter. */
export function readReturnQuery(search: string): ReturnQuery | undefined {
  const [, before, name, appended] = /^(.*?)[?&]junction_session=(\w+)(.*)/.exec(search) ?? [];
  if (!name) return undefined;
  const rest = appended!.replace(reserved, '');
  return { name, appended: appended!, siteQuery: (before! + rest).replace(/^&/, '?') };
}

/** Reads what Link appended. A parameter that is repeated, or holds more than a word, counts as missing. */
export function readAppended(appended: string): AppendedWords {
  const parameters = new URLSearchParams(appended);
  const read = (name: keyof ReturnParameters) => [parameters.getAll(name).join()].find(isWord) ?? '';
  return { state: read('state'), provider: read('provider'), error_type: read('error_type') };
}
