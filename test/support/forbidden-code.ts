import { parse, type AnyNode } from 'acorn';
import { full } from 'acorn-walk';

/** A place in a script that may harm the page or the person. */
export interface Finding {
  readonly what: string;
  /** The name or the call that was found. */
  readonly name: string;
  readonly line: number;
}

/**
 * The names that a script must not mention: as a variable, as a property, or as a whole string, as in `window['eval']`.
 * Comments may mention them, and so may longer texts.
 */
const forbiddenNames: Readonly<Record<string, readonly string[]>> = {
  'runs text as code': ['eval', 'Function', 'execScript'],
  'loads code': ['importScripts', 'Worker', 'SharedWorker', 'serviceWorker'],
  'turns text into HTML': [
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'srcdoc', 'writeln'],
    ...['setHTML', 'setHTMLUnsafe', 'parseHTML', 'parseHTMLUnsafe', 'DOMParser', 'parseFromString'],
  ],
  'keeps something in the browser': ['localStorage', 'indexedDB', 'cookie', 'cookieStore', 'caches'],
  'sends something without fetch': [
    ...['sendBeacon', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection'],
  ],
};

const groupOf = new Map(
  Object.entries(forbiddenNames).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
);

/** A binding in a Lit template that sets a property to HTML, as in `.innerHTML=${text}`. */
const htmlBinding = /\.(innerHTML|outerHTML|srcdoc)\s*=/i;

/** An address with a scheme and a host, or with a host alone, as in `//host.example/path`. */
const address = /\b(?:https?|wss?|ftp):\/\/[^\s'"`<>]*|^\/\/[^\s'"`<>]+/gi;

/** Calls `visit` with each part of the syntax of a script. A script also parses as a module. */
function visitNodes(code: string, visit: (node: AnyNode) => void): void {
  full(parse(code, { ecmaVersion: 2022, sourceType: 'module', locations: true }), visit);
}

/** Returns the text of a string, or of a piece of a template. */
function textOf(node: AnyNode): string | undefined {
  if (node.type === 'TemplateElement') return node.value.cooked ?? undefined;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** Returns the name of a variable, or the last name of a property, as in `window.setTimeout`. */
function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return node.type === 'Identifier' ? node.name : textOf(node);
}

/** Returns the names that a node itself mentions. `visitNodes` visits the nodes in it, but not plain names of properties. */
function mentionedNames(node: AnyNode): (string | undefined)[] {
  if (node.type === 'MemberExpression') return node.computed ? [] : [nameOf(node.property)];
  if (node.type === 'ObjectExpression' || node.type === 'ObjectPattern')
    return node.properties.map((item) =>
      item.type !== 'Property' || item.computed || item.shorthand ? undefined : nameOf(item.key),
    );
  return [nameOf(node)];
}

/** Returns true for a text, also for one that is put together. */
function isText(node: AnyNode | undefined): boolean {
  if (node?.type === 'BinaryExpression') return node.operator === '+' && (isText(node.left) || isText(node.right));
  return node?.type === 'TemplateLiteral' || (node !== undefined && textOf(node) !== undefined);
}

/** Returns what is wrong with a call whose name alone is harmless. */
function findCall(node: AnyNode): readonly [what: string, name: string] | undefined {
  if (node.type === 'ImportExpression') return ['loads code', 'import()'];
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const { callee, arguments: args } = node;
  const name = nameOf(callee);
  // A timer runs a text as code. So does the constructor of any function, which is `Function`.
  if ((name === 'setTimeout' || name === 'setInterval') && isText(args[0])) return ['runs text as code', `${name}('')`];
  if (name === 'constructor' && isText(args.at(-1))) return ['runs text as code', `constructor('')`];
  // The clipboard and streams have a method of this name, too.
  const isWrite = name === 'write' && callee.type === 'MemberExpression';
  return isWrite && /document/i.test(nameOf(callee.object) ?? '')
    ? ['turns text into HTML', 'document.write()']
    : undefined;
}

/**
 * Finds in a script what runs text as code, loads code, turns text into HTML, keeps something in the browser, or sends
 * something without `fetch`. It reads the syntax, and does not follow values: it does not find `window['ev' + 'al']`.
 */
export function findForbiddenCode(code: string): Finding[] {
  const findings: Finding[] = [];
  visitNodes(code, (node) => {
    const { line } = node.loc!.start;
    const call = findCall(node);
    if (call) findings.push({ what: call[0], name: call[1], line });
    for (const name of mentionedNames(node)) {
      const what = name && groupOf.get(name);
      if (what) findings.push({ what, name, line });
    }
    const [, bound] = htmlBinding.exec(textOf(node) ?? '') ?? [];
    if (bound) findings.push({ what: 'turns text into HTML', name: `.${bound}=`, line });
  });
  return findings;
}

/** Returns the addresses in the texts of a script, each once. */
export function findAddresses(code: string): string[] {
  const addresses = new Set<string>();
  visitNodes(code, (node) => {
    for (const [found] of (textOf(node) ?? '').matchAll(address)) addresses.add(found);
  });
  return [...addresses].sort();
}
