import type { ReactiveElement } from 'lit';
import { messagesStore } from '../i18n/messages-store.js';
import { selfAndAncestors } from '../link/embedded/composed-tree.js';

const elements = new Set<ReactiveElement>();

/** One observer for all elements of the page. */
let observer: MutationObserver | undefined;

/**
 * Updates an element whenever the page changes something that the element shows: the language around it, its content, or the texts of a language. It
 * uses an observer, because the browser dispatches no `slotchange` when the text of a text node changes.
 */
export function followPage(element: ReactiveElement): void {
  if (elements.size === 0) messagesStore().addEventListener('change', updateAll);
  elements.add(element);
  observer ??= new MutationObserver((records) => records.forEach(update));
  observer.observe(element, { childList: true, characterData: true, subtree: true });
  const followLanguageIn = (root: Node) => {
    observer!.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    if (root instanceof ShadowRoot) followLanguageIn(root.host.getRootNode());
  };
  followLanguageIn(element.getRootNode());
}

/** Stops the updates of an element that was removed from the page. */
export function stopFollowingPage(element: ReactiveElement): void {
  elements.delete(element);
  if (elements.size > 0) return;
  observer?.disconnect();
  messagesStore().removeEventListener('change', updateAll);
}

const updateAll = () => elements.forEach((element) => element.requestUpdate());

function update({ type, target }: MutationRecord): void {
  if (type === 'attributes') return updateAll();
  for (const node of selfAndAncestors(target)) {
    if (elements.has(node as ReactiveElement)) (node as ReactiveElement).requestUpdate();
  }
}
