import { Hono } from 'hono';
import { createApi } from './api/api.js';
import { describer } from './api/describe.js';
import { createAssets } from './browser/assets.js';
import { createClock } from './clock.js';
import { createControl } from './control/control.js';
import { defaultHeaders } from './headers.js';
import type { SandboxIdentity } from './identity.js';
import { createLink } from './link/link.js';
import type { SandboxOptions } from './options.js';
import { type Connection, createState, type User } from './state.js';
import { createWebhooks } from './webhooks/webhooks.js';

/**
 * Returns a local stand-in for Junction: the API that a backend calls, `initialize.js`, and Link with a provider's sign-in.
 * The returned function keeps all data in memory. It sends nothing to other machines.
 *
 * @throws TypeError when `origin` is not an http(s) URL, `webhook.url` is not an address of this machine, or
 *   `webhook.secret` is malformed
 */
export function createSandbox(options: SandboxOptions): (request: Request) => Promise<Response> {
  const { env = 'sandbox', region = 'us' } = options;
  const { origin, protocol } = new URL(options.origin);
  if (!/^https?:$/.test(protocol))
    throw new TypeError(
      `createSandbox: origin must be an http(s) origin such as http://localhost:4000, not '${options.origin}'`,
    );
  const basePath = `/${options.basePath ?? ''}`.replace(/\/+/g, '/').replace(/\/$/, '');
  const identity: SandboxIdentity = { origin, basePath, env, region };
  const describe = describer(identity);
  const clock = createClock(options.now ?? Date.now);
  const state = createState(clock.now);
  const webhooks = createWebhooks(options.webhook, clock.now);

  const app = new Hono({ strict: false }).basePath(basePath || '/');
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(defaultHeaders)) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  app.route('/', createApi(state, identity, describe));
  app.route('/', createAssets(identity));
  const onConnect = (user: User, connection: Connection) => webhooks.send(describe.createdEvent(user, connection));
  app.route('/', createLink(state, identity, options, onConnect));
  app.route('/_sandbox', createControl({ state, identity, clock, webhooks, describe }));
  app.notFound((context) => context.json({ detail: 'Not Found' }, 404));
  return async (request) => app.fetch(request);
}
