import { languages } from '../i18n/languages.js';
import type { Messages } from '../i18n/messages.js';
import { attempt } from './attempt.js';

/**
 * Returns the code of the language that an element is in. Returns `en` when there are no texts in that language, and where
 * nothing tells the language: an element that is rendered on a server has no `matches`, and jsdom may not know `:lang`.
 */
export const languageOf = (element: Element): string => attempt(() => findLanguage(element)) ?? 'en';

export const messagesFor = (element: Element): Messages => languages[languageOf(element)]!;

/** Firefox does not look outside of a shadow root for `:lang`, so this looks at the host of the root, too. */
function findLanguage(element: Element): string | undefined {
  const language = Object.keys(languages).find((known) => element.matches(`:lang(${known})`));
  const { host } = element.getRootNode() as ShadowRoot; // Only a shadow root has one.
  return language ?? (host && findLanguage(host));
}
