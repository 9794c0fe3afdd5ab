import { attempt } from '../attempt.js';

/**
 * Matches a value in quotation marks, straight or typographic, as editors add them. A value with another quotation mark
 * inside does not match.
 */
const quoted = /^["'“”„«»″‘’]([^"'“”„«»″‘’]*)["'“”„«»″‘’]$/;

/**
 * Returns the text of an attribute or property without the changes that editors make: outer white space, zero-width spaces,
 * one pair of quotation marks, and the escaped entities `&nbsp;` and `&amp;`. Returns an empty text for null, undefined, and
 * a value that cannot become a string.
 */
export const cleanText = (value: unknown): string =>
  attempt(() =>
    String(value ?? '')
      .replace(/&nbsp;|\u200b/g, ' ')
      .replaceAll('&amp;', '&')
      .trim()
      .replace(quoted, '$1')
      .trim(),
  ) ?? '';

/** Returns an address without a user name and a password, also when the address is invalid. A message must not quote them. */
export const withoutUserInfo = (address: string): string => address.replace(/[^/?#]*@/, '');
