import { Hono } from 'hono';
import { createApi } from './api.js';
import { createAssets } from './assets.js';
import { headers } from './headers.js';
import { createLink } from './link.js';
import { createState } from './state.js';

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
  /** The clock, in milliseconds since the epoch. */
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
 * @throws TypeError when `origin` is not a URL
 */
export function createSandbox(options: SandboxOptions): (request: Request) => Promise<Response> {
  const { env = 'sandbox', region = 'us', now = Date.now } = options;
  const { origin } = new URL(options.origin);
  const basePath = `/${options.basePath ?? ''}`.replace(/\/+/g, '/').replace(/\/$/, '');
  const place: Place = { origin, basePath, env, region };
  const state = createState(now);

  const app = new Hono({ strict: false }).basePath(basePath || '/');
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  app.route('/', createApi(state, place));
  app.route('/', createAssets(place));
  app.route('/', createLink(state, place, options));
  app.notFound((context) => context.json({ detail: 'Not Found' }, 404));
  return async (request) => app.fetch(request);
}
