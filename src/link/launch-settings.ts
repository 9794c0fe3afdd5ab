import { type Configuration, type Mode, readMode } from './configuration/configuration.js';
import { findOrCreateDataLayer } from './configuration/data-layer.js';
import { checkNextPages } from './configuration/outcome-settings.js';
import { textOf } from './configuration/text.js';
import { configurationError, missingFramePermission } from './errors.js';
import { isCovered } from './launchers/is-covered.js';
import type { Platform } from './platform.js';
import { prepareTokenRequest, type FetchLinkTarget } from './token/token-request.js';

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
  readonly fetchTarget: FetchLinkTarget;
}

/**
 * Reads what is configured, and refuses what can never work, before anything is requested.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readLaunchSettings(configuration: Configuration, platform: Platform): LaunchSettings {
  const { parent, self } = platform;
  if (self.origin === 'null' && parent !== self) throw missingFramePermission('allow-same-origin');
  const mode = readMode(configuration);
  if (mode === 'embed' && isCovered(platform))
    throw configurationError('mode', mode, 'auto or popup, behind a modal dialog');
  const fetchTarget = prepareTokenRequest(configuration, platform);
  checkNextPages(configuration, platform);
  findOrCreateDataLayer(configuration, platform); // Throws when the name cannot be that of an array.
  return {
    mode,
    timeoutMs: readTimeout(configuration),
    returnUrl: textOf(configuration.returnUrl),
    nonce: configuration.nonce,
    fetchTarget,
  };
}

/** Returns milliseconds. 0, which also comes from an attribute without a value, means the default: 10000. */
function readTimeout({ timeout }: Configuration): number {
  const milliseconds = Number(textOf(timeout) || 0);
  // What AbortSignal.timeout() accepts.
  if (milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER) return milliseconds || 10000;
  throw configurationError('timeout', timeout, 'milliseconds');
}
