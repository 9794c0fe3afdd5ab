/**
 * The slugs that `POST /v2/link/connect/demo` can connect, in Junction's sandbox only. The data of such a connection is
 * invented. Junction calls the list non-exhaustive.
 */
export const demoProviderSlugs = ['apple_health_kit', 'fitbit', 'freestyle_libre', 'oura'] as const;
