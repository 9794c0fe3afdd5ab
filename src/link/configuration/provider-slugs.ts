import { textOf } from './text.js';

/** Returns the slugs of a list as people write it: separated by spaces or commas, in capital or small letters. */
export const parseProviders = (text: unknown): string[] =>
  textOf(text)
    .toLowerCase()
    .split(/[\s,]+/)
    .map(textOf)
    .filter(Boolean);
