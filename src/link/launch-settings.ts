import { type Configuration, type Mode, readKeyword } from './configuration.js';
import { findDataLayer } from './data-layer.js';
import { configurationError, sandboxError } from './errors.js';
import { isCovered } from './launchers/embed.js';
import { launchers } from './launchers/launchers.js';
import { type LinkTarget, linkTargetOf, type LinkTokenRequest } from './link-token.js';
import { checkNextPages } from './outcome-settings.js';
import type { Platform } from './platform.js';
import { textOf } from './text.js';
import { createTokenClient } from './token-client.js';

/** What a session needs of the configuration to launch Link, once or again. */
export interface LaunchSettings {
  /** The `mode` attribute. */
  readonly mode: Mode;
  /** The time that the endpoint and Link's script have at each launch. */
  readonly timeoutMs: number;
  /** The text of `return-url`. Only hosted Link needs it, so only a launch of hosted Link checks it. */
  readonly returnUrl: string;
  /** The nonce for Link's script tag, if the page's Content-Security-Policy needs one. */
  readonly nonce: string | undefined;
  /** Requests a fresh Link Token, and returns what Link is shown with. It rejects with a JunctionConnectError `token_*`. */
  readonly fetchTarget: (returnFields: LinkTokenRequest, signal: AbortSignal) => Promise<LinkTarget>;
}

/**
 * Reads what is configured, and refuses what can never work, before anything is requested.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readLaunchSettings(configuration: Configuration, platform: Platform): LaunchSettings {
  const { document, parent, self } = platform;
  if (self.origin === 'null' && parent !== self) throw sandboxError('allow-same-origin');
  const mode = readMode(configuration);
  if (mode === 'embed' && isCovered(document))
    throw configurationError('mode', mode, 'auto or popup, behind a modal dialog');
  const requestToken = createTokenClient(configuration, platform);
  const env = readKeyword(configuration, 'env', 'production', 'sandbox');
  const region = readKeyword(configuration, 'region', 'us', 'eu');
  checkNextPages(configuration, platform);
  findDataLayer(configuration);
  return {
    mode,
    timeoutMs: readTimeout(configuration),
    returnUrl: textOf(configuration.returnUrl),
    nonce: configuration.nonce,
    fetchTarget: async (returnFields, signal) =>
      linkTargetOf(await requestToken(returnFields, signal), { env, region }),
  };
}

/** Returns milliseconds. 0, which also comes from an attribute without a value, means the default: 10000. */
function readTimeout({ timeout }: Configuration): number {
  const milliseconds = Number(textOf(timeout) || 0);
  // What AbortSignal.timeout() accepts.
  if (milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER) return milliseconds || 10000;
  throw configurationError('timeout', timeout, 'milliseconds');
}

/** @throws JunctionConnectError `configuration_invalid` */
export const readMode = (configuration: Configuration): Mode =>
  readKeyword(configuration, 'mode', 'auto', ...Object.keys(launchers)) as Mode;
