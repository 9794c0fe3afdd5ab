import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import { cleanText } from './text.js';

/**
 * Reads an attribute whose value is an http(s) URL. The URL may be relative to the document.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readUrl(attribute: string, value: unknown, { document }: Platform): URL {
  const text = cleanText(value);
  const url = attempt(() => new URL(text, document.baseURI))!;
  if (!text || !/^https?:/.test(url?.href)) throw configurationError(attribute, text, 'an http(s) URL');
  return url;
}
