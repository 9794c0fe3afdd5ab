import { Hono } from 'hono';
import { createApi } from './api.js';
import { createAssets } from './assets.js';
import { createClock } from './clock.js';
import { createControl } from './control.js';
import { describer } from './describe.js';
import { headers } from './headers.js';
import { createLink } from './link.js';
import { type Connection, createState, type User } from './state.js';
import { createWebhooks, type WebhookOptions } from './webhooks.js';

export interface SandboxOptions {
  /** The origin at which it is served, such as `http://localhost:3000`. */
  origin: string;
  /** Where it is mounted below the origin, such as `/junction`; the origin's root unless given. */
  basePath?: string;
  /** What `link_web_url` says; `sandbox` unless given. */
  env?: 'sandbox' | 'production';
  /** What `link_web_url` says; `us` unless given. */
  region?: 'us' | 'eu';
  /** Whether hosted Link's redirect after a success names the `provider`: it is seen, not promised. No unless given. */
  providerParameter?: boolean;
  /**
   * The `Cross-Origin-Opener-Policy` of hosted Link's sign-in pages, such as `same-origin`: providers' own pages may have
   * one. None unless given. Browsers heed it over https and at localhost.
   */
  crossOriginOpenerPolicy?: string;
  /** Milliseconds that the sign-in `slow` takes to answer; 3000 unless given. */
  slowAnswer?: number;
  /** Where webhooks about connections are sent; none are unless given. */
  webhook?: WebhookOptions;
  /** The clock, in milliseconds since the epoch. `/_sandbox/clock` moves the sandbox's time away from it. */
  now?: () => number;
}

/** Where a sandbox is, and what it says it is. */
export interface Place {
  readonly origin: string;
  /** Begins with a slash and does not end with one; empty at the root. */
  readonly basePath: string;
  readonly env: string;
  readonly region: string;
}

/**
 * A local stand-in for Junction: the API that a backend calls, `initialize.js`, and Link with a provider's sign-in.
 * Everything is held in memory by the function that is returned; nothing asks the network.
 *
 * @throws TypeError when `origin` is not a URL, `webhook.url` is not of this machine, or `webhook.secret` is malformed
 */
export function createSandbox(options: SandboxOptions): (request: Request) => Promise<Response> {
  const { env = 'sandbox', region = 'us' } = options;
  const { origin, protocol } = new URL(options.origin);
  if (!/^https?:$/.test(protocol)) throw new TypeError(`${options.origin} is no http(s) origin`);
  const basePath = `/${options.basePath ?? ''}`.replace(/\/+/g, '/').replace(/\/$/, '');
  const place: Place = { origin, basePath, env, region };
  const describe = describer(place);
  const clock = createClock(options.now ?? Date.now);
  const state = createState(clock.now);
  const webhooks = createWebhooks(options.webhook, clock.now);

  const app = new Hono({ strict: false }).basePath(basePath || '/');
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  app.route('/', createApi(state, place, describe));
  app.route('/', createAssets(place));
  const onConnect = (user: User, connection: Connection) => webhooks.send(describe.created(user, connection));
  app.route('/', createLink(state, place, options, onConnect));
  app.route('/_sandbox', createControl({ state, place, clock, webhooks, describe }));
  app.notFound((context) => context.json({ detail: 'Not Found' }, 404));
  return async (request) => app.fetch(request);
}
