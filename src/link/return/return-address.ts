import type { LinkTokenRequest } from '../../junction/link-token.js';
import type { ReturnParameters } from '../../junction/return-parameters.js';
import { attempt } from '../attempt.js';
import { isIdentifier } from '../callback-arguments.js';
import { cleanText } from '../configuration/text.js';
import { readUrl, withoutCredentials } from '../configuration/url.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import { reservedParts, type SiteAddress, withoutReserved } from './reserved-parameters.js';

/** The page that hosted Link returns to. */
export interface ReturnTarget {
  /** The fields of the token request that make Link return to this page. */
  readonly fields: LinkTokenRequest;
  readonly siteAddress: SiteAddress;
}

/** The return of hosted Link, as the address of the return page has it. */
export interface AddressedReturn {
  /** The key of the launch, `LaunchRecord.returnKey`. */
  readonly returnKey: string;
  /** Link's parameters, as a query without `?`. The query is empty when no parameter can be read. */
  readonly outcome: string;
}

/** Link's parameters. Each is an identifier, or empty when it is missing. */
export interface OutcomeParameters {
  readonly state: string;
  /** Junction does not promise this parameter. */
  readonly provider: string;
  readonly error_type: string;
}

/**
 * Returns the target of a launch: this page, or the page that `return-url` names.
 *
 * Junction does not document how Link adds its parameters. Link may overwrite the site's own parameters with the same names.
 * So the target does not have them, and `restoreAddress` adds them again.
 *
 * @param returnKey The return page finds the record of the launch by this key.
 * @throws JunctionConnectError `configuration_invalid`
 */
export function returnTarget(
  returnKey: string,
  { returnUrl }: { readonly returnUrl: unknown },
  platform: Platform,
): ReturnTarget {
  const address = cleanText(returnUrl) || withoutCredentials(new URL(platform.location.href)).href;
  const url = readUrl('return-url', address, platform);
  if (url.origin !== platform.self.origin) throw configurationError('return-url', url, "a URL of the page's origin");
  const rest = withoutReserved(url);
  // When Link has returned to this address before, all its parameters with reserved names come from Link.
  const siteAddress = readReturn(url.href) ? rest : { search: url.search, hash: url.hash };
  url.search = `${rest.search ? `${rest.search}&` : '?'}junction_session=${returnKey}`;
  url.hash = rest.hash;
  return { fields: { redirect_url: url.href, on_close: 'redirect', on_error: 'redirect' }, siteAddress };
}

/** Reads the return of hosted Link in an address. Returns undefined when the address has no `junction_session`. */
export function readReturn(address: string): AddressedReturn | undefined {
  const url = attempt(() => new URL(address));
  const search = url && splitAppendedText(url.search);
  const returnKey = new URLSearchParams(search).get('junction_session');
  if (!url || !isIdentifier(returnKey)) return undefined;
  // Link may append its parameters as text. Then they can be at the end of the fragment.
  const parameters = readOutcomeParameters(`${search}&${url.hash.slice(1).replaceAll('?', '&')}`);
  const present = Object.entries(parameters).filter(([, value]) => value);
  return { returnKey, outcome: new URLSearchParams(present).toString() };
}

/**
 * Reads Link's parameters in a query. Ignores each value that is not an identifier, and each `state` but `success` and
 * `error`. A parameter with two different values counts as missing.
 */
export function readOutcomeParameters(query: string): OutcomeParameters {
  const parameters = new URLSearchParams(query);
  const read = (name: keyof ReturnParameters, isValid: (value: string) => boolean = isIdentifier) => {
    const [value = '', ...others] = new Set(parameters.getAll(name).filter(isValid));
    return others.length > 0 ? '' : value;
  };
  const isState = (value: string) => value === 'success' || value === 'error';
  return { state: read('state', isState), provider: read('provider'), error_type: read('error_type') };
}

/** Returns true when the parameters of an outcome, as a query, say that a device was connected. */
export const isSuccess = (outcome: string): boolean => readOutcomeParameters(outcome).state === 'success';

/**
 * Returns the address of a return page without `junction_session` and Link's parameters.
 *
 * @param siteAddress The site's own query and fragment, if they are known. They are restored exactly: Link may have changed
 *   the order or the encoding of the query.
 */
export function restoreAddress(address: string, siteAddress?: SiteAddress): URL {
  const url = new URL(address);
  const rest = withoutReserved({ search: splitAppendedText(url.search), hash: url.hash });
  Object.assign(url, rest);
  if (siteAddress) {
    const site = withoutReserved(siteAddress);
    // The server may have redirected to an address with another query. Then only the site's removed parameters are added.
    if (sorted(rest.search) === sorted(site.search)) url.search = siteAddress.search;
    else url.search = [rest.search, ...reservedParts(siteAddress.search)].filter(Boolean).join('&');
    if (rest.hash === site.hash) url.hash = siteAddress.hash;
  }
  return url;
}

/** Replaces a second `?` by `&`. Link may append its parameters with `?` behind `junction_session`, the last of the query. */
const splitAppendedText = (search: string): string => search.replace(/([?&]junction_session=\w+)\?/, '$1&');

/** Returns the parameters of a query in one order and one encoding. */
function sorted(search: string): string {
  const parameters = new URLSearchParams(search);
  parameters.sort();
  return parameters.toString();
}
