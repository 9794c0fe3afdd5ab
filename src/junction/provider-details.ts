import { type ProviderSummary, providerSummaries } from './providers.js';

/*
 * This file is apart from `providers.ts`, because the element needs none of it, and the notes would make its script larger.
 */

/** The way a person signs in at a provider, named as in Junction's `auth_type`. */
export type ProviderAuthType = 'oauth' | 'password' | 'email';

/** A provider that Junction Link can connect from a web page. */
export interface Provider extends ProviderSummary {
  /** The name in a list, where each provider needs a name of its own. */
  readonly listName: string;
  readonly authType: ProviderAuthType;
  /** What a site's owner should know about the provider, in English. It is missing when there is nothing to know. */
  readonly note?: string;
}

const password = 'password';
const ownAppNote = 'You have to give Junction an OAuth application of your own first.';
const noNewAppsNote = 'Junction has no default OAuth application for it, and the provider registers no new ones.';
const betaNote = 'Junction calls it a beta.';
const deprecatedNote = 'Junction calls it deprecated.';
const unlistedNote = "Junction's list of supported providers lacks it, although Junction's API knows its slug.";

/** What differs from the usual provider, by slug. The notes are from Junction's public documentation of `providersDate`. */
const details: Readonly<Record<string, Partial<Pick<Provider, 'listName' | 'authType' | 'note'>>>> = {
  withings: { note: "Junction's default OAuth application for it is congested." },
  strava: { note: `${ownAppNote} Since July 2026, this also applies when a person connects again.` },
  whoop_v2: { note: ownAppNote },
  dexcom_v3: { note: ownAppNote },
  freestyle_libre: { authType: 'email', note: 'In practice, Junction needs a region to connect it.' },
  dexcom: { authType: password, listName: 'Dexcom (password)' },
  beurer_api: { authType: password },
  eight_sleep: { authType: password },
  hammerhead: { authType: password },
  peloton: { authType: password },
  zwift: { authType: password },
  kardia: { authType: password, note: betaNote },
  omron: { note: betaNote },
  abbott_libreview: {
    authType: password,
    note: 'Only an organisation that already has connections to it can make new ones.',
  },
  my_fitness_pal_v2: { note: noNewAppsNote },
  map_my_fitness: { note: noNewAppsNote },
  fitbit: { note: 'Its old API ends in September 2026: offer google_health instead. Everybody has to connect again.' },
  google_fit: { note: deprecatedNote },
  my_fitness_pal: { authType: password, listName: 'MyFitnessPal (password)', note: deprecatedNote },
  ihealth: { note: unlistedNote },
  runkeeper: { note: unlistedNote },
  renpho: { authType: password, note: unlistedNote },
  tandem_source: { authType: password, note: unlistedNote },
  whoop: { authType: password, listName: 'WHOOP (password)', note: `${unlistedNote} Offer whoop_v2 instead.` },
};

/**
 * The providers with their details, in the order of `providers`. Those that need Junction's mobile SDK are not in this list,
 * so that a page can offer each of its providers. `unlinkableSlugs` lists the others.
 */
export const providers: readonly Provider[] = providerSummaries.map((provider) => ({
  ...provider,
  listName: provider.name,
  authType: 'oauth',
  ...details[provider.slug],
}));
