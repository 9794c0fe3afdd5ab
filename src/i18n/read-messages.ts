import { en } from './en.js';
import type { TextKey, Texts } from './messages.js';

/** The result of reading a value that the page has given. */
export interface ReadMessages {
  /** The texts that can be used. */
  readonly messages: Texts;
  /** What is wrong with the value, for the site's owner: the first problems. Empty if nothing is wrong. */
  readonly problems: readonly string[];
}

/** The most problems that are told. The value comes from the page and can be of any length. */
const maxProblems = 10;

// Only a page with a list of connections loads the texts of the list, so their keys are not checked.
const isKey = (name: string): name is TextKey => Object.hasOwn(en, name) || name.startsWith('connections.');

/**
 * Reads texts that the page has given: an object, or the same as JSON in a text. Null, undefined and an empty text have no
 * texts. A key that does not exist and a value that is no text are problems, and are left out. It never throws.
 */
export function readMessages(value: unknown): ReadMessages {
  const given = parse(value);
  if (given === undefined || given === null) return { messages: {}, problems: [] };
  if (typeof given !== 'object' || Array.isArray(given))
    return { messages: {}, problems: ['expected an object of texts, such as { "label": "Connect a watch" }'] };
  const messages: Partial<Record<TextKey, string>> = {};
  const problems: string[] = [];
  for (const [name, text] of entriesOf(given)) {
    if (!isKey(name)) problems.push(`${quote(name)} is not the key of a text`);
    else if (typeof text === 'string') messages[name] = text;
    else if (text !== undefined && text !== null) problems.push(`the value of ${quote(name)} is not a text`);
  }
  return { messages, problems: problems.slice(0, maxProblems) };
}

/**
 * Returns the names and values of an object. The names in its object `connections` get the prefix `connections.`. Returns none
 * when it throws, as a proxy can.
 */
function entriesOf(given: object, prefix = ''): [name: string, value: unknown][] {
  try {
    return Object.entries(given).flatMap(([name, value]: [string, unknown]) =>
      !prefix && name === 'connections' && value instanceof Object
        ? entriesOf(value, 'connections.')
        : [[prefix + name, value]],
    );
  } catch {
    return [];
  }
}

/** Returns the value of JSON in a text, or another value as it is. Returns false for a text that is not JSON. */
function parse(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (!value.trim()) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return false;
  }
}

/** A key comes from the page and can be of any length, so a message shows only its beginning. */
const quote = (name: string): string => `"${name.slice(0, 40)}"`;
