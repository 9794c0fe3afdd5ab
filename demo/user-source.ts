import { type JunctionClient, JunctionError } from '@junction-api/sdk';

/** The id of the demo's only person, who is always signed in. A real site has an id for each of its users. */
const clientUserId = 'junction-connect-demo';

export interface UserSource {
  /** Returns the id of the Junction user. Creates the user at the first call. Rejects with the SDK's error. */
  readonly getUserId: () => Promise<string>;
  /** Logs why there was no token. The next call of `getUserId` looks for the user again, who may have been deleted. */
  readonly onError: (cause: unknown) => void;
}

/**
 * Returns the person who uses the demo.
 *
 * @param userId The Junction user to connect devices for. Without it, the demo creates a user.
 */
export function createUserSource(client: JunctionClient, userId?: string): UserSource {
  let user: Promise<string> | undefined;
  return {
    getUserId: () => (user ??= userId ? Promise.resolve(userId) : resolveUser(client)),
    onError(cause) {
      user = undefined;
      // The SDK's text is not logged: it may quote what was sent.
      const { statusCode } = Object(cause) as { statusCode?: unknown };
      const hint = typeof statusCode === 'number' ? (hints[statusCode] ?? `HTTP ${statusCode}`) : 'it did not answer';
      console.error(`Junction gave no Link Token: ${hint}`);
    },
  };
}

/** Explanations by HTTP status, for failures that the person who runs the demo can do something about. */
const hints: Record<number, string> = {
  401: 'it does not accept the API key in JUNCTION_API_KEY',
  403: 'it does not accept the API key in JUNCTION_API_KEY',
  404: 'it does not know the user. If you have set JUNCTION_USER_ID, check it',
};

/** Creates the demo's user, or finds the user that an earlier run has created. Returns its id. */
async function resolveUser(client: JunctionClient): Promise<string> {
  try {
    return (await client.user.create({ clientUserId })).userId;
  } catch (error) {
    // Junction answers 400, "Client user id already exists.", when there is such a user.
    if (!(error instanceof JunctionError && error.statusCode === 400)) throw error;
    return (await client.user.getByClientUserId({ clientUserId })).userId;
  }
}
