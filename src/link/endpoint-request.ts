import type { Platform } from './platform.js';

/** A request to an endpoint of the site. */
export interface EndpointRequest {
  readonly url: URL;
  readonly method: string;
  readonly credentials: RequestCredentials;
  /** The headers of the page. */
  readonly headers: HeadersInit | null | undefined;
  /** A token against cross-site request forgery, and the name of its header. Empty if the page has none. */
  readonly csrfToken: string;
  readonly csrfHeader: string;
  /** The body, which is sent as JSON. Undefined for a request without a body. */
  readonly json?: object | undefined;
}

/** What an endpoint has answered. */
export interface EndpointAnswer {
  readonly ok: boolean;
  /** The HTTP status. */
  readonly status: number;
  readonly text: string;
}

/**
 * Sends a request to an endpoint of the site, and returns its answer. Rejects when there is no answer, and for headers that do
 * not exist. The error may quote a header, so it must not be shown.
 */
export async function sendToEndpoint(
  { url, method, credentials, headers: pageHeaders, csrfToken, csrfHeader, json }: EndpointRequest,
  platform: Platform,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  const headers = new Headers(pageHeaders ?? {});
  const init: RequestInit = {
    method,
    credentials,
    headers,
    cache: 'no-store', // A Link Token works once, and connections change.
    // The endpoint needs the origin of the page, and nothing else of its address. If the page's policy is `no-referrer`,
    // Firefox sends `Origin: null`, and the other browsers send neither `Origin` nor `Referer` with GET.
    referrerPolicy: 'strict-origin',
    signal,
  };
  if (url.origin === platform.self.origin) {
    if (csrfToken) headers.set(csrfHeader, csrfToken);
    init.mode = 'same-origin'; // Then a redirect to another origin fails, and that origin gets no header.
  } else if (![...headers].every(([name]) => name === 'accept')) {
    init.redirect = 'error'; // A redirect would pass the headers on to any origin.
  }
  headers.set('Accept', 'application/json');
  // An address that has not listed connections must not get the request to end one.
  if (method === 'DELETE') init.redirect = 'error';
  if (json) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(json);
  }
  const response = await platform.fetch(url, init);
  return { ok: response.ok, status: response.status, text: await response.text() };
}
