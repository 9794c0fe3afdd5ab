import type { Provider } from '../../junction/providers.js';
import type { SandboxIdentity } from '../identity.js';
import type { Connection, User } from '../state.js';
import type { WebhookEvent } from '../webhooks/webhooks.js';

/** Turns what the sandbox remembers into what Junction would say, in the shapes of its OpenAPI document. */
export type Describe = ReturnType<typeof describer>;

export function describer({ origin, basePath }: SandboxIdentity) {
  /** `ClientFacingProvider`. */
  const provider = ({ name, slug }: Provider) => ({ name, slug, logo: `${origin}${basePath}/logo/${slug}.svg` });

  /** `FallbackTimeZone` or `FallbackBirthDate`: a value, and where it comes from. */
  const fallback = (user: User, key: 'id' | 'value', text: string | null | undefined) =>
    text ? { [key]: text, source_slug: 'manual', updated_at: user.createdOn } : null;

  /** The document wants a UUID for `client_user_id` here; it is the client's to choose, as everywhere else. */
  const event = (event_type: string, { userId, clientUserId, teamId }: User, data: object): WebhookEvent => ({
    event_type,
    user_id: userId,
    client_user_id: clientUserId,
    team_id: teamId,
    data: { user_id: userId, ...data },
  });

  return {
    /** `ClientFacingUser`. */
    user: (user: User) => ({
      user_id: user.userId,
      team_id: user.teamId,
      client_user_id: user.clientUserId,
      created_on: user.createdOn,
      connected_sources: [...user.connections.values()].map((connection) => ({
        provider: provider(connection.provider),
        created_on: connection.createdOn,
        source: provider(connection.provider), // Deprecated, and still required by the OpenAPI document.
      })),
      fallback_time_zone: fallback(user, 'id', user.fallbackTimeZone),
      fallback_birth_date: fallback(user, 'value', user.fallbackBirthDate),
      ingestion_start: user.ingestionStart ?? null,
      ingestion_end: user.ingestionEnd ?? null,
    }),

    /** `ClientFacingProviderWithStatus`. */
    connection: ({ provider: connected, createdOn, error }: Connection) => ({
      ...provider(connected),
      created_on: createdOn,
      status: error ? 'error' : 'connected',
      external_user_id: null,
      error_details: error
        ? { error_type: error.type, error_message: error.message, errored_at: error.erroredAt }
        : null,
      resource_availability: {}, // No data comes from here.
    }),

    /** `ClientFacingProviderDetailed`. */
    providerDetailed: (table: Provider) => ({
      ...provider(table),
      description: `${table.name}, as the local stand-in offers it`,
      auth_type: table.authType,
      supported_resources: [],
    }),

    /** `ClientFacingProviderConnectionCreatedEvent`. */
    created: (user: User, { provider: connected }: Connection) =>
      event('provider.connection.created', user, {
        provider: provider(connected),
        source: provider(connected), // As above.
        external_user_id: null,
        resource_availability: {},
      }),

    /** `ClientFacingProviderConnectionErrorEvent`; undefined for a connection that has no error. */
    error: (user: User, { provider: { slug }, error }: Connection) =>
      error &&
      event('provider.connection.error', user, {
        provider: slug,
        message: error.message,
        error_type: error.type,
        error_details: error.message,
      }),
  };
}
