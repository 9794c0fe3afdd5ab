// @ts-check
/**
 * Writes the code to paste, from the choices of a person: pure functions, one for each kind of target. The form of the code
 * depends on what a target keeps: unknown tags, scripts, attributes, or none of them.
 *
 * For each target with a script tag, the endpoint is on that tag. There it may have any origin. Then other markup of the page
 * cannot name another endpoint. An element or a placeholder that names none uses this one.
 */
import { isPlain, toHtml, toJs, toLine, toListItem, toShortcode } from './escaping.js';

/**
 * @typedef {object} Choices
 * @property {readonly (readonly [name: string, value: string])[]} attributes the attributes that are not the default
 * @property {string} label empty for the element's own label, which is in the page's language
 * @property {readonly (readonly [name: string, value: string])[]} look the custom properties that are not the default
 */

/** @typedef {{ version: string, url: string, integrity: string }} Pinned the address of the script in one version, and its hash */

/** @typedef {{ where: string, code: string }} Part a piece of code, and where it belongs */

/**
 * @typedef {object} Target a website builder or a framework that the code is for
 * @property {string} id
 * @property {string} name
 * @property {string} note what people have to know about it
 * @property {boolean} [isHosted] true if its sites have no backend, so that the endpoint is on another server
 * @property {(choices: Choices, pinned: Pinned) => Part[]} write
 */

/** The attributes that name the page that follows an outcome. */
const nextPages = ['success-url', 'exit-url', 'error-url'];

/**
 * Returns the settings of the page, which markup may not set: the endpoint, and the origins of the next pages. An address
 * with a host may be of another origin. A path always has the page's own origin.
 *
 * @param {Choices} choices
 * @returns {(readonly [setting: string, values: readonly string[]])[]}
 */
