import { HTTPException } from 'hono/http-exception';
import * as v from 'valibot';
import type { LinkTokenRequest } from '../../junction/link-token.js';
import { providerSummaries, unlinkableSlugs } from '../../junction/providers.js';
import { lastTime } from '../clock.js';

/** The slugs in `Providers` of Junction's OpenAPI document. */
const providerSlugs = [...providerSummaries.map(({ slug }) => slug), ...unlinkableSlugs];

const uuid = v.pipe(v.string(), v.uuid());
const slug = v.picklist(providerSlugs);
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

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(lastTime));

/**
 * The body that sets the clock. `advance` moves it by milliseconds, forwards or backwards. `now` sets it to a time
 * (milliseconds since the epoch, or ISO 8601).
 */
export const clockBody = v.union(
  [
    v.strictObject({ advance: v.pipe(v.number(), v.safeInteger()) }),
    v.strictObject({ now: v.union([time, v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), time)]) }),
  ],
  'Expected either advance, a number of milliseconds, or now, a time in the years 1970 to 9999',
);

/** The body that says for which connection the person must sign in again, and why. */
export const connectionErrorBody = v.pipe(
  v.strictObject({
    user_id: v.optional(uuid),
    client_user_id: v.optional(v.string()),
    provider: v.string(),
    error_type: v.optional(v.pipe(v.string(), v.regex(/^[a-z]\w{0,99}$/)), 'token_refresh_failed'),
  }),
  v.check(
    ({ user_id, client_user_id }) => (user_id === undefined) !== (client_user_id === undefined),
    'Expected either user_id or client_user_id, not both',
  ),
);

/**
 * Returns the JSON body of a request, checked.
 *
 * @throws HTTPException 422
 */
export async function readBody<const Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
    throw invalid({ loc: ['body'], msg: 'The body must be application/json', type: 'content_type' });
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    throw invalid({ loc: ['body'], msg: 'The body must be valid JSON', type: 'json_invalid' });
  }
  return check(schema, body, 'body');
}

/**
 * Returns the user ID of a path, checked.
 *
 * @throws HTTPException 422
 */
export const readUserId = (userId: string): string => check(uuid, userId, 'path', 'user_id');

function check<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  ...path: string[]
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const keysOf = (issue: v.BaseIssue<unknown>) => issue.path?.map(({ key }) => key) ?? [];
  throw invalid(
    ...result.issues.map((issue) => ({
      loc: [...path, ...keysOf(issue)],
      msg: issue.message,
      type: issue.type,
    })),
  );
}

/** An item of `detail` in `HTTPValidationError` of the OpenAPI document. */
interface Detail {
  loc: unknown[];
  msg: string;
  type: string;
}

/** Returns an exception that makes a response with status 422. */
export const invalid = (...detail: Detail[]) =>
  new HTTPException(422, { res: Response.json({ detail }, { status: 422 }) });
