import { attempt } from '../link/attempt.js';
import { createElement } from './create-element.js';

const placeholder = '[data-junction-connect]:not(script, junction-connect)';

/** Milliseconds between a change of the page and the next search for placeholders. */
const searchDelayMs = 100;

/** A property of the document. It tells another copy of this script that the document is already observed. */
const observedKey = Symbol.for('junction-connect');

/**
 * Replaces each placeholder in the document by an element, also those that are added later. It does not search shadow
 * roots. It waits until the parser has finished: a placeholder that is still being parsed would lose its content.
 */
export function replacePlaceholders(): void {
  if (observedKey in document) return;
  Object.assign(document, { [observedKey]: true });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', observe);
  else observe();
}

function observe(): void {
  const observer = new MutationObserver(() => {
    // A page that changes all the time costs one search per delay, and no records of its changes in between.
    observer.disconnect();
    setTimeout(search, searchDelayMs);
  });
  const search = () => {
    // One that cannot be replaced, such as a form with a field named `attributes`, must not stop the others.
    document.querySelectorAll<HTMLElement>(placeholder).forEach((node) => attempt(() => replace(node)));
    observer.observe(document, { childList: true, subtree: true });
  };
  search();
}

function replace(node: HTMLElement): void {
  if (node.isContentEditable) return; // In an editor, the page is saved as it is.
  const element = createElement(node);
  element.append(...node.childNodes);
  node.replaceWith(element);
}
