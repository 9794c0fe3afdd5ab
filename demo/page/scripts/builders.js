// @ts-check
/** The code to paste for the builders that need more than a script tag and an element. Pure functions. */
import { elements } from './elements.js';
import { toJs, toListItem, toShortcode } from './escaping.js';
import { endpoints, pageSettingsOf, placeholder, scriptTag, styleOf, withoutEndpoints } from './markup.js';

/** @typedef {import('./snippets.js').Target} Target */

/** @type {Target['write']} */
export function wordpress(choices, pinned) {
  const withoutPlugin = [
    { where: 'Without the plugin: a Custom HTML block', code: placeholder(choices) },
    { where: 'Without the plugin: the theme’s footer, if you may write scripts', code: scriptTag(choices, pinned) },
  ];
  const hasEndpoint = choices.attributes.some(([name, value]) => endpoints.includes(name) && value);
  const { placeholder: marker, shortcode: name } = elements[choices.element];
  // The plugin itself sets the endpoints, and how the element calls them.
  const own = choices.attributes.filter(([name]) => ![...endpoints, 'method', 'credentials'].includes(name));
  const withLabel = choices.label ? [...own, ['label', choices.label]] : own;
  const shortcode = [name, ...withLabel.map(([name, value]) => `${name}="${toShortcode(value ?? '')}"`)];
  const rules = choices.look.map(([name, value]) => `  ${name}: ${value};\n`).join('');
  return [
    { where: 'With the plugin: a Shortcode block', code: `[${shortcode.join(' ')}]` },
    ...(rules ? [{ where: 'With the plugin: Additional CSS', code: `[${marker}] {\n${rules}}` }] : []),
    ...(hasEndpoint ? withoutPlugin : []), // The plugin alone sets endpoints.
  ];
}

/**
 * Wix writes the script tag, and has no field for our attributes. So a script of the site names the endpoints. It may run
 * before or after the script of the package. But a list requests its endpoint as soon as it is shown, so for a list it must
 * run before. Both scripts register the button.
 *
 * @type {Target['write']}
 */
export function wix(choices, { url }) {
  const style = styleOf(choices);
  const attributes = [
    ...withoutEndpoints(choices).attributes,
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
    { where: 'Tag name', code: elements[choices.element].tag },
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
export function gtm(choices, { url, integrity }) {
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
    { where: 'The page, where the element belongs', code: placeholder(choices) },
  ];
}
