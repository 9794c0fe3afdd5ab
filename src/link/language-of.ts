import { languages } from '../i18n/languages.js';
import type { Messages } from '../i18n/messages.js';
import { attempt } from './attempt.js';
import { unshadowed } from './unshadowed.js';

/**
 * Returns the code of the language of an element. Returns `en` when there are no texts in that language, or when the
 * language cannot be found: an element that is rendered on a server has no `matches`, and jsdom may not support `:lang`.
 */
export const languageOf = (element: Element): string => attempt(() => findLanguage(element)) ?? 'en';

/** Returns the texts in the language of an element. */
export const messagesFor = (element: Element): Messages => languages[languageOf(element)]!;

/**
 * Returns the code of the element's language, if there are texts in it. Firefox does not look outside a shadow root for
 * `:lang`, so this also looks at the host of the root.
 */
function findLanguage(element: Element): string | undefined {
  const language = Object.keys(languages).find((code) => element.matches(`:lang(${code})`));
  const root = element.getRootNode();
  const host = unshadowed(root).nodeType === 11 ? (root as ShadowRoot).host : undefined; // DOCUMENT_FRAGMENT_NODE
  return language ?? (host && findLanguage(host));
}
