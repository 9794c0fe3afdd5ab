import type { LinkTokenRequest, LinkTokenResponse } from '../junction/link-token.js';
import { providers } from '../junction/providers.js';
import { Refusal } from './refusal.js';

/** Of a `JunctionClient` of `@junction-api/sdk`, what is needed here. */
export interface LinkTokenClient {
  readonly link: {
    // The SDK's own types of slugs are enumerations of the day it was made.
    token(request: never, options?: LinkTokenClientOptions): PromiseLike<{ linkToken: string; linkWebUrl: string }>;
  };
}

interface LinkTokenClientOptions {
  readonly timeoutInSeconds?: number;
  readonly maxRetries?: number;
  readonly abortSignal?: AbortSignal;
  readonly additionalBodyParameters?: Record<string, unknown>;
}

/**
 * Seconds for the request's body and Junction's answer: half of the ten that a page waits, for `getUserId` may ask
 * Junction, too.
 */
export const answerTimeoutSeconds = 5;

const known: ReadonlySet<string> = new Set(providers.map(({ slug }) => slug));

/**
 * @param abortSignal ends it: the SDK's own limit is only until Junction begins to answer
 * @throws Refusal 400, 429 or 502, with the SDK's error as its cause.
 */
export async function fetchLinkToken(
  client: LinkTokenClient,
  userId: string,
  wishes: LinkTokenRequest,
  abortSignal: AbortSignal,
): Promise<LinkTokenResponse> {
  const { provider, filter_on_providers, redirect_url, on_close, on_error } = wishes;
  const slugs = { provider, filter_on_providers };
  const isKnown = [provider ?? [], filter_on_providers ?? []].flat().every((slug) => known.has(slug));
  const request = {
    userId,
    ...(isKnown && { provider, filterOnProviders: filter_on_providers }),
    redirectUrl: redirect_url,
    onClose: on_close,
    onError: on_error,
  };
  // The SDK refuses the slugs of providers that are newer than itself, but not what it does not look at.
  const rest = isKnown ? {} : { additionalBodyParameters: slugs };
  let linkToken: unknown;
  let linkWebUrl: unknown;
  try {
    ({ linkToken, linkWebUrl } = await client.link.token(withoutUnset(request) as never, {
      // Whatever the client has been told: retries take longer than a page waits, and the SDK's timer outlives an abort.
      maxRetries: 0,
      timeoutInSeconds: answerTimeoutSeconds,
      ...rest,
      abortSignal,
    }));
  } catch (cause) {
    throw refusalFor(cause, Object.keys(wishes).length > 0);
  }
  if (typeof linkToken !== 'string' || typeof linkWebUrl !== 'string')
    throw new Refusal(502, 'junction_unavailable', 'Junction gave no Link Token');
  return { link_token: linkToken, link_web_url: linkWebUrl };
}

const withoutUnset = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What of the SDK's error may be told: whose fault it is, and until when it is too much at once. */
function refusalFor(cause: unknown, hasWishes: boolean): Refusal {
  const { statusCode, rawResponse } = Object(cause) as {
    statusCode?: unknown;
    rawResponse?: { headers?: { get?(name: string): string | null } };
  };
  // Of a slug's shape, but none of Junction's: the page can mend that, unless it had no wish at all.
  if (hasWishes && (statusCode === 400 || statusCode === 422))
    return new Refusal(400, 'invalid_request', 'Junction does not accept what is asked for', { cause });
  if (statusCode !== 429) return new Refusal(502, 'junction_unavailable', 'Junction gave no Link Token', { cause });
  const retryAfter = rawResponse?.headers?.get?.('Retry-After');
  const headers = retryAfter ? { 'Retry-After': retryAfter } : {};
  return new Refusal(429, 'rate_limited', 'Junction is asked too often', { cause, headers });
}
