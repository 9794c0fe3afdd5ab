import type { ConnectionError } from './connection-error.js';
import type { HistoricalPull } from './historical-pull.js';

/** The provider of a connection. It can also be one that needs Junction's mobile SDK, because of the demo connections. */
export interface ConnectedProvider {
  readonly slug: string;
  readonly name: string;
}

export interface Connection {
  readonly provider: ConnectedProvider;
  readonly createdOn: Date;
  /**
   * The person's name at the provider: the username or email address that the person typed in the sign-in, or an invented
   * text for an OAuth provider. Null for a provider of the mobile SDK.
   */
  readonly externalUserId: string | null;
  /** The time from which the API lists the connection, in milliseconds since the epoch. */
  readonly listedAt: number;
  /** The connection that the API lists until `listedAt`: the one that this connection has replaced. */
  readonly previous: Connection | undefined;
  /** Undefined when Junction fetches no past data. */
  readonly historicalPull: HistoricalPull | undefined;
  /** Set while the person must sign in again. */
  error?: ConnectionError;
}

/**
 * Returns the connection that the API lists now: this one, or the one that it has replaced. Returns undefined for none.
 *
 * @param now The time in milliseconds since the epoch
 */
export const listedVersion = (connection: Connection, now: number): Connection | undefined =>
  connection.listedAt <= now ? connection : connection.previous;
