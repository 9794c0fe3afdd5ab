import { attempt } from '../attempt.js';
import type { OutcomeType } from '../outcome.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { parseProviders } from './provider-slugs.js';
import type { SettingReaders } from './setting-readers.js';
import type { SourceOf } from './setting-source.js';
import { readNextPage } from './trusted-url.js';

/** The addresses of `success-url`, `exit-url` and `error-url`. `phase.ts` decides which one the page goes to. */
export type NextPages = Readonly<Partial<Record<OutcomeType, URL>>>;

/** The settings that a session needs for its outcome. */
export interface OutcomeSettings {
  /** The slug in the `provider` attribute. An outcome has it when Link does not name a provider. */
  readonly provider: string | null;
  readonly nextPages: NextPages;
}

export const outcomeTypes = ['success', 'exit', 'error'] as const;

/**
 * Reads the settings, and leaves out an address that is invalid or not trusted. It does not throw. An invalid configuration
 * is an error of the session: after that error, the page goes to `error-url` if that address is valid.
 */
export const readOutcomeSettings = (
  configuration: Configuration,
  sourceOf: SourceOf,
  platform: Platform,
): OutcomeSettings => ({
  provider: readProvider(configuration),
  nextPages: Object.fromEntries(
    outcomeTypes.map((type) => [type, attempt(() => readNextPage(configuration, type, sourceOf, platform))]),
  ),
});

/** Returns the slug in the `provider` attribute, or null. */
export const readProvider = (configuration: Configuration): string | null =>
  parseProviders(configuration.provider)[0] ?? null;

/** The readers of `success-url`, `exit-url` and `error-url`. An address that is invalid or not trusted is an error. */
export const nextPageReaders: SettingReaders = Object.fromEntries(
  outcomeTypes.map((type) => [
    `${type}Url`,
    (configuration: Configuration, sourceOf: SourceOf, platform: Platform) =>
      readNextPage(configuration, type, sourceOf, platform),
  ]),
);
