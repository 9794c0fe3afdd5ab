import { createHandler, type HandlerOptions, type RequestContext } from './create-handler.js';
import { fetchLinkToken, type LinkTokenClient } from './fetch-link-token.js';
import { readLinkTokenRequest } from './link-token-request.js';
import { checkOrigins } from './origin.js';
import { readFields } from './read-fields.js';
import type { PersonClient } from './person.js';
import { checkProviders } from './slug.js';

export type { LinkTokenClient };

/** The options of `createLinkTokenHandler()`. Exactly one of `getClientUserId` and `getUserId` has to be there. */
export type LinkTokenHandlerOptions = HandlerOptions & TokenOptions;

interface TokenOptions {
  /** A `JunctionClient` of `@junction-api/sdk`, which holds the API key. `getUserId` needs no `user` in it. */
  client: LinkTokenClient & PersonClient;
  /** The slugs of the providers that may be connected. Default: all. */
  allowedProviders?: readonly string[];
  /** The origins that hosted Link may return to. Default: the site's own origin, known from the request. */
  allowedRedirectOrigins?: readonly string[];
  /** The methods that the handler accepts. Default: `POST`. */
  methods?: readonly ('POST' | 'GET')[];
}

export type LinkTokenHandler = (request: Request) => Promise<Response>;

/**
 * Returns the handler of a token endpoint. It requests a Link Token from Junction for the person who is signed in, and for
 * nobody else.
 *
 * The handler responds with `{ link_token, link_web_url }`. When it refuses or fails, it responds with `{ error, code }` and
 * the status 400, 401, 403, 405, 413, 415, 429 (from Junction, with its `Retry-After`), 502 (Junction failed) or 500
 * (`getClientUserId` or `getUserId` failed, or something else on the server). It responds within five seconds. The promise
 * never rejects.
 *
 * @throws TypeError when the options have both `getClientUserId` and `getUserId`, or none of them, and for an option that can
 *   never match: an origin that is not written as browsers write it, an empty list of providers, a provider that is not a
 *   slug, or methods other than `POST` and `GET`.
 */
export function createLinkTokenHandler(options: LinkTokenHandlerOptions): LinkTokenHandler {
  const { client, allowedProviders, allowedRedirectOrigins } = options;
  checkProviders(allowedProviders);
  checkOrigins(allowedRedirectOrigins ?? [], 'allowedRedirectOrigins');
  const methods: readonly string[] = options.methods ?? ['POST'];
  if (methods.length === 0 || !methods.every((method) => ['POST', 'GET'].includes(method)))
    throw new TypeError("methods must list 'POST', 'GET', or both, in capital letters.");

  const answer = async ({ request, sender, person, deadline }: RequestContext) => {
    const allowed = { providers: allowedProviders, redirectOrigins: allowedRedirectOrigins ?? sender.ownOrigins };
    const fields = await readFields(request, deadline);
    const tokenRequest = readLinkTokenRequest(fields, allowed, request.method === 'GET');
    return Response.json(await person.callJunction((userId) => fetchLinkToken(client, userId, tokenRequest, deadline)));
  };
  const endpoint = {
    title: 'The token endpoint',
    creator: 'createLinkTokenHandler',
    methods,
    methodAdvice: 'See the option methods of createLinkTokenHandler, and the attribute method of the element.',
    answer,
  };
  return createHandler(endpoint, options);
}
