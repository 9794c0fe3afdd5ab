/** Returns true when a value has the form of a provider's slug. */
export const isSlug = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9_]{1,64}$/.test(value);

/**
 * Checks the option `allowedProviders`.
 *
 * @throws TypeError when the value is no list, or an empty one, or has a text that is not a slug
 */
export function checkProviders(allowedProviders: readonly string[] | undefined): void {
  if (allowedProviders !== undefined && !Array.isArray(allowedProviders))
    throw new TypeError("allowedProviders must be a list of slugs, such as ['oura', 'garmin'].");
  if (allowedProviders?.length === 0)
    throw new TypeError(
      'allowedProviders is empty, so no provider is allowed. Remove the option to allow all providers.',
    );
  if (allowedProviders && !allowedProviders.every(isSlug))
    throw new TypeError("allowedProviders must list the slugs of providers, as Junction writes them, such as 'oura'.");
}
