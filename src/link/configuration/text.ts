import { attempt } from '../attempt.js';

/** Quotation marks that an editor has made part of the value, its own or the typographer's: around all of it. */
const quoted = /^["'“”„«»″‘’]([^"'“”„«»″‘’]*)["'“”„«»″‘’]$/;

/**
 * Text as attributes give it, without what editors add: white space of every kind, quotation marks, entities that were
 * escaped twice. Frameworks put null, undefined or numbers into properties, and strangers anything.
 */
export const textOf = (value: unknown): string =>
  attempt(() =>
    String(value ?? '')
      .replace(/&nbsp;|\u200b/g, ' ')
      .replaceAll('&amp;', '&')
      .trim()
      .replace(quoted, '$1')
      .trim(),
  ) ?? '';
