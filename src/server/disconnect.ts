import { type ConnectionsClient, endConnection, fetchConnections } from './connections-client.js';
import type { RequestContext } from './create-handler.js';
import { type Deadline, startDeadline } from './deadline.js';
import { hasConnection } from './describe-connections.js';
import { Refusal } from './refusal.js';

/** The options of a site for the end of a connection. */
export interface DisconnectOptions {
  /**
   * Says whether a person may end a connection. A function decides for each connection. Default: false. Then a `DELETE` is
   * refused with 403.
   *
   * @param userId The id of the Junction user. The SDK's `user.get({ userId })` returns the site's own id, as `clientUserId`
   * @param provider The slug of the provider
   */
  canDisconnect?: boolean | ((userId: string, provider: string) => boolean | Promise<boolean>);
  /**
   * Called before Junction ends a connection, for example to delete the data that the site has stored. When it throws, the
   * connection stays, and the handler responds with 409. It must answer within five seconds. It can be called again for the
   * same connection: for another request at the same time, or after Junction has failed.
   *
   * @param userId The id of the Junction user. The SDK's `user.get({ userId })` returns the site's own id, as `clientUserId`
   * @param provider The slug of the provider
   */
  onDisconnect?: (userId: string, provider: string) => unknown;
}

/**
 * Checks the options.
 *
 * @throws TypeError when `canDisconnect` or `onDisconnect` has a wrong type
 */
export function checkDisconnectOptions({ canDisconnect, onDisconnect }: DisconnectOptions): void {
  if (!['undefined', 'boolean', 'function'].includes(typeof canDisconnect))
    throw new TypeError('canDisconnect must be true, false, or a function that returns one of them.');
  if (!['undefined', 'function'].includes(typeof onDisconnect)) throw new TypeError('onDisconnect must be a function.');
}

/**
 * Ends a connection of the person who is signed in. Does nothing when there is no such connection.
 *
 * @throws Refusal 403, 409, 429, 500 or 502
 */
export async function disconnect(
  client: ConnectionsClient,
  { canDisconnect = false, onDisconnect }: DisconnectOptions,
  { person, deadline }: RequestContext,
  provider: string,
): Promise<void> {
  if (canDisconnect === false) throw newForbidden();
  const userId = await person.findUser();
  if (userId === undefined) return;
  if (typeof canDisconnect === 'function') {
    const isAllowed = await callSite('canDisconnect', deadline, () => canDisconnect(userId, provider));
    if (isAllowed !== true) throw newForbidden();
  }
  const connectedUserId = await person.callJunctionIfUser(async (id) =>
    hasConnection(await fetchConnections(client, id, deadline), provider) ? id : undefined,
  );
  if (connectedUserId === undefined) return;

  // The rest goes on when the page leaves. Otherwise the site could have deleted its data, and the connection would stay. It
  // also has a time limit of its own, so that Junction gets some time after a slow `onDisconnect`.
  const rest = startDeadline(undefined);
  try {
    if (onDisconnect) await callSite('onDisconnect', rest, () => onDisconnect(connectedUserId, provider), newConflict);
  } finally {
    rest.clear();
  }
  await endAtJunction(client, connectedUserId, provider);
}

/** Ends the connection at Junction. @throws Refusal 429 or 502 */
async function endAtJunction(client: ConnectionsClient, userId: string, provider: string): Promise<void> {
  const deadline = startDeadline(undefined);
  try {
    await endConnection(client, userId, provider, deadline);
  } catch (refusal) {
    // Another request may have ended the connection. Junction does not document its answer to the second request.
    const connections = await fetchConnections(client, userId, deadline).catch(() => undefined);
    if (!connections || hasConnection(connections, provider)) throw refusal;
  } finally {
    deadline.clear();
  }
}

/**
 * Calls a function of the site, and returns its result.
 *
 * @param newRefusal Returns the refusal for an error of the function
 * @throws Refusal 500 when it does not answer in time
 */
async function callSite<Result>(
  name: string,
  deadline: Deadline,
  call: () => Result | Promise<Result>,
  newRefusal = (cause: unknown) => newFailure(`${name} failed`, cause),
): Promise<Result> {
  try {
    return await deadline.wait(name, call);
  } catch (cause) {
    throw deadline.signal.aborted ? newFailure(`${name} did not answer in time`, cause) : newRefusal(cause);
  }
}

const newForbidden = () =>
  new Refusal(
    403,
    'forbidden',
    'The site does not let this person end the connection. See the option canDisconnect of createConnectionsHandler.',
  );

const newConflict = (cause: unknown) =>
  new Refusal(409, 'conflict', 'onDisconnect failed, so the connection stays. The cause is passed to onError.', {
    cause,
  });

const newFailure = (problem: string, cause: unknown) =>
  new Refusal(500, 'server_error', `${problem}. The cause is passed to onError.`, { cause });
