import { attempt } from '../attempt.js';
import type { OutcomeType } from '../outcome.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { parseProviders } from './provider-slugs.js';
import { textOf } from './text.js';
import { readUrl } from './url.js';

/** The addresses of `success-url`, `exit-url` and `error-url`. Which one follows is decided in `phase.ts`. */
export type NextPages = Readonly<Partial<Record<OutcomeType, URL>>>;

/** What a session needs of the configuration for its outcome. */
export interface OutcomeSettings {
  /** The slug of the `provider` attribute, for an outcome in which Link names no provider. */
  readonly provider: string | null;
  readonly nextPages: NextPages;
}

const outcomeTypes = ['success', 'exit', 'error'] as const;

/**
 * Reads the settings and leaves out an invalid address. It does not throw: an invalid configuration is an error of the
 * session, and after that error the page goes to `error-url` if that one is valid.
 */
export const readOutcomeSettings = (configuration: Configuration, platform: Platform): OutcomeSettings => ({
  provider: parseProviders(configuration.provider)[0] ?? null,
  nextPages: Object.fromEntries(
    outcomeTypes.map((type) => [type, attempt(() => readNextPage(configuration, type, platform))]),
  ),
});

/** @throws JunctionConnectError `configuration_invalid` for an invalid address. */
export function checkNextPages(configuration: Configuration, platform: Platform): void {
  outcomeTypes.forEach((type) => readNextPage(configuration, type, platform));
}

function readNextPage(configuration: Configuration, type: OutcomeType, platform: Platform): URL | undefined {
  const value = configuration[`${type}Url`];
  return textOf(value) ? readUrl(`${type}-url`, value, platform) : undefined;
}
