// @ts-check
/**
 * Writes the code to paste, from the choices of a person: pure functions, one for each kind of target. The form of the code
 * depends on what a target keeps: unknown tags, scripts, attributes, or none of them.
 *
 * For each target with a script tag, the endpoints are on that tag. There they may have any origin. Then other markup of the
 * page cannot name another endpoint. An element or a placeholder that names none uses these.
 */
import { angular, react, vue } from './apps.js';
import { gtm, wix, wordpress } from './builders.js';
import { toLine } from './escaping.js';
import { element, scriptTag } from './markup.js';

/**
 * @typedef {object} Choices
 * @property {import('./elements.js').ElementId} element
 * @property {readonly (readonly [name: string, value: string])[]} attributes the attributes that are not the default
 * @property {string} label empty for the element's own label, which is in the page's language
 * @property {readonly (readonly [name: string, value: string])[]} look the custom properties that are not the default
 */

/** @typedef {{ url: string, integrity: string }} Pinned the address of a script in one version, and its hash */

/** @typedef {Pinned & { connections: Pinned }} Integrity the script with the button, and the one with both elements */

/** @typedef {{ where: string, code: string }} Part a piece of code, and where it belongs */

/**
 * @typedef {object} Target a website builder or a framework that the code is for
 * @property {string} id
 * @property {string} name
 * @property {string} note what people have to know about it
 * @property {boolean} [isHosted] true if its sites run no program of their owner, so that the endpoint is on another server
 * @property {{ pattern: RegExp, example: string }} [forwardedPaths] the paths of a hosted site that can lead to that server
 * @property {boolean} [setsEndpoints] true if a part of the code needs no endpoint, because a plugin sets it
 * @property {(choices: Choices, pinned: Pinned) => Part[]} write
 */

/**
 * @param {string} where
 * @returns {Target['write']}
 */
const scriptAndElement = (where) => (choices, pinned) => [
  { where, code: `${scriptTag(choices, pinned)}\n${element(choices)}` },
];

const npm =
  'With npm, install the package in place of the script tag, and call its function configurePage with the endpoints. npm’s lock file then keeps the hash of the package.';

/** @type {readonly Target[]} */
export const targets = [
  {
    id: 'html',
    name: 'HTML',
    note: 'Paste it where the element belongs. The script tag may also be in <head>. One is enough for any number of elements.',
    write: scriptAndElement('The page'),
  },
  {
    id: 'wordpress',
    name: 'WordPress',
    note: 'The plugin contains the token endpoint. WordPress removes scripts and unknown tags of most authors. So the code without the plugin uses a <div>.',
    setsEndpoints: true,
    write: wordpress,
  },
  {
    id: 'webflow',
    name: 'Webflow',
    note: 'The canvas does not show the element. Preview or publish the site to see it.',
    isHosted: true,
    write: scriptAndElement('A Code Embed element'),
  },
  {
    id: 'squarespace',
    name: 'Squarespace',
    note: 'Squarespace says which plans run scripts in a Code block.',
    isHosted: true,
    write: scriptAndElement('A Code block, as HTML'),
  },
  {
    id: 'wix',
    name: 'Wix',
    note: 'Wix knows only the address of the script. The version is pinned, but the hash is not checked. The custom code tells the script which endpoints are yours.',
    isHosted: true,
    write: wix,
  },
  {
    id: 'shopify',
    name: 'Shopify',
    note: 'With an app proxy, the endpoint can be at the shop’s own address.',
    isHosted: true,
    // Source: https://shopify.dev/docs/apps/build/online-store/app-proxies
    forwardedPaths: { pattern: /^\/(a|apps|community|tools)\/[^/]/, example: '/apps/health/link-token' },
    write: scriptAndElement('A Custom Liquid section or block'),
  },
  { id: 'ghost', name: 'Ghost', note: '', isHosted: true, write: scriptAndElement('An HTML card') },
  {
    id: 'framer',
    name: 'Framer',
    note: 'An Embed is a frame. The mode redirect does not work in it, and the endpoints have to allow the frame’s origin.',
    isHosted: true,
    write: scriptAndElement('An Embed component, as HTML'),
  },
  {
    id: 'gtm',
    name: 'Google Tag Manager',
    note: 'The tag manager adds the script. The element is in the page.',
    write: gtm,
  },
  { id: 'vue', name: 'Vue', note: npm, write: vue },
  { id: 'angular', name: 'Angular', note: npm, write: angular },
  { id: 'react', name: 'React', note: npm, write: react },
];

/**
 * Returns the target with this id.
 *
 * @param {string} id
 * @throws Error if there is none
 */
export function findTarget(id) {
  const target = targets.find((target) => target.id === id);
  if (!target) throw new Error(`The generator writes no code for ${id}`);
  return target;
}

/** The targets that are no builders. Their pages are in another folder. */
const frameworks = ['html', 'vue', 'angular', 'react'];

/**
 * Returns the name of the document about a target, such as `builders/webflow`.
 *
 * @param {Pick<Target, 'id'>} target
 */
export const documentOf = ({ id }) => `${frameworks.includes(id) ? 'frameworks' : 'builders'}/${id}`;

/** Matches the beginning of an API key of Junction. Source: Junction's documentation. */
const apiKey = /[sp]k_(us|eu)_/;

/**
 * Returns true when a text contains an API key, which must never be in a page.
 *
 * @param {string} text
 */
export const hasApiKey = (text) => apiKey.test(text);

/**
 * Returns the code to paste, in parts.
 *
 * @param {Target} target
 * @param {Choices} choices as the person typed them
 * @param {Integrity} integrity
 */
export function writeSnippet(target, { element, attributes, label, look }, integrity) {
  const pinned = element === 'list' ? integrity.connections : integrity;
  const clean = (/** @type {Choices['look']} */ pairs) =>
    pairs.map(([name, value]) => /** @type {const} */ ([name, toLine(value)])).filter(([, value]) => value);
  return target.write({ element, attributes: clean(attributes), label: toLine(label), look: clean(look) }, pinned);
}
