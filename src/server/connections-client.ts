import { type Deadline, timeLimitSeconds } from './deadline.js';
import { junctionRefusal } from './junction-refusal.js';

/** The part of `JunctionClient`, from `@junction-api/sdk`, that the connections handler uses. */
export interface ConnectionsClient {
  readonly user: {
    getConnectedProviders(
      request: { userId: string },
      options?: RequestOptions,
    ): PromiseLike<Record<string, readonly unknown[]>>;
    // The SDK's types list only the slugs that were known when it was published. `never` fits every version.
    deregisterProvider(request: never, options?: RequestOptions): PromiseLike<unknown>;
  };
  readonly providers: {
    getAll(request?: object, options?: RequestOptions): PromiseLike<readonly unknown[]>;
  };
}

interface RequestOptions {
  readonly timeoutInSeconds?: number;
  readonly maxRetries?: number;
  readonly abortSignal?: AbortSignal;
}

/** These options replace the client's own settings. Retries would take longer than a page waits. */
const commonOptions: RequestOptions = { maxRetries: 0, timeoutInSeconds: timeLimitSeconds };

/**
 * Returns the connections of a user, as the SDK returns them.
 *
 * @throws Refusal 429 or 502
 */
export async function fetchConnections(
  { user }: ConnectionsClient,
  userId: string,
  deadline: Deadline,
): Promise<readonly unknown[]> {
  const answer = await callSdk('the connections', deadline, () =>
    user.getConnectedProviders({ userId }, { ...commonOptions, abortSignal: deadline.signal }),
  );
  return listOf((Object(answer) as { providers?: unknown }).providers, 'the connections');
}

/**
 * Ends a connection of a user.
 *
 * @throws Refusal 429 or 502
 */
export const endConnection = async (
  { user }: ConnectionsClient,
  userId: string,
  provider: string,
  deadline: Deadline,
): Promise<unknown> =>
  callSdk('a confirmation that the connection has ended', deadline, () =>
    user.deregisterProvider({ userId, provider } as never, { ...commonOptions, abortSignal: deadline.signal }),
  );

/** How long a list of providers is remembered, in milliseconds. The list is the same for everybody, and changes rarely. */
const providersLifeMs = 10 * 60_000;

/** The remembered list of providers of each client. */
const rememberedProviders = new WeakMap<object, { readonly list: readonly unknown[]; readonly expiresAt: number }>();

/**
 * Returns all providers of Junction, as the SDK returns them. Remembers them for ten minutes in this process.
 *
 * Two requests at the same time do not share one call to Junction. A call can end with the request that it belongs to, for
 * example in Cloudflare Workers, and the other request would wait for it.
 *
 * @throws Refusal 429 or 502
 */
export async function fetchProviders(client: ConnectionsClient, deadline: Deadline): Promise<readonly unknown[]> {
  const remembered = rememberedProviders.get(client);
  if (remembered && Date.now() < remembered.expiresAt) return remembered.list;
  const answer = await callSdk('the providers', deadline, () =>
    client.providers.getAll({}, { ...commonOptions, abortSignal: deadline.signal }),
  );
  const list = listOf(answer, 'the providers');
  rememberedProviders.set(client, { list, expiresAt: Date.now() + providersLifeMs });
  return list;
}

/**
 * Calls a function of the SDK, and returns its result.
 *
 * @param missing What Junction did not return, for the text of the refusal
 * @throws Refusal 429 or 502
 */
const callSdk = (missing: string, deadline: Deadline, call: () => PromiseLike<unknown>): Promise<unknown> =>
  deadline.wait('Junction', call).catch((cause: unknown) => {
    throw junctionRefusal(cause, missing);
  });

/** Returns the value if it is a list. @throws Refusal 502 */
function listOf(value: unknown, missing: string): readonly unknown[] {
  if (!Array.isArray(value)) throw junctionRefusal(new TypeError('The response of Junction has no list'), missing);
  return value;
}
