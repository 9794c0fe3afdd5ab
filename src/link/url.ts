import { attempt } from './attempt.js';
import type { Configuration } from './configuration.js';
import { configurationError } from './errors.js';
import type { Platform } from './platform.js';
import type { OutcomeType } from './session-listener.js';
import { textOf } from './text.js';

/**
 * Reads an attribute that takes an http(s) URL, relative to the document.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readUrl(attribute: string, value: unknown, { document }: Platform): URL {
  const text = textOf(value);
  const url = attempt(() => new URL(text, document.baseURI))!;
  if (!text || !/^https?:/.test(url?.href)) throw configurationError(attribute, text, 'an http(s) URL');
  return url;
}

/**
 * Where the page goes after an outcome, undefined where nothing is said: `success-url`, `exit-url` or `error-url`.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readNextPage(configuration: Configuration, outcome: OutcomeType, platform: Platform): URL | undefined {
  const value = configuration[`${outcome}Url`];
  return textOf(value) ? readUrl(`${outcome}-url`, value, platform) : undefined;
}
