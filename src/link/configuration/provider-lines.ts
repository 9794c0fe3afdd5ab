import { providerSummaries, providersDate } from '../../junction/providers.js';
import type { Configuration } from './configuration.js';
import { parseProviders } from './provider-slugs.js';

/**
 * Returns the lines that the site's owner should read in the console about the providers of an element, by slug: one for
 * each provider that is closed or deprecated. Link still gets these providers, because Junction may know better.
 *
 * A line quotes the slug, which the page has in the attribute. Do not put it into an error or an event.
 */
export function providerLines(configuration: Configuration): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const attribute of ['providers', 'provider'] as const) {
    for (const slug of parseProviders(configuration[attribute])) {
      const { availability, replacement } = providerSummaries.find((provider) => provider.slug === slug) ?? {};
      if (availability !== 'closed' && availability !== 'deprecated') continue;
      const advice = replacement ? `use "${replacement}" instead` : 'remove it, unless Junction still offers it to you';
      lines.set(
        slug,
        `junction-connect: <junction-connect ${attribute}>: "${slug}" is ${availability}, as far as Junction's documentation of ${providersDate} tells: ${advice}`,
      );
    }
  }
  return lines;
}
