import { configurationError } from './errors.js';
import type { LinkTokenAnswer, LinkTokenRequest } from './link-token.js';
import { textOf } from './text.js';

/** How Link is launched: `auto` embeds it; `popup` and `redirect` open its own address. */
export type Mode = 'auto' | 'embed' | 'popup' | 'redirect';

/** The way really taken. */
export type LaunchMode = Exclude<Mode, 'auto'>;

export type HeadersSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

export type FetchToken = (
  request: LinkTokenRequest,
  options: { signal: AbortSignal },
) => LinkTokenAnswer | Promise<LinkTokenAnswer>;

type Attribute =
  | 'tokenEndpoint'
  | 'method'
  | 'credentials'
  | 'csrfToken'
  | 'csrfHeader'
  | 'provider'
  | 'providers'
  | 'mode'
  | 'returnUrl'
  | 'env'
  | 'region'
  | 'timeout'
  | 'successUrl'
  | 'exitUrl'
  | 'errorUrl'
  | 'dataLayer';

/** What the page says, unread: texts from attributes, or whatever a script or a framework put into the properties. */
export type Configuration = Readonly<Record<Attribute, unknown>> & {
  readonly headers?: HeadersSource | null | undefined;
  readonly fetchToken?: FetchToken | null | undefined;
  /** For a page whose Content-Security-Policy asks for one. */
  readonly nonce?: string | undefined;
};

/**
 * Reads an attribute that takes one of a few keywords, in any case as in HTML; the first is the default.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readKeyword(configuration: Configuration, attribute: Attribute, ...keywords: string[]): string {
  const value = textOf(configuration[attribute]).toLowerCase() || keywords[0]!;
  if (!keywords.includes(value)) throw configurationError(attribute, value, keywords.join(' or '));
  return value;
}
