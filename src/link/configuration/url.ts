import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import { cleanText } from './text.js';

/**
 * Reads an attribute whose value is an http(s) URL. The URL may be relative to the document. It never has a user name or a
 * password: `fetch` refuses them, and other sites must not get them.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readUrl(attribute: string, value: unknown, { document }: Platform): URL {
  const text = cleanText(value);
  // A page that was opened with a password has it in `baseURI`.
  const base = attempt(() => withoutCredentials(new URL(document.baseURI)));
  const url = attempt(() => new URL(text, base))!;
  if (!text || !/^https?:/.test(url?.href)) throw configurationError(attribute, text, 'an http(s) URL');
  if (url.username || url.password) {
    // The message must not quote the password.
    throw configurationError(attribute, withoutCredentials(url), 'this URL without a user name and a password');
  }
  return url;
}

/** Removes the user name and the password from a URL, and returns it. */
export function withoutCredentials(url: URL): URL {
  url.username = url.password = '';
  return url;
}
