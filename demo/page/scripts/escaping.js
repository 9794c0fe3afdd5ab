// @ts-check
/** What a person typed, as each language has to have it. Pure functions from text to text. */

/**
 * One line: a line break in a label or an address is never meant, and white space is one space in a button anyway.
 *
 * @param {string} text
 */
export const toLine = (text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/**
 * In markup, both in an attribute with double quotes and between tags. Braces are escaped, too: Liquid (Shopify), tag
 * managers and Vue take two of them for code.
 *
 * @param {string} text
 */
export const toHtml = (text) => text.replace(/[&<>"{}]/g, toEntity);

/**
 * In an attribute of a WordPress shortcode, which ends at a bracket, and where a backslash escapes. The plugin puts it into
 * markup as it is, entities included.
 *
 * @param {string} text
 */
export const toShortcode = (text) => text.replace(/[&<>"'[\]\\]/g, toEntity);

/** @type {Record<string, string>} */
const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} character */
const toEntity = (character) => named[character] ?? `&#${character.charCodeAt(0)};`;

/**
 * A string of JavaScript, which may stand in a `<script>`, and in the quotes of JSX.
 *
 * @param {string} text
 */
export const toJs = (text) =>
  `'${text.replace(
    /[\\'"`<>&{}\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}'`;

/**
 * Whether no language that is written here reads anything into a text.
 *
 * @param {string} text
 */
export const isPlain = (text) => !/[\\"`<>&{}@]/.test(text);
