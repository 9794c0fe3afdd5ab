/**
 * Whether a site can offer a provider:
 *
 * - `available`: Junction's documentation names no obstacle for a new team.
 * - `own_app`: the team has to give Junction an OAuth application of its own first.
 * - `beta`: Junction calls it a beta.
 * - `closed`: a team that has no access yet gets none.
 * - `deprecated`: Junction calls it deprecated, or its API ends, or Junction's list of supported providers lacks it although
 *   Junction's API knows its slug. It is not known whether old connections of all these providers still work.
 */
export type ProviderAvailability = 'available' | 'own_app' | 'beta' | 'closed' | 'deprecated';

export interface NamedProvider {
  readonly slug: string;
  /** The brand, such as Dexcom. Two slugs may have the same. */
  readonly name: string;
}

/** What the element needs to know about a provider. `provider-details.ts` has the rest. */
export interface ProviderSummary extends NamedProvider {
  readonly availability: ProviderAvailability;
  /** The slug to offer instead of this one, if there is one. */
  readonly replacement?: string;
}

/** The date of Junction's public documentation that says which providers are available. */
export const providersDate = '2026-08-20';

const provider = (
  slug: string,
  name: string,
  availability: ProviderAvailability = 'available',
  replacement?: string,
): ProviderSummary => ({ slug, name, availability, ...(replacement && { replacement }) });

/**
 * Junction's cloud-based providers, from its documentation and OpenAPI document of August 2026. Junction calls the
 * enumeration non-exhaustive, so there may be other slugs. Lists for people have the same order.
 */
export const providerSummaries: readonly ProviderSummary[] = [
  provider('oura', 'Oura'),
  provider('garmin', 'Garmin'),
  provider('google_health', 'Google Health'),
  provider('withings', 'Withings'),
  provider('polar', 'Polar'),
  provider('ultrahuman', 'Ultrahuman'),
  provider('wahoo', 'Wahoo'),
  provider('cronometer', 'Cronometer'),
  provider('strava', 'Strava', 'own_app'),
  provider('whoop_v2', 'WHOOP', 'own_app'),
  provider('dexcom_v3', 'Dexcom', 'own_app'),
  provider('freestyle_libre', 'FreeStyle Libre'),
  provider('dexcom', 'Dexcom'),
  provider('beurer_api', 'Beurer'),
  provider('eight_sleep', 'Eight Sleep'),
  provider('hammerhead', 'Hammerhead'),
  provider('peloton', 'Peloton'),
  provider('zwift', 'Zwift'),
  provider('kardia', 'Kardia', 'beta'),
  provider('omron', 'Omron', 'beta'),
  provider('abbott_libreview', 'Abbott LibreView', 'closed'),
  provider('my_fitness_pal_v2', 'MyFitnessPal', 'closed'),
  provider('map_my_fitness', 'MapMyFitness', 'closed'),
  provider('fitbit', 'Fitbit', 'deprecated', 'google_health'),
  provider('google_fit', 'Google Fit', 'deprecated'),
  provider('my_fitness_pal', 'MyFitnessPal', 'deprecated'),
  provider('ihealth', 'iHealth', 'deprecated'),
  provider('runkeeper', 'Runkeeper', 'deprecated'),
  provider('renpho', 'Renpho', 'deprecated'),
  provider('tandem_source', 'Tandem Source', 'deprecated'),
  provider('whoop', 'WHOOP', 'deprecated', 'whoop_v2'),
];

/** Returns the proper name of a provider, such as `Oura` for `oura`. Returns undefined for a slug that is not in the list. */
export const nameOfProvider = (slug: unknown): string | undefined =>
  providerSummaries.find((provider) => provider.slug === slug)?.name;

/**
 * Slugs of Junction's enumeration that Link can never connect from a web page, because they need Junction's mobile SDK.
 * `manual` is not a connection at all.
 */
export const unlinkableSlugs: readonly string[] = [
  'apple_health_kit',
  'health_connect',
  'samsung_health',
  'accuchek_ble',
  'beurer_ble',
  'contour_ble',
  'freestyle_libre_ble',
  'omron_ble',
  'onetouch_ble',
  'manual',
];
