// @ts-check
/** Writes the code for apps that are made with a framework. Pure functions. */
import { elements } from './elements.js';
import { isPlain, toJs } from './escaping.js';
import { element, isBoolean, kebabCase, scriptTag, styleOf, withoutEndpoints } from './markup.js';

/** @typedef {import('./snippets.js').Target} Target */

/** @type {Target['write']} */
export const vue = (choices, pinned) => [
  { where: 'index.html, in <head>', code: scriptTag(choices, pinned) },
  {
    where: 'vite.config.js: the plugin’s options',
    code: `vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === '${elements[choices.element].tag}' } } })`,
  },
  { where: `${elements[choices.element].component}.vue`, code: `<template>\n  ${element(choices)}\n</template>` },
];

/** @type {Target['write']} */
export function angular(choices, pinned) {
  /** @type {string[]} */
  const fields = [];
  /** Adds a field to the class, for a text that is not plain: templates treat braces, at signs and entities specially. */
  const field = (/** @type {string} */ name, /** @type {string} */ text) => {
    fields.push(`  protected readonly ${name} = ${toJs(text)};`);
    return name;
  };
  const { tag, component } = elements[choices.element];
  const fileName = kebabCase(component);
  const style = styleOf(choices);
  const { attributes: own } = withoutEndpoints(choices);
  const attributes = [...own, ...(style ? [['style', style]] : [])].map(([name = '', value = '']) => {
    if (isBoolean(name)) return ` ${name}`;
    return isPlain(value) ? ` ${name}="${value}"` : ` [attr.${name}]="${field(camelCase(name), value)}"`;
  });
  const label = isPlain(choices.label) ? choices.label : `{{ ${field('label', choices.label)} }}`;
  const body = fields.length > 0 ? `{\n${fields.join('\n')}\n}` : '{}';
  const code = `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';

@Component({
  selector: 'app-${fileName}',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`<${tag}${attributes.join('')}>${label}</${tag}>\`,
})
export class ${component} ${body}`;
  return [
    { where: 'src/index.html, in <head>', code: scriptTag(choices, pinned) },
    { where: `src/app/${fileName}.ts`, code },
  ];
}

/** @type {Target['write']} */
export function react(choices, pinned) {
  const { tag, component } = elements[choices.element];
  const attributes = withoutEndpoints(choices).attributes.map(([name, value]) => {
    if (isBoolean(name)) return ` ${name}`;
    // React 19 sets the property, which is an array. Earlier versions write the array into the attribute.
    if (name === 'providers') return ` providers={[${value.split(' ').map(toJs).join(', ')}]}`;
    return isPlain(value) ? ` ${name}="${value}"` : ` ${name}={${toJs(value)}}`;
  });
  const look = choices.look.map(([name, value]) => `${toJs(name)}: ${toJs(value)}`).join(', ');
  if (look) attributes.push(` style={{ ${look} }}`);
  const label = isPlain(choices.label) ? choices.label : `{${toJs(choices.label)}}`;
  const code = `export function ${component}() {
  return (
    <${tag}${attributes.join('')}>${label}</${tag}>
  );
}`;
  return [
    { where: 'index.html, in <head>', code: scriptTag(choices, pinned) },
    { where: `${component}.jsx`, code },
  ];
}

/** @param {string} name */
const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
