import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
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
