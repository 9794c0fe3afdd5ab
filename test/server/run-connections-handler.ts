import { createConnectionsHandler, type ConnectionsHandlerOptions } from 'junction-connect/server';
import { createJunction } from '../support/junction.js';
import type { ChangedOptions } from './run-handler.js';

export const origin = 'https://www.shop.example';
export const endpoint = `${origin}/api/connections`;

type ChangedConnectionsOptions = Omit<ChangedOptions, 'client' | 'methods' | 'allowedRedirectOrigins'> &
  Partial<Pick<ConnectionsHandlerOptions, 'client' | 'canDisconnect' | 'onDisconnect'>>;

/**
 * Returns a handler that uses the real SDK on the local Junction. A person is signed in. `requests` has the requests to
 * Junction, such as `GET /v2/providers`, and `causes` has the errors that the handler reports.
 */
export async function setUp(options: ChangedConnectionsOptions = {}) {
  const requests: string[] = [];
  const causes: unknown[] = [];
  const junction = createJunction({
    onAnswer: ({ method, url }) => requests.push(`${method} ${new URL(url).pathname}`),
  });
  const { client, newUserId, sandbox, base } = junction;
  const userId = await newUserId('ada');
  const handler = createConnectionsHandler({
    client,
    getUserId: () => userId,
    onError: (cause) => causes.push(cause),
    ...options,
  });
  /** Connects the person with a provider, as in hosted Link. */
  const connect = async (provider: string, username = 'ada@home.example') => {
    const { linkToken: token } = await client.link.token({ userId });
    const body = new URLSearchParams({ token, provider, decision: 'allow', username, password: 'x' });
    await sandbox(new Request(`${base}/connect`, { method: 'POST', body }));
    requests.length = 0;
  };
  const breakConnection = (provider: string, error_type: string) =>
    sandbox(
      new Request(`${base}/_sandbox/connections/error`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user_id: userId, provider, error_type }),
      }),
    );
  requests.length = 0;
  return { ...junction, handler, requests, causes, userId, connect, breakConnection };
}

/** The headers that a browser sends with a request of a page of the site. */
const pageHeaders = { 'Sec-Fetch-Site': 'same-origin' };

export const get = (headers: Record<string, string> = {}) =>
  new Request(endpoint, { headers: { ...pageHeaders, ...headers } });

export const del = (query = '?provider=oura', headers: Record<string, string> = {}) =>
  new Request(endpoint + query, { method: 'DELETE', headers: { ...pageHeaders, Origin: origin, ...headers } });
