import type { LinkTokenRequest } from '../../junction/link-token.js';
import { type ReturnParameters, returnParameterNames } from '../../junction/return-parameters.js';
import { isWord } from '../callback-arguments.js';
import { textOf } from '../configuration/text.js';
import { readUrl } from '../configuration/url.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';

/** What hosted Link brought back. The address is `<page>?<the site's own>&junction_session=<name>&<what Link appended>`. */
export interface Return {
  /** The launch that it answers. */
  readonly name: string;
  /** What Link appended. */
  readonly outcome: string;
  /** The query string without what is ours and Link's. */
  readonly search: string;
}

/** What can be read from an outcome: words, empty where they are missing. */
export interface ReturnFields {
  readonly state: string;
  /** Not promised by Junction. */
  readonly provider: string;
  readonly error_type: string;
}

/**
 * The fields of a token request that bring hosted Link back to this page, or to the one that `return-url` names.
 *
 * @param name says there which launch it was
 * @throws JunctionConnectError `configuration_invalid`
 */
export function requestReturn(
  name: string,
  { returnUrl }: { readonly returnUrl: unknown },
  platform: Platform,
): LinkTokenRequest {
  const url = readUrl('return-url', textOf(returnUrl) || platform.location.href, platform);
  if (url.origin !== platform.self.origin) throw configurationError('return-url', url, "a URL of the page's origin");
  const { search } = readReturn(url.search) ?? url;
  url.search = `${search && `${search}&`}junction_session=${name}`;
  return { redirect_url: url.href, on_close: 'redirect', on_error: 'redirect' };
}

/** Our parameter, and those of hosted Link. */
const parameters = new RegExp(`[?&](junction_session|${returnParameterNames.join('|')})=[^?&]*`, 'g');

/** Reads a query string; undefined when nothing of ours is in it. */
export function readReturn(search: string): Return | undefined {
  const [, before, name, outcome] = /^(.*?)[?&]junction_session=(\w+)(.*)/.exec(search) ?? [];
  if (!name) return undefined;
  const rest = outcome!.replace(parameters, '');
  return { name, outcome: outcome!, search: (before! + rest).replace(/^&/, '?') };
}

/** Reads what Link appended. A field that is repeated, or holds more than a word, says nothing. */
export function readOutcome(outcome: string): ReturnFields {
  const appended = new URLSearchParams(outcome);
  const read = (field: keyof ReturnParameters) => [appended.getAll(field).join()].find(isWord) ?? '';
  return { state: read('state'), provider: read('provider'), error_type: read('error_type') };
}
