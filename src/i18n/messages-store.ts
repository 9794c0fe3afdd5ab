import type { Texts } from './messages.js';

/**
 * The texts that were added to the ones built in, by the code of their language in lowercase letters. It dispatches `change`
 * when texts were added.
 */
interface MessagesStore extends EventTarget {
  /** The texts of the language files. */
  readonly languages: Map<string, Texts>;
  /** The texts of the page, from `registerMessages()`. They come before those of a file, whichever was added first. */
  readonly registered: Map<string, Texts>;
}

/**
 * The key of the store in the global object. The language files and all copies of this package in the page share the store,
 * and they may have different versions. So do not change the names of its fields.
 */
const storeKey = Symbol.for('junction-connect.messages');

/** Returns the store. Whoever comes first makes it: a language file may run before the package, and also on a server. */
export const messagesStore = (): MessagesStore =>
  ((globalThis as { [storeKey]?: MessagesStore })[storeKey] ??= Object.assign(new EventTarget(), {
    languages: new Map<string, Texts>(),
    registered: new Map<string, Texts>(),
  }));

/**
 * Adds texts to those of a language. A text replaces an earlier one with the same key.
 *
 * @param layer `languages` for a language file, `registered` for the page.
 */
export function addMessages(language: string, messages: Texts, layer: 'languages' | 'registered' = 'languages'): void {
  const store = messagesStore();
  const code = language.toLowerCase();
  store[layer].set(code, { ...store[layer].get(code), ...messages });
  store.dispatchEvent(new Event('change'));
}
