import { createLinkTokenHandler, type LinkTokenHandlerOptions } from 'junction-connect/server';
import { type ApiRequest, createJunction } from '../support/junction.js';

export const origin = 'https://www.shop.example';
export const endpoint = `${origin}/api/link-token`;

type GetId = NonNullable<LinkTokenHandlerOptions['getUserId']>;

/** The options that a test changes. */
export interface ChangedOptions extends Partial<Omit<LinkTokenHandlerOptions, 'getUserId' | 'getClientUserId'>> {
  getUserId?: GetId;
}

/**
 * Returns a handler that uses the real SDK on the local Junction. A person is signed in. `requests` has the requests to
 * Junction, and `causes` has the errors that the handler reports.
 */
export async function setUp(options: ChangedOptions = {}) {
  const requests: Pick<ApiRequest, 'path' | 'body'>[] = [];
  const causes: unknown[] = [];
  const { client, newUserId } = createJunction({
    onAnswer: async (request) => {
      const body = (await request.json()) as ApiRequest['body'];
      requests.push({ path: new URL(request.url).pathname, body });
    },
  });
  const userId = await newUserId();
  requests.length = 0;
  const handler = createLinkTokenHandler({
    client,
    getUserId: () => userId,
    onError: (cause) => causes.push(cause),
    ...options,
  });
  return { handler, requests, causes, userId };
}

/** Creates a request as a page of the site sends it. */
export const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request(endpoint, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Origin: origin, ...headers },
  });

export interface Answer {
  status: number;
  headers: Headers;
  body: { link_token?: string; link_web_url?: string; error?: string; code?: string };
  text: string;
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : {}) as Answer['body'],
    text,
  };
}
