import type { LinkTokenRequest } from '../../junction/link-token.js';
import { type ReturnParameters, returnParameterNames } from '../../junction/return-parameters.js';
import { isIdentifier } from '../callback-arguments.js';
import { cleanText } from '../configuration/text.js';
import { readUrl } from '../configuration/url.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';

/**
 * The query string of a page to which hosted Link has returned. The address is
 * `<page>?<the site's own query>&junction_session=<return key>&<what Link appended>`.
 */
export interface ReturnQuery {
  /** The key of the launch, `LaunchRecord.returnKey`. */
  readonly returnKey: string;
  /** The part that Link appended. */
  readonly appended: string;
  /** The query string without our parameter and those of Link. */
  readonly siteQuery: string;
}

/** The parameters that Link appended. Each is an identifier, or empty when it is missing. */
export interface AppendedParameters {
  readonly state: string;
  /** Junction does not promise this parameter. */
  readonly provider: string;
  readonly error_type: string;
}

/**
 * Returns the fields of a token request that make hosted Link return to this page, or to the page that `return-url` names.
 *
 * @param returnKey The return page finds the record of the launch by this key.
 * @throws JunctionConnectError `configuration_invalid`
 */
export function returnRequestFields(
  returnKey: string,
  { returnUrl }: { readonly returnUrl: unknown },
  platform: Platform,
): LinkTokenRequest {
  const url = readUrl('return-url', cleanText(returnUrl) || platform.location.href, platform);
  if (url.origin !== platform.self.origin) throw configurationError('return-url', url, "a URL of the page's origin");
  const siteQuery = readReturnQuery(url.search)?.siteQuery ?? url.search;
  url.search = `${siteQuery && `${siteQuery}&`}junction_session=${returnKey}`;
  return { redirect_url: url.href, on_close: 'redirect', on_error: 'redirect' };
}

/** Matches our parameter and those of hosted Link. */
const reserved = new RegExp(`[?&](junction_session|${returnParameterNames.join('|')})=[^?&]*`, 'g');

/** Splits a query string at `junction_session`. Returns undefined when it does not have that parameter. */
export function readReturnQuery(search: string): ReturnQuery | undefined {
  const [, before, returnKey, appended] = /^(.*?)[?&]junction_session=(\w+)(.*)/.exec(search) ?? [];
  if (!returnKey) return undefined;
  const rest = appended!.replace(reserved, '');
  return { returnKey, appended: appended!, siteQuery: (before! + rest).replace(/^&/, '?') };
}

/** Reads the parameters that Link appended. A parameter that is repeated, or is not an identifier, counts as missing. */
export function readAppendedParameters(appended: string): AppendedParameters {
  const parameters = new URLSearchParams(appended);
  const read = (name: keyof ReturnParameters) => [parameters.getAll(name).join()].find(isIdentifier) ?? '';
  return { state: read('state'), provider: read('provider'), error_type: read('error_type') };
}
