import type { LinkTokenRequest, LinkTokenResponse } from '../junction/link-token.js';
import { providerSummaries } from '../junction/providers.js';
import { type Deadline, timeLimitSeconds } from './deadline.js';
import { junctionRefusal, statusOf } from './junction-refusal.js';
import { Refusal } from './refusal.js';

/** The part of `JunctionClient`, from `@junction-api/sdk`, that the handler uses. */
export interface LinkTokenClient {
  readonly link: {
    // The SDK's types list only the slugs that were known when it was published. `never` fits every version.
    token(request: never, options?: LinkTokenClientOptions): PromiseLike<{ linkToken: string; linkWebUrl: string }>;
  };
}

interface LinkTokenClientOptions {
  readonly timeoutInSeconds?: number;
  readonly maxRetries?: number;
  readonly abortSignal?: AbortSignal;
  readonly additionalBodyParameters?: Record<string, unknown>;
}

const knownSlugs: ReadonlySet<string> = new Set(providerSummaries.map(({ slug }) => slug));

/**
 * Requests a Link Token from Junction.
 *
 * @param deadline Ends the request. The SDK's own time limit counts only until the response begins.
 * @throws Refusal 400, 429 or 502. Its cause is the SDK's error, if there is one.
 */
export async function fetchLinkToken(
  client: LinkTokenClient,
  userId: string,
  tokenRequest: LinkTokenRequest,
  deadline: Deadline,
): Promise<LinkTokenResponse> {
  const { provider, filter_on_providers, redirect_url, on_close, on_error } = tokenRequest;
  const slugs = { provider, filter_on_providers };
  const areSlugsKnown = [provider ?? [], filter_on_providers ?? []].flat().every((slug) => knownSlugs.has(slug));
  const sdkRequest = {
    userId,
    ...(areSlugsKnown && { provider, filterOnProviders: filter_on_providers }),
    redirectUrl: redirect_url,
    onClose: on_close,
    onError: on_error,
  };
  // The SDK refuses slugs that are newer than itself. It does not check additional body parameters.
  const extraOptions = areSlugsKnown ? {} : { additionalBodyParameters: slugs };
  let linkToken: unknown;
  let linkWebUrl: unknown;
  try {
    ({ linkToken, linkWebUrl } = await deadline.wait('Junction', () =>
      client.link.token(withoutUnset(sdkRequest) as never, {
        // These take the place of the client's own settings. Retries take longer than a page waits, and the SDK's timer
        // goes on after an abort.
        maxRetries: 0,
        timeoutInSeconds: timeLimitSeconds,
        ...extraOptions,
        abortSignal: deadline.signal,
      }),
    ));
  } catch (cause) {
    throw refusalFor(cause, Object.keys(tokenRequest).length > 0);
  }
  if (typeof linkToken !== 'string' || typeof linkWebUrl !== 'string')
    throw new Refusal(502, 'junction_unavailable', 'The response of Junction has no Link Token');
  return { link_token: linkToken, link_web_url: linkWebUrl };
}

/** Returns the fields without those that are undefined. */
const withoutUnset = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/**
 * Returns the refusal for an error of the SDK.
 *
 * @param hasFields True when the request to Junction has fields besides the user. They come from the page, or from
 *   `allowedProviders`.
 */
function refusalFor(cause: unknown, hasFields: boolean): Refusal {
  const statusCode = statusOf(cause);
  // For example, Junction has no provider with this slug. Without any field, the request cannot be at fault.
  if (hasFields && (statusCode === 400 || statusCode === 422))
    return new Refusal(
      400,
      'invalid_request',
      'Junction does not accept the fields of this request. Check the providers and redirect_url.',
      { cause },
    );
  return junctionRefusal(cause, 'a Link Token');
}
