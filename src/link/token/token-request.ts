import { environments, regions } from '../../junction/environments.js';
import type { LinkTokenRequest } from '../../junction/link-token.js';
import { unlinkableSlugs } from '../../junction/providers.js';
import { attempt } from '../attempt.js';
import { type Configuration, readKeyword } from '../configuration/configuration.js';
import { readCsrfHeader } from '../configuration/csrf-header.js';
import { parseProviders } from '../configuration/provider-slugs.js';
import type { ReadSettings, SettingReaders } from '../configuration/setting-readers.js';
import { cleanText } from '../configuration/text.js';
import { readTokenEndpoint } from '../configuration/trusted-url.js';
import { sendToEndpoint } from '../endpoint-request.js';
import { configurationError, JunctionConnectError } from '../errors.js';
import type { Platform } from '../platform.js';
import { type LinkTarget, parseLinkTarget } from './link-target.js';

/**
 * Requests a fresh Link Token, and returns what Link is shown with. Rejects with a JunctionConnectError `token_*`.
 *
 * @param returnFields The fields that make hosted Link return to the site. It is empty for an embedded Link.
 */
export type FetchLinkTarget = (returnFields: LinkTokenRequest, signal: AbortSignal) => Promise<LinkTarget>;

/** The readers of the settings of the token request. */
export const tokenRequestReaders = {
  provider: (configuration) => readSlugs(configuration, 'provider'),
  providers: (configuration) => readSlugs(configuration, 'providers'),
  method: (configuration) => readKeyword(configuration, 'method', 'post', 'get'),
  credentials: (configuration) => readKeyword(configuration, 'credentials', 'same-origin', 'include', 'omit'),
  tokenEndpoint: (configuration, sourceOf, platform) =>
    configuration.fetchToken ? '' : readTokenEndpoint(configuration, sourceOf, platform),
  csrfToken: (configuration) => cleanText(configuration.csrfToken),
  csrfHeader: readCsrfHeader,
  env: (configuration) => readKeyword(configuration, 'env', ...environments),
  region: (configuration) => readKeyword(configuration, 'region', ...regions),
} satisfies SettingReaders;

/**
 * Returns a function that gets a Link Token from the site's endpoint, or from the page's own `fetchToken`.
 *
 * @param settings The settings of the request, already read.
 */
export function prepareTokenRequest(
  settings: ReadSettings<typeof tokenRequestReaders>,
  { fetchToken, headers }: Pick<Configuration, 'fetchToken' | 'headers'>,
  platform: Platform,
): FetchLinkTarget {
  const { provider, providers, method, credentials, tokenEndpoint, csrfToken, csrfHeader } = settings;
  const filter: LinkTokenRequest = {
    ...(provider[0] && { provider: provider[0] }),
    ...(providers[0] && { filter_on_providers: providers }),
  };

  return async (returnFields, signal) => {
    const request = { ...filter, ...returnFields };
    let pageResult: unknown; // The answer of `fetchToken`, or the headers.
    try {
      // The page's function is called at each launch, because an old header or token may have expired.
      const result: unknown = fetchToken
        ? fetchToken(request, { signal })
        : typeof headers === 'function'
          ? headers()
          : headers;
      // An `await` lets the element render before the request starts. So only a promise is awaited.
      pageResult = isPromise(result) ? await result : result;
    } catch (cause) {
      // The text of a SyntaxError may contain the token.
      throw requestError("The page's fetchToken or headers", "The error's cause says why", {
        cause: cause instanceof SyntaxError ? null : cause,
        status: statusOf(cause),
      });
    }
    if (fetchToken) return parseLinkTarget(pageResult, settings);

    const url = new URL(tokenEndpoint);
    if (method === 'get') {
      for (const [field, value] of Object.entries<string | string[]>(request))
        [value].flat().forEach((item) => url.searchParams.append(field, item));
    }
    const json = method === 'post' ? request : undefined;
    const headersOfPage = pageResult as HeadersInit | null;
    const answer = await sendToEndpoint(
      { url, method, credentials, headers: headersOfPage, csrfToken, csrfHeader, json },
      platform,
      signal,
    ).catch(() => {
      const advice = 'Check its address, headers, redirects, CORS, and Content-Security-Policy (connect-src)';
      throw requestError('token-endpoint', advice); // It has no `cause`, which may quote a header.
    });
    const { ok, status, text } = answer;
    if (!ok)
      throw new JunctionConnectError(
        'token_request_rejected',
        `token-endpoint answered with HTTP ${status}. ${adviceFor(status, method)}`,
        { status },
      );
    return parseLinkTarget(
      attempt(() => JSON.parse(text) as unknown),
      settings,
      status,
    );
  };
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';

const requestError = (subject: string, advice: string, options?: { cause: unknown; status: number | undefined }) =>
  new JunctionConnectError('token_request_failed', `${subject} failed. ${advice}`, options);

/**
 * Returns the HTTP status in an error of the page's own client, or undefined. A thrown `Response` and the errors of many
 * clients have it as `status`, other errors as `response.status`.
 */
function statusOf(cause: unknown): number | undefined {
  const error = Object(cause) as { status?: unknown; response?: { status?: unknown } };
  const status = attempt(() => error.status ?? error.response?.status);
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined;
}

/** Returns what the site's owner can do after an answer with an error status. */
function adviceFor(status: number, method: string): string {
  switch (status) {
    case 400:
      return 'It refuses a value in the request. Check that it allows the providers, and the origin of return-url';
    case 401:
      return 'It says that nobody is signed in. Check that the endpoint gets the cookie (credentials) or the headers';
    case 403:
    case 419:
      return 'It refuses this page or this person. Check its list of origins, csrf-token and csrf-header';
    case 404:
      return `Check its address, and that the server has a route for ${method.toUpperCase()} there`;
    case 405:
      return `Add a route for ${method.toUpperCase()} there, or change the attribute method`;
    case 415:
      return 'Let it accept application/json, or use method="get"';
    case 429:
      return 'It got too many requests. Check its limit, or wait';
    default:
      return "See the log of its server, and what createLinkTokenHandler's onError gets";
  }
}

/**
 * Returns the slugs in `provider` or `providers`.
 *
 * @throws JunctionConnectError `configuration_invalid` for a provider that Link cannot connect in a web page. It does not quote
 *   the attribute, because no error names a provider.
 */
function readSlugs(configuration: Configuration, attribute: 'provider' | 'providers'): string[] {
  const slugs = parseProviders(configuration[attribute]);
  if (!slugs.some((slug) => unlinkableSlugs.includes(slug))) return slugs;
  throw configurationError(
    attribute,
    undefined,
    `providers that can connect without a mobile SDK. These cannot: ${unlinkableSlugs.join(', ')}`,
  );
}
