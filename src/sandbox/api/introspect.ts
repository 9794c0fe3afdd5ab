import { Hono } from 'hono';
import { garminSlug } from '../../junction/historical-pull.js';
import type { Connection } from '../connection.js';
import type { User } from '../state.js';
import type { ApiParts } from './parts.js';
import { historicalPullQuery } from './schemas.js';
import { readQuery } from './validation.js';

/** Returns the route that describes the fetches of past data. */
export function createIntrospectRoutes({ state, connectionService, describe }: ApiParts): Hono {
  const routes = new Hono();

  const describePull = ({ provider, historicalPull }: Connection) =>
    historicalPull && provider.slug !== garminSlug
      ? describe.historicalPull(historicalPull.state)
      : describe.unreadablePull;

  routes.get('/historical_pull', (context) => {
    const query = readQuery(context.req.query(), historicalPullQuery);
    const listConnections = (user: User) =>
      connectionService
        .listConnections(user)
        .filter(({ provider }) => query.provider === undefined || provider.slug === query.provider);
    const found = state
      .users()
      .filter(({ userId }) => query.user_id === undefined || userId === query.user_id.toLowerCase())
      .filter(({ number }) => number >= (query.next_cursor ?? query.cursor ?? 0))
      .map((user) => ({ user, connections: listConnections(user) }))
      .filter(({ connections }) => connections.length > 0);
    const next = found[query.user_limit]?.user.number.toString() ?? null;
    const data = found.slice(0, query.user_limit).map(({ user, connections }) => ({
      user_id: user.userId,
      provider: Object.fromEntries(
        connections.map((connection) => [connection.provider.slug, describePull(connection)]),
      ),
    }));
    return context.json({ data, next, next_cursor: next });
  });

  return routes;
}
