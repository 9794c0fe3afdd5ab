import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import { cleanText, withoutUserInfo } from './text.js';
import { unshadowed } from '../unshadowed.js';

/**
 * Reads an attribute whose value is an http(s) URL. The URL may be relative to the document. A URL with a user name or a
 * password is an error, because `fetch` refuses it, and other sites must not get the password.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readUrl(attribute: string, value: unknown, { document }: Platform): URL {
  const text = cleanText(value);
  // If the page was opened with a password in its address, `baseURI` has the password, too.
  const base = attempt(() => withoutCredentials(new URL(unshadowed(document).baseURI)));
  const url = attempt(() => new URL(text, base))!;
  // The messages must not quote a password, or a query with the id of a user.
  if (!text || !/^https?:/.test(url?.href))
    throw configurationError(attribute, withoutUserInfo(text).replace(/[?#].*$/s, ''), 'an http(s) URL');
  if (url.username || url.password) {
    throw configurationError(attribute, withoutCredentials(url), 'this URL without a user name and a password');
  }
  return url;
}

/** Removes the user name and the password from a URL, and returns it. */
export function withoutCredentials(url: URL): URL {
  url.username = url.password = '';
  return url;
}
