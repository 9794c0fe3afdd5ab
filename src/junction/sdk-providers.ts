import { type NamedProvider, unlinkableSlugs } from './providers.js';

/** The names, by slug. They are this package's own. */
const names: Readonly<Record<string, string>> = {
  apple_health_kit: 'Apple HealthKit',
  health_connect: 'Health Connect',
  samsung_health: 'Samsung Health',
  accuchek_ble: 'Accu-Chek (Bluetooth)',
  beurer_ble: 'Beurer (Bluetooth)',
  contour_ble: 'Contour (Bluetooth)',
  freestyle_libre_ble: 'FreeStyle Libre (Bluetooth)',
  omron_ble: 'Omron (Bluetooth)',
  onetouch_ble: 'OneTouch (Bluetooth)',
};

/** The providers that only Junction's mobile SDK can connect. `manual` is not a connection, so it is not in this list. */
export const sdkProviders: readonly NamedProvider[] = unlinkableSlugs
  .filter((slug) => slug !== 'manual')
  .map((slug) => ({ slug, name: names[slug]! }));
