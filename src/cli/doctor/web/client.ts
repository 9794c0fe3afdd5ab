import { attempt } from '../../../link/attempt.js';
import type { Report } from '../report.js';
import { ConnectionProblem } from './connection-problem.js';
import { Cookies } from './cookies.js';

/** An answer of a server. A redirect is an answer, too: nothing is followed. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  /** The body as text. It has only the beginning of a body that is too long. */
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
  /** How long the server took for the whole answer. */
  readonly durationMs: number;
}

export interface ClientRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | undefined;
  readonly mode?: 'cors' | 'same-origin';
  /** False for a request without cookies, and without the headers of `--header`. */
  readonly isSignedIn?: boolean;
  readonly timeoutMs?: number;
}

/** The time for an answer, in milliseconds, if nothing else is said. */
const defaultTimeoutMs = 15_000;

/** The longest body that is read, in bytes. */
const maxBodyBytes = 4_000_000;

/** A shorter value of a cookie, in characters, is no secret. It is rather a setting, such as `english`. */
const minCookieLength = 12;

/** The name in the log of the server. Some servers refuse programs without one. */
const userAgent = 'Mozilla/5.0 (compatible; junction-connect doctor)';

/** Sends the requests of a run, with the headers of `--header`. No other origin gets these headers. */
export class Client {
  readonly #origin: string;
  readonly #headers: readonly (readonly [name: string, value: string])[];
  readonly #cookies = new Cookies();
  readonly #report: Report;
  readonly #fetch: typeof globalThis.fetch;

  constructor(
    origin: string,
    headers: readonly (readonly [name: string, value: string])[],
    report: Report,
    fetch: typeof globalThis.fetch,
  ) {
    this.#fetch = fetch;
    this.#origin = origin;
    this.#headers = headers;
    this.#report = report;
    // Also the parts: the token after `Bearer`, and the value of each cookie.
    for (const [, value] of headers)
      [value, ...value.split(/[\s;]+/).map((part) => part.replace(/^[^=]*=/, ''))].forEach((part) => report.hide(part));
  }

  /** True when there are headers of `--header`. */
  get hasHeaders(): boolean {
    return this.#headers.length > 0;
  }

  /** Returns true when a request to this address has the headers of `--header`. */
  sendsHeadersTo({ origin }: URL): boolean {
    return this.hasHeaders && origin === this.#origin;
  }

  /**
   * Sends a request.
   *
   * @throws ConnectionProblem when no answer comes
   */
  async send(url: URL, request: ClientRequest = {}): Promise<Answer> {
    const { method = 'GET', body = null, mode = 'cors', timeoutMs = defaultTimeoutMs } = request;
    const start = performance.now();
    try {
      const response = await this.#fetch(url, {
        method,
        body,
        mode,
        headers: this.#headersFor(url, request),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { bytes, isCut } = await readBody(response);
      const { status, headers } = response;
      const longValues = this.#cookies.keep(url, headers).filter(({ length }) => length >= minCookieLength);
      longValues.forEach((value) => this.#report.hide(value));
      const text = new TextDecoder().decode(bytes);
      return { url, status, headers, text, bytes, isCut, durationMs: performance.now() - start };
    } catch (error) {
      throw new ConnectionProblem(error, timeoutMs);
    }
  }

  #headersFor(url: URL, { headers: own = {}, isSignedIn = true }: ClientRequest): Headers {
    const headers = new Headers({ 'User-Agent': userAgent, ...own });
    if (!isSignedIn) return headers;
    const cookies = this.#cookies.headerFor(url);
    if (cookies) headers.set('Cookie', cookies);
    if (url.origin !== this.#origin) return headers;
    for (const [name, value] of this.#headers)
      if (name.toLowerCase() === 'cookie' && headers.has('Cookie')) headers.set(name, `${headers.get(name)}; ${value}`);
      else headers.set(name, value);
    return headers;
  }
}

/** Reads a body up to the limit. It is read while it arrives, because its announced length may be wrong. */
async function readBody(response: Response): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBodyBytes) break; // This also cancels the rest of the body.
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBodyBytes), isCut: length > maxBodyBytes };
}

/** Returns the address that an answer redirects to, or undefined. It is null when the redirect has no valid address. */
export function redirectOf({ status, headers, url }: Answer): URL | null | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = readLocation(headers);
  if (!location || !URL.canParse(location, url)) return null;
  const target = new URL(location, url);
  return /^https?:$/.test(target.protocol) ? target : null;
}

/** Browsers read this header as UTF-8, and `Headers` as Latin-1. */
function readLocation(headers: Headers): string {
  const location = headers.get('Location') ?? '';
  return attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(location, 'latin1'))) ?? location;
}

/** Returns true for an answer whose body is a page. */
export const isHtml = ({ headers, text }: Answer): boolean =>
  /^(text\/html|application\/xhtml\+xml)/i.test(headers.get('Content-Type') ?? '') ||
  /^\s*<(!doctype|html)\b/i.test(text);

/** Matches the paths that pages for signing in usually have. */
const signInPath = /\b(log-?_?in|sign-?_?in|wp-login)\b/i;

/** Matches paths that may be pages for signing in, or of an app. */
const sessionPath = /\b(auth|sso|oauth2?|session)\b/i;

/**
 * Returns true when a redirect leads to what looks like a page for signing in. The start may have such a path itself, such as
 * `/auth/link-token`.
 */
export function leadsToSignIn(start: URL, target: URL): boolean {
  const isSignIn = ({ hostname, pathname }: URL) =>
    signInPath.test(pathname) || /^(login|signin|accounts)\./.test(hostname);
  const isSession = ({ hostname, pathname }: URL) => sessionPath.test(pathname) || /^(auth|sso)\./.test(hostname);
  if (isSignIn(start)) return false;
  return isSignIn(target) || (isSession(target) && !isSession(start));
}
