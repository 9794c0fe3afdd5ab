import type { Configuration } from './configuration/configuration.js';
import { providerLines } from './configuration/provider-lines.js';
import { writeWarningOnce } from './owner-line.js';
import type { Platform } from './platform.js';

/** Writes into the console which providers of an element are closed or deprecated, once for each slug in the page. */
export function warnOfProviders(configuration: Configuration, platform: Platform): void {
  for (const [slug, line] of providerLines(configuration)) writeWarningOnce(line, platform, slug);
}
