import type { Provider } from '../../junction/provider-details.js';
import type { SandboxIdentity } from '../identity.js';
import type { Connection, User } from '../state.js';
import type { WebhookEvent } from '../webhooks/webhooks.js';

/** The functions that `describer` returns. */
export type Describe = ReturnType<typeof describer>;

/** Returns functions that convert the sandbox's data to JSON, in the shapes of Junction's OpenAPI document. */
export function describer({ origin, basePath }: SandboxIdentity) {
  /** Returns a `ClientFacingProvider`. */
  const providerBasics = ({ name, slug }: Provider) => ({ name, slug, logo: `${origin}${basePath}/logo/${slug}.svg` });

  /** Returns a `FallbackTimeZone` or `FallbackBirthDate`: a value and its source. */
  const fallback = (user: User, key: 'id' | 'value', text: string | null | undefined) =>
    text ? { [key]: text, source_slug: 'manual', updated_at: user.createdOn } : null;

  /**
   * Returns a webhook. The OpenAPI document requires a UUID for `client_user_id` here. The sandbox sends the text that the
   * client chose, as everywhere else.
   */
  const event = (event_type: string, { userId, clientUserId, teamId }: User, data: object): WebhookEvent => ({
    event_type,
    user_id: userId,
    client_user_id: clientUserId,
    team_id: teamId,
    data: { user_id: userId, ...data },
  });

  return {
    /** Returns a `ClientFacingUser`. */
    user: (user: User) => ({
      user_id: user.userId,
      team_id: user.teamId,
      client_user_id: user.clientUserId,
      created_on: user.createdOn,
      connected_sources: [...user.connections.values()].map((connection) => ({
        provider: providerBasics(connection.provider),
        created_on: connection.createdOn,
        source: providerBasics(connection.provider), // Deprecated, and still required by the OpenAPI document.
      })),
      fallback_time_zone: fallback(user, 'id', user.fallbackTimeZone),
      fallback_birth_date: fallback(user, 'value', user.fallbackBirthDate),
      ingestion_start: user.ingestionStart ?? null,
      ingestion_end: user.ingestionEnd ?? null,
    }),

    /** Returns a `ClientFacingProviderWithStatus`. */
    connection: ({ provider, createdOn, error }: Connection) => ({
      ...providerBasics(provider),
      created_on: createdOn,
      status: error ? 'error' : 'connected',
      external_user_id: null,
      error_details: error
        ? { error_type: error.type, error_message: error.message, errored_at: error.erroredAt }
        : null,
      resource_availability: {}, // The sandbox has no health data.
    }),

    /** Returns a `ClientFacingProviderDetailed`. */
    providerDetailed: (provider: Provider) => ({
      ...providerBasics(provider),
      description: `${provider.name}, in the local stand-in for Junction`,
      auth_type: provider.authType,
      supported_resources: [],
    }),

    /** Returns a `ClientFacingProviderConnectionCreatedEvent`. */
    createdEvent: (user: User, { provider }: Connection) =>
      event('provider.connection.created', user, {
        provider: providerBasics(provider),
        source: providerBasics(provider), // As in `user()`.
        external_user_id: null,
        resource_availability: {},
      }),

    /** Returns a `ClientFacingProviderConnectionErrorEvent`, or undefined when the connection has no error. */
    errorEvent: (user: User, { provider: { slug }, error }: Connection) =>
      error &&
      event('provider.connection.error', user, {
        provider: slug,
        message: error.message,
        error_type: error.type,
        error_details: error.message,
      }),
  };
}
