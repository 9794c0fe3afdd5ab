import { timeLimitSeconds } from './deadline.js';

/** The part of `JunctionClient`, from `@junction-api/sdk`, that finds and creates users. */
export interface UserClient {
  readonly user: {
    create(request: { clientUserId: string }, options?: UserClientOptions): PromiseLike<{ userId: string }>;
    getByClientUserId(request: { clientUserId: string }, options?: UserClientOptions): PromiseLike<JunctionUser>;
  };
}

interface UserClientOptions {
  readonly timeoutInSeconds?: number;
  readonly maxRetries?: number;
}

interface JunctionUser {
  readonly userId: string;
  readonly clientUserId: string;
}

/** How many users the memory of a client holds. The one that was used longest ago goes first. */
const memoryLimit = 10_000;

/** The ids of the Junction users of each client, by the site's own ids. */
const memories = new WeakMap<object, Map<string, Promise<string>>>();

/** The settings of the SDK's requests. Retries take longer than a page waits. */
const requestOptions: UserClientOptions = { timeoutInSeconds: timeLimitSeconds, maxRetries: 0 };

/**
 * Returns the id of the Junction user that belongs to a person of the site. Creates the user if there is none. It remembers
 * up to 10,000 users in this process, and sends one request for a person at a time.
 *
 * @param clientUserId The site's own id of the person: any text, but no email address, phone number or name, because
 *   Junction stores it.
 * @returns A promise. It rejects with the SDK's error when Junction does not answer, or refuses the request.
 */
export async function resolveUser(client: UserClient, clientUserId: string): Promise<string> {
  return remember(client, clientUserId, memoryOf(client).get(clientUserId) ?? createOrFind(client, clientUserId));
}

/** A function that looks for the Junction user of a person. */
export type UserFinder<Answer> = (client: UserClient, clientUserId: string) => Promise<Answer>;

/**
 * Returns the id of the Junction user that belongs to a person of the site, like `resolveUser`, but creates no user. Returns
 * undefined when there is none.
 */
export async function findUser(client: UserClient, clientUserId: string): Promise<string | undefined> {
  const known = memoryOf(client).get(clientUserId);
  if (known || !isSearchable(clientUserId)) return resolveUser(client, clientUserId);
  try {
    const userId = await search(client, clientUserId);
    return await remember(client, clientUserId, Promise.resolve(userId));
  } catch (error) {
    const { statusCode } = fieldsOf(error);
    if (statusCode === 404) return undefined;
    // Junction does not document these answers. The user may exist, so an empty list of connections could be wrong.
    if (statusCode === 400 || statusCode === 422) return resolveUser(client, clientUserId);
    throw error;
  }
}

/**
 * Forgets a user after Junction has refused a request for this user: somebody may have deleted the user.
 *
 * @param refusedId The id that Junction has refused. Another request may have found a new user meanwhile, and that one stays.
 */
export async function forgetUser(client: UserClient, clientUserId: string, refusedId: string): Promise<void> {
  const memory = memoryOf(client);
  const known = memory.get(clientUserId);
  if (known && (await known.catch(() => refusedId)) === refusedId && memory.get(clientUserId) === known)
    memory.delete(clientUserId);
}

function memoryOf(client: UserClient): Map<string, Promise<string>> {
  const memory = memories.get(client) ?? new Map<string, Promise<string>>();
  memories.set(client, memory);
  return memory;
}

/** Remembers a user as the newest one, until looking for it fails. Returns the id. */
async function remember(client: UserClient, clientUserId: string, userId: Promise<string>): Promise<string> {
  const memory = memoryOf(client);
  memory.delete(clientUserId);
  memory.set(clientUserId, userId);
  if (memory.size > memoryLimit) memory.delete(memory.keys().next().value!);
  try {
    return await userId;
  } catch (error) {
    if (memory.get(clientUserId) === userId) memory.delete(clientUserId);
    throw error;
  }
}

/** Creates the user, or finds the one that exists. */
async function createOrFind(client: UserClient, clientUserId: string): Promise<string> {
  try {
    return readId(await client.user.create({ clientUserId }, requestOptions));
  } catch (error) {
    if (!isConflict(error)) throw error;
    return conflictingUser(error) ?? (await search(client, clientUserId));
  }
}

/** Returns false for `.` and `..`. In the address of a request, they would name another address, also when they are escaped. */
const isSearchable = (clientUserId: string): boolean => !/^\.{1,2}$/.test(clientUserId);

/** Finds the user that exists. Rejects when there is none. */
async function search({ user }: UserClient, clientUserId: string): Promise<string> {
  if (!isSearchable(clientUserId)) throw new Error('Junction cannot find a user with this id');
  const found = await user.getByClientUserId({ clientUserId }, requestOptions);
  if (found.clientUserId !== clientUserId) throw new Error('Junction has found another user');
  return readId(found);
}

function readId({ userId }: { userId: unknown }): string {
  if (typeof userId !== 'string' || !userId) throw new Error('The response of Junction has no user');
  return userId;
}

/** The error of the SDK. Its type is not imported, because the SDK is an optional peer of this package. */
const fieldsOf = (error: unknown) => Object(error) as { statusCode?: unknown; body?: unknown };

/** Junction answers 400 when a user with this id exists. */
const isConflict = (error: unknown): boolean => fieldsOf(error).statusCode === 400;

/** Returns the id of the user that exists, from `ClientUserIDConflictResponse` in Junction's OpenAPI document. */
function conflictingUser(error: unknown): string | undefined {
  const { detail } = Object(fieldsOf(error).body) as { detail?: unknown };
  const { user_id, userId } = Object(detail) as { user_id?: unknown; userId?: unknown };
  return [user_id, userId].find((id) => typeof id === 'string' && id !== '') as string | undefined;
}
