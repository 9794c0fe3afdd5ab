import type { PartialMessages, Texts } from './messages.js';
import { addMessages } from './messages-store.js';
import { readMessages } from './read-messages.js';

/**
 * Adds texts in a language, for all elements of the page, or replaces the built-in ones. Elements that are shown follow at
 * once. Texts that are missing in a language are English. In a text, `{provider}` stands for the name of the provider.
 *
 * A key that does not exist and a value that is no text are left out, and the console says so.
 *
 * @param language The code of the language (BCP 47), such as `pl` or `pt-BR`.
 * @throws TypeError for a language that is not such a code.
 */
export function registerMessages(language: string, messages: PartialMessages): void {
  addMessages(canonicalCode(language), readAndReport(messages), 'registered');
}

function canonicalCode(language: unknown): string {
  try {
    const [code] = Intl.getCanonicalLocales(language as string);
    if (typeof language === 'string' && code) return code;
  } catch {
    // Not a code of a language. The error below says so.
  }
  throw new TypeError('registerMessages: the first argument must be the code of a language, such as "pl" or "pt-BR"');
}

function readAndReport(value: unknown): Texts {
  const { messages, problems } = readMessages(value);
  for (const problem of problems) console.warn(`junction-connect: registerMessages: ${problem}`);
  return messages;
}
