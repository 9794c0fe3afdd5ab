import { Hono } from 'hono';
import { hostedLinkUrl } from '../../junction/link-address.js';
import type { LinkTokenResponse } from '../../junction/link-token.js';
import { providers } from '../../junction/provider-details.js';
import { providerList } from './provider-list.js';
import type { ApiParts } from './parts.js';
import { httpError, requireUser } from './responses.js';
import { demoConnectionBody, linkTokenBody } from './schemas.js';
import { readBody } from './validation.js';

/** Returns the routes for Link that a backend calls. */
export function createLinkRoutes({ state, connectionService, identity }: ApiParts): Hono {
  const routes = new Hono();

  routes.post('/token', async (context) => {
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

  routes.post('/connect/demo', async (context) => {
    const body = await readBody(context.req.raw, demoConnectionBody);
    if (identity.env === 'production') throw httpError(403, 'Demo connections are only for the sandbox environment');
    const user = requireUser(state.findUser(body.user_id));
    connectionService.connect(
      user,
      providerList.find(({ slug }) => slug === body.provider)!,
    );
    return context.json({ success: true, detail: `Connected user ${user.userId} to provider ${body.provider}` });
  });

  return routes;
}

/** Returns the routes for Link that need a Link Token in place of the API key. */
export function createLinkTokenRoutes({ state, describe }: ApiParts): Hono {
  const routes = new Hono();

  // The token's filter has no effect here. Junction documents that it has none on "programmatic Vital Link API usage". It is our
  // reading that this route belongs to that.
  routes.get('/providers', (context) => {
    const tokenOrRefusal = state.readToken(context.req.header('x-vital-link-token') ?? '');
    if (typeof tokenOrRefusal === 'string') throw httpError(401, tokenOrRefusal);
    return context.json(providers.map(describe.sourceLink));
  });

  return routes;
}
