// @ts-check
/** Writes the parts of the code that most targets have: the script tag, and the markup of the elements. Pure functions. */
import { isOfOwnSite, resolveAddress } from './address.js';
import { booleanAttributes, elements } from './elements.js';
import { toHtml, toListItem } from './escaping.js';

/** @typedef {import('./snippets.js').Choices} Choices */
/** @typedef {import('./snippets.js').Pinned} Pinned */

/** The attributes that name the page that follows an outcome. */
const nextPages = ['success-url', 'exit-url', 'error-url'];

/** The attributes that name an endpoint. */
export const endpoints = ['token-endpoint', 'endpoint'];

/**
 * Returns the settings of the page, which markup may not set: the endpoints, and the origins of the next pages. An address
 * with a host may be of another origin. A path always has the page's own origin.
 *
 * @param {Choices} choices
 * @returns {(readonly [setting: string, values: readonly string[]])[]}
 */
export function pageSettingsOf({ attributes }) {
  const valuesOf = (/** @type {readonly string[]} */ names) =>
    attributes.filter(([name]) => names.includes(name)).map(([, value]) => value);
  const origins = valuesOf(nextPages).map(originOf).filter(Boolean);
  const settings = /** @type {const} */ ([
    ['tokenEndpoints', valuesOf(['token-endpoint'])],
    ['connectionsEndpoints', valuesOf(['endpoint'])],
    ['allowedOrigins', [...new Set(origins)]],
  ]);
  return settings.filter(([, values]) => values.length > 0);
}

/**
 * Returns the origin of an address with a host, else an empty text. Only hosts that can exist are accepted, because a host
 * in a URL may contain quotes and commas.
 *
 * @param {string} address
 */
function originOf(address) {
  const url = resolveAddress(address);
  return url && !isOfOwnSite(url) && /^https?:\/\/[a-z\d.:[\]-]+$/.test(url.origin) ? url.origin : '';
}

/**
 * Returns the choices without the endpoints, which are on the script tag.
 *
 * @param {Choices} choices
 * @returns {Choices}
 */
export const withoutEndpoints = (choices) => ({
  ...choices,
  attributes: choices.attributes.filter(([name]) => !endpoints.includes(name)),
});

/**
 * Returns true for an attribute that is written without a value.
 *
 * @param {string} name
 */
export const isBoolean = (name) => booleanAttributes.includes(name);

/**
 * @param {Choices} choices
 * @param {Pinned} pinned
 */
export function scriptTag(choices, { url, integrity }) {
  const settings = pageSettingsOf(choices).map(
    ([setting, values]) => ` data-${kebabCase(setting)}="${toHtml(values.map(toListItem).join(' '))}"`,
  );
  return `<script src="${url}" integrity="${integrity}" crossorigin="anonymous"${settings.join('')} defer></script>`;
}

/** @param {Choices} choices */
export const styleOf = ({ look }) => look.map(([name, value]) => `${name}: ${value}`).join('; ');

/**
 * Returns the attributes as markup. The custom properties are in `style`.
 *
 * @param {Choices} choices
 * @param {string} [prefix] comes before the names of the element's own attributes
 */
function attributesOf(choices, prefix = '') {
  const style = styleOf(choices);
  const own = choices.attributes
    .map(([name, value]) => ` ${prefix}${name}` + (isBoolean(name) ? '' : `="${toHtml(value)}"`))
    .join('');
  return own + (style && ` style="${toHtml(style)}"`);
}

/** @param {Choices} choices */
export function element(choices) {
  const { tag } = elements[choices.element];
  return `<${tag}${attributesOf(withoutEndpoints(choices))}>${toHtml(choices.label)}</${tag}>`;
}

/** @param {Choices} choices */
export function placeholder(choices) {
  const { placeholder } = elements[choices.element];
  return `<div ${placeholder}${attributesOf(withoutEndpoints(choices), 'data-')}>${toHtml(choices.label)}</div>`;
}

/** @param {string} name */
export const kebabCase = (name) => name.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
