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
export function cleanText(value: unknown): string {
  const text = attempt(() => String(value ?? ''));
  if (!text) return ''; // Most settings are empty, and a page may have hundreds of elements.
  return text
    .replace(/&nbsp;|\u200b/g, ' ')
    .replaceAll('&amp;', '&')
    .trim()
    .replace(quoted, '$1')
    .trim();
}

/**
 * Returns an address without a user name and a password, also when the address is invalid. A message must not quote them.
 *
 * The pattern begins only at the start of a part of the address. If it could begin anywhere, the time would grow with the
 * square of the length, and a long attribute would block the page.
 */
export const withoutUserInfo = (address: string): string => address.replace(/(^|[/?#])[^/?#]*@/, '$1');

/** The longest text that a message quotes, in characters. */
const maxQuotedLength = 200;

/** Returns the beginning of a text, for a message that quotes it. An attribute of the page may be of any length. */
export const shorten = (text: string): string =>
  text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength)}…` : text;
