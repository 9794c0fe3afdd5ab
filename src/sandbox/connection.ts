import type { NamedProvider } from '../junction/providers.js';
import type { ConnectionError } from './connection-error.js';
import type { HistoricalPull } from './historical-pull.js';

export interface Connection {
  /** It can also be one that needs Junction's mobile SDK, because of the demo connections. */
  readonly provider: NamedProvider;
  readonly createdOn: Date;
  /**
   * The person's name at the provider: the username or email address that the person typed in the sign-in, or an invented
   * text for an OAuth provider. Null for a provider of the mobile SDK.
   */
  readonly externalUserId: string | null;
  /** False while the API does not list the connection yet. Until then, it lists the one that this connection has replaced. */
  isListed: boolean;
  replaced: Connection | undefined;
  /** The fetch of past data. */
  historicalPull?: HistoricalPull;
  /** Set while the person must sign in again. */
  error?: ConnectionError;
}

/** Returns the connection that the API lists: this one, or the one that it has replaced. Returns undefined for none. */
export const listedVersion = (connection: Connection): Connection | undefined =>
  connection.isListed ? connection : connection.replaced;
