import { startDeadline } from './deadline.js';
import { fetchLinkToken, type LinkTokenClient } from './fetch-link-token.js';
import { isSlug, readLinkTokenRequest } from './link-token-request.js';
import { corsHeaders, identifySender, preflightHeaders } from './origin.js';
import { readFields } from './read-fields.js';
import { type PersonOptions, personFinder } from './person.js';
import { Refusal } from './refusal.js';
import type { UserClient } from './resolve-user.js';

export type { LinkTokenClient };

/** The options of `createLinkTokenHandler()`. Exactly one of `getClientUserId` and `getUserId` has to be there. */
export type LinkTokenHandlerOptions = CommonOptions & PersonOptions;

interface CommonOptions {
  /** A `JunctionClient` of `@junction-api/sdk`, which holds the API key. `getUserId` needs no `user` in it. */
  client: LinkTokenClient & Partial<UserClient>;
  /** The slugs of the providers that may be connected. Default: all. */
  allowedProviders?: readonly string[];
  /** The origins that hosted Link may return to. Default: the site's own origin, known from the request. */
  allowedRedirectOrigins?: readonly string[];
  /** The origins of other sites whose pages may send requests, with the person's cookies. Default: none. */
  allowedOrigins?: readonly string[];
  /** The methods that the handler accepts. Default: `POST`. */
  methods?: readonly ('POST' | 'GET')[];
  /**
   * Called with the cause of an error on the server's side, for the site's own log. The response does not show the cause. The
   * text of the SDK's errors may quote the request to Junction, including the provider.
   */
  onError?: (cause: unknown, request: Request) => unknown;
}

export type LinkTokenHandler = (request: Request) => Promise<Response>;

/** The headers of every response. No cache may store it: a token can be used once, and is for one person. */
const baseHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/**
 * Returns the handler of a token endpoint. It requests a Link Token from Junction for the person who is signed in, and for
 * nobody else.
 *
 * The handler responds with `{ link_token, link_web_url }`. When it refuses or fails, it responds with `{ error, code }` and
 * the status 400, 401, 403, 405, 413, 415, 429 (from Junction, with its `Retry-After`), 502 (Junction failed) or 500
 * (`getClientUserId` or `getUserId` failed, or something else on the server). It responds within five seconds. The promise never rejects.
 *
 * @throws TypeError when it has both `getClientUserId` and `getUserId`, or none of them, and for an option that can never match: an origin that is not written as browsers write it, an empty list of
 *   providers, a provider that is not a slug, or methods other than `POST` and `GET`.
 */
export function createLinkTokenHandler(options: LinkTokenHandlerOptions): LinkTokenHandler {
  const { client, allowedProviders, allowedRedirectOrigins, allowedOrigins = [], onError } = options;
  const findPerson = personFinder(options);
  for (const origin of [...allowedOrigins, ...(allowedRedirectOrigins ?? [])]) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new TypeError(
        `allowedOrigins and allowedRedirectOrigins must list origins such as https://www.example.com, without a path or a slash at the end. '${origin}' is not such an origin.`,
      );
  }
  if (allowedProviders?.length === 0)
    throw new TypeError(
      'allowedProviders is empty, so no provider is allowed. Remove the option to allow all providers.',
    );
  if (allowedProviders && !allowedProviders.every(isSlug))
    throw new TypeError("allowedProviders must list the slugs of providers, as Junction writes them, such as 'oura'.");
  const methods: readonly string[] = options.methods ?? ['POST'];
  if (methods.length === 0 || !methods.every((method) => ['POST', 'GET'].includes(method)))
    throw new TypeError("methods must list 'POST', 'GET', or both, in capital letters.");
  const commonHeaders = allowedOrigins.length > 0 ? { ...baseHeaders, Vary: 'Origin' } : baseHeaders;

  /** Calls `onError`. An error of `onError` itself does not change the response. */
  const report = async (cause: unknown, request: Request) => {
    try {
      // When the page has ended the request, for example because the person left, that is not an error.
      if (!request?.signal?.aborted) await onError?.(cause, request);
    } catch {
      // There is no other place to report it.
    }
  };

  const handle = async (request: Request, addHeaders: (headers: Record<string, string>) => void): Promise<Response> => {
    const { method } = request;
    const sender = identifySender(request, allowedOrigins);
    if (sender.otherOrigin) addHeaders(corsHeaders(sender.otherOrigin));
    if (method === 'OPTIONS' && sender.otherOrigin) {
      addHeaders(preflightHeaders(request, methods));
      return new Response(null, { status: 204 });
    }
    if (!methods.includes(method)) {
      const headers = { Allow: methods.join(', ') };
      throw new Refusal(
        405,
        'method_not_allowed',
        `The token endpoint only accepts ${headers.Allow}. See the option methods of createLinkTokenHandler, and the attribute method of the element.`,
        { headers },
      );
    }
    const allowed = { providers: allowedProviders, redirectOrigins: allowedRedirectOrigins ?? sender.ownOrigins };
    const deadline = startDeadline(request.signal);
    try {
      const person = await findPerson(request, deadline);
      const tokenRequest = readLinkTokenRequest(await readFields(request, deadline), allowed, method === 'GET');
      const answer = await person.callJunction((userId) => fetchLinkToken(client, userId, tokenRequest, deadline));
      return Response.json(answer);
    } finally {
      deadline.clear();
    }
  };

  return async (request) => {
    const headers: Record<string, string> = { ...commonHeaders };
    let response: Response;
    try {
      response = await handle(request, (extraHeaders) => Object.assign(headers, extraHeaders));
    } catch (cause) {
      const refusal =
        cause instanceof Refusal
          ? cause
          : new Refusal(500, 'server_error', 'The token endpoint failed. The cause is passed to onError.', { cause });
      // The cause can be undefined: a function of the site can throw any value.
      if (Object.hasOwn(refusal, 'cause')) void report(refusal.cause, request);
      response = Response.json({ error: refusal.message, code: refusal.code }, { status: refusal.status });
      Object.assign(headers, refusal.headers);
    }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}
