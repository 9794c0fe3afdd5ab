import { attempt } from './attempt.js';
import { type Configuration, type LaunchMode, readKeyword } from './configuration.js';
import { findDataLayer } from './data-layer.js';
import { isCovered } from './embed.js';
import { configurationError, sandboxError } from './errors.js';
import type { LinkToken } from './link-token.js';
import type { Platform } from './platform.js';
import { requestReturn } from './return-address.js';
import { textOf } from './text.js';
import { createTokenClient } from './token-client.js';
import { readNextPage } from './url.js';

/** What a launch goes by. */
export interface LaunchPlan {
  /** Whether hosted Link may take the place of an embedding that cannot be had. */
  readonly isReplaceable: boolean;
  readonly fetchToken: (signal: AbortSignal) => Promise<LinkToken>;
  readonly env: string;
  readonly region: string;
  /** Aborts when the time for the token and for Link's script is up: it has begun. */
  readonly deadline: AbortSignal;
}

/**
 * Reads all that is configured, before anything is asked of anybody.
 *
 * @param mode the way that Link is launched
 * @param name the launch, for the way back of hosted Link
 * @throws JunctionConnectError `configuration_invalid` for what can never work.
 */
export function planLaunch(
  configuration: Configuration,
  mode: LaunchMode,
  name: string,
  platform: Platform,
): LaunchPlan {
  const { AbortSignal, parent, self } = platform;
  if (self.origin === 'null' && parent !== self) throw sandboxError('allow-same-origin');
  const keyword = readKeyword(configuration, 'mode', 'auto', 'embed', 'popup', 'redirect');
  if (mode === 'redirect' && parent !== self)
    throw configurationError('mode', mode, 'the top page: here only a frame would go');
  if (keyword === 'embed' && isCovered(platform.document))
    throw configurationError('mode', keyword, 'auto or popup, behind a modal dialog');
  const wayBack = mode === 'embed' ? {} : requestReturn(name, configuration, platform);
  const fetchToken = createTokenClient(configuration, wayBack, platform);
  const env = readKeyword(configuration, 'env', 'production', 'sandbox');
  const region = readKeyword(configuration, 'region', 'us', 'eu');
  (['success', 'exit', 'error'] as const).forEach((outcome) => readNextPage(configuration, outcome, platform));
  findDataLayer(configuration);
  // An attribute without a value is a number, too: 0.
  const time = Number(textOf(configuration.timeout) || 0);
  const deadline = attempt(() => AbortSignal.timeout(time === 0 ? 10000 : time));
  if (!deadline) throw configurationError('timeout', configuration.timeout, 'milliseconds');
  // An `auto` that goes on in a window is no embedding any more.
  const isReplaceable = keyword === 'auto' && mode === 'embed';
  return { isReplaceable, fetchToken, env, region, deadline };
}
