// @ts-check
/** Escapes what a person typed, for each language of the code to paste. Pure functions from text to text. */

/**
 * Returns a text as one line. A line break in a label or an address is never intended, and a button shows any white space
 * as one space.
 *
 * @param {string} text
 */
export const toLine = (text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/**
 * Escapes a text for markup: for an attribute in double quotes, and between tags. Braces are escaped, too, because Liquid
 * (Shopify), tag managers and Vue read two of them as code.
 *
 * @param {string} text
 */
export const toHtml = (text) => text.replace(/[&<>"{}]/g, toEntity);

/**
 * Escapes a text for an attribute of a WordPress shortcode. A bracket would end the shortcode, and a backslash would escape
 * the next character. The plugin puts the text into markup as it is, entities included.
 *
 * @param {string} text
 */
export const toShortcode = (text) => text.replace(/[&<>"'[\]\\]/g, toEntity);

/**
 * Escapes the spaces and commas of an address, because they separate the items of a list. The address still means the same.
 *
 * @param {string} address
 */
export const toListItem = (address) => address.replace(/[\s,]/g, encodeURIComponent);

/** @type {Record<string, string>} */
const namedEntities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} character */
const toEntity = (character) => namedEntities[character] ?? `&#${character.charCodeAt(0)};`;

/**
 * Returns a text as a string literal of JavaScript. It can be used in a `<script>`, and in the braces of JSX.
 *
 * @param {string} text
 */
export const toJs = (text) =>
  `'${text.replace(
    /[\\'"`<>&{}\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}'`;

/**
 * Returns true when a text has no character with a special meaning in any of these languages.
 *
 * @param {string} text
 */
export const isPlain = (text) => !/[\\"`<>&{}@]/.test(text);
