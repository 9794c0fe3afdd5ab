import type { ConnectionErrorType } from '../../junction/error-types.js';

/**
 * The texts of `<junction-connections>`, in one language. In `messages`, they are in the object `connections`. In each text,
 * `{provider}` stands for the name of the provider, such as Oura.
 */
export interface ConnectionsMessages extends Record<ConnectionErrorType, string> {
  /** The name of the list. Only screen readers say it. */
  readonly title: string;
  /** The list is being loaded. Screen readers say the text at once. The first time, it is shown after a second. */
  readonly loading: string;
  /** The list has no row: the site offers no provider. */
  readonly empty: string;
  /** The endpoint answered 401 or 419: nobody is signed in at the site. */
  readonly signedOut: string;
  /** The list could not be loaded. The button `retry` follows. */
  readonly failed: string;
  /** The list could not be loaded again. The rows that are shown stay. The button `retry` follows. */
  readonly outdated: string;
  /** The button that loads the list again. */
  readonly retry: string;
  /** The label of the search field, in a list of more than twelve rows. */
  readonly search: string;
  /** The search finds no row. */
  readonly noMatches: string;
  /** The state of a row: the provider is connected. `{date}` stands for the day on which it was connected. */
  readonly since: string;
  /** The state of a row: the provider is not connected. */
  readonly notConnected: string;
  /** The person must connect the provider again. It follows the text that says why. */
  readonly needsAgain: string;
  /** The connection cannot be changed here: it was made in an app, or no page can connect this provider. */
  readonly notChangeable: string;
  /** The button that connects a provider. Screen readers say `labelProvider` in place of it. */
  readonly connect: string;
  /** The button that connects a provider again. Screen readers say `labelAgain` in place of it. */
  readonly reconnect: string;
  /** The button that ends a connection, in the row and in the question. */
  readonly disconnect: string;
  /** What screen readers say in place of `disconnect`. It must contain the text of `disconnect`. */
  readonly disconnectProvider: string;
  /** The question before a connection ends. */
  readonly confirmTitle: string;
  /** A text below the question. Replace it to say what happens to the data that your site already has. */
  readonly confirm: string;
  /** The button that closes the question. The connection stays. */
  readonly cancel: string;
  /** The connection has ended. */
  readonly disconnected: string;
  /** The connection could not be ended. The person can try again. */
  readonly disconnectFailed: string;
  /** The site refused to end the connection, for example with 403 or 409. */
  readonly disconnectRefused: string;
  /** Link has reported a connection, but the list did not show it within half a minute. */
  readonly unconfirmed: string;
  /** Reconnecting does not fetch past data of this provider (Garmin). It is shown when the person can disconnect. */
  readonly pastData: string;
  /** Another provider replaces this one (Fitbit). `{replacement}` stands for its name. */
  readonly replacedBy: string;
}

/** The key of a text of the list, among the texts of all elements. */
export type ConnectionsTextKey = `connections.${keyof ConnectionsMessages}`;

/** The texts of the list in one language, by these keys. */
export type ConnectionsTexts = Readonly<Record<ConnectionsTextKey, string>>;
