import { configurationError } from '../errors.js';
import type { OutcomeType } from '../outcome.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { pageAttributes, pageSettings, type PageSettings } from './page-settings.js';
import type { SourceOf } from './setting-source.js';
import { cleanText, shorten } from './text.js';
import { readUrl } from './url.js';

/**
 * Reads the address of the token endpoint. An element that names none uses the first one of the page's list.
 *
 * A script of the page may assign any address. A placeholder may name only an address of the list. `<junction-connect>` in
 * markup may also name an address of an allowed origin, and without a list, an address of the page's own origin.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readTokenEndpoint(configuration: Configuration, sourceOf: SourceOf, platform: Platform): URL {
  const source = sourceOf('tokenEndpoint');
  if (source === 'page' && cleanText(configuration.tokenEndpoint))
    return readUrl('token-endpoint', configuration.tokenEndpoint, platform);
  const listed = [...pageSettings().tokenEndpoints].map((address) => readUrl('token-endpoint', address, platform));
  const [first] = listed;
  if (!cleanText(configuration.tokenEndpoint)) {
    if (first) return first;
    const advice = `Name it here, or ${allowAdvice('tokenEndpoints', '/api/link-token')}`;
    throw configurationError('token-endpoint', '', `an http(s) URL. ${advice}`);
  }
  const endpoint = readUrl('token-endpoint', configuration.tokenEndpoint, platform);
  const isListed = listed.some((url) => withoutFragment(url) === withoutFragment(endpoint));
  if (isListed) return endpoint;
  const isOwn = endpoint.origin === platform.self.origin;
  if (source === 'element' && (isOwn ? !first : isAllowedOrigin(endpoint))) return endpoint;
  const advice =
    source === 'element' && !isOwn
      ? allowAdvice('allowedOrigins', endpoint.origin)
      : allowAdvice('tokenEndpoints', isOwn ? withoutFragment(endpoint).slice(endpoint.origin.length) : endpoint.href);
  throw configurationError(
    'token-endpoint',
    endpoint,
    `an endpoint that the page has named as its own. If it is yours, ${advice}`,
  );
}

/**
 * Reads the address that the page goes to after an outcome. Markup may name an address of another origin only if the page
 * allows this origin.
 *
 * @returns undefined when the element names no address
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readNextPage(
  configuration: Configuration,
  type: OutcomeType,
  sourceOf: SourceOf,
  platform: Platform,
): URL | undefined {
  const setting = `${type}Url` as const;
  const attribute = `${type}-url`;
  if (!cleanText(configuration[setting])) return undefined;
  const url = readUrl(attribute, configuration[setting], platform);
  if (url.origin === platform.self.origin || isAllowedOrigin(url) || sourceOf(setting) === 'page') return url;
  const advice = allowAdvice('allowedOrigins', url.origin);
  throw configurationError(
    attribute,
    url,
    `a page of this origin, or of an origin that the page allows. If it is yours, ${advice}`,
  );
}

const isAllowedOrigin = ({ origin }: URL): boolean => pageSettings().allowedOrigins.has(origin);

/** Returns the address without its fragment, which a server does not get. */
const withoutFragment = ({ href }: URL): string => href.split('#')[0]!;

/** Returns the part of a message that tells the site's owner how to allow a value. */
function allowAdvice(setting: keyof PageSettings, value: string): string {
  const quoted = shorten(value);
  return `add ${pageAttributes[setting]}="${quoted}" to the script tag of junction-connect, or call configurePage({ ${setting}: ['${quoted}'] })`;
}
