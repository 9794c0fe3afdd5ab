/** The way a person signs in at a provider, named as in Junction's `auth_type`. */
type ProviderAuthType = 'oauth' | 'password' | 'email';

/** A provider that Junction Link can connect from a web page. */
export interface Provider {
  readonly slug: string;
  /** The brand, such as Dexcom. Two slugs may have the same. */
  readonly name: string;
  readonly authType: ProviderAuthType;
  /** The name in a list, where each provider needs a name of its own. */
  readonly listName: string;
}

const provider = (
  slug: string,
  name: string,
  authType: ProviderAuthType = 'oauth',
  listName: string = name,
): Provider => ({ slug, name, authType, listName });

/**
 * Junction's cloud-based providers, from its documentation and OpenAPI document of August 2026. Junction calls the
 * enumeration non-exhaustive, so there may be other slugs.
 */
export const providers: readonly Provider[] = [
  provider('oura', 'Oura'),
  provider('fitbit', 'Fitbit'),
  provider('garmin', 'Garmin'),
  provider('google_health', 'Google Health'),
  provider('strava', 'Strava'),
  provider('withings', 'Withings'),
  provider('polar', 'Polar'),
  provider('whoop_v2', 'WHOOP'),
  provider('dexcom_v3', 'Dexcom'),
  provider('ultrahuman', 'Ultrahuman'),
  provider('wahoo', 'Wahoo'),
  provider('cronometer', 'Cronometer'),
  provider('my_fitness_pal_v2', 'MyFitnessPal'),
  provider('map_my_fitness', 'MapMyFitness'),
  provider('omron', 'Omron'),
  provider('ihealth', 'iHealth'),
  provider('runkeeper', 'Runkeeper'),
  provider('google_fit', 'Google Fit'),
  provider('beurer_api', 'Beurer', 'password'),
  provider('dexcom', 'Dexcom', 'password', 'Dexcom (password)'),
  provider('eight_sleep', 'Eight Sleep', 'password'),
  provider('abbott_libreview', 'Abbott LibreView', 'password'),
  provider('hammerhead', 'Hammerhead', 'password'),
  provider('peloton', 'Peloton', 'password'),
  provider('zwift', 'Zwift', 'password'),
  provider('kardia', 'Kardia', 'password'),
  provider('renpho', 'Renpho', 'password'),
  provider('my_fitness_pal', 'MyFitnessPal', 'password', 'MyFitnessPal (password)'),
  provider('tandem_source', 'Tandem Source', 'password'),
  provider('whoop', 'WHOOP', 'password', 'WHOOP (password)'),
  provider('freestyle_libre', 'FreeStyle Libre', 'email'),
];

/** Returns the proper name of a provider, such as `Oura` for `oura`. Returns undefined for a slug that is not in the list. */
export const nameOfProvider = (slug: unknown): string | undefined =>
  providers.find((provider) => provider.slug === slug)?.name;

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