function pageSettingsOf({ attributes }) {
  const valuesOf = (/** @type {readonly string[]} */ names) =>
    attributes.filter(([name]) => names.includes(name)).map(([, value]) => value);
  const origins = valuesOf(nextPages).map(originOf).filter(Boolean);
  const settings = /** @type {const} */ ([
    ['tokenEndpoints', valuesOf(['token-endpoint'])],
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
  const host = 'own-page.example';
  const url = URL.canParse(address, `https://${host}`) ? new URL(address, `https://${host}`) : undefined;
  return url && url.hostname !== host && /^https?:\/\/[a-z\d.:[\]-]+$/.test(url.origin) ? url.origin : '';
}

/**
 * Returns the choices without the endpoint, which is on the script tag.
 *
 * @param {Choices} choices
 * @returns {Choices}
 */
const withoutEndpoint = (choices) => ({
  ...choices,
  attributes: choices.attributes.filter(([name]) => name !== 'token-endpoint'),
});

/**
 * @param {Choices} choices
 * @param {Pinned} pinned
 */
function scriptTag(choices, { url, integrity }) {
  const settings = pageSettingsOf(choices).map(
    ([setting, values]) => ` data-${kebabCase(setting)}="${toHtml(values.map(toListItem).join(' '))}"`,
  );
  return `<script src="${url}" integrity="${integrity}" crossorigin="anonymous"${settings.join('')} defer></script>`;
}

/** @param {Choices} choices */
const styleOf = ({ look }) => look.map(([name, value]) => `${name}: ${value}`).join('; ');

/**
 * Returns the attributes as markup. The custom properties are in `style`.
 *
 * @param {Choices} choices
 * @param {string} [prefix] comes before the names of the element's own attributes
 */
function attributesOf(choices, prefix = '') {
  const style = styleOf(choices);
  const own = choices.attributes.map(([name, value]) => ` ${prefix}${name}="${toHtml(value)}"`).join('');
  return own + (style && ` style="${toHtml(style)}"`);
}

/** @param {Choices} choices */
const element = (choices) =>
  `<junction-connect${attributesOf(withoutEndpoint(choices))}>${toHtml(choices.label)}</junction-connect>`;

/** @param {Choices} choices */
const placeholder = (choices) =>
  `<div data-junction-connect${attributesOf(withoutEndpoint(choices), 'data-')}>${toHtml(choices.label)}</div>`;

/**
 * @param {string} where
 * @returns {Target['write']}
 */
const scriptAndElement = (where) => (choices, pinned) => [
  { where, code: `${scriptTag(choices, pinned)}\n${element(choices)}` },
];

/** @type {Target['write']} */
function wordpress(choices, pinned) {
  // The plugin itself sets the endpoint, and how the element calls it.
  const own = choices.attributes.filter(([name]) => !['token-endpoint', 'method', 'credentials'].includes(name));
  const withLabel = choices.label ? [...own, ['label', choices.label]] : own;
  const shortcode = ['junction_connect', ...withLabel.map(([name, value]) => `${name}="${toShortcode(value ?? '')}"`)];
  const rules = choices.look.map(([name, value]) => `  ${name}: ${value};\n`).join('');
  return [
    { where: 'With the plugin: a Shortcode block', code: `[${shortcode.join(' ')}]` },
    ...(rules ? [{ where: 'With the plugin: Additional CSS', code: `[data-junction-connect] {\n${rules}}` }] : []),
    { where: 'Without the plugin: a Custom HTML block', code: placeholder(choices) },
    { where: 'Without the plugin: the theme’s footer, if you may write scripts', code: scriptTag(choices, pinned) },
  ];
}

/**
 * Wix writes the script tag, and has no field for our attributes. So a script of the site names the endpoint. It may run
 * before or after the script of the package.
 *
 * @type {Target['write']}
 */
function wix(choices, { url }) {
  const style = styleOf(choices);
  const attributes = [
    ...withoutEndpoint(choices).attributes,
    ...(choices.label ? [['label', choices.label]] : []),
    ...(style ? [['style', style]] : []),
  ];
  const settings = pageSettingsOf(choices).map(([setting, values]) => `${setting}: [${values.map(toJs).join(', ')}]`);
  const code = `<script>
  customElements.whenDefined('junction-connect').then(function (element) {
    element.configurePage({ ${settings.join(', ')} });
  });
</script>`;
  return [
    { where: 'Server URL', code: url },
    { where: 'Tag name', code: 'junction-connect' },
    { where: 'Attributes: name, and value', code: attributes.map((pair) => pair.join(': ')).join('\n') },
    { where: 'Settings, Custom Code: in the head of all pages', code: settings.length > 0 ? code : '' },
  ].filter(({ code }) => code);
}

/**
 * Tag managers insert a script tag by a script. Attributes other than the address, such as the hash, may be lost then. So
 * the code creates the script tag itself.
 *
 * @type {Target['write']}
 */
function gtm(choices, { url, integrity }) {
  const settings = pageSettingsOf(choices).map(
    ([setting, values]) => `    script.dataset.${setting} = ${toJs(values.map(toListItem).join(' '))};\n`,
  );
  const code = `<script>
  (function () {
    var script = document.createElement('script');
    script.src = '${url}';
    script.integrity = '${integrity}';
    script.crossOrigin = 'anonymous';
${settings.join('')}    document.head.appendChild(script);
  })();
</script>`;
  return [
    { where: 'A Custom HTML tag', code },
    { where: 'The page, where the button belongs', code: placeholder(choices) },
  ];
}

/** @type {Target['write']} */
const vue = (choices, pinned) => [
  { where: 'index.html, in <head>', code: scriptTag(choices, pinned) },
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
  /** Adds a field to the class, for a text that is not plain: templates treat braces, at signs and entities specially. */
  const field = (/** @type {string} */ name, /** @type {string} */ text) => {
    fields.push(`  protected readonly ${name} = ${toJs(text)};`);
    return name;
  };
  const style = styleOf(choices);
  const { attributes: own } = withoutEndpoint(choices);
  const attributes = [...own, ...(style ? [['style', style]] : [])].map(([name = '', value = '']) =>
    isPlain(value) ? ` ${name}="${value}"` : ` [attr.${name}]="${field(camelCase(name), value)}"`,
  );
  const label = isPlain(choices.label) ? choices.label : `{{ ${field('label', choices.label)} }}`;
  const body = fields.length > 0 ? `{\n${fields.join('\n')}\n}` : '{}';
  const code = `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';

@Component({
  selector: 'app-connect-device',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`<junction-connect${attributes.join('')}>${label}</junction-connect>\`,
})
export class ConnectDevice ${body}`;
  return [
    { where: 'src/index.html, in <head>', code: scriptTag(choices, pinned) },
    { where: 'src/app/connect-device.ts', code },
  ];
}

/** @type {Target['write']} */
function react(choices, pinned) {
  const attributes = withoutEndpoint(choices).attributes.map(([name, value]) => {
    // React 19 sets the property, which is an array. Earlier versions write the array into the attribute.
    if (name === 'providers') return ` providers={[${value.split(' ').map(toJs).join(', ')}]}`;
    return isPlain(value) ? ` ${name}="${value}"` : ` ${name}={${toJs(value)}}`;
  });
  const look = choices.look.map(([name, value]) => `${toJs(name)}: ${toJs(value)}`).join(', ');
  if (look) attributes.push(` style={{ ${look} }}`);
  const label = isPlain(choices.label) ? choices.label : `{${toJs(choices.label)}}`;
  const code = `export function ConnectDevice() {
  return (
    <junction-connect${attributes.join('')}>${label}</junction-connect>
  );
}`;
  return [
    { where: 'index.html, in <head>', code: scriptTag(choices, pinned) },
    { where: 'ConnectDevice.jsx', code },
  ];
}

/** @param {string} name */
const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** @param {string} name */
const kebabCase = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const npm =
  'With npm, install the package in place of the script tag, and call its function configurePage with the endpoint. npm’s lock file then keeps the hash of the package.';

/** @type {readonly Target[]} */
export const targets = [
  {
    id: 'html',
    name: 'HTML',
    note: 'Paste it where the button belongs. The script tag may also be in <head>. One is enough for any number of buttons.',
    write: scriptAndElement('The page'),
  },
  {
    id: 'wordpress',
    name: 'WordPress',
    note: 'The plugin contains the token endpoint. WordPress removes scripts and unknown tags of most authors. So the code without the plugin uses a <div>.',
    write: wordpress,
  },
  {
    id: 'webflow',
    name: 'Webflow',
    note: 'The canvas does not show the button. Preview or publish the site to see it.',
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
    note: 'Wix knows only the address of the script. The version is pinned, but the hash is not checked. The custom code tells the script which endpoint is yours.',
    isHosted: true,
    write: wix,
  },
  {
    id: 'shopify',
    name: 'Shopify',
    note: 'With an app proxy, the endpoint can be at the shop’s own address.',
    isHosted: true,
    write: scriptAndElement('A Custom Liquid section or block'),
  },
  { id: 'ghost', name: 'Ghost', note: '', isHosted: true, write: scriptAndElement('An HTML card') },
  {
    id: 'framer',
    name: 'Framer',
    note: 'An Embed is a frame. The mode redirect does not work in it, and the endpoint has to allow the frame’s origin.',
    isHosted: true,
    write: scriptAndElement('An Embed component, as HTML'),
  },
  {
    id: 'gtm',
    name: 'Google Tag Manager',
    note: 'The tag manager adds the script. The button is in the page.',
    write: gtm,
  },
  { id: 'vue', name: 'Vue', note: npm, write: vue },
  { id: 'angular', name: 'Angular', note: npm, write: angular },
  { id: 'react', name: 'React', note: npm, write: react },
];

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
 * @param {Pinned} pinned
 */
export function writeSnippet(target, { attributes, label, look }, pinned) {
  const clean = (/** @type {Choices['look']} */ pairs) =>
    pairs.map(([name, value]) => /** @type {const} */ ([name, toLine(value)])).filter(([, value]) => value);
  return target.write({ attributes: clean(attributes), label: toLine(label), look: clean(look) }, pinned);
}
