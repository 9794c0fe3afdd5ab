// @ts-check
/**
 * From what a person has chosen to the code to paste: pure functions, one for each kind of place. Which form a place
 * gets depends on what it keeps: tags it does not know, scripts, attributes, or none of them.
 */
import { isPlain, toHtml, toJs, toLine, toShortcode } from './escaping.js';

/**
 * @typedef {object} Choices
 * @property {readonly (readonly [name: string, value: string])[]} attributes the element's, without those at their default
 * @property {string} label empty for the element's own, which is in the page's language
 * @property {readonly (readonly [name: string, value: string])[]} look the custom properties that are not at their default
 */

/** @typedef {{ version: string, url: string, integrity: string }} Pinned the script in one version, and its hash */

/** @typedef {{ where: string, code: string }} Part code, and where it belongs */

/**
 * @typedef {object} Target a place to paste
 * @property {string} id
 * @property {string} name
 * @property {string} note what to know there
 * @property {boolean} [isHosted] whether it gives its sites no backend: the endpoint is elsewhere
 * @property {(choices: Choices, pinned: Pinned) => Part[]} write
 */

/** @param {Pinned} pinned */
const scriptTag = ({ url, integrity }) =>
  `<script src="${url}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;

/** @param {Choices} choices */
const styleOf = ({ look }) => look.map(([name, value]) => `${name}: ${value}`).join('; ');

/**
 * Attributes in markup, the look among them.
 *
 * @param {Choices} choices
 * @param {string} [prefix] of the element's own
 */
function attributesOf(choices, prefix = '') {
  const style = styleOf(choices);
  const own = choices.attributes.map(([name, value]) => ` ${prefix}${name}="${toHtml(value)}"`).join('');
  return own + (style && ` style="${toHtml(style)}"`);
}

/** @param {Choices} choices */
const element = (choices) => `<junction-connect${attributesOf(choices)}>${toHtml(choices.label)}</junction-connect>`;

/** @param {Choices} choices */
const placeholder = (choices) =>
  `<div data-junction-connect${attributesOf(choices, 'data-')}>${toHtml(choices.label)}</div>`;

/**
 * @param {string} where
 * @returns {Target['write']}
 */
const scriptAndElement = (where) => (choices, pinned) => [{ where, code: `${scriptTag(pinned)}\n${element(choices)}` }];

/** @type {Target['write']} */
function wordpress(choices, pinned) {
  // The plugin names its own endpoint, and whom it is for.
  const own = choices.attributes.filter(([name]) => !['token-endpoint', 'method', 'credentials'].includes(name));
  const named = choices.label ? [...own, ['label', choices.label]] : own;
  const shortcode = ['junction_connect', ...named.map(([name, value]) => `${name}="${toShortcode(value ?? '')}"`)];
  const rules = choices.look.map(([name, value]) => `  ${name}: ${value};\n`).join('');
  return [
    { where: 'With the plugin: a Shortcode block', code: `[${shortcode.join(' ')}]` },
    ...(rules ? [{ where: 'With the plugin: Additional CSS', code: `junction-connect {\n${rules}}` }] : []),
    { where: 'Without it: a Custom HTML block', code: placeholder(choices) },
    { where: 'Without it: the theme’s footer, by whoever may write scripts', code: scriptTag(pinned) },
  ];
}

/** @type {Target['write']} */
function wix(choices, { url }) {
  const style = styleOf(choices);
  const attributes = [
    ...choices.attributes,
    ...(choices.label ? [['label', choices.label]] : []),
    ...(style ? [['style', style]] : []),
  ];
  return [
    { where: 'Server URL', code: url },
    { where: 'Tag name', code: 'junction-connect' },
    { where: 'Attributes: name, and value', code: attributes.map((pair) => pair.join(': ')).join('\n') },
  ];
}

/**
 * Tag managers put scripts in by a script: what a tag says of itself beyond its address may be lost on the way.
 *
 * @type {Target['write']}
 */
const gtm = (choices, { url, integrity }) => [
  {
    where: 'A Custom HTML tag',
    code: `<script>
  (function () {
    var script = document.createElement('script');
    script.src = '${url}';
    script.integrity = '${integrity}';
    script.crossOrigin = 'anonymous';
    document.head.appendChild(script);
  })();
</script>`,
  },
  { where: 'The page, where the button belongs', code: placeholder(choices) },
];

/** @type {Target['write']} */
const vue = (choices, pinned) => [
  { where: 'index.html, in <head>', code: scriptTag(pinned) },
  {
    where: 'vite.config.js: the plugin’s options',
    code: `vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'junction-connect' } } })`,
  },
  { where: 'ConnectDevice.vue', code: `<template>\n  ${element(choices)}\n</template>` },
];

/** @type {Target['write']} */
function angular(choices, pinned) {
  /** @type {string[]} */
  const fields = [];
  /** What is not plain is a field of the class: templates read braces, at signs and entities in ways of their own. */
  const field = (/** @type {string} */ name, /** @type {string} */ text) => {
    fields.push(`  protected readonly ${name} = ${toJs(text)};`);
    return name;
  };
  const style = styleOf(choices);
  const attributes = [...choices.attributes, ...(style ? [['style', style]] : [])].map(([name = '', value = '']) =>
    isPlain(value) ? `${name}="${value}"` : `[attr.${name}]="${field(camelCase(name), value)}"`,
  );
  const label = isPlain(choices.label) ? choices.label : `{{ ${field('label', choices.label)} }}`;
  const body = fields.length > 0 ? `{\n${fields.join('\n')}\n}` : '{}';
  const code = `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';

