import { distance } from 'fastest-levenshtein';
import type { Report } from '../report.js';
import { scriptAttributes } from './find-scripts.js';
import type { Tag } from './read-page.js';

/** Properties that have no attribute. */
const propertiesOnly = ['headers', 'fetch-token'];

/** Attributes that every element of HTML has. They are never reported. */
const globalAttributes = [
  'class',
  'dir',
  'hidden',
  'id',
  'inert',
  'is',
  'lang',
  'nonce',
  'role',
  'slot',
  'style',
  'title',
];

/** How many attributes of a tag are checked. */
const maxAttributes = 200;

/** What carries the settings of a button. */
export type ButtonTagKind = 'element' | 'placeholder' | 'script';

/**
 * Reports attributes that the element does not know, and that look like one that it knows.
 *
 * @param known The attributes of the element.
 */
export function checkNames(
  tag: Tag,
  kind: ButtonTagKind,
  known: readonly string[],
  where: string,
  report: Report,
): void {
  const prefix = kind === 'element' ? '' : 'data-';
  for (const name of [...tag.attributes.keys()].slice(0, maxAttributes)) {
    if (isUnderstood(name, kind, known)) continue;
    const plain = name.replace(/^data-/, '');
    if (propertiesOnly.some((one) => spelling(one) === spelling(plain)))
      report.problem(`${where}: ${name} is not an attribute. A script has to set the property: see docs/reference.md.`);
    else if (['token-endpoints', 'allowed-origins'].includes(plain))
      report.problem(`${where}: ${name} has no effect here. Write data-${plain} on the script tag of the package.`);
    else if (kind !== 'script' || name.startsWith('data-') || known.includes(name)) {
      const right = closest(plain, kind === 'script' ? [...known, 'token-endpoints', 'allowed-origins'] : known);
      if (right !== undefined)
        report.problem(`${where}: the attribute ${name} does not exist, so it has no effect. Write ${prefix}${right}.`);
    }
  }
}

function isUnderstood(name: string, kind: ButtonTagKind, known: readonly string[]): boolean {
  if (kind === 'script' && scriptAttributes.some((attribute) => attribute === name)) return true;
  if (kind === 'element') return known.includes(name) || globalAttributes.includes(name);
  if (name.startsWith('data-')) return [...known, 'dir', 'junction-connect'].includes(name.slice('data-'.length));
  return globalAttributes.includes(name);
}

/** Returns the attribute that somebody most likely meant, or undefined. */
function closest(name: string, known: readonly string[]): string | undefined {
  const exact = known.find((one) => spelling(one) === spelling(name));
  if (exact !== undefined) return exact;
  const [best] = known
    .map((one) => ({ one, errors: distance(one, name.slice(0, 64)) }))
    .sort((first, second) => first.errors - second.errors);
  // In a short name, every letter counts: `code` is not `mode`.
  return best && best.one.length > 4 && best.errors <= 2 ? best.one : undefined;
}

/** HTML turns `tokenEndpoint` into `tokenendpoint`. Other people write `token_endpoint`. */
const spelling = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();
