import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';
import type { PlaceholderKind } from './kinds.js';
import { Placeholder } from './placeholder.js';
import { updateScriptElements, warnOfScriptsThatDoNotRun } from './script-elements.js';
import { settingNames } from './settings.js';

/** The time between a change of the page and the next search for placeholders, in milliseconds. */
const searchDelayMs = 100;

/**
 * Shows an element in each placeholder of a kind in the document, also in the placeholders that are added later. It does not
 * search shadow roots. It waits until the parser has finished, because a placeholder that is still being parsed has no content
 * yet.
 */
export function showPlaceholders(kind: PlaceholderKind): void {
  // The document has this property when a copy of a script of the package already observes it for this kind.
  const observedKey = Symbol.for(kind.name);
  if (observedKey in document) return;
  Object.assign(document, { [observedKey]: true });
  if (unshadowed(document).readyState === 'loading') addEventListener('DOMContentLoaded', () => observe(kind));
  else observe(kind);
}

function observe(kind: PlaceholderKind): void {
  const { name, noun, selector } = kind;
  /** The placeholder of each node. A copy of a node is not in this map, so the copy gets an element of its own. */
  const placeholders = new WeakMap<Element, Placeholder>();
  /** The placeholders in the page, and the nodes that were one at the last search. */
  const knownNodes = new Set<HTMLElement>();
  /** The nodes that could not show an element. Each is reported once. */
  const refusedNodes = new WeakSet<HTMLElement>();

  /**
   * Updates the placeholder of a node. Some nodes can show no element, such as a form with a field named `matches`. They
   * must not stop the search.
   */
  const update = (node: HTMLElement) => {
    if (refusedNodes.has(node)) return;
    try {
      let placeholder = placeholders.get(node);
      if (!placeholder && node.isContentEditable) return;
      if (!placeholder) placeholders.set(node, (placeholder = new Placeholder(node, kind, () => refuse(node))));
      placeholder.update();
      if (!node.isConnected || !node.matches(selector)) knownNodes.delete(node);
    } catch {
      refuse(node);
    }
  };
  const refuse = (node: HTMLElement) => {
    knownNodes.delete(node);
    refusedNodes.add(node);
    console.warn(`${name}: this <${node.localName} data-${name}> cannot show a ${noun}. Use a <div>.`);
  };

  const attributeFilter = [name, ...settingNames(name)].map((attribute) => `data-${attribute}`);
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
      .querySelectorAll<HTMLElement>(selector)
      .forEach((node) => knownNodes.add(node));
    knownNodes.forEach(update);
    // The observer of each kind does this. What one has done, another does not repeat.
    updateScriptElements();
    warnOfScriptsThatDoNotRun();
    observer.observe(document, { childList: true, characterData: true, subtree: true, attributeFilter });
  };
  search();
}
