import { JunctionClient } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';
import { createLinkTokenHandler, type LinkTokenHandlerOptions } from 'junction-connect/server';

export const origin = 'https://www.shop.example';
export const endpoint = `${origin}/api/link-token`;
export const apiKey = 'sk_us_0123456789abcdef';

/** What Junction was asked, as it went over the wire. */
interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** A handler with the real SDK on the local Junction, for a person who is signed in. */
export async function setUp(options: Partial<LinkTokenHandlerOptions> = {}) {
  const asked: Asked[] = [];
  const causes: unknown[] = [];
  const sandbox = createSandbox({ origin: 'https://junction.example' });
  const client = new JunctionClient({
    apiKey,
    baseUrl: 'https://junction.example',
    maxRetries: 0,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (request.method === 'POST')
        asked.push({ path: pathname, body: (await request.clone().json()) as Asked['body'] });
      return sandbox(request);
    },
  });
  const { userId } = await client.user.create({ clientUserId: crypto.randomUUID() });
  asked.length = 0;
  const handler = createLinkTokenHandler({
    client,
    getUserId: () => userId,
    onError: (cause) => causes.push(cause),
    ...options,
  });
  return { handler, asked, causes, userId };
}

/** A request as a page of the site makes it. */
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
