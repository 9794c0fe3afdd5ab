import * as v from 'valibot';
import {
  historicalPullErrors,
  type HistoricalPullStatus,
  historicalPullStatuses,
} from '../../junction/historical-pull.js';
import { uuid } from '../api/schemas.js';
import { lastTime } from '../clock.js';

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

/** The fields that name one connection. Either `user_id` or `client_user_id` is set. */
export interface ConnectionFields {
  user_id?: string | undefined;
  client_user_id?: string | undefined;
  provider: string;
}

const connectionFields = {
  user_id: v.optional(uuid),
  client_user_id: v.optional(v.string()),
  provider: v.string(),
};

const namesOneUser = ({ user_id, client_user_id }: ConnectionFields) =>
  (user_id === undefined) !== (client_user_id === undefined);
const namesOneUserMessage = 'Expected either user_id or client_user_id, not both';

/** An error type, also one that Junction does not document. */
const errorType = v.pipe(v.string(), v.regex(/^[a-z]\w{0,99}$/));

/** The body that says for which connection the person must sign in again, and why. */
export const connectionErrorBody = v.pipe(
  v.strictObject({ ...connectionFields, error_type: v.optional(errorType, 'token_refresh_failed') }),
  v.check((fields) => namesOneUser(fields), namesOneUserMessage),
);

/** The body that sets the state of a historical pull. `error_details` has a default in a state with an error. */
export const historicalPullBody = v.pipe(
  v.strictObject({
    ...connectionFields,
    status: v.picklist(historicalPullStatuses),
    error_details: v.optional(errorType),
  }),
  v.check((fields) => namesOneUser(fields), namesOneUserMessage),
  v.check(
    ({ status, error_details }) => error_details === undefined || status === 'retrying' || status === 'failure',
    'Only retrying and failure can have error_details',
  ),
  v.transform((body) => ({ ...body, error_details: body.error_details ?? defaultErrorOf(body.status) })),
);

const defaultErrorOf = (status: HistoricalPullStatus): string | null =>
  status === 'retrying' || status === 'failure' ? historicalPullErrors[status][0] : null;
