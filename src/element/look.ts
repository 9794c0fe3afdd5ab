import { cleanText } from '../link/configuration/text.js';

/** The look of the button. The first one is the default. */
export const appearances = ['filled', 'outlined', 'plain'] as const;

/** The size of the button. */
export const sizes = ['small', 'medium', 'large'] as const;

export type Appearance = (typeof appearances)[number];
export type Size = (typeof sizes)[number];

/** Returns the classes of the button. A value that does not exist counts as the default. */
export function lookOf(appearance: unknown, size: unknown): string {
  const appearanceName = keywordIn(appearances, appearance) ?? 'filled';
  return `${appearanceName} ${keywordIn(sizes, size) ?? 'medium'}`;
}

const keywordIn = <Keyword extends string>(keywords: readonly Keyword[], value: unknown): Keyword | undefined =>
  keywords.find((keyword) => keyword === cleanText(value).toLowerCase());
