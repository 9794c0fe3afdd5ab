import {
  type ConnectionsClient,
  type ConnectionsHandler,
  createConnectionsHandler,
  createLinkTokenHandler,
  type LinkTokenClient,
  type LinkTokenHandler,
  type UserClient,
} from 'junction-connect/server';

/** The part of `JunctionClient`, from `@junction-api/sdk`, that the endpoints use. */
export type SiteClient = LinkTokenClient & UserClient & ConnectionsClient;

/** The site's own id of the demo's only person, who is always signed in. A real site has an id for each person. */
export const clientUserId = 'junction-connect-demo';

/** The endpoints of the demo's site. */
export interface SiteEndpoints {
  /** Answers the requests to the token endpoint. */
  readonly answerLinkToken: LinkTokenHandler;
  /** Answers the requests to the connections endpoint. */
  readonly answerConnections: ConnectionsHandler;
}

/**
 * Returns the endpoints of the demo. They log why Junction gave no answer.
 *
 * @param userId The Junction user to connect devices for. Without it, the handlers use the user that an earlier run has
 *   created. If there is none, the token endpoint creates one.
 */
export function createSiteEndpoints(client: SiteClient, userId?: string): SiteEndpoints {
  const person = userId ? { getUserId: () => userId } : { getClientUserId: () => clientUserId };
  return {
    answerLinkToken: createLinkTokenHandler({ client, ...person, onError: logHint('Junction gave no Link Token') }),
    answerConnections: createConnectionsHandler({
      client,
      ...person,
      canDisconnect: true,
      onError: logHint('Junction did not list or end connections'),
    }),
  };
}

/** Explanations by HTTP status, for failures that the person who runs the demo can correct. */
const hints: Record<number, string> = {
  401: 'it does not accept the API key in JUNCTION_API_KEY',
  403: 'it does not accept the API key in JUNCTION_API_KEY',
  404: 'it does not know the user. If you have set JUNCTION_USER_ID, check it',
};

/**
 * Returns a function that logs a hint about an error of the SDK. The SDK's text is not logged: it may quote what was sent.
 *
 * @param failure What did not work
 */
const logHint =
  (failure: string) =>
  (cause: unknown): void => {
    const { statusCode } = Object(cause) as { statusCode?: unknown };
    const hint = typeof statusCode === 'number' ? (hints[statusCode] ?? `HTTP ${statusCode}`) : 'it did not answer';
    console.error(`${failure}: ${hint}`);
  };
