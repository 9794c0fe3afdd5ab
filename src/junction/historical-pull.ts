/**
 * The states of a historical pull: the fetch of a connection's past data, as `GET /v2/introspect/historical_pull`
 * names them. Junction calls the list non-exhaustive.
 */
export const historicalPullStatuses = ['scheduled', 'in_progress', 'retrying', 'success', 'failure'] as const;

export type HistoricalPullStatus = (typeof historicalPullStatuses)[number];

/** The documented `error_details` of a historical pull. Junction calls both lists non-exhaustive. */
export const historicalPullErrors = {
  retrying: ['provider_rate_limit_exceeded', 'provider_unavailable', 'transport_failure', 'resource_contention'],
  failure: ['non_retriable_error', 'unexpected_error', 'retry_quota_exhausted'],
} as const;

/**
 * The provider with rules of its own. Junction fetches its past data once: when the person connects again, it fetches them
 * only if the old connection was ended first. And `GET /v2/introspect/historical_pull` says nothing of use about it.
 */
export const garminSlug = 'garmin';
