import { suitableLanguages } from './language-codes.js';
import { languages } from './languages.js';
import type { TextKey, Texts } from './messages.js';
import { messagesStore } from './messages-store.js';

/** A text to show, and the language that it is written in. */
export interface LocalizedText {
  readonly text: string;
  /** The code of the language. Undefined for a text of the page's own: it is in the language of the page. */
  readonly language: string | undefined;
}

export interface TextSource {
  /** The texts that the page has given to the element. They come before all others. */
  readonly own?: Texts;
  /** The code of the language around the element. It may be empty, or a language without texts. Then texts are English. */
  readonly language: string;
  /** The name of the provider, if it is known. */
  readonly providerName?: string | undefined;
}

/**
 * Returns the first of several texts that can be shown. A text with `{provider}` can be shown only when the provider's name
 * is known. An empty text counts as missing, because a person needs words.
 *
 * @param keys The keys of the texts, the most specific one first. The last one must need no provider.
 */
export function findText(keys: readonly TextKey[], { own, language, providerName }: TextSource): LocalizedText {
  const choose = (messages: Texts | undefined): string | undefined => {
    const texts = keys.map((key) => messages?.[key]);
    return texts.find((text) => text?.trim() && (providerName !== undefined || !text.includes('{provider}')));
  };
  const fill = (text: string) => text.replaceAll('{provider}', () => providerName ?? '');

  const ownText = choose(own);
  if (ownText !== undefined) return { text: fill(ownText), language: undefined };
  const { registered, languages: files } = messagesStore();
  for (const code of [...suitableLanguages(language), 'en']) {
    const text = choose(registered.get(code)) ?? choose(files.get(code)) ?? choose(languages[code]);
    if (text !== undefined) return { text: fill(text), language: code };
  }
  return { text: '', language: undefined }; // The page has given every text of these keys a `{provider}`.
}
