import { attempt } from './attempt.js';
import { type Configuration, readKeyword } from './configuration.js';
import { configurationError, JunctionConnectError } from './errors.js';
import { type LinkToken, type LinkTokenRequest, parseLinkToken } from './link-token.js';
import type { Platform } from './platform.js';
import { parseProviders, sdkOnly } from './providers.js';
import { textOf } from './text.js';
import { readUrl } from './url.js';

/**
 * Reads where and how the page gets its Link Tokens: from the site's endpoint, or from the page's own function.
 *
 * @param wayBack What the request says of hosted Link's return.
 * @throws JunctionConnectError `configuration_invalid` for what can never work.
 * @returns a function that gets one. It rejects with a JunctionConnectError `token_*`.
 */
export function createTokenClient(
  configuration: Configuration,
  wayBack: LinkTokenRequest,
  platform: Platform,
): (signal: AbortSignal) => Promise<LinkToken> {
  const { fetchToken, headers } = configuration;
  const { fetch, self } = platform;
  const request = { ...readFilter(configuration), ...wayBack };
  const method = readKeyword(configuration, 'method', 'post', 'get');
  const credentials = readKeyword(configuration, 'credentials', 'same-origin', 'include', 'omit') as RequestCredentials;
  const endpoint = fetchToken ? '' : readUrl('token-endpoint', configuration.tokenEndpoint, platform);
  const csrfToken = textOf(configuration.csrfToken);

  return async (signal) => {
    let given;
    try {
      // Asked anew at each launch: what they gave the last time may have expired.
      given = await (fetchToken
        ? fetchToken(request, { signal })
        : typeof headers === 'function'
          ? headers()
          : headers);
    } catch (cause) {
      // A SyntaxError quotes what it could not read, which may hold the token.
      throw failed('fetchToken or headers', cause instanceof SyntaxError ? null : cause);
    }
    if (fetchToken) return parseLinkToken(given);

    const url = new URL(endpoint);
    const init: RequestInit = { method, credentials, cache: 'no-store', signal }; // A token is spent by its first use.
    let response: Response;
    let text: string;
    try {
      const all = (init.headers = new Headers((given as HeadersInit | null) ?? {}));
      all.set('Accept', 'application/json');
      if (csrfToken && url.origin === self.origin) {
        all.set(textOf(configuration.csrfHeader) || 'X-CSRF-Token', csrfToken);
        init.mode = 'same-origin'; // Nor does a redirect take it elsewhere.
      }
      if (method === 'post') {
        all.set('Content-Type', 'application/json');
        init.body = JSON.stringify(request);
      } else {
        for (const [field, value] of Object.entries<string | string[]>(request)) {
          [value].flat().forEach((item) => url.searchParams.append(field, item));
        }
      }
      response = await fetch(url, init);
      text = await response.text();
    } catch {
      throw failed('token-endpoint (network or CORS)'); // Its cause may quote a header.
    }
    const { ok, status } = response;
    if (!ok) throw new JunctionConnectError('token_request_rejected', `token-endpoint: HTTP ${status}`, { status });
    return parseLinkToken(
      attempt(() => JSON.parse(text) as unknown),
      status,
    );
  };
}

const failed = (what: string, cause?: unknown) =>
  new JunctionConnectError('token_request_failed', `${what} failed`, { cause });

function readFilter(configuration: Configuration): LinkTokenRequest {
  const read = (attribute: 'provider' | 'providers') => {
    const slugs = parseProviders(configuration[attribute]);
    const refused = slugs.find((slug) => sdkOnly.test(slug));
    if (refused) throw configurationError(attribute, refused, 'no SDK provider');
    return slugs;
  };
  const [provider] = read('provider');
  const filter_on_providers = read('providers');
  return { ...(provider && { provider }), ...(filter_on_providers[0] && { filter_on_providers }) };
}
