import { attempt } from '../attempt.js';
import type { OutcomeType } from '../outcome.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { parseProviders } from './provider-slugs.js';
import { cleanText } from './text.js';
import { readUrl } from './url.js';

/** The addresses of `success-url`, `exit-url` and `error-url`. `phase.ts` decides which one the page goes to. */
export type NextPages = Readonly<Partial<Record<OutcomeType, URL>>>;

/** The settings that a session needs for its outcome. */
export interface OutcomeSettings {
  /** The slug in the `provider` attribute. An outcome has it when Link does not name a provider. */
  readonly provider: string | null;
  readonly nextPages: NextPages;
}

const outcomeTypes = ['success', 'exit', 'error'] as const;

/**
 * Reads the settings, and leaves out an invalid address. It does not throw. An invalid configuration is an error of the
 * session: after that error, the page goes to `error-url` if that address is valid.
 */
export const readOutcomeSettings = (configuration: Configuration, platform: Platform): OutcomeSettings => ({
  provider: parseProviders(configuration.provider)[0] ?? null,
  nextPages: Object.fromEntries(
    outcomeTypes.map((type) => [type, attempt(() => readNextPage(configuration, type, platform))]),
  ),
});

/**
 * Checks the addresses of `success-url`, `exit-url` and `error-url`.
 *
 * @throws JunctionConnectError `configuration_invalid` for an invalid address.
 */
export function checkNextPages(configuration: Configuration, platform: Platform): void {
  outcomeTypes.forEach((type) => readNextPage(configuration, type, platform));
}

function readNextPage(configuration: Configuration, type: OutcomeType, platform: Platform): URL | undefined {
  const value = configuration[`${type}Url`];
  return cleanText(value) ? readUrl(`${type}-url`, value, platform) : undefined;
}
