import { Hono } from 'hono';
import { resources } from '../resources.js';
import type { User } from '../state.js';
import type { ApiParts } from './parts.js';
import { httpError, requireUser } from './responses.js';
import { refreshQuery, userCreateBody } from './schemas.js';
import { readBody, readQuery, readSlug, readUserId } from './validation.js';

/** Returns the routes for users and their connections. */
export function createUserRoutes({ state, connectionService, describe }: ApiParts): Hono {
  const routes = new Hono();

  const findUser = (userId: string) => requireUser(state.findUser(readUserId(userId)));

  const describeUser = (user: User) => describe.user(user, connectionService.listConnections(user));

  /** Returns the lists of a `UserRefreshSuccessResponse`. The sandbox has no data, so it fetches nothing. */
  function refresh(user: User) {
    const sources = {
      refreshed_sources: [] as string[],
      in_progress_sources: [] as string[],
      failed_sources: [] as string[],
    };
    for (const connection of connectionService.listConnections(user)) {
      const isPulling = ['scheduled', 'in_progress', 'retrying'].includes(
        connection.historicalPull?.state.status ?? '',
      );
      const list = connection.error ? 'failed_sources' : isPulling ? 'in_progress_sources' : 'refreshed_sources';
      sources[list].push(...resources.map((resource) => `${connection.provider.slug}/${resource}`));
    }
    return sources;
  }

  routes.post('/', async (context) => {
    const body = await readBody(context.req.raw, userCreateBody);
    const user = state.createUser({
      clientUserId: body.client_user_id,
      fallbackTimeZone: body.fallback_time_zone,
      fallbackBirthDate: body.fallback_birth_date,
      ingestionStart: body.ingestion_start,
      ingestionEnd: body.ingestion_end,
    });
    if (user) return context.json(describeUser(user));
    return context.json({ detail: conflict(state.findUserByClientId(body.client_user_id)!) }, 400);
  });

  routes.get('/resolve/:client_user_id', (context) =>
    context.json(describeUser(requireUser(state.findUserByClientId(context.req.param('client_user_id'))))),
  );

  routes.get('/providers/:user_id', (context) =>
    context.json({
      providers: connectionService.listConnections(findUser(context.req.param('user_id'))).map(describe.connection),
    }),
  );

  routes.post('/refresh/:user_id', (context) => {
    readQuery(context.req.query(), refreshQuery);
    const user = findUser(context.req.param('user_id'));
    if (connectionService.listConnections(user).length === 0)
      return context.json(
        { success: false, user_id: user.userId, error: 'user has no connected sources', failed_sources: [] },
        400,
      );
    // The OpenAPI document has both 200 and 202 with this body, but does not say when Junction answers with which.
    const sources = refresh(user);
    return context.json(
      { success: true, user_id: user.userId, ...sources },
      sources.in_progress_sources.length ? 202 : 200,
    );
  });

  routes.get('/:user_id', (context) => context.json(describeUser(findUser(context.req.param('user_id')))));

  routes.delete('/:user_id', (context) => {
    const user = findUser(context.req.param('user_id'));
    for (const slug of user.connections.keys()) connectionService.disconnect(user, slug);
    state.deleteUser(user);
    return context.json({ success: true });
  });

  routes.delete('/:user_id/:provider', (context) => {
    const user = findUser(context.req.param('user_id'));
    const slug = readSlug(context.req.param('provider'));
    // Junction does not document its answer for a provider that is not connected.
    if (!connectionService.disconnect(user, slug)) throw httpError(404, 'Connection not found');
    return context.json({ success: true });
  });

  return routes;
}

/** Returns a `ClientUserIDConflict` of the OpenAPI document. */
const conflict = (user: User) => ({
  error_type: 'INVALID_REQUEST',
  error_message: 'Client user id already exists.',
  user_id: user.userId,
  created_on: user.createdOn,
});
