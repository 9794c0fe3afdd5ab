import type { LinkTokenRequest } from '../../junction/link-token.js';
import type { ReturnParameters } from '../../junction/return-parameters.js';
import { attempt } from '../attempt.js';
import { isIdentifier } from '../callback-arguments.js';
import { cleanText } from '../configuration/text.js';
import { readUrl, withoutCredentials } from '../configuration/url.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import { reservedParts, withoutReserved } from './reserved-parameters.js';

/**
 * The name of our parameter with the site's own query and fragment. The return address has it only when they cannot be
 * restored without it. They are not stored in the tab, because an address can name a provider.
 */
const siteAddressName = 'junction_address';

/** The longest return address, in characters. The token endpoint of this package refuses a longer one. */
const maxAddressLength = 4096;

/** The return of hosted Link, as the address of the return page has it. */
export interface AddressedReturn {
  /** The key of the launch, `LaunchRecord.returnKey`. */
  readonly returnKey: string;
  /** Link's parameters, as a query without `?`. The query is empty when no parameter can be read. */
  readonly outcome: string;
}

/** The address of a return page as the site has written it. */
export interface RestoredAddress {
  readonly url: URL;
  /** True when the server has not seen the whole query, because the return address did not have it. */
  readonly isNewForServer: boolean;
}

/** Link's parameters. Each is an identifier, or empty when it is missing. */
export interface OutcomeParameters {
  readonly state: string;
  /** Junction does not promise this parameter. */
  readonly provider: string;
  readonly error_type: string;
}

/**
 * Returns the fields of a token request that make hosted Link return to this page, or to the page that `return-url` names.
 *
 * Junction does not document how Link adds its parameters. Link may overwrite the site's own parameters with the same names.
 * So the return address does not have them, and `restoreAddress` adds them again.
 *
 * @param returnKey The return page finds the record of the launch by this key.
 * @throws JunctionConnectError `configuration_invalid`
 */
export function returnRequestFields(
  returnKey: string,
  { returnUrl }: { readonly returnUrl: unknown },
  platform: Platform,
): LinkTokenRequest {
  const address = cleanText(returnUrl) || withoutCredentials(new URL(platform.location.href)).href;
  const url = readUrl('return-url', address, platform);
  if (url.origin !== platform.self.origin) throw configurationError('return-url', url, "a URL of the page's origin");
  const rest = withoutReserved(url);
  // When Link has returned to this address before, all its parameters with reserved names come from Link.
  const site = readReturn(url.href) ? rest : { search: url.search, hash: url.hash };
  const isUnchanged = rest.search === site.search && rest.hash === site.hash;
  const copy = isUnchanged && isSorted(site.search) ? '' : site.search + site.hash;
  const setQuery = (...parameters: string[]) => (url.search = [rest.search, ...parameters].filter(Boolean).join('&'));
  const session = `junction_session=${returnKey}`;
  url.hash = rest.hash;
  if (copy) setQuery(`${siteAddressName}=${encodeURIComponent(copy)}`, session);
  if (!copy || url.href.length > maxAddressLength) setQuery(session);
  return { redirect_url: url.href, on_close: 'redirect', on_error: 'redirect' };
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

/** Returns the address of a return page without our parameters and those of Link, as the site has written it. */
export function restoreAddress(address: string): RestoredAddress {
  const url = new URL(address);
  const search = splitAppendedText(url.search);
  const rest = withoutReserved({ search, hash: url.hash });
  Object.assign(url, rest);
  const copy = new URLSearchParams(search).get(siteAddressName);
  const site = copy && attempt(() => new URL(copy, 'https://site.example'));
  if (!site) return { url, isNewForServer: false };
  const expected = withoutReserved(site);
  const removed = reservedParts(site.search);
  // The server may have redirected to an address with another query. Then only the site's removed parameters are added.
  if (sorted(rest.search) === sorted(expected.search)) url.search = site.search;
  else url.search = [rest.search, ...removed].filter(Boolean).join('&');
  if (rest.hash === expected.hash) url.hash = site.hash;
  return { url, isNewForServer: removed.length > 0 };
}

/** Replaces a second `?` by `&`. Link may append its parameters with `?` behind `junction_session`, the last of the query. */
const splitAppendedText = (search: string): string => search.replace(/([?&]junction_session=\w+)\?/, '$1&');

/** Returns true for a query that stays as it is when its parameters are sorted and encoded again. */
const isSorted = (search: string): boolean => sorted(search) === search.slice(1);

/** Returns the parameters of a query in one order and one encoding. */
function sorted(search: string): string {
  const parameters = new URLSearchParams(search);
  parameters.sort();
  return parameters.toString();
}
