import { type Context, Hono } from 'hono';
import { readAllowedHosts } from './allowed-hosts.js';
import { createApi } from './api/api.js';
import { describer } from './api/describe.js';
import { createAssets } from './browser/assets.js';
import { createClock } from './clock.js';
import { createConnectionService } from './connection-service.js';
import { createControl } from './control/control.js';
import { defaultHeaders } from './headers.js';
import type { SandboxIdentity } from './identity.js';
import { createLink } from './link/link.js';
import type { SandboxOptions } from './options.js';
import { createState } from './state.js';
import { createWebhooks } from './webhooks/webhooks.js';

/**
 * Returns a local stand-in for Junction: the API that a backend calls, `initialize.js`, and Link with a provider's sign-in.
 * The returned function keeps all data in memory. It sends nothing to other machines. It answers 421 to a request for a host
 * that is not its own.
 *
 * @throws TypeError when `origin` is not an http(s) URL, `allowedHosts` lists something that is not a host name,
 *   `webhook.url` is not an address of this machine, `webhook.secret` is malformed, or a duration is not a number of milliseconds
 */
export function createSandbox(options: SandboxOptions): (request: Request) => Promise<Response> {
  const { env = 'sandbox', region = 'us' } = options;
  const { origin, protocol } = new URL(options.origin);
  if (!/^https?:$/.test(protocol))
    throw new TypeError(
      `createSandbox: origin must be an http(s) origin such as http://localhost:4000, not '${options.origin}'`,
    );
  const basePath = `/${options.basePath ?? ''}`.replace(/\/+/g, '/').replace(/\/$/, '');
  const hosts = readAllowedHosts(origin, options.allowedHosts);
  const identity: SandboxIdentity = { origin, basePath, env, region };
  const describe = describer(identity);
  const clock = createClock(options.now ?? Date.now);
  const state = createState(clock.now);
  const webhooks = createWebhooks(options.webhook, clock.now);
  const connectionService = createConnectionService(options, { clock, webhooks, describe });

  const app = new Hono({ strict: false }).basePath(basePath || '/');
  app.use(async (context, next) => {
    clock.runDueTasks(); // So that no response is ahead of the webhooks.
    await next();
    for (const [name, value] of Object.entries(defaultHeaders)) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  app.route('/_sandbox', createControl({ state, identity, hosts, clock, connectionService, webhooks, describe })); // It has its own guard.
  app.use((context, next) => (hosts.isAllowed(context.req.raw) ? next() : misdirected(context, origin)));
  app.route('/', createApi({ state, identity, connectionService, describe }));
  app.route('/', createAssets(identity));
  app.route('/', createLink(state, connectionService, identity, options));
  app.notFound((context) => context.json({ detail: 'Not Found' }, 404));
  return async (request) => app.fetch(request);
}

const misdirected = async (context: Context, origin: string) =>
  context.json(
    {
      detail: `The local Junction does not answer at this host. Use ${origin}, or the option allowedHosts of createSandbox.`,
    },
    421,
  );
