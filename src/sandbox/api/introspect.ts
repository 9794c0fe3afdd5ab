import { Hono } from 'hono';
import type { User } from '../state.js';
import type { ApiParts } from './parts.js';
import { historicalPullQuery } from './schemas.js';
import { invalid, readQuery } from './validation.js';

/** Returns the route that tells how far the first fetch of past data is. */
export function createIntrospectRoutes({ state, connections, describe }: ApiParts): Hono {
  const routes = new Hono();

  routes.get('/historical_pull', (context) => {
    const query = readQuery(context.req.query(), historicalPullQuery);
    const isAsked = (slug: string) => query.provider === undefined || query.provider === slug;
    const users = state
      .users()
      .filter(({ userId }) => query.user_id === undefined || query.user_id.toLowerCase() === userId)
      .filter((user) => [...user.connections.keys()].some(isAsked));
    const start = startOf(users, query.next_cursor ?? query.cursor);
    const end = start + query.user_limit;
    const next = users[end]?.userId ?? null;
    const data = users.slice(start, end).map((user) => ({
      user_id: user.userId,
      provider: Object.fromEntries(
        [...user.connections]
          .filter(([slug]) => isAsked(slug))
          .map(([slug, connection]) => [
            slug,
            describe.historicalPull(connection, connections.pullStateOf(connection)),
          ]),
      ),
    }));
    return context.json({ data, next, next_cursor: next });
  });

  return routes;
}

/** Returns the place of the first user of a page. The cursor is the id of this user. */
function startOf(users: readonly User[], cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const index = users.findIndex(({ userId }) => userId === cursor);
  if (index === -1) throw invalid({ loc: ['query', 'next_cursor'], msg: 'Unknown cursor', type: 'value_error' });
  return index;
}
