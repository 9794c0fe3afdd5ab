import * as v from 'valibot';
import { demoProviderSlugs } from '../../junction/demo-providers.js';
import type { LinkTokenRequest } from '../../junction/link-token.js';
import { providerSummaries, unlinkableSlugs } from '../../junction/providers.js';

/** The slugs in `Providers` of Junction's OpenAPI document. */
const providerSlugs = [...providerSummaries.map(({ slug }) => slug), ...unlinkableSlugs];

export const uuid = v.pipe(v.string(), v.uuid());
export const slug = v.picklist(providerSlugs);
const redirectOrUnset = v.nullish(v.literal('redirect'));

/** Returns true when the text is a day that exists. The 31st of February is not one. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const day = v.nullish(v.pipe(v.string(), v.isoDate(), v.check(isDay, 'Invalid date')));

function isTimeZone(timeZone: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return false;
  }
}

/** The body that creates a user: `UserCreateBody` of the OpenAPI document. */
export const userCreateBody = v.object({
  client_user_id: v.string(),
  fallback_time_zone: v.nullish(v.pipe(v.string(), v.check(isTimeZone, 'Invalid IANA time zone'))),
  fallback_birth_date: day,
  ingestion_start: day,
  ingestion_end: day,
});

/** The body that requests a Link Token: `LinkTokenExchange` of the OpenAPI document. */
export const linkTokenBody = v.object({
  user_id: uuid,
  ...({
    provider: v.nullish(slug),
    filter_on_providers: v.nullish(v.pipe(v.array(slug), v.minLength(1))),
    redirect_url: v.nullish(v.string()),
    on_error: redirectOrUnset,
    on_close: redirectOrUnset,
  } satisfies Record<keyof LinkTokenRequest, v.GenericSchema>),
});

/** The body that makes a connection with invented data: `DemoConnectionCreationPayload` of the OpenAPI document. */
export const demoConnectionBody = v.object({ user_id: uuid, provider: v.picklist(demoProviderSlugs) });

/** Returns the schema of a number in a query string. */
const queryNumber = <const Schema extends v.GenericSchema<number>>(schema: Schema) =>
  v.pipe(v.string(), v.nonEmpty(), v.transform(Number), schema);

/** The query of `POST /v2/user/refresh/{user_id}`. The time is in seconds. */
export const refreshQuery = v.object({
  timeout: v.optional(queryNumber(v.pipe(v.number(), v.minValue(5), v.maxValue(60)))),
});

/** A cursor of the sandbox: the number of the first user of the page. */
const userNumber = queryNumber(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** The query of `GET /v2/introspect/historical_pull`. */
export const historicalPullQuery = v.object({
  user_id: v.optional(uuid),
  provider: v.optional(v.string()), // Not only the slug of a provider: Junction also accepts the names of laboratories.
  user_limit: v.optional(queryNumber(v.pipe(v.number(), v.integer(), v.minValue(1))), '50'),
  cursor: v.optional(userNumber),
  next_cursor: v.optional(userNumber),
});
