import { attempt } from '../link/attempt.js';
import { elementFrom } from './element-from.js';

const placeholderSelector = '[data-junction-connect]:not(script, junction-connect)';

/** The time between a change of the page and the next search for placeholders, in milliseconds. */
const searchDelayMs = 100;

/** The key of a property of the document. The property exists when a copy of this script already observes the document. */
const observedKey = Symbol.for('junction-connect');

/**
 * Replaces each placeholder in the document by an element, also the placeholders that are added later. It does not search
 * shadow roots. It waits until the parser has finished, because a placeholder that is still being parsed would lose its
 * content.
 */
export function replacePlaceholders(): void {
  if (observedKey in document) return;
  Object.assign(document, { [observedKey]: true });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', observe);
  else observe();
}

function observe(): void {
  const observer = new MutationObserver(() => {
    // In a page that changes all the time, this allows one search per delay. In between, the browser records no changes.
    observer.disconnect();
    setTimeout(search, searchDelayMs);
  });
  const search = () => {
    // A placeholder that cannot be replaced, such as a form with a field named `attributes`, must not stop the search.
    document.querySelectorAll<HTMLElement>(placeholderSelector).forEach((node) => attempt(() => replace(node)));
    observer.observe(document, { childList: true, subtree: true });
  };
  search();
}

function replace(node: HTMLElement): void {
  if (node.isContentEditable) return; // An editor saves the page as it is, so the placeholder must stay.
  const element = elementFrom(node);
  element.append(...node.childNodes);
  node.replaceWith(element);
}
