import { attempt } from '../link/attempt.js';
import { readKeyword } from '../link/configuration/configuration.js';
import type { SettingReaders } from '../link/configuration/setting-readers.js';
import { cleanText } from '../link/configuration/text.js';

/** The look of the button. The first one is the default. */
export const appearances = ['filled', 'outlined', 'plain'] as const;

/** The size of the button. */
export const sizes = ['small', 'medium', 'large'] as const;

export type Appearance = (typeof appearances)[number];
export type Size = (typeof sizes)[number];

/** The properties of an element with the look of its button. A framework may have set any value. */
export interface LookSettings {
  readonly appearance: unknown;
  readonly size: unknown;
}

/** The readers of the look. They throw a JunctionConnectError for a value that does not exist. */
export const lookReaders = {
  appearance: ({ appearance }) => readKeyword({ appearance }, 'appearance', ...appearances),
  size: ({ size }) => readKeyword({ size: cleanText(size) || 'medium' }, 'size', ...sizes),
} satisfies SettingReaders<[LookSettings]>;

/** Returns the classes of the button. A value that does not exist counts as the default. */
export function lookOf(appearance: unknown, size: unknown): string {
  const settings = { appearance, size };
  const appearanceName = attempt(() => lookReaders.appearance(settings)) ?? 'filled';
  return `${appearanceName} ${attempt(() => lookReaders.size(settings)) ?? 'medium'}`;
}
