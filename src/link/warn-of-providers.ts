import { attempt } from './attempt.js';
import type { Configuration } from './configuration/configuration.js';
import { providerLines } from './configuration/provider-lines.js';
import type { Platform } from './platform.js';

/** The slugs that the console of each page already names. */
const warned = new WeakMap<Platform, Set<string>>();

/** Writes into the console which providers of an element are closed or deprecated, once for each slug in the page. */
export function warnOfProviders(configuration: Configuration, platform: Platform): void {
  const slugs = warned.get(platform) ?? new Set<string>();
  warned.set(platform, slugs);
  for (const [slug, line] of providerLines(configuration)) {
    // A tool for tests may make the console throw.
    if (!slugs.has(slug)) attempt(() => platform.console.warn(line));
    slugs.add(slug);
  }
}
