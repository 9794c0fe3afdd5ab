import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { hostedLinkUrl } from '../../junction/link-address.js';
import type { LinkTokenResponse } from '../../junction/link-token.js';
import { providers } from '../../junction/provider-details.js';
import type { SandboxIdentity } from '../identity.js';
import type { State, User } from '../state.js';
import type { Describe } from './describe.js';
import { linkTokenBody, readBody, readUserId, userCreateBody } from './validation.js';

/**
 * Returns the API that a backend calls for users and for Link. Requests and responses have the shapes of Junction's OpenAPI
 * document.
 */
export function createApi(state: State, identity: SandboxIdentity, describe: Describe): Hono {
  const api = new Hono();

  api.use('/v2/*', async (context, next) => {
    if (!context.req.header('x-vital-api-key')) throw httpError(401, 'The x-vital-api-key header is missing');
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
    context.json(describe.user(requireUser(state.findUserByClientId(context.req.param('client_user_id'))))),
  );

  api.get('/v2/user/providers/:user_id', (context) => {
    const user = requireUser(state.findUser(readUserId(context.req.param('user_id'))));
    return context.json({ providers: [...user.connections.values()].map(describe.connection) });
  });

  api.post('/v2/link/token', async (context) => {
    const body = await readBody(context.req.raw, linkTokenBody);
    const user = requireUser(state.findUser(body.user_id));
    const { token } = state.issueToken(user, {
      provider: body.provider,
      filterOnProviders: body.filter_on_providers,
      redirectUrl: body.redirect_url,
      onError: body.on_error,
      onClose: body.on_close,
    });
    const { origin, basePath, env, region } = identity;
    const response: LinkTokenResponse = {
      link_token: token,
      link_web_url: hostedLinkUrl(`${origin}${basePath}/`, { token, env, region }),
    };
    return context.json(response);
  });

  api.get('/v2/providers', (context) => context.json(providers.map(describe.providerDetailed)));

  return api;
}

/**
 * Returns an error in the usual shape of FastAPI. The OpenAPI document does not describe the responses to a missing key and
 * to an unknown user.
 */
const httpError = (status: 401 | 404, detail: string) =>
  new HTTPException(status, { res: Response.json({ detail }, { status }) });

/** @throws HTTPException 404 when there is no user */
function requireUser(user: User | undefined): User {
  if (!user) throw httpError(404, 'User not found');
  return user;
}

/** Returns a `ClientUserIDConflict` of the OpenAPI document. */
const conflict = (user: User) => ({
  error_type: 'INVALID_REQUEST',
  error_message: 'Client user id already exists.',
  user_id: user.userId,
  created_on: user.createdOn,
});
