import type { LinkTokenAnswer, LinkTokenRequest } from '../../junction/link-token.js';
import { configurationError } from '../errors.js';
import { cleanText } from './text.js';

/** The ways to launch Link. `launchers/launcher.ts` says how to add one. */
export const launchModes = ['embed', 'popup', 'redirect'] as const;

/**
 * The way Link is launched, after `auto` was resolved: `embed` shows it over the page, `popup` and `redirect` open hosted
 * Link.
 */
export type LaunchMode = (typeof launchModes)[number];

/**
 * The `mode` attribute. `auto` embeds Link. If Link cannot be embedded, `auto` offers an anchor that opens a window.
 * Behind a modal dialog, `auto` opens the window at once.
 */
export type Mode = 'auto' | LaunchMode;

export type HeadersSource = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

export type FetchToken = (
  request: LinkTokenRequest,
  options: { signal: AbortSignal },
) => LinkTokenAnswer | Promise<LinkTokenAnswer>;

export type SettingName =
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
  | 'lastScreen'
  | 'successUrl'
  | 'exitUrl'
  | 'errorUrl'
  | 'dataLayer';

/**
 * The settings of an element, not checked yet: texts from attributes, or any values that a script or framework has set.
 */
export type Configuration = Readonly<Record<SettingName, unknown>> & {
  readonly headers?: HeadersSource | null | undefined;
  readonly fetchToken?: FetchToken | null | undefined;
  /** The nonce for Link's script tag, if the page's Content-Security-Policy needs one. */
  readonly nonce?: string | undefined;
};

/**
 * Reads the `mode` attribute.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export const readMode = (configuration: Configuration): Mode =>
  readKeyword(configuration, 'mode', 'auto', ...launchModes);

/**
 * Reads an attribute whose value is one of a few keywords, in capital or small letters. The first keyword is the default.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readKeyword<Attribute extends string, Keyword extends string>(
  settings: Readonly<Record<Attribute, unknown>>,
  attribute: Attribute,
  ...keywords: readonly Keyword[]
): Keyword {
  const text = cleanText(settings[attribute]).toLowerCase() || keywords[0];
  const value = keywords.find((keyword) => keyword === text);
  if (!value) throw configurationError(attribute, text, keywords.join(' or '));
  return value;
}
