import { languages } from './languages.js';
import type { Messages } from './messages.js';

/** Returns the code of the language that an element is in, or `en` when there are no texts in that language. */
export const languageOf = (element: Element): string => findLanguage(element) ?? 'en';

export const messagesFor = (element: Element): Messages => languages[languageOf(element)]!;

/** Firefox does not look outside of a shadow root for `:lang`, so the host of the root is asked, too. */
function findLanguage(element: Element): string | undefined {
  const root = element.getRootNode();
  const language = Object.keys(languages).find((known) => element.matches(`:lang(${known})`));
  return language ?? (root instanceof ShadowRoot ? findLanguage(root.host) : undefined);
}
