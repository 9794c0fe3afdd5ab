import { distance } from 'fastest-levenshtein';
import { nameOfProvider, providersDate, providerSummaries, unlinkableSlugs } from '../../../junction/providers.js';
import type { Configuration } from '../../../link/configuration/configuration.js';
import { providerLines } from '../../../link/configuration/provider-lines.js';
import { parseProviders } from '../../../link/configuration/provider-slugs.js';
import type { Report } from '../report.js';

/** How many providers of a button are checked. */
const maxProviders = 100;

/** The longest slug that is compared with others, in characters. */
const maxSlugLength = 64;

/** Reports providers that are closed or deprecated, and slugs that Junction does not list. Link decides about all of them. */
export function checkProviders(configuration: Configuration, where: string, report: Report): void {
  for (const line of [...providerLines(configuration).values()].slice(0, maxProviders))
    report.note(`${where}: ${line.replace('junction-connect: <junction-connect ', '').replace('>:', ':')}.`);
  const slugs = [configuration.provider, configuration.providers].flatMap(parseProviders).slice(0, maxProviders);
  for (const slug of slugs) {
    if (nameOfProvider(slug) !== undefined || unlinkableSlugs.includes(slug)) continue;
    const [best] = providerSummaries
      .map((provider) => ({ slug: provider.slug, errors: distance(provider.slug, slug.slice(0, maxSlugLength)) }))
      .sort((one, other) => one.errors - other.errors);
    const advice = best && best.errors <= 2 ? `Write ${best.slug}, if you mean that` : 'Check its spelling';
    report.note(
      `${where}: Junction's documentation of ${providersDate} does not have the provider "${slug.slice(0, maxSlugLength)}". ${advice}.`,
    );
  }
}
