import { type JunctionClient, JunctionError } from '@junction-api/sdk';

/** A real site has one Junction user for each of its own; the demo has one person, who is always signed in. */
const clientUserId = 'junction-connect-demo';

export interface Person {
  /** The Junction user, created when it is first needed. Rejects with the SDK's error. */
  readonly getUserId: () => Promise<string>;
  /** Tells the console what went wrong; the next try looks for the user anew, who may be gone. */
  readonly onError: (cause: unknown) => void;
}

/** @param userId The Junction user to connect devices for, in place of the demo's own. */
export function createPerson(client: JunctionClient, userId?: string): Person {
  let user: Promise<string> | undefined;
  return {
    getUserId: () => (user ??= userId ? Promise.resolve(userId) : resolveUser(client)),
    onError(cause) {
      user = undefined;
      // The SDK's text may quote what was sent, and is kept back.
      const { statusCode } = Object(cause) as { statusCode?: unknown };
      const hint = typeof statusCode === 'number' ? (hints[statusCode] ?? `HTTP ${statusCode}`) : 'no answer';
      console.error(`Junction gave no Link Token: ${hint}`);
    },
  };
}

/** What whoever runs the demo can mend. */
const hints: Record<number, string> = {
  401: 'it does not accept the API key',
  403: 'it does not accept the API key',
  404: 'it does not know the user',
};

/** Creates the demo's user, or finds the one that an earlier run has created. */
async function resolveUser(client: JunctionClient): Promise<string> {
  try {
    return (await client.user.create({ clientUserId })).userId;
  } catch (error) {
    // "Client user id already exists."
    if (!(error instanceof JunctionError && error.statusCode === 400)) throw error;
    return (await client.user.getByClientUserId({ clientUserId })).userId;
  }
}