@Component({
  selector: 'app-connect-device',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`<junction-connect ${attributes.join(' ')}>${label}</junction-connect>\`,
})
export class ConnectDevice ${body}`;
  return [
    { where: 'src/index.html, in <head>', code: scriptTag(pinned) },
    { where: 'src/app/connect-device.ts', code },
  ];
}

/** @type {Target['write']} */
function react(choices, pinned) {
  const attributes = choices.attributes.map(([name, value]) => {
    // A list: React 19 sets the property, whose type that is; earlier ones write the attribute.
    if (name === 'providers') return `providers={[${value.split(' ').map(toJs).join(', ')}]}`;
    return isPlain(value) ? `${name}="${value}"` : `${name}={${toJs(value)}}`;
  });
  const look = choices.look.map(([name, value]) => `${toJs(name)}: ${toJs(value)}`).join(', ');
  if (look) attributes.push(`style={{ ${look} }}`);
  const label = isPlain(choices.label) ? choices.label : `{${toJs(choices.label)}}`;
  const code = `export function ConnectDevice() {
  return (
    <junction-connect ${attributes.join(' ')}>${label}</junction-connect>
  );
}`;
  return [
    { where: 'index.html, in <head>', code: scriptTag(pinned) },
    { where: 'ConnectDevice.jsx', code },
  ];
}

/** @param {string} name */
const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const npm = 'With npm, the package takes the place of the script: npm’s lock file keeps its hash.';

/** @type {readonly Target[]} */
export const targets = [
  {
    id: 'html',
    name: 'HTML',
    note: 'Where the button belongs. The script may as well be in <head>; once is enough for any number of buttons.',
    write: scriptAndElement('The page'),
  },
  {
    id: 'wordpress',
    name: 'WordPress',
    note: 'The plugin brings the token endpoint with it. Most authors’ scripts and unknown tags are dropped: that is why the button is a <div> without it.',
    write: wordpress,
  },
  {
    id: 'webflow',
    name: 'Webflow',
    note: 'The canvas shows code only once the site is previewed or published.',
    isHosted: true,
    write: scriptAndElement('A Code Embed element'),
  },
  {
    id: 'squarespace',
    name: 'Squarespace',
    note: 'Which plans run scripts in a Code block, Squarespace says.',
    isHosted: true,
    write: scriptAndElement('A Code block, as HTML'),
  },
  {
    id: 'wix',
    name: 'Wix',
    note: 'Wix loads the script by its address alone: the version is pinned, and the hash is not checked.',
    isHosted: true,
    write: wix,
  },
  {
    id: 'shopify',
    name: 'Shopify',
    note: 'An app proxy may put the endpoint on the shop’s own address.',
    isHosted: true,
    write: scriptAndElement('A Custom Liquid section or block'),
  },
  { id: 'ghost', name: 'Ghost', note: '', isHosted: true, write: scriptAndElement('An HTML card') },
  {
    id: 'framer',
    name: 'Framer',
    note: 'An Embed is a frame: redirect does not work in it, and the endpoint has to allow the frame’s origin.',
    isHosted: true,
    write: scriptAndElement('An Embed component, as HTML'),
  },
  {
    id: 'gtm',
    name: 'Google Tag Manager',
    note: 'A tag manager brings the script, and the page has the button.',
    write: gtm,
  },
  { id: 'vue', name: 'Vue', note: npm, write: vue },
  { id: 'angular', name: 'Angular', note: npm, write: angular },
  { id: 'react', name: 'React', note: npm, write: react },
];

/** Junction's documentation: what its API keys begin with. */
const apiKey = /[sp]k_(us|eu)_/;

/**
 * Whether a text has an API key in it, which no page may hold.
 *
 * @param {string} text
 */
export const hasApiKey = (text) => apiKey.test(text);

/**
 * The parts to paste.
 *
 * @param {Target} target
 * @param {Choices} choices as they were typed
 * @param {Pinned} pinned
 */
export function writeSnippet(target, { attributes, label, look }, pinned) {
  const clean = (/** @type {Choices['look']} */ pairs) =>
    pairs.map(([name, value]) => /** @type {const} */ ([name, toLine(value)])).filter(([, value]) => value);
  return target.write({ attributes: clean(attributes), label: toLine(label), look: clean(look) }, pinned);
}
