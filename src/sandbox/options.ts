import type { Environment, Region } from '../junction/environments.js';
import type { WebhookOptions } from './webhooks/webhooks.js';

export interface SandboxOptions {
  /** The origin at which the sandbox is served, such as `http://localhost:3000`. */
  origin: string;
  /** The path below the origin, such as `/junction`. Default: the root. */
  basePath?: string;
  /**
   * The host names at which the sandbox answers, besides that of `origin` and those of this machine (`localhost`,
   * `*.localhost`, loopback addresses). A name that begins with a dot, such as `.shop.test`, includes all names below it.
   * `true` allows every host. Then any site can use the sandbox by DNS rebinding, except its control API. Default: none.
   */
  allowedHosts?: readonly string[] | true;
  /** The environment in `link_web_url`. In `production`, demo connections are refused. Default: `sandbox`. */
  env?: Environment;
  /** The region in `link_web_url`. Default: `us`. */
  region?: Region;
  /**
   * True adds `provider` to the redirect after a success. Junction was seen to do that, but does not promise it. Default:
   * false.
   */
  providerParameter?: boolean;
  /**
   * The `Cross-Origin-Opener-Policy` of hosted Link's sign-in pages, such as `same-origin`. Pages of real providers may
   * have one. Default: none. Browsers apply it only over https and at localhost.
   */
  crossOriginOpenerPolicy?: string;
  /** How long the sign-in `slow` waits before it responds, in milliseconds. Default: 3000. */
  slowAnswer?: number;
  /**
   * How long it takes until the API lists a new connection, in milliseconds. Until then it lists the connection that was
   * replaced, if there is one. Webhooks are not delayed. It is not known whether Junction has such a delay. Default: 0.
   */
  listingDelayMs?: number;
  /**
   * How long the fetch of a connection's past data takes, in milliseconds. In the first half it is `scheduled`, then
   * `in_progress`. Default: 0.
   */
  historicalPullMs?: number;
  /** Where webhooks about connections are sent, and their secret. Without it, none are sent. */
  webhook?: WebhookOptions;
  /** Returns the time in milliseconds since the epoch. `/_sandbox/clock` sets the sandbox's own time. Default: `Date.now`. */
  now?: () => number;
}
