import { unlinkableSlugs } from '../junction/providers.js';
import { type ConnectionsClient, fetchConnections, fetchProviders } from './connections-client.js';
import { createHandler, type HandlerOptions, type RequestContext } from './create-handler.js';
import { describeConnections } from './describe-connections.js';
import { checkDisconnectOptions, disconnect, type DisconnectOptions } from './disconnect.js';
import type { PersonClient } from './person.js';
import { invalid } from './refusal.js';
import { checkProviders, isSlug } from './slug.js';

export type { ConnectionsClient };

/** The options of `createConnectionsHandler()`. Exactly one of `getClientUserId` and `getUserId` has to be there. */
export type ConnectionsHandlerOptions = HandlerOptions & DisconnectOptions & ConnectionsOptions;

interface ConnectionsOptions {
  /** A `JunctionClient` of `@junction-api/sdk`, which holds the API key. */
  client: ConnectionsClient & PersonClient;
  /**
   * The slugs of the providers that this site offers, in the order of `available`. A person can still end a connection to
   * another provider. Default: all.
   */
  allowedProviders?: readonly string[];
}

export type ConnectionsHandler = (request: Request) => Promise<Response>;

/**
 * Returns the handler of a connections endpoint. It lists the connections of the person who is signed in, and of nobody else.
 * It also ends a connection of this person.
 *
 * A `GET` gets the response `{ connections, available }`. `DELETE ?provider=oura` ends a connection, and gets a 204, also when
 * there is no such connection. When the handler refuses or fails, it responds with `{ error, code }` and the status 400, 401,
 * 403, 405, 409 (`onDisconnect` threw), 429 (from Junction, with its `Retry-After`), 502 (Junction failed) or 500 (another
 * function of the site failed, or one did not answer in time, or something else on the server failed). It responds to a `GET`
 * within five seconds. A `DELETE` can take five more for `onDisconnect`, and five more for Junction. The promise never rejects.
 *
 * No response has the id of the person, the person's name at a provider, or a text of Junction's about an error. No request
 * creates a Junction user.
 *
 * @throws TypeError when the options have both `getClientUserId` and `getUserId`, or none of them; for an origin that is not
 *   written as browsers write it, an empty list of providers, or a provider that is not a slug; without a client; and for
 *   `canDisconnect` or `onDisconnect` of a wrong type
 */
export function createConnectionsHandler(options: ConnectionsHandlerOptions): ConnectionsHandler {
  const { client, allowedProviders } = options;
  if (!client) throw new TypeError('client must be a JunctionClient of @junction-api/sdk.');
  checkProviders(allowedProviders);
  checkDisconnectOptions(options);

  async function list({ person, deadline }: RequestContext): Promise<Response> {
    const [connections = [], providers] = await Promise.all([
      person.callJunctionIfUser((userId) => fetchConnections(client, userId, deadline)),
      fetchProviders(client, deadline),
    ]);
    return Response.json(describeConnections(connections, providers, allowedProviders));
  }

  const endpoint = {
    title: 'The connections endpoint',
    creator: 'createConnectionsHandler',
    methods: ['GET', 'DELETE'],
    methodAdvice: 'GET lists the connections, and DELETE ends one.',
    answer: async (context: RequestContext): Promise<Response> => {
      const query = new URL(context.request.url).searchParams;
      if (query.has('user_id')) throw invalid('"user_id" is not a parameter of this request. Remove it.');
      if (context.request.method === 'GET') return list(context);
      await disconnect(client, options, context, readProvider(query));
      return new Response(null, { status: 204 });
    },
  };
  return createHandler(endpoint, options);
}

/** Returns the provider that a `DELETE` names. @throws Refusal 400 */
function readProvider(query: URLSearchParams): string {
  const [provider, ...others] = query.getAll('provider');
  if (!isSlug(provider) || others.length > 0)
    throw invalid('The parameter provider must name one provider by its slug, such as ?provider=oura');
  if (unlinkableSlugs.includes(provider))
    throw invalid(
      'The parameter provider names a provider that no page can connect. Only an app can end this connection.',
    );
  return provider;
}
