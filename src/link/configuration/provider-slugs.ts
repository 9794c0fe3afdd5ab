import { cleanText } from './text.js';

/** Returns the slugs in a list. They may be separated by spaces or commas, and written in capital or small letters. */
export const parseProviders = (text: unknown): string[] =>
  cleanText(text)
    .toLowerCase()
    .split(/[\s,]+/)
    .map(cleanText)
    .filter(Boolean);
