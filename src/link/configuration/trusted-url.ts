import { configurationError } from '../errors.js';
import type { OutcomeType } from '../outcome.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { pageSettings, type PageSettings, pageSettingTypes } from './page-settings.js';
import type { SettingSource, SourceOf } from './setting-source.js';
import { cleanText, shorten } from './text.js';
import { readUrl } from './url.js';

/** An attribute that names an endpoint of the site. */
export interface EndpointAttribute {
  readonly attribute: string;
  /** The setting of the page that lists the endpoints of this kind. */
  readonly list: 'tokenEndpoints' | 'connectionsEndpoints';
}

const tokenEndpoint: EndpointAttribute = { attribute: 'token-endpoint', list: 'tokenEndpoints' };

/** Reads the address of the token endpoint. See `readEndpoint`. */
export const readTokenEndpoint = (configuration: Configuration, sourceOf: SourceOf, platform: Platform): URL =>
  readEndpoint(tokenEndpoint, configuration.tokenEndpoint, sourceOf('tokenEndpoint'), platform);

/**
 * Reads the address of an endpoint. An element that names none uses the first one of the page's list.
 *
 * A script of the page may assign any address. A placeholder may name only an address of the list. An element in markup may
 * also name an address of an allowed origin, and without a list, an address of the page's own origin.
 *
 * @param value The value of the attribute
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readEndpoint(
  { attribute, list }: EndpointAttribute,
  value: unknown,
  source: SettingSource,
  platform: Platform,
): URL {
  const read = (address: unknown) => readUrl(attribute, address, platform);
  if (source === 'page' && cleanText(value)) return read(value);
  const listed = [...pageSettings()[list]].map(read);
  const [first] = listed;
  if (!cleanText(value)) {
    if (first) return first;
    throw configurationError(
      attribute,
      '',
      `an http(s) URL. Name it here, or ${allowAdvice(list, pageSettingTypes[list].example)}`,
    );
  }
  const endpoint = read(value);
  const isListed = listed.some((url) => withoutFragment(url) === withoutFragment(endpoint));
  if (isListed) return endpoint;
  const isOwn = endpoint.origin === platform.self.origin;
  if (source === 'element' && (isOwn ? !first : isAllowedOrigin(endpoint))) return endpoint;
  const advice =
    source === 'element' && !isOwn
      ? allowAdvice('allowedOrigins', endpoint.origin)
      : allowAdvice(list, isOwn ? withoutFragment(endpoint).slice(endpoint.origin.length) : endpoint.href);
  throw configurationError(
    attribute,
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
  return `add ${pageSettingTypes[setting].attribute}="${quoted}" to the script tag of junction-connect, or call configurePage({ ${setting}: ['${quoted}'] })`;
}
