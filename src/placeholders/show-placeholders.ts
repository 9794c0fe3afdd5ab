import { Placeholder } from './placeholder.js';
import { updateScriptElements, warnOfScriptsWithoutElement } from './script-elements.js';
import { settingNames } from './settings.js';

const placeholderSelector = '[data-junction-connect]:not(script, junction-connect)';

/** The time between a change of the page and the next search for placeholders, in milliseconds. */
const searchDelayMs = 100;

/** The key of a property of the document. The property exists when a copy of this script already observes the document. */
const observedKey = Symbol.for('junction-connect');

/** What was made of each node. A copy of a node is not in it, so it gets an element of its own. */
const placeholders = new WeakMap<Element, Placeholder>();

/** The nodes that show an element now. */
const shownNodes = new Set<HTMLElement>();

/** The nodes that could not show an element. Each is reported once. */
const refusedNodes = new WeakSet<HTMLElement>();

/**
 * Shows an element in each placeholder of the document, also in the placeholders that are added later. It does not search
 * shadow roots. It waits until the parser has finished, because a placeholder that is still being parsed has no content yet.
 */
export function showPlaceholders(): void {
  if (observedKey in document) return;
  Object.assign(document, { [observedKey]: true });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', observe);
  else observe();
}

function observe(): void {
  const attributeFilter = ['junction-connect', ...settingNames()].map((name) => `data-${name}`);
  attributeFilter.push('id', 'slot', 'contenteditable');
  const observer = new MutationObserver(() => {
    updateScriptElements(); // At once, so that an element that a morph has removed keeps its session.
    // In a page that changes all the time, this allows one search per delay. In between, the browser records no changes.
    observer.disconnect();
    setTimeout(search, searchDelayMs);
  });
  const search = () => {
    document.querySelectorAll<HTMLElement>(placeholderSelector).forEach((node) => shownNodes.add(node));
    shownNodes.forEach(update);
    updateScriptElements();
    warnOfScriptsWithoutElement();
    observer.observe(document, { childList: true, characterData: true, subtree: true, attributeFilter });
  };
  search();
}

/** A placeholder that can show no element, such as a form with a field named `attachShadow`, must not stop the search. */
function update(node: HTMLElement): void {
  try {
    let placeholder = placeholders.get(node);
    if (!placeholder && node.isContentEditable) return;
    if (!placeholder) placeholders.set(node, (placeholder = new Placeholder(node)));
    placeholder.update();
    if (!node.isConnected || !node.hasAttribute('data-junction-connect')) shownNodes.delete(node);
  } catch {
    shownNodes.delete(node);
    if (refusedNodes.has(node)) return;
    refusedNodes.add(node);
    console.warn(`junction-connect: this <${node.localName} data-junction-connect> cannot show a button. Use a <div>.`);
  }
}
