import { unlinkableSlugs } from './providers.js';

/** A provider that needs Junction's mobile SDK. */
export interface SdkProvider {
  readonly slug: string;
  readonly name: string;
}

/** The names, by slug. */
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
export const sdkProviders: readonly SdkProvider[] = unlinkableSlugs
  .filter((slug) => slug !== 'manual')
  .map((slug) => ({ slug, name: names[slug]! }));
