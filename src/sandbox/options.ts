import type { Environment, Region } from '../junction/environments.js';
import type { WebhookOptions } from './webhooks/webhooks.js';

export interface SandboxOptions {
  /** The origin at which it is served, such as `http://localhost:3000`. */
  origin: string;
  /** Where it is mounted below the origin, such as `/junction`; the origin's root unless given. */
  basePath?: string;
  /** What `link_web_url` says; `sandbox` unless given. */
  env?: Environment;
  /** What `link_web_url` says; `us` unless given. */
  region?: Region;
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
