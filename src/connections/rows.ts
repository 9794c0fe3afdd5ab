import type { AvailableProvider, ConnectionsAnswer, ConnectionSummary } from '../junction/connection.js';

/** A row of the list: a provider that the person has connected, or can connect. */
export interface Row extends AvailableProvider {
  /** Undefined when the provider is not connected. */
  readonly connection?: ConnectionSummary;
  /** True when Link can connect the provider on this page. */
  readonly isConnectable: boolean;
}

/**
 * Returns the rows of the list. With `providers`, they are in its order, and other connections follow. Without it, connected
 * providers come first. Each part keeps the order of the answer. A person can also reconnect a provider that this element
 * does not offer, if the endpoint offers it.
 *
 * @param providers The providers that this element offers; empty means all
 */
export function rowsOf({ connections, available }: ConnectionsAnswer, providers: readonly string[]): Row[] {
  const connected = new Map(connections.map((connection) => [connection.provider, connection]));
  const offered = available.filter(({ provider }) => providers.length === 0 || providers.includes(provider));
  const rows = offered.map((provider): Row => {
    const connection = connected.get(provider.provider);
    return {
      ...provider,
      ...(connection && { connection }),
      isConnectable: connection?.manageable !== false,
    };
  });
  const others = connections
    .filter(({ provider }) => !offered.some((each) => each.provider === provider))
    .map((connection): Row => {
      const { provider, name, logo, manageable } = connection;
      const isConnectable = manageable !== false && available.some((each) => each.provider === provider);
      return { provider, name, logo, connection, isConnectable };
    });
  const position = ({ provider, connection }: Row) => {
    const index = providers.indexOf(provider);
    if (index >= 0) return index;
    return providers.length > 0 || !connection ? providers.length + 1 : -1;
  };
  return [...rows, ...others].sort((one, other) => position(one) - position(other));
}

/** Returns the rows whose name or slug contains the text. Capital letters and accents in the name make no difference. */
export function searchRows(rows: readonly Row[], text: string): readonly Row[] {
  const wanted = plain(text);
  return rows.filter(({ name, provider }) => plain(name).includes(wanted) || provider.includes(wanted));
}

/** Returns the text in small letters, without accents and without white space around it. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
