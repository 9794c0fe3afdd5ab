import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { hostedLinkUrl } from '../../junction/link-address.js';
import type { LinkTokenResponse } from '../../junction/link-token.js';
import { providers } from '../../junction/providers.js';
import type { SandboxIdentity } from '../identity.js';
import type { State, User } from '../state.js';
import type { Describe } from './describe.js';
import { linkTokenBody, readBody, readUserId, userCreateBody } from './validation.js';

/** What a backend asks of Junction about users and Link, in the shapes of its OpenAPI document. */
export function createApi(state: State, identity: SandboxIdentity, describe: Describe): Hono {
  const api = new Hono();

  api.use('/v2/*', async (context, next) => {
    if (!context.req.header('x-vital-api-key')) throw refusal(401, 'The x-vital-api-key header is missing');
    await next();
  });

  api.post('/v2/user', async (context) => {
    const body = await readBody(context.req.raw, userCreateBody);
    const user = state.createUser({
      clientUserId: body.client_user_id,
      fallbackTimeZone: body.fallback_time_zone,
      fallbackBirthDate: body.fallback_birth_date,
      ingestionStart: body.ingestion_start,
      ingestionEnd: body.ingestion_end,
    });
    if (user) return context.json(describe.user(user));
    return context.json({ detail: conflict(state.findUserByClientId(body.client_user_id)!) }, 400);
  });

  api.get('/v2/user/resolve/:client_user_id', (context) =>
    context.json(describe.user(found(state.findUserByClientId(context.req.param('client_user_id'))))),
  );

  api.get('/v2/user/providers/:user_id', (context) => {
    const user = found(state.findUser(readUserId(context.req.param('user_id'))));
    return context.json({ providers: [...user.connections.values()].map(describe.connection) });
  });

  api.post('/v2/link/token', async (context) => {
    const body = await readBody(context.req.raw, linkTokenBody);
    const user = found(state.findUser(body.user_id));
    const { token } = state.issueToken(user, {
      provider: body.provider,
      filterOnProviders: body.filter_on_providers,
      redirectUrl: body.redirect_url,
      onError: body.on_error,
      onClose: body.on_close,
    });
    const { origin, basePath, env, region } = identity;
    const answer: LinkTokenResponse = {
      link_token: token,
      link_web_url: hostedLinkUrl(`${origin}${basePath}/`, { token, env, region }),
    };
    return context.json(answer);
  });

  api.get('/v2/providers', (context) => context.json(providers.map(describe.providerDetailed)));

  return api;
}

/** The OpenAPI document describes neither a missing key nor an unknown user: this is FastAPI's usual shape. */
const refusal = (status: 401 | 404, detail: string) =>
  new HTTPException(status, { res: Response.json({ detail }, { status }) });

function found(user: User | undefined): User {
  if (!user) throw refusal(404, 'User not found');
  return user;
}

/** `ClientUserIDConflict`. */
const conflict = (user: User) => ({
  error_type: 'INVALID_REQUEST',
  error_message: 'Client user id already exists.',
  user_id: user.userId,
  created_on: user.createdOn,
});
