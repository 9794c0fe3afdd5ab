import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Configuration } from './configuration.js';
import type { SettingSource } from './setting-source.js';
import { cleanText } from './text.js';

/** Matches the headers that frameworks use for a CSRF token: of WordPress, of ASP.NET, and those with `csrf` or `xsrf`. */
const csrfHeaders = /csrf|xsrf|^x-wp-nonce$|^(x-)?requestverificationtoken$/i;

/**
 * Reads the name of the header for the CSRF token. Markup may name only a header for such a token. With another header,
 * such as `X-HTTP-Method-Override`, it could change what the request does.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readCsrfHeader(
  { csrfHeader }: Pick<Configuration, 'csrfHeader'>,
  sourceOf: (setting: 'csrfHeader') => SettingSource,
): string {
  const name = cleanText(csrfHeader) || 'X-CSRF-Token';
  if (!attempt(() => new Headers([[name, '']]))) throw configurationError('csrf-header', name, 'the name of a header');
  if (sourceOf('csrfHeader') === 'page' || csrfHeaders.test(name)) return name;
  throw configurationError(
    'csrf-header',
    name,
    'a name with csrf or xsrf, or X-WP-Nonce, RequestVerificationToken or X-RequestVerificationToken. A script may assign another name to the property csrfHeader',
  );
}
