import { fetchLinkToken, type LinkTokenClient, answerTimeoutSeconds } from './fetch-link-token.js';
import { isSlug, readLinkTokenRequest } from './link-token-request.js';
import { corsHeaders, identifySender, preflightHeaders } from './origin.js';
import { readFields } from './read-fields.js';
import { Refusal } from './refusal.js';

export type { LinkTokenClient };

export interface LinkTokenHandlerOptions {
  /** A `JunctionClient` of `@junction-api/sdk`, which holds the API key. */
  client: LinkTokenClient;
  /**
   * The Junction user of the person who is signed in, from the site's own session; null when nobody is: what it throws,
   * a `Response` included, is a 500. It must not read the request's body.
   */
  getUserId: (request: Request) => string | null | undefined | Promise<string | null | undefined>;
  /** Slugs of the providers that may be connected; all unless given. */
  allowedProviders?: readonly string[];
  /** Origins that hosted Link may come back to; the request's own unless given. */
  allowedRedirectOrigins?: readonly string[];
  /** Origins of other sites whose pages may ask, with the person's cookies; none unless given. */
  allowedOrigins?: readonly string[];
  /** `POST` unless given. */
  methods?: readonly ('POST' | 'GET')[];
  /**
   * Hears of what went wrong on the server's side, for the site's own log: a browser is not told. The text of the SDK's
   * errors may quote what Junction was asked, the provider included.
   */
  onError?: (cause: unknown, request: Request) => unknown;
}

export type LinkTokenHandler = (request: Request) => Promise<Response>;

/** A token is spent by its first use, and what is said of it is the business of one person. */
const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/**
 * The token endpoint: asks Junction for a Link Token for the person who is signed in, and for nobody else.
 *
 * Its function answers `{ link_token, link_web_url }`, or `{ error, code }` with the status 400, 401, 403, 405, 413, 415,
 * 429 (Junction's, with its `Retry-After`), 502 (Junction failed) or 500 (`getUserId` did). It never rejects.
 *
 * @throws TypeError for options that can never match: an origin that is not written as browsers do, no provider at all,
 * or one that is no slug.
 */
export function createLinkTokenHandler(options: LinkTokenHandlerOptions): LinkTokenHandler {
  const { client, getUserId, allowedProviders, allowedRedirectOrigins, allowedOrigins = [], onError } = options;
  for (const origin of [...allowedOrigins, ...(allowedRedirectOrigins ?? [])]) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new TypeError(`${origin} is no origin, such as https://www.example.com`);
  }
  if (allowedProviders?.length === 0) throw new TypeError('allowedProviders is empty: leave it out to allow all');
  if (allowedProviders && !allowedProviders.every(isSlug))
    throw new TypeError('allowedProviders has to list slugs, as Junction writes them');
  const methods: readonly string[] = options.methods ?? ['POST'];
  const common = allowedOrigins.length > 0 ? { ...always, Vary: 'Origin' } : always;

  /** A log that fails, now or later, is no reason to fail here. */
  const report = async (cause: unknown, request: Request) => {
    try {
      await onError?.(cause, request);
    } catch {
      // There is nobody else to tell.
    }
  };

  const findUser = async (request: Request): Promise<string> => {
    let userId;
    try {
      userId = await getUserId(request);
    } catch (cause) {
      throw new Refusal(500, 'server_error', 'It could not be found out who is signed in', { cause });
    }
    if (!userId) throw new Refusal(401, 'unauthenticated', 'Nobody is signed in');
    return userId;
  };

  const answer = async (request: Request, cors: (headers: Record<string, string>) => void): Promise<Response> => {
    const { method } = request;
    const sender = identifySender(request, allowedOrigins);
    if (sender.foreign) cors(corsHeaders(sender.foreign));
    if (method === 'OPTIONS' && sender.foreign) {
      cors(preflightHeaders(request, methods));
      return new Response(null, { status: 204 });
    }
    if (!methods.includes(method)) {
      const headers = { Allow: methods.join(', ') };
      throw new Refusal(405, 'method_not_allowed', `Only ${headers.Allow} is answered`, { headers });
    }
    const userId = await findUser(request);
    const allowed = { providers: allowedProviders, redirectOrigins: allowedRedirectOrigins ?? sender.own };
    const late = new AbortController();
    // Not `AbortSignal.timeout`: under `any`, Node 20 forgets it.
    const timer = setTimeout(() => late.abort(), answerTimeoutSeconds * 1000);
    try {
      const signal = AbortSignal.any([request.signal, late.signal]);
      const wishes = readLinkTokenRequest(await readFields(request, signal), allowed, method === 'GET');
      return Response.json(await fetchLinkToken(client, userId, wishes, signal));
    } finally {
      clearTimeout(timer);
    }
  };

  return async (request) => {
    const headers: Record<string, string> = { ...common };
    let response: Response;
    try {
      response = await answer(request, (more) => Object.assign(headers, more));
    } catch (cause) {
      const refusal = cause instanceof Refusal ? cause : new Refusal(500, 'server_error', 'This failed', { cause });
      // A page that has gone away is nobody's failure.
      if (refusal.cause !== undefined && !request.signal.aborted) void report(refusal.cause, request);
      response = Response.json({ error: refusal.message, code: refusal.code }, { status: refusal.status });
      Object.assign(headers, refusal.headers);
    }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}
