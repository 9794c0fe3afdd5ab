import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineGenerator } from 'automd';
import { format } from 'prettier';

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

/** What an attribute may be given, the default first where it is a word. */
function values({ type, default: text = "''" }) {
  const initial = text.replace(/^'(.*)'$/, '$1');
  const words = [...type.text.matchAll(/'(.*?)'/g)].map(([, word]) => word);
  if (words[0]) {
    const others = words.filter((word) => word !== initial).map(code);
    return (initial ? [`${code(initial)} (default)`, ...others] : others).join(', ');
  }
  const kind = type.text === 'string' ? 'text' : type.text;
  return type.text === 'boolean' || !initial ? kind : `${kind} (${code(initial)})`;
}

/** What can be left out says so by that, and not by its type. */
const typeOf = ({ type, readonly }) => code(type.text.replace(' | undefined', '')) + (readonly ? ', read-only' : '');

const nameOf = ({ name, static: isStatic }) => `${isStatic ? 'static ' : ''}${name}`;

function signature(method) {
  const given = (method.parameters ?? []).map((it) => `${it.name}: ${it.type.text}`).join(', ');
  return code(`${nameOf(method)}(${given}): ${method.return.type.text}`);
}

const sentence = ({ description }) => description.replaceAll('|', '\\|');

/** By the list of the manifest: the head of the table, and a row's cells. */
const tables = {
  attributes: [['attribute', 'values', 'what it does'], (it) => [code(it.name), values(it), sentence(it)]],
  properties: [['property', 'type', 'what it is'], (it) => [code(nameOf(it)), typeOf(it), sentence(it)]],
  methods: [['method', 'what it does'], (it) => [signature(it), sentence(it)]],
  events: [
    ['event', 'when', '`detail`'],
    (it) => [code(it.name), sentence(it), code(`{ ${it.detail.map(({ name }) => name).join(', ')} }`)],
  ],
  details: [['in `detail`', 'type', 'what it is'], (it) => [code(it.name), code(it.type.text), sentence(it)]],
  slots: [['slot', 'what it takes'], (it) => [it.name ? code(it.name) : 'the content', sentence(it)]],
  cssParts: [['part', 'what it is'], (it) => [code(it.name), sentence(it)]],
  cssProperties: [
    ['custom property', 'default', 'what it is'],
    (it) => [code(it.name), code(it.default), sentence(it)],
  ],
  cssStates: [['state', 'what it says'], (it) => [code(it.name), sentence(it)]],
};

/** The lists of the manifest, and those that are made of them. */
function entriesOf(element, list) {
  const fields = element.members.filter(({ kind }) => kind === 'field');
  const details = element.events.flatMap(({ detail }) => detail);
  const made = {
    properties: fields.filter(({ attribute }) => !attribute),
    methods: element.members.filter(({ kind }) => kind === 'method'),
    details: details.filter(({ name }, index) => details.findIndex((it) => it.name === name) === index),
  };
  return made[list] ?? element[list];
}

/**
 * A table of what the custom elements manifest says.
 *
 *     <!-- automd:manifest list="attributes" -->
 */
export const manifest = defineGenerator({
  name: 'manifest',
  async generate({ args: { list }, config }) {
    const { modules } = JSON.parse(await readFile(join(config.dir, 'dist/custom-elements.json'), 'utf8'));
    const [head, cells] = tables[list];
    const rows = [head, head.map(() => '---'), ...entriesOf(modules[0].declarations[0], list).map(cells)];
    return { contents: await format(rows.map((row) => `| ${row.join(' | ')} |`).join('\n'), { parser: 'markdown' }) };
  },
});
