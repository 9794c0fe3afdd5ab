import { Hono } from 'hono';
import { createIntrospectRoutes } from './introspect.js';
import { createLinkRoutes, createLinkTokenRoutes } from './link.js';
import type { ApiParts } from './parts.js';
import { providerList } from './provider-list.js';
import { httpError } from './responses.js';
import { createUserRoutes } from './users.js';

/**
 * Returns the API that a backend calls for users, connections and Link. Requests and responses have the shapes of Junction's
 * OpenAPI document.
 */
export function createApi(parts: ApiParts): Hono {
  const api = new Hono().basePath('/v2');

  api.route('/link', createLinkTokenRoutes(parts)); // Before the check of the key.
  api.use(async (context, next) => {
    if (!context.req.header('x-vital-api-key')) throw httpError(401, 'The x-vital-api-key header is missing');
    await next();
  });

  api.route('/user', createUserRoutes(parts));
  api.route('/link', createLinkRoutes(parts));
  api.route('/introspect', createIntrospectRoutes(parts));
  api.get('/providers', (context) => context.json(providerList.map(parts.describe.providerDetailed)));

  return api;
}
