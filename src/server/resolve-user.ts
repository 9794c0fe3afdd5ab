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
  const memory = memories.get(client) ?? new Map<string, Promise<string>>();
  memories.set(client, memory);
  const userId = memory.get(clientUserId) ?? createOrFind(client, clientUserId);
  memory.delete(clientUserId); // So that this user is the newest one.
  memory.set(clientUserId, userId);
  if (memory.size > memoryLimit) memory.delete(memory.keys().next().value!);
  try {
    return await userId;
  } catch (error) {
    if (memory.get(clientUserId) === userId) memory.delete(clientUserId);
    throw error;
  }
}

/**
 * Looks for the user again, after Junction has refused a request for this user: somebody may have deleted the user. Returns
 * the id of the user. It is the same one if the user is still there.
 *
 * @param refusedId The id that Junction has refused.
 */
export async function resolveUserAgain(client: UserClient, clientUserId: string, refusedId: string): Promise<string> {
  const memory = memories.get(client);
  const known = memory?.get(clientUserId);
  // Another request may have found the new user meanwhile.
  if (known && (await known.catch(() => refusedId)) === refusedId && memory?.get(clientUserId) === known)
    memory.delete(clientUserId);
  return resolveUser(client, clientUserId);
}

/** Creates the user, or finds the one that exists. */
async function createOrFind({ user }: UserClient, clientUserId: string): Promise<string> {
  try {
    return readId(await user.create({ clientUserId }, requestOptions));
  } catch (error) {
    if (!isConflict(error)) throw error;
    return conflictingUser(error) ?? (await findUser(user, clientUserId));
  }
}

async function findUser(user: UserClient['user'], clientUserId: string): Promise<string> {
  // In the address of this request, `.` and `..` would name another address, also when they are escaped.
  if (/^\.{1,2}$/.test(clientUserId)) throw new Error('Junction cannot find a user with this id');
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
