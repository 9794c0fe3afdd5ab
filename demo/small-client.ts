/**
 * A small client for the local Junction, for the static demo. It has only the functions that the demo's
 * endpoints call. The server of the demo uses Junction's SDK. The package of the SDK names no licence, so the demo must not
 * publish a copy of it.
 */
import type { LocalApi } from './local-junction.js';
import type { SiteClient } from './site-endpoints.js';

/** An error response. The endpoints read these fields of the SDK's errors. */
class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly statusCode: number;
  readonly body: unknown;

  constructor(statusCode: number, body: unknown) {
    super(`The local Junction answered with HTTP ${statusCode}`);
    this.statusCode = statusCode;
    this.body = body;
  }
}

/** Returns a client with the functions of the SDK that the endpoints call. */
export function createSmallClient({ baseUrl, answer }: LocalApi): SiteClient {
  /** Returns the body of the response. @throws ResponseError */
  async function send(method: string, path: string, fields?: object): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json', 'X-Vital-API-Key': 'sk_us_local' };
    const body = fields && { body: JSON.stringify(renameFields(fields, toSnakeCase)) };
    const response = await answer(new Request(`${baseUrl}/v2${path}`, { method, headers, ...body }));
    const received = renameFields(await response.json(), toCamelCase);
    if (!response.ok) throw new ResponseError(response.status, received);
    return received;
  }
  const client = {
    link: {
      token: (request: object, { additionalBodyParameters }: { additionalBodyParameters?: object } = {}) =>
        send('POST', '/link/token', { ...request, ...additionalBodyParameters }),
    },
    user: {
      create: (request: object) => send('POST', '/user', request),
      getByClientUserId: ({ clientUserId }: { clientUserId: string }) =>
        send('GET', `/user/resolve/${encodeURIComponent(clientUserId)}`),
      getConnectedProviders: ({ userId }: { userId: string }) => send('GET', `/user/providers/${userId}`),
      deregisterProvider: ({ userId, provider }: { userId: string; provider: string }) =>
        send('DELETE', `/user/${userId}/${provider}`),
    },
    providers: { getAll: () => send('GET', '/providers') },
  };
  return client as unknown as SiteClient; // The endpoints check each answer themselves.
}

/** Returns the value with other names of the fields, in all objects of it. */
function renameFields(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameFields(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [rename(name), renameFields(field, rename)]));
}

const toSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const toCamelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
