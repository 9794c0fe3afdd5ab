import type { AvailableProvider, ConnectionsAnswer, ConnectionSummary } from '../junction/connection.js';
import { nameOfProvider } from '../junction/providers.js';
import { attempt } from '../link/attempt.js';

/** The maximum number of items that are read from each list of the answer. Junction knows about forty providers. */
const maxItems = 1000;

/** The maximum number of characters of a name. */
const maxNameLength = 100;

/** An object of the answer, before its fields are checked. */
type Unchecked<Type> = { readonly [Name in keyof Type]?: unknown };

/**
 * Reads the answer of the connections endpoint: `{ connections, available }`. Leaves out items without a valid slug,
 * and repeated ones. A status that is not `connected` counts as `error`, so that the person can connect again.
 *
 * @returns undefined when the answer does not have this form
 */
export function readAnswer(text: string): ConnectionsAnswer | undefined {
  const answer = attempt(() => JSON.parse(text) as Unchecked<ConnectionsAnswer> | null);
  const { connections, available } = Object(answer) as Unchecked<ConnectionsAnswer>;
  if (!Array.isArray(connections) || !Array.isArray(available)) return undefined;
  return { connections: readItems(connections, readConnection), available: readItems(available, readProvider) };
}

function readItems<Item extends AvailableProvider>(
  items: readonly unknown[],
  read: (item: unknown) => Item | undefined,
): Item[] {
  const byProvider = new Map<string, Item>();
  for (const item of items.slice(0, maxItems).map(read))
    if (item && !byProvider.has(item.provider)) byProvider.set(item.provider, item);
  return [...byProvider.values()];
}

function readProvider(item: unknown): AvailableProvider | undefined {
  const { provider, name, logo } = Object(item) as Unchecked<AvailableProvider>;
  if (!isSlug(provider)) return undefined;
  return { provider, name: readName(name) ?? nameOfProvider(provider) ?? provider, logo: readLogo(logo) };
}

function readConnection(item: unknown): ConnectionSummary | undefined {
  const provider = readProvider(item);
  if (!provider) return undefined;
  const { status, reason, since, manageable } = Object(item) as Unchecked<ConnectionSummary>;
  return {
    ...provider,
    status: status === 'connected' ? 'connected' : 'error',
    ...(isSlug(reason) && { reason }),
    since: typeof since === 'string' && !Number.isNaN(Date.parse(since)) ? since : null,
    ...(manageable === false && { manageable }),
  };
}

const isSlug = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9_]{1,64}$/.test(value);

/** Matches the beginning of a name. It cuts no character, such as an emoji, in two. */
const nameStart = new RegExp(`^.{1,${maxNameLength}}`, 'su');

/** Matches characters that have no place in a name: line breaks and the like, and those that change the direction of a text. */
const controlCharacters = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** Returns the beginning of a name. */
const readName = (name: unknown): string | undefined =>
  typeof name === 'string' ? nameStart.exec(name.replaceAll(controlCharacters, ' ').trim())?.[0] : undefined;

/** Returns the address if it is an http(s) URL, else null. A `javascript:` URL, for example, is left out. */
const readLogo = (logo: unknown): string | null =>
  typeof logo === 'string' && /^https?:$/.test(attempt(() => new URL(logo).protocol) ?? '') ? logo : null;
