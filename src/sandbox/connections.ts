import { type HistoricalPullStatus, slugWithOnePull } from '../junction/historical-pull.js';
import { unlinkableSlugs } from '../junction/providers.js';
import type { Describe } from './api/describe.js';
import type { Clock } from './clock.js';
import { type ConnectedProvider, type Connection, listedVersion } from './connection.js';
import { connectionErrorOf } from './connection-error.js';
import { createHistoricalPull, type PullState, stateOf } from './historical-pull.js';
import type { SandboxOptions } from './options.js';
import type { User } from './state.js';
import type { Webhooks } from './webhooks/webhooks.js';

/** The functions that change connections. */
export type Connections = ReturnType<typeof createConnections>;

/** Returns the functions that change the connections of users. They send the webhooks about them. */
export function createConnections(
  { listingDelayMs = 0, historicalPullMs = 0 }: Pick<SandboxOptions, 'listingDelayMs' | 'historicalPullMs'>,
  { clock, webhooks, describe }: { clock: Clock; webhooks: Webhooks; describe: Describe },
) {
  /** Sends the webhooks that say that the past data is there, one for each kind of data. */
  function reportPull(user: User, connection: Connection): void {
    for (const event of describe.historicalEvents(user, connection)) webhooks.send(event);
  }

  /** Returns true while the user has exactly this connection. */
  const isCurrent = (user: User, connection: Connection) =>
    user.connections.get(connection.provider.slug) === connection;

  return {
    /**
     * Adds a connection, in place of the one to the same provider, and returns it.
     *
     * @param username The name that the person typed in the provider's sign-in. Undefined when there was none.
     */
    connect(user: User, { slug, name }: ConnectedProvider, username?: string): Connection {
      const now = clock.now();
      const previous = user.connections.get(slug);
      const listed = previous && listedVersion(previous, now);
      const connection: Connection = {
        provider: { slug, name },
        createdOn: new Date(now),
        externalUserId: username ?? previous?.externalUserId ?? inventUserId(slug),
        listedAt: now + listingDelayMs,
        previous: listed && { ...listed, previous: undefined },
        historicalPull: previous && slug === slugWithOnePull ? undefined : createHistoricalPull(now, historicalPullMs),
      };
      user.connections.set(slug, connection);
      webhooks.send(describe.createdEvent(user, connection));
      const { historicalPull } = connection;
      if (historicalPull)
        clock.runAt(historicalPull.endsAt.getTime(), () => {
          if (isCurrent(user, connection) && !historicalPull.forcedState) reportPull(user, connection);
        });
      return connection;
    },

    /** Sets the error of a connection. Connecting again removes it. */
    breakConnection(user: User, connection: Connection, errorType: string): void {
      connection.error = connectionErrorOf(errorType, new Date(clock.now()));
      const event = describe.errorEvent(user, connection);
      if (event) webhooks.send(event);
    },

    /** Ends a connection. Returns false when there is none to this provider. */
    disconnect: (user: User, slug: string): boolean => user.connections.delete(slug),

    /** Returns the connections of the user that the API lists now. */
    listedConnections: (user: User): Connection[] =>
      [...user.connections.values()].flatMap((connection) => listedVersion(connection, clock.now()) ?? []),

    /** Returns the state of the fetch of past data. Undefined when there is no fetch, or its state cannot be read. */
    pullStateOf: ({ provider, historicalPull }: Connection): PullState | undefined =>
      historicalPull && provider.slug !== slugWithOnePull ? stateOf(historicalPull, clock.now()) : undefined,

    /** Sets the state of the fetch of past data. It stays in this state. Does nothing when there is no fetch. */
    setPull(user: User, connection: Connection, status: HistoricalPullStatus, errorDetails: string | null): void {
      const { historicalPull } = connection;
      if (!historicalPull) return;
      const now = clock.now();
      const wasSuccess = stateOf(historicalPull, now).status === 'success';
      historicalPull.forcedState = { status, errorDetails, since: new Date(now) };
      if (status === 'success' && !wasSuccess) reportPull(user, connection);
    },
  };
}

/** Returns an invented identifier for a person's account at a provider. Junction has none for providers of the mobile SDK. */
const inventUserId = (slug: string): string | null =>
  unlinkableSlugs.includes(slug) ? null : `${slug}-${crypto.randomUUID()}`;
