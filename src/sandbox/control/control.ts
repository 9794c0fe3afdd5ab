import { type Context, Hono } from 'hono';
import type { AllowedHosts } from '../allowed-hosts.js';
import type { Describe } from '../api/describe.js';
import { httpError, requireUser } from '../api/responses.js';
import { invalid, readBody } from '../api/validation.js';
import { type Clock, lastTime } from '../clock.js';
import type { Connection } from '../connection.js';
import type { ConnectionService } from '../connection-service.js';
import type { SandboxIdentity } from '../identity.js';
import type { IssuedToken, State, User } from '../state.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import { refuseOtherSites } from './control-guard.js';
import { clockBody, connectionErrorBody, type ConnectionFields, historicalPullBody } from './schemas.js';

/** The parts of the sandbox that the control API reads and changes. */
export interface ControlledParts {
  readonly state: State;
  readonly identity: SandboxIdentity;
  readonly hosts: AllowedHosts;
  readonly clock: Clock;
  readonly connectionService: ConnectionService;
  readonly webhooks: Webhooks;
  readonly describe: Describe;
}

/** Returns the control API. With it a test reads and changes the sandbox. Junction has no such API. */
export function createControl(parts: ControlledParts): Hono {
  const { state, identity, hosts, clock, connectionService, webhooks, describe } = parts;
  const control = new Hono();
  control.use(refuseOtherSites(identity, hosts));

  const respondWithTime = (context: Context) => context.json({ now: new Date(clock.now()) });

  control.get('/state', (context) =>
    context.json({
      now: new Date(clock.now()),
      env: identity.env,
      region: identity.region,
      users: state.users().map((user) => ({
        ...describe.user(user, [...user.connections.values()]),
        providers: [...user.connections.values()].map((connection) => ({
          ...describe.connection(connection),
          historical_pull: connection.historicalPull ? describe.historicalPull(connection.historicalPull.state) : null,
        })),
      })),
      link_tokens: state.tokens().map((issued) => ({
        ...describeToken(issued),
        status: state.refusalOf(issued) ?? 'usable',
      })),
      webhooks: webhooks.deliveries,
    }),
  );

  control.post('/reset', (context) => {
    state.clear();
    webhooks.reset();
    clock.reset();
    return respondWithTime(context);
  });

  control.post('/clock', async (context) => {
    const body = await readBody(context.req.raw, clockBody);
    const time = 'now' in body ? body.now : clock.now() + body.advance;
    if (time < 0 || time > lastTime)
      throw invalid({
        loc: ['body', 'advance'],
        msg: 'The new time must be in the years 1970 to 9999',
        type: 'max_value',
      });
    clock.set(time);
    return respondWithTime(context);
  });

  control.post('/expire-tokens', (context) => context.json({ expired: state.expireTokens() }));

  /** @throws HTTPException 404 */
  function findConnection(fields: ConnectionFields): { user: User; connection: Connection } {
    const { user_id, client_user_id = '', provider } = fields;
    const user = requireUser(
      user_id === undefined ? state.findUserByClientId(client_user_id) : state.findUser(user_id),
    );
    const connection = user.connections.get(provider);
    if (!connection) throw httpError(404, 'Connection not found');
    return { user, connection };
  }

  control.post('/connections/error', async (context) => {
    const body = await readBody(context.req.raw, connectionErrorBody);
    const { user, connection } = findConnection(body);
    connectionService.breakConnection(user, connection, body.error_type);
    return context.json(describe.connection(connection));
  });

  control.post('/connections/historical-pull', async (context) => {
    const body = await readBody(context.req.raw, historicalPullBody);
    const { historicalPull } = findConnection(body).connection;
    if (!historicalPull) throw httpError(404, 'This connection has no historical pull');
    historicalPull.force(body.status, body.error_details);
    return context.json(describe.historicalPull(historicalPull.state));
  });

  control.get('/webhooks', (context) => context.json({ url: webhooks.url ?? null, webhooks: webhooks.deliveries }));

  return control;
}

/** Returns the token as JSON. It shows only the first characters of the token: nobody can connect with those. */
const describeToken = ({ token, user, providers, redirectSettings, expiresAt, connection }: IssuedToken) => ({
  token: `${token.slice(0, 6)}…`,
  user_id: user.userId,
  client_user_id: user.clientUserId,
  providers: providers.map(({ slug }) => slug),
  redirect_url: redirectSettings?.url ?? null,
  expires_at: new Date(expiresAt),
  spent_on: connection?.provider.slug ?? null,
});
