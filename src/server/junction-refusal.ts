import { Refusal } from './refusal.js';

/** What the handler reads of an error of the SDK. The SDK is an optional peer of this package, so its type is not imported. */
interface SdkError {
  readonly statusCode?: unknown;
  readonly rawResponse?: { readonly headers?: { get?(name: string): unknown } };
}

/** Returns the HTTP status of Junction's response in an error of the SDK, or undefined if it has none. */
export const statusOf = (cause: unknown): unknown => attempt(() => (Object(cause) as SdkError).statusCode);

/**
 * Returns the refusal for an error of the SDK. It shows nothing of that error except the header `Retry-After`.
 *
 * @param missing What Junction did not return, such as "a Link Token"
 */
export function junctionRefusal(cause: unknown, missing: string): Refusal {
  if (statusOf(cause) !== 429)
    return new Refusal(
      502,
      'junction_unavailable',
      `Junction did not return ${missing}. The cause is passed to onError.`,
      { cause },
    );
  const retryAfter = attempt(() => (cause as SdkError).rawResponse?.headers?.get?.('Retry-After'));
  const headers = isRetryAfter(retryAfter) ? { 'Retry-After': retryAfter } : {};
  return new Refusal(429, 'rate_limited', 'Junction has received too many requests. Try again later.', {
    cause,
    headers,
  });
}

/** Returns the result of the function, or undefined when it throws: a client can throw an object whose properties throw. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Returns true for a value of `Retry-After` that a server may send: a number of seconds, or a date such as
 * `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 10.2.3 and 5.6.7).
 */
const isRetryAfter = (value: unknown): value is string =>
  typeof value === 'string' &&
  (/^\d{1,10}$/.test(value) || (value.length === 29 && new Date(value).toUTCString() === value));
