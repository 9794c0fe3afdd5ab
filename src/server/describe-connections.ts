import type { AvailableProvider, ConnectionSummary } from '../junction/connection.js';
import { nameOfProvider, unlinkableSlugs } from '../junction/providers.js';
import { isSlug } from './slug.js';

/** The most characters that a page gets of a name. */
const maxNameLength = 100;

/** The most characters that the address of a logo may have. */
const maxAddressLength = 2048;

/**
 * Returns true when a page of this site may connect and disconnect the provider.
 *
 * @param allowedProviders The providers that the site offers; undefined means all
 */
export const isManageable = (slug: string, allowedProviders: readonly string[] | undefined): boolean =>
  !unlinkableSlugs.includes(slug) && (allowedProviders?.includes(slug) ?? true);

/**
 * Returns what a page needs to know about the connections of a person. Takes each value by its name, and checks it, so that
 * nothing else of Junction's answer leaves the server. Leaves out an item without a slug.
 *
 * @param items The items of the SDK's `user.getConnectedProviders()`
 * @param allowedProviders The providers that the site offers; undefined means all
 */
export function describeConnections(
  items: readonly unknown[],
  allowedProviders: readonly string[] | undefined,
): ConnectionSummary[] {
  return withoutRepeats(items.map((item) => describeConnection(item as SdkConnection | null, allowedProviders)));
}

/**
 * Returns the providers that a person can connect on this site. With `allowedProviders`, they have the order of that list.
 *
 * @param items The items of the SDK's `providers.getAll()`
 */
export function describeProviders(
  items: readonly unknown[],
  allowedProviders: readonly string[] | undefined,
): AvailableProvider[] {
  const described = withoutRepeats(
    items.map((item) => {
      const { authType } = Object(item) as SdkProvider;
      const basics = describeBasics(item);
      return basics && authType !== 'sdk' && isManageable(basics.provider, allowedProviders) ? basics : undefined;
    }),
  );
  const positionOf = ({ provider }: AvailableProvider) => allowedProviders?.indexOf(provider) ?? 0;
  return described.sort((one, other) => positionOf(one) - positionOf(other));
}

/** The fields that are read of an item. The SDK is an optional peer of this package, so its types are not imported. */
interface SdkProvider {
  readonly slug?: unknown;
  readonly name?: unknown;
  readonly logo?: unknown;
  readonly authType?: unknown;
}

interface SdkConnection extends SdkProvider {
  readonly status?: unknown;
  readonly createdOn?: unknown;
  readonly errorDetails?: { readonly errorType?: unknown } | null;
}

function describeConnection(
  item: SdkConnection | null,
  allowedProviders: readonly string[] | undefined,
): ConnectionSummary | undefined {
  const basics = describeBasics(item);
  if (!basics) return undefined;
  const { status, createdOn, errorDetails } = Object(item) as SdkConnection;
  const isConnected = status === 'connected';
  const reason = isConnected ? undefined : errorDetails?.errorType;
  return {
    ...basics,
    status: isConnected ? 'connected' : 'error',
    ...(isSlug(reason) && { reason }),
    since: describeTime(createdOn),
    ...(!isManageable(basics.provider, allowedProviders) && { manageable: false }),
  };
}

/** Returns what the page gets about the provider of an item, or undefined when the item has no slug. */
function describeBasics(item: unknown): AvailableProvider | undefined {
  const { slug, name, logo } = Object(item) as SdkProvider;
  if (!isSlug(slug)) return undefined;
  return { provider: slug, name: describeName(name) ?? nameOfProvider(slug) ?? slug, logo: describeLogo(logo) };
}

const describeName = (name: unknown): string | undefined =>
  typeof name === 'string' && name.trim() ? name.trim().slice(0, maxNameLength) : undefined;

/** Returns the address if it is an http(s) URL without user and password, otherwise null. */
function describeLogo(logo: unknown): string | null {
  const url =
    typeof logo === 'string' && logo.length <= maxAddressLength && URL.canParse(logo) ? new URL(logo) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
}

/** Returns the time in ISO 8601, or null when the value is not a time. */
function describeTime(time: unknown): string | null {
  const date = time instanceof Date || typeof time === 'string' ? new Date(time) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

/** Returns the items that are not undefined. Of several items with the same provider, it returns the first. */
function withoutRepeats<Item extends AvailableProvider>(items: readonly (Item | undefined)[]): Item[] {
  const byProvider = new Map<string, Item>();
  for (const item of items) if (item && !byProvider.has(item.provider)) byProvider.set(item.provider, item);
  return [...byProvider.values()];
}
