import type { ConnectionsAnswer } from '../junction/connection.js';
import { type ConnectionsClient, endConnection, fetchConnections, fetchProviders } from './connections-client.js';
import { createHandler, type HandlerOptions, type RequestContext } from './create-handler.js';
import type { Deadline } from './deadline.js';
import { describeConnections, describeProviders, isManageable } from './describe-connections.js';
import type { PersonClient } from './person.js';
import { invalid, Refusal } from './refusal.js';
import { checkProviders, isSlug } from './slug.js';

export type { ConnectionsClient };

/** The options of `createConnectionsHandler()`. Exactly one of `getClientUserId` and `getUserId` has to be there. */
export type ConnectionsHandlerOptions = HandlerOptions & ConnectionsOptions;

interface ConnectionsOptions {
  /** A `JunctionClient` of `@junction-api/sdk`, which holds the API key. */
  client: ConnectionsClient & PersonClient;
  /**
   * The slugs of the providers that this site offers. A connection to another one is listed with `manageable: false`.
   * Default: all.
   */
  allowedProviders?: readonly string[];
  /**
   * Says whether a person may end a connection. A function decides for each connection. Default: false. Then a `DELETE` is
   * refused with 403.
   *
   * @param userId The id of the Junction user
   * @param provider The slug of the provider
   */
  canDisconnect?: boolean | ((userId: string, provider: string) => boolean | Promise<boolean>);
  /**
   * Called before Junction ends a connection, for example to delete the data that the site has stored. When it throws, the
   * connection stays, and the handler responds with 409.
   *
   * @param userId The id of the Junction user
   * @param provider The slug of the provider
   */
  onDisconnect?: (userId: string, provider: string) => unknown;
}

export type ConnectionsHandler = (request: Request) => Promise<Response>;

/**
 * Returns the handler of a connections endpoint. It lists the connections of the person who is signed in, and of nobody else.
 * It also ends a connection of this person.
 *
 * A `GET` gets the response `{ connections, available }`. `DELETE ?provider=oura` ends a connection, and gets a 204, also when
 * there is no such connection. When the handler refuses or fails, it responds with `{ error, code }` and the status 400, 401,
 * 403, 405, 409 (`onDisconnect` threw), 429 (from Junction, with its `Retry-After`), 502 (Junction failed) or 500 (another
 * function of the site failed, or one did not answer in time, or something else on the server failed). It responds within five
 * seconds. The promise never rejects.
 *
 * No response has the id of the person, the person's name at a provider, or a text of Junction's about an error.
 *
 * @throws TypeError when the options have both `getClientUserId` and `getUserId`, or none of them; for an origin that is not
 *   written as browsers write it, an empty list of providers, or a provider that is not a slug; and for `canDisconnect` or
 *   `onDisconnect` of a wrong type
 */
export function createConnectionsHandler(options: ConnectionsHandlerOptions): ConnectionsHandler {
  const { client, allowedProviders, canDisconnect = false, onDisconnect } = options;
  checkProviders(allowedProviders);
  if (!['boolean', 'function'].includes(typeof canDisconnect))
    throw new TypeError('canDisconnect must be true, false, or a function that returns one of them.');
  if (onDisconnect !== undefined && typeof onDisconnect !== 'function')
    throw new TypeError('onDisconnect must be a function.');

  async function list({ person, deadline }: RequestContext): Promise<Response> {
    const [items, providers] = await Promise.all([
      person.callJunction((userId) => fetchConnections(client, userId, deadline)),
      fetchProviders(client, deadline),
    ]);
    const answer: ConnectionsAnswer = {
      connections: describeConnections(items, allowedProviders),
      available: describeProviders(providers, allowedProviders),
    };
    return Response.json(answer);
  }

  async function disconnect({ person, deadline }: RequestContext, provider: string): Promise<Response> {
    await person.callJunction(async (userId) => {
      const isConnected = async () =>
        describeConnections(await fetchConnections(client, userId, deadline), undefined).some(
          (connection) => connection.provider === provider,
        );
      await checkCanDisconnect(userId, provider, deadline);
      if (!(await isConnected())) return;
      await callOnDisconnect(userId, provider, deadline);
      try {
        await endConnection(client, userId, provider, deadline);
      } catch (refusal) {
        // Another request may have ended the connection. Junction does not document its answer to the second request.
        if (await isConnected()) throw refusal;
      }
    });
    return new Response(null, { status: 204 });
  }

  /** Checks that the site lets the person end the connection. @throws Refusal 403 or 500 */
  async function checkCanDisconnect(userId: string, provider: string, deadline: Deadline): Promise<void> {
    let isAllowed: unknown = canDisconnect;
    if (typeof canDisconnect === 'function') {
      try {
        isAllowed = await deadline.wait('canDisconnect', () => canDisconnect(userId, provider));
      } catch (cause) {
        throw siteFailure('canDisconnect', cause, deadline);
      }
    }
    if (isAllowed !== true)
      throw new Refusal(
        403,
        'forbidden',
        'The site does not let this person end the connection. See the option canDisconnect of createConnectionsHandler.',
      );
  }

  /** Calls `onDisconnect`, if there is one. @throws Refusal 409 or 500 */
  async function callOnDisconnect(userId: string, provider: string, deadline: Deadline): Promise<void> {
    if (!onDisconnect) return;
    try {
      await deadline.wait('onDisconnect', () => onDisconnect(userId, provider));
    } catch (cause) {
      if (deadline.signal.aborted) throw siteFailure('onDisconnect', cause, deadline);
      throw new Refusal(
        409,
        'conflict',
        'onDisconnect failed, so the connection stays. The cause is passed to onError.',
        { cause },
      );
    }
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
      return disconnect(context, readProvider(query, allowedProviders));
    },
  };
  return createHandler(endpoint, options);
}

/** Returns the provider that a `DELETE` names. @throws Refusal 400 */
function readProvider(query: URLSearchParams, allowedProviders: readonly string[] | undefined): string {
  const [provider, ...others] = query.getAll('provider');
  if (!isSlug(provider) || others.length > 0)
    throw invalid('The parameter provider must name one provider by its slug, such as ?provider=oura');
  if (!isManageable(provider, allowedProviders))
    throw invalid(
      'The parameter provider names a provider that this site does not offer, or one that no page can connect. See the option allowedProviders of createConnectionsHandler.',
    );
  return provider;
}

/** Returns the refusal for a function of the site that failed, or did not answer in time. */
const siteFailure = (name: string, cause: unknown, { signal }: Deadline): Refusal =>
  new Refusal(
    500,
    'server_error',
    `${name} ${signal.aborted ? 'did not answer in time' : 'failed'}. The cause is passed to onError.`,
    { cause },
  );
