/**
 * A connection, as the connections endpoint describes it to a page. Junction's own answer has more: the person's username at
 * the provider, a text about an error, the kinds of data. None of that leaves the server.
 */
export interface ConnectionSummary {
  /** The slug of the provider. */
  readonly provider: string;
  /** The name of the provider, for people. */
  readonly name: string;
  /** An http(s) address of a picture, or null. */
  readonly logo: string | null;
  /** `error`: the person must connect again. */
  readonly status: 'connected' | 'error';
  /** Why the person must connect again: Junction's `error_type`. It is missing with `connected`, and when Junction gave none. */
  readonly reason?: string;
  /** The time when the person connected, in ISO 8601, or null when it is not known. */
  readonly since: string | null;
  /** False: no page can connect or disconnect the provider, because it needs an app. */
  readonly manageable?: false;
}

/** A provider that a person can connect on this site. */
export interface AvailableProvider {
  readonly provider: string;
  readonly name: string;
  readonly logo: string | null;
}

/** The answer of the connections endpoint to a `GET`. */
export interface ConnectionsAnswer {
  readonly connections: readonly ConnectionSummary[];
  /** The providers that can be connected, including those that are connected already. */
  readonly available: readonly AvailableProvider[];
}
