import type { AvailableProvider, ConnectionsAnswer, ConnectionSummary } from '../junction/connection.js';
import { nameOfProvider, unlinkableSlugs } from '../junction/providers.js';
import { isSlug } from './slug.js';

/** The most characters that a page gets of a name. */
const maxNameLength = 100;

/** The most characters that the address of a logo may have. */
const maxAddressLength = 2048;

/**
 * Returns what a page needs to know about the connections of a person, and about the providers. Takes each value by its name,
 * and checks it, so that nothing else of Junction's answers leaves the server. Leaves out an item without a slug.
 *
 * @param connections The items of the SDK's `user.getConnectedProviders()`
 * @param providers The items of the SDK's `providers.getAll()`
 * @param allowedProviders The providers that the site offers, in its order; undefined means all
 */
export function describeConnections(
  connections: readonly unknown[],
  providers: readonly unknown[],
  allowedProviders: readonly string[] | undefined,
): ConnectionsAnswer {
  const sdkOnly = providers.filter((item) => (Object(item) as SdkProvider).authType === 'sdk');
  const unlinkable = new Set<unknown>([...unlinkableSlugs, ...sdkOnly.map((item) => (item as SdkProvider).slug)]);
  const isOffered = ({ provider }: AvailableProvider) =>
    !unlinkable.has(provider) && (allowedProviders?.includes(provider) ?? true);
  const positionOf = ({ provider }: AvailableProvider) => allowedProviders?.indexOf(provider) ?? 0;
  return {
    connections: describeAll(connections, describeConnection).map((connection) =>
      unlinkable.has(connection.provider) ? { ...connection, manageable: false } : connection,
    ),
    available: describeAll(providers, describeProvider)
      .filter(isOffered)
      .sort((one, other) => positionOf(one) - positionOf(other)),
  };
}

/**
 * Returns true when the person has a connection to the provider, whatever its status is.
 *
 * @param connections The items of the SDK's `user.getConnectedProviders()`
 */
export const hasConnection = (connections: readonly unknown[], provider: string): boolean =>
  connections.some((item) => (Object(item) as SdkConnection).slug === provider);

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

/** Returns what the page gets about a connection, or undefined when the item has no slug. */
function describeConnection(item: unknown): ConnectionSummary | undefined {
  const provider = describeProvider(item);
  if (!provider) return undefined;
  const { status, createdOn, errorDetails } = Object(item) as SdkConnection;
  const isConnected = status === 'connected';
  const reason = isConnected ? undefined : errorDetails?.errorType;
  return {
    ...provider,
    status: isConnected ? 'connected' : 'error',
    ...(isSlug(reason) && { reason }),
    since: describeTime(createdOn),
  };
}

/** Returns what the page gets about the provider of an item, or undefined when the item has no slug. */
function describeProvider(item: unknown): AvailableProvider | undefined {
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

/** Returns the descriptions of the items. Of several items with the same provider, the first one counts. */
function describeAll<Description extends AvailableProvider>(
  items: readonly unknown[],
  describe: (item: unknown) => Description | undefined,
): Description[] {
  const byProvider = new Map<string, Description>();
  for (const description of items.map(describe))
    if (description && !byProvider.has(description.provider)) byProvider.set(description.provider, description);
  return [...byProvider.values()];
}
