import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import { Placeholder } from './placeholder.js';
import { updateScriptElements, warnOfScriptsThatDoNotRun } from './script-elements.js';
import { settingNames } from './settings.js';

const placeholderSelector = '[data-junction-connect]:not(script, junction-connect)';

/** The time between a change of the page and the next search for placeholders, in milliseconds. */
const searchDelayMs = 100;

/** The key of a property of the document. The property exists when a copy of this script already observes the document. */
const observedKey = Symbol.for('junction-connect');

/** The placeholder of each node. A copy of a node is not in this map, so the copy gets an element of its own. */
const placeholders = new WeakMap<Element, Placeholder>();

/** The nodes in the page that have the attribute, or had it at the last search. */
const knownNodes = new Set<HTMLElement>();

/** The nodes that could not show an element. Each is reported once. */
const refusedNodes = new WeakSet<HTMLElement>();

/**
 * Shows an element in each placeholder of the document, also in the placeholders that are added later. It does not search
 * shadow roots. It waits until the parser has finished, because a placeholder that is still being parsed has no content yet.
 */
export function showPlaceholders(): void {
  if (observedKey in document) return;
  Object.assign(document, { [observedKey]: true });
  if (unshadowed(document).readyState === 'loading') addEventListener('DOMContentLoaded', observe);
  else observe();
}

function observe(): void {
  const attributeFilter = ['junction-connect', ...settingNames()].map((name) => `data-${name}`);
  attributeFilter.push('id', 'slot', 'contenteditable');
  const observer = new MutationObserver(() => {
    // This must not wait: an element that a morph has removed keeps its session only if it is put back soon.
    updateScriptElements();
    knownNodes.forEach((node) => attempt(() => placeholders.get(node)?.restore()));
    // In a page that changes all the time, this allows one search per delay. In between, the browser records no changes.
    observer.disconnect();
    setTimeout(search, searchDelayMs);
  });
  const search = () => {
    unshadowed(document)
      .querySelectorAll<HTMLElement>(placeholderSelector)
      .forEach((node) => knownNodes.add(node));
    knownNodes.forEach(update);
    updateScriptElements();
    warnOfScriptsThatDoNotRun();
    observer.observe(document, { childList: true, characterData: true, subtree: true, attributeFilter });
  };
  search();
}

/**
 * Updates the placeholder of a node. Some nodes can show no element, such as a form with a field named `hasAttribute`. They
 * must not stop the search.
 */
function update(node: HTMLElement): void {
  if (refusedNodes.has(node)) return;
  try {
    let placeholder = placeholders.get(node);
    if (!placeholder && node.isContentEditable) return;
    if (!placeholder) placeholders.set(node, (placeholder = new Placeholder(node, () => refuse(node))));
    placeholder.update();
    if (!node.isConnected || !node.hasAttribute('data-junction-connect')) knownNodes.delete(node);
  } catch {
    refuse(node);
  }
}

function refuse(node: HTMLElement): void {
  knownNodes.delete(node);
  refusedNodes.add(node);
  console.warn(`junction-connect: this <${node.localName} data-junction-connect> cannot show a button. Use a <div>.`);
}
