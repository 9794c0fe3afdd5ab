import type { JunctionClient } from '@junction-api/sdk';
import { createLinkTokenHandler, type LinkTokenHandler } from 'junction-connect/server';

/** The site's own id of the demo's only person, who is always signed in. A real site has an id for each person. */
const clientUserId = 'junction-connect-demo';

/**
 * Returns the token endpoint of the demo. It logs why there was no token.
 *
 * @param userId The Junction user to connect devices for. Without it, the handler creates a user, or finds the one that an
 *   earlier run has created.
 */
export function createTokenEndpoint(client: JunctionClient, userId?: string): LinkTokenHandler {
  const person = userId ? { getUserId: () => userId } : { getClientUserId: () => clientUserId };
  return createLinkTokenHandler({ client, ...person, onError: logHint });
}

/** Explanations by HTTP status, for failures that the person who runs the demo can do something about. */
const hints: Record<number, string> = {
  401: 'it does not accept the API key in JUNCTION_API_KEY',
  403: 'it does not accept the API key in JUNCTION_API_KEY',
  404: 'it does not know the user. If you have set JUNCTION_USER_ID, check it',
};

/** Logs a hint about an error of the SDK. The SDK's text is not logged: it may quote what was sent. */
function logHint(cause: unknown): void {
  const { statusCode } = Object(cause) as { statusCode?: unknown };
  const hint = typeof statusCode === 'number' ? (hints[statusCode] ?? `HTTP ${statusCode}`) : 'it did not answer';
  console.error(`Junction gave no Link Token: ${hint}`);
}
