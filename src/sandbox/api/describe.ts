import type { NamedProvider } from '../../junction/providers.js';
import type { Connection } from '../connection.js';
import type { PullState } from '../historical-pull.js';
import type { SandboxIdentity } from '../identity.js';
import { resources } from '../resources.js';
import type { User } from '../state.js';
import type { WebhookEvent } from '../webhooks/webhooks.js';

/** The functions that `describer` returns. */
export type Describe = ReturnType<typeof describer>;

/** A provider of the list, and how a person signs in there, named as in Junction's `auth_type`. */
export interface ListedProvider extends NamedProvider {
  readonly authType: 'oauth' | 'password' | 'email' | 'sdk';
}

/** Returns the start of the past data of a connection: 90 days before. It is the sandbox's own choice. */
const startOfPastData = (createdOn: Date) => new Date(createdOn.getTime() - 90 * 24 * 60 * 60 * 1000);

/** A `ResourceAvailability` for each kind of data. */
const resourceAvailability = Object.fromEntries(
  resources.map((resource) => [resource, { status: 'available', scope_requirements: null }]),
);

/** Returns functions that convert the sandbox's data to JSON, in the shapes of Junction's OpenAPI document. */
export function describer({ origin, basePath }: SandboxIdentity) {
  /** Returns a `ClientFacingProvider`. */
  const providerBasics = ({ name, slug }: NamedProvider) => ({
    name,
    slug,
    logo: `${origin}${basePath}/logo/${slug}.svg`,
  });

  const descriptionOf = ({ name }: NamedProvider) => `${name}, in the local stand-in for Junction`;

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
    /**
     * Returns a `ClientFacingUser`.
     *
     * @param connections The connections that the answer lists
     */
    user: (user: User, connections: readonly Connection[]) => ({
      user_id: user.userId,
      team_id: user.teamId,
      client_user_id: user.clientUserId,
      created_on: user.createdOn,
      connected_sources: connections.map(({ provider, createdOn }) => ({
        provider: providerBasics(provider),
        created_on: createdOn,
        source: providerBasics(provider), // Deprecated, and still required by the OpenAPI document.
      })),
      fallback_time_zone: fallback(user, 'id', user.fallbackTimeZone),
      fallback_birth_date: fallback(user, 'value', user.fallbackBirthDate),
      ingestion_start: user.ingestionStart ?? null,
      ingestion_end: user.ingestionEnd ?? null,
    }),

    /** Returns a `ClientFacingProviderWithStatus`. */
    connection: ({ provider, createdOn, externalUserId, error }: Connection) => ({
      ...providerBasics(provider),
      created_on: createdOn,
      status: error ? 'error' : 'connected',
      external_user_id: externalUserId,
      error_details: error
        ? { error_type: error.type, error_message: error.message, errored_at: error.erroredAt }
        : null,
      resource_availability: resourceAvailability,
    }),

    /** Returns a `ClientFacingProviderDetailed`. */
    providerDetailed: (provider: ListedProvider) => ({
      ...providerBasics(provider),
      description: descriptionOf(provider),
      auth_type: provider.authType,
      supported_resources: resources,
    }),

    /**
     * Returns a `SourceLink`. It has no `oauth_url`, because the sandbox has no sign-in outside of Link.
     *
     * @param id A number for the provider. It is the sandbox's own.
     */
    sourceLink: (provider: ListedProvider, id: number) => ({
      id,
      ...providerBasics(provider),
      description: descriptionOf(provider),
      oauth_url: null,
      auth_type: provider.authType,
      form_components: {},
    }),

    /** Returns a `ClientFacingProviderConnectionCreatedEvent`. */
    createdEvent: (user: User, { provider, externalUserId }: Connection) =>
      event('provider.connection.created', user, {
        provider: providerBasics(provider),
        source: providerBasics(provider), // As in `user()`.
        external_user_id: externalUserId,
        resource_availability: resourceAvailability,
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

    /** Returns a webhook for each kind of data. It reports that the fetch of the past data has ended. */
    historicalEvents: (user: User, { provider, createdOn }: Connection) =>
      resources.map((resource) =>
        event(`historical.data.${resource}.created`, user, {
          start_date: startOfPastData(createdOn),
          end_date: createdOn,
          is_final: true,
          provider: provider.slug,
        }),
      ),

    /** Returns a `SingleProviderHistoricalPullResponse`. */
    historicalPull: ({ status, scheduledAt, startedAt, endedAt, errorDetails }: PullState) => {
      const statistics = {
        status,
        range_start: startOfPastData(scheduledAt),
        range_end: scheduledAt,
        timeline: { scheduled_at: scheduledAt, started_at: startedAt, ended_at: endedAt },
        days_with_data: 0, // The sandbox has no health data.
        release: 'sandbox',
        trace_id: null,
        error_details: errorDetails,
      };
      return { pulled: Object.fromEntries(resources.map((resource) => [resource, statistics])), not_pulled: [] };
    },

    /** Returns a `SingleProviderHistoricalPullResponse` that says nothing. Junction does not document its form. */
    unreadablePull: { pulled: {}, not_pulled: resources },
  };
}
