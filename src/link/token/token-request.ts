import { environments, regions } from '../../junction/environments.js';
import type { LinkTokenRequest } from '../../junction/link-token.js';
import { unlinkableSlugs } from '../../junction/providers.js';
import { attempt } from '../attempt.js';
import { type Configuration, readKeyword } from '../configuration/configuration.js';
import { parseProviders } from '../configuration/provider-slugs.js';
import { textOf } from '../configuration/text.js';
import { readUrl } from '../configuration/url.js';
import { configurationError, JunctionConnectError } from '../errors.js';
import type { Platform } from '../platform.js';
import { type LinkTarget, parseLinkTarget } from './link-target.js';

/**
 * Requests a fresh Link Token, and returns what Link is shown with. It rejects with a JunctionConnectError `token_*`.
 *
 * @param returnFields The fields of the request that bring hosted Link back to the site; none for an embedded Link.
 */
export type FetchLinkTarget = (returnFields: LinkTokenRequest, signal: AbortSignal) => Promise<LinkTarget>;

/**
 * Reads where and how the page gets its Link Tokens: from the site's endpoint, or from the page's own function.
 *
 * @throws JunctionConnectError `configuration_invalid` for what can never work.
 */
export function prepareTokenRequest(configuration: Configuration, platform: Platform): FetchLinkTarget {
  const { fetchToken, headers } = configuration;
  const filter = readFilter(configuration);
  const method = readKeyword(configuration, 'method', 'post', 'get');
  const credentials = readKeyword(configuration, 'credentials', 'same-origin', 'include', 'omit');
  const endpoint = fetchToken ? '' : readUrl('token-endpoint', configuration.tokenEndpoint, platform);
  const csrfToken = textOf(configuration.csrfToken);
  const csrfHeader = textOf(configuration.csrfHeader) || 'X-CSRF-Token';

  const defaults = {
    env: readKeyword(configuration, 'env', ...environments),
    region: readKeyword(configuration, 'region', ...regions),
  };

  return async (returnFields, signal) => {
    const request = { ...filter, ...returnFields };
    let given; // The answer of `fetchToken`, or the headers.
    try {
      // Called at each launch: an old header or token may have expired.
      given = await (fetchToken
        ? fetchToken(request, { signal })
        : typeof headers === 'function'
          ? headers()
          : headers);
    } catch (cause) {
      // The text of a SyntaxError may contain the token.
      throw failed('fetchToken or headers', cause instanceof SyntaxError ? null : cause);
    }
    if (fetchToken) return parseLinkTarget(given, defaults);

    const url = new URL(endpoint);
    const init: RequestInit = { method, credentials, cache: 'no-store', signal }; // A Link Token works once.
    let response: Response;
    let text: string;
    try {
      const all = (init.headers = new Headers((given as HeadersInit | null) ?? {}));
      all.set('Accept', 'application/json');
      if (csrfToken && url.origin === platform.self.origin) {
        all.set(csrfHeader, csrfToken);
        init.mode = 'same-origin'; // A redirect to another origin then fails, and the CSRF token does not go there.
      }
      if (method === 'post') {
        all.set('Content-Type', 'application/json');
        init.body = JSON.stringify(request);
      } else {
        for (const [field, value] of Object.entries<string | string[]>(request)) {
          [value].flat().forEach((item) => url.searchParams.append(field, item));
        }
      }
      response = await platform.fetch(url, init);
      text = await response.text();
    } catch {
      throw failed('token-endpoint (network or CORS)'); // Its cause may quote a header.
    }
    const { ok, status } = response;
    if (!ok) throw new JunctionConnectError('token_request_rejected', `token-endpoint: HTTP ${status}`, { status });
    const answer = attempt(() => JSON.parse(text) as unknown);
    return parseLinkTarget(answer, defaults, status);
  };
}

const failed = (what: string, cause?: unknown) =>
  new JunctionConnectError('token_request_failed', `${what} failed`, { cause });

function readFilter(configuration: Configuration): LinkTokenRequest {
  const read = (attribute: 'provider' | 'providers') => {
    const slugs = parseProviders(configuration[attribute]);
    const refused = slugs.find((slug) => unlinkableSlugs.includes(slug));
    if (refused) throw configurationError(attribute, refused, 'no SDK provider');
    return slugs;
  };
  const [provider] = read('provider');
  const filter_on_providers = read('providers');
  return { ...(provider && { provider }), ...(filter_on_providers[0] && { filter_on_providers }) };
}
