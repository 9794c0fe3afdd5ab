import type { Deadline } from './deadline.js';
import { junctionRefusal, statusOf } from './junction-refusal.js';
import { Refusal } from './refusal.js';
import { findUser, forgetUser, resolveUser, type UserClient, type UserFinder } from './resolve-user.js';

type Id = string | null | undefined;

/** Returns an id of the person who is signed in, or null when nobody is signed in. */
type GetId = (request: Request) => Id | Promise<Id>;

/** A client that can have the functions that find and create users. */
export interface PersonClient {
  readonly user?: Partial<UserClient['user']>;
}

/** The options that tell a handler who is signed in. Exactly one of the two functions has to be there. */
export type PersonOptions = {
  /** A `JunctionClient` of `@junction-api/sdk`, which holds the API key. `getUserId` needs no `user` in it. */
  client: PersonClient;
} & (
  | {
      /**
       * Returns the site's own id of the person who is signed in, from the site's own session. The handler creates the
       * Junction user of this person, or finds it. The id may be any text, but no email address, phone number or name:
       * Junction stores it. Returns null when nobody is signed in. When it throws, even a `Response`, the handler responds
       * with 500. It also does so when there is no answer after five seconds. It must not read the request's body.
       */
      getClientUserId: GetId;
      getUserId?: undefined;
    }
  | {
      /**
       * Returns the id of the Junction user of the person who is signed in, for a site that stores it. Otherwise it is like
       * `getClientUserId`.
       */
      getUserId: GetId;
      getClientUserId?: undefined;
    }
);

/** The person who is signed in. */
export interface Person {
  /** Returns the id of the Junction user, or undefined when the person has none yet. Creates no user. */
  findUser(): Promise<string | undefined>;
  /**
   * Calls Junction for this person, and returns the result. Creates the user when there is none. When Junction does not know
   * the user any more, it creates the user again and calls once more.
   */
  callJunction<Result>(call: (userId: string) => Promise<Result>): Promise<Result>;
  /**
   * Like `callJunction`, but creates no user. Returns undefined when the person has none.
   */
  callJunctionIfUser<Result>(call: (userId: string) => Promise<Result>): Promise<Result | undefined>;
}

/** The statuses with which Junction may refuse an unknown user. Its OpenAPI document does not name one. */
const unknownUserStatuses: readonly unknown[] = [400, 404, 422];

/**
 * Returns a function that finds the person who is signed in.
 *
 * @throws TypeError when the options have both functions, or none, and when the client cannot find users
 */
export function personFinder(options: PersonOptions): (request: Request, deadline: Deadline) => Promise<Person> {
  const { client, getUserId, getClientUserId } = options;
  const getId = getClientUserId ?? getUserId;
  if (!getId || (getClientUserId && getUserId))
    throw new TypeError(
      "Give either getClientUserId, which returns the site's own id of the person who is signed in, or getUserId, which returns the id of the Junction user.",
    );
  const name = getClientUserId ? 'getClientUserId' : 'getUserId';
  if (getClientUserId && !hasUsers(client))
    throw new TypeError('getClientUserId needs a client that finds and creates users: a JunctionClient.');

  return async (request, deadline) => {
    const id = await readId(name, () => getId(request), deadline);
    return getClientUserId && hasUsers(client) ? personOfSite(client, id, deadline) : personOfJunction(id);
  };
}

/** Returns a person whose Junction user the site has stored. */
const personOfJunction = (userId: string): Person => ({
  findUser: () => Promise.resolve(userId),
  callJunction: (call) => call(userId),
  callJunctionIfUser: (call) => call(userId),
});

/** Returns a person of whom only the site's own id is known. */
function personOfSite(client: UserClient, clientUserId: string, deadline: Deadline): Person {
  const lookUp = <Answer>(find: UserFinder<Answer>): Promise<Answer> =>
    deadline
      .wait('Junction', () => find(client, clientUserId))
      .catch((cause: unknown) => {
        throw junctionRefusal(cause, 'a user');
      });

  /** Calls Junction. When it refuses the user, looks for the user again, and calls once more with another user. */
  async function callWith<Missing extends undefined, Result>(
    find: UserFinder<string | Missing>,
    call: (userId: string) => Promise<Result>,
  ): Promise<Result | Missing> {
    const userId = await lookUp(find);
    if (typeof userId !== 'string') return userId;
    try {
      return await call(userId);
    } catch (error) {
      if (!isUserRefused(error)) throw error;
      await forgetUser(client, clientUserId, userId);
      const newUserId = await lookUp(find);
      if (newUserId === userId) throw error;
      return typeof newUserId === 'string' ? call(newUserId) : newUserId;
    }
  }

  return {
    findUser: () => lookUp(findUser),
    callJunction: <Result>(call: (userId: string) => Promise<Result>) => callWith<never, Result>(resolveUser, call),
    callJunctionIfUser: (call) => callWith(findUser, call),
  };
}

/** Returns true for a refusal that can mean that Junction does not know the user any more. */
const isUserRefused = (error: unknown): boolean =>
  error instanceof Refusal &&
  // The site's own functions may throw errors with a status, too.
  ['junction_unavailable', 'invalid_request'].includes(error.code) &&
  unknownUserStatuses.includes(statusOf(error.cause));

const hasUsers = (client: PersonClient): client is UserClient =>
  !!client.user?.create && !!client.user.getByClientUserId;

/** Calls the function of the site. @throws Refusal 401 or 500 */
async function readId(name: string, getId: () => Id | Promise<Id>, deadline: Deadline): Promise<string> {
  let id;
  try {
    id = await deadline.wait(name, getId);
  } catch (cause) {
    const problem = deadline.signal.aborted ? 'did not answer in time' : 'failed';
    throw new Refusal(
      500,
      'server_error',
      `The server could not find out who is signed in: ${name} ${problem}. The cause is passed to onError.`,
      { cause },
    );
  }
  if (!id) throw new Refusal(401, 'unauthenticated', `Nobody is signed in: ${name} returned no user`);
  // A site in JavaScript may return the number of a database, or by mistake a whole user. All users would be the same text.
  if (!['string', 'number', 'bigint'].includes(typeof id)) {
    const cause = new TypeError(`${name} must return the id of the person: a text or a number.`);
    throw new Refusal(500, 'server_error', cause.message, { cause });
  }
  return String(id);
}
