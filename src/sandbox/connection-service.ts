import { garminSlug } from '../junction/historical-pull.js';
import { type NamedProvider, unlinkableSlugs } from '../junction/providers.js';
import type { Describe } from './api/describe.js';
import type { Clock } from './clock.js';
import { type Connection, listedVersion } from './connection.js';
import { connectionErrorOf } from './connection-error.js';
import { startHistoricalPull } from './historical-pull.js';
import type { SandboxOptions } from './options.js';
import type { User } from './state.js';
import type { Webhooks } from './webhooks/webhooks.js';

/** The functions that read and change the connections of users. */
export type ConnectionService = ReturnType<typeof createConnectionService>;

/**
 * Returns the functions that read and change the connections of users. They send the webhooks about the changes.
 *
 * @throws TypeError when an option is not a number of milliseconds
 */
export function createConnectionService(
  options: Pick<SandboxOptions, 'listingDelayMs' | 'historicalPullMs'>,
  { clock, webhooks, describe }: { clock: Clock; webhooks: Webhooks; describe: Describe },
) {
  const { listingDelayMs, historicalPullMs } = readDurations(options);

  /** Starts the fetch of past data. It sends one webhook for each kind of data when it has ended. */
  function startPull(user: User, connection: Connection): void {
    connection.historicalPull = startHistoricalPull(clock, historicalPullMs, () => {
      for (const event of describe.historicalEvents(user, connection)) webhooks.send(event);
    });
  }

  return {
    /**
     * Adds a connection, in place of the one to the same provider, and returns it.
     *
     * @param username The name that the person typed in the provider's sign-in. Undefined when there was none.
     */
    connect(user: User, { slug, name }: NamedProvider, username?: string): Connection {
      const now = clock.now();
      const replaced = user.connections.get(slug);
      const connection: Connection = {
        provider: { slug, name },
        createdOn: new Date(now),
        externalUserId: username ?? inventName(user, slug),
        isListed: false,
        replaced: replaced && listedVersion(replaced),
      };
      user.connections.set(slug, connection);
      webhooks.send(describe.createdEvent(user, connection));
      clock.runAt(now + listingDelayMs, () => {
        connection.isListed = true;
        connection.replaced = undefined;
      });
      if (replaced?.historicalPull && slug === garminSlug) {
        connection.historicalPull = replaced.historicalPull;
      } else {
        replaced?.historicalPull?.cancel();
        startPull(user, connection);
      }
      return connection;
    },

    /** Sets the error of a connection. Connecting again removes it. A fetch of past data fails with it. */
    breakConnection(user: User, connection: Connection, errorType: string): void {
      connection.error = connectionErrorOf(errorType, new Date(clock.now()));
      if (connection.historicalPull && !connection.historicalPull.state.endedAt)
        connection.historicalPull.force('failure', 'non_retriable_error');
      const event = describe.errorEvent(user, connection);
      if (event) webhooks.send(event);
    },

    /** Ends a connection. Returns false when there is none to this provider. */
    disconnect(user: User, slug: string): boolean {
      user.connections.get(slug)?.historicalPull?.cancel();
      return user.connections.delete(slug);
    },

    /** Returns the connections of the user that the API lists. */
    listConnections: (user: User): Connection[] =>
      [...user.connections.values()].flatMap((connection) => listedVersion(connection) ?? []),
  };
}

/** Returns the durations in milliseconds. @throws TypeError when one is not a number of milliseconds */
function readDurations({
  listingDelayMs = 0,
  historicalPullMs = 0,
}: Pick<SandboxOptions, 'listingDelayMs' | 'historicalPullMs'>) {
  const durations = { listingDelayMs, historicalPullMs };
  for (const [option, value] of Object.entries(durations))
    if (!(Number.isFinite(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER))
      throw new TypeError(`createSandbox: ${option} must be a number of milliseconds, 0 or more, not ${value}`);
  return durations;
}

/** Returns an invented name of a person at a provider. Junction has none for providers of the mobile SDK. */
const inventName = ({ userId }: User, slug: string): string | null =>
  unlinkableSlugs.includes(slug) ? null : `${slug}-${userId}`;
