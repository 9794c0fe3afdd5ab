import { garminSlug } from './historical-pull.js';

/**
 * Providers whose past data Junction does not fetch again when a person reconnects. It does after the connection was ended and
 * made anew.
 */
export const withoutPastDataOnReconnect: readonly string[] = [garminSlug];

/**
 * Providers that another one replaces: the legacy API of Fitbit is turned down in September 2026. Everybody has to connect
 * again with the other provider.
 */
export const replacements: ReadonlyMap<string, string> = new Map([['fitbit', 'google_health']]);
