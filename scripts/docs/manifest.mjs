import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineGenerator } from 'automd';
import { format } from 'prettier';

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

/** Returns the values that an attribute accepts. If they are a fixed set, the default is the first. */
function valuesOf({ type, default: text = "''" }) {
  const initial = text.replace(/^'(.*)'$/, '$1');
  const literals = [...type.text.matchAll(/'(.*?)'/g)].map(([, literal]) => literal);
  if (literals[0]) {
    const others = literals.filter((literal) => literal !== initial).map(code);
    return (initial ? [`${code(initial)} (default)`, ...others] : others).join(', ');
  }
  const typeName = type.text === 'string' ? 'text' : type.text;
  return type.text === 'boolean' || !initial ? typeName : `${typeName} (${code(initial)})`;
}

/** Returns the type of a property, without `undefined`. */
const typeOf = ({ type, readonly }) => code(type.text.replace(' | undefined', '')) + (readonly ? ', read-only' : '');

const nameOf = ({ name, static: isStatic }) => `${isStatic ? 'static ' : ''}${name}`;

/** Returns the name of a parameter on one line. If it is a pattern such as `{ a = 1 }`, the defaults are left out. */
const parameterNameOf = ({ name }) =>
  name
    .replace(/ = [^,}]+/g, '')
    .replace(/\s+/g, ' ')
    .replace(', }', ' }');

function signature(method) {
  const parameters = (method.parameters ?? []).map((it) => `${parameterNameOf(it)}: ${it.type.text}`).join(', ');
  return code(`${nameOf(method)}(${parameters}): ${method.return.type.text}`);
}

const descriptionOf = ({ description }) => description.replaceAll('|', '\\|');

/** For each list of the manifest: the head of its table, and a function that returns the cells of a row. */
const tables = {
  attributes: [['attribute', 'values', 'what it does'], (it) => [code(it.name), valuesOf(it), descriptionOf(it)]],
  properties: [['property', 'type', 'what it is'], (it) => [code(nameOf(it)), typeOf(it), descriptionOf(it)]],
  methods: [['method', 'what it does'], (it) => [signature(it), descriptionOf(it)]],
  events: [
    ['event', 'when', '`detail`'],
    (it) => [code(it.name), descriptionOf(it), code(`{ ${it.detail.map(({ name }) => name).join(', ')} }`)],
  ],
  details: [['in `detail`', 'type', 'what it is'], (it) => [code(it.name), code(it.type.text), descriptionOf(it)]],
  slots: [['slot', 'what it takes'], (it) => [it.name ? code(it.name) : 'the content', descriptionOf(it)]],
  cssParts: [['part', 'what it is'], (it) => [code(it.name), descriptionOf(it)]],
  cssProperties: [
    ['custom property', 'default', 'what it is'],
    (it) => [code(it.name), it.default ? code(it.default) : '–', descriptionOf(it)],
  ],
  cssStates: [['state', 'what it says'], (it) => [code(it.name), descriptionOf(it)]],
};

const isSameField = (one, other) => one.name === other.name && one.description === other.description;

/** Returns the entries of a list. Some lists are in the manifest, the others are made from those. */
function entriesOf(element, list) {
  const fields = element.members.filter(({ kind }) => kind === 'field');
  const details = element.events.flatMap(({ detail }) => detail);
  const derived = {
    properties: fields.filter(({ attribute }) => !attribute),
    methods: element.members.filter(({ kind }) => kind === 'method'),
    // A field can have another meaning in another event.
    details: details.filter((one, index) => details.findIndex((it) => isSameField(it, one)) === index),
  };
  return derived[list] ?? element[list];
}

/**
 * Writes a list of the custom elements manifest into a document, as a table. It is a list of `<junction-connect>`, unless
 * `element` names another element.
 *
 *     <!-- automd:manifest list="attributes" element="junction-connections" -->
 */
export const manifest = defineGenerator({
  name: 'manifest',
  async generate({ args: { list, element: tagName = 'junction-connect' }, config }) {
    const { modules } = JSON.parse(await readFile(join(config.dir, 'dist/custom-elements.json'), 'utf8'));
    const element = modules.flatMap(({ declarations }) => declarations).find((it) => it.tagName === tagName);
    if (!element) throw new Error(`The manifest has no <${tagName}>`);
    const [head, cells] = tables[list];
    const rows = [head, head.map(() => '---'), ...entriesOf(element, list).map(cells)];
    return { contents: await format(rows.map((row) => `| ${row.join(' | ')} |`).join('\n'), { parser: 'markdown' }) };
  },
});
