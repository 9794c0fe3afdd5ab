import { type Configuration, type Mode, readMode } from './configuration/configuration.js';
import { findDataLayer } from './configuration/data-layer.js';
import { checkNextPages } from './configuration/outcome-settings.js';
import { readScriptNonce } from './configuration/script-nonce.js';
import type { SourceOf } from './configuration/setting-source.js';
import { cleanText } from './configuration/text.js';
import { configurationError, framePermissionError, JunctionConnectError } from './errors.js';
import { isCovered } from './launchers/is-covered.js';
import type { Platform } from './platform.js';
import { returnRequestFields } from './return/return-address.js';
import { prepareTokenRequest, type FetchLinkTarget } from './token/token-request.js';

/** The default of `last-screen`, in milliseconds. */
export const defaultLastScreenMs = 4000;

/** The longest time that `setTimeout()` accepts, in milliseconds. A longer one would end at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The settings for the launch of Link. A second launch of the session uses the same ones. */
export interface LaunchSettings {
  /** The `mode` attribute. */
  readonly mode: Mode;
  /** The time in which the token and Link's script must load, at each launch, in milliseconds. */
  readonly timeoutMs: number;
  /**
   * The text of `return-url`, not checked yet. A launch checks it only for hosted Link, because only hosted Link needs it.
   */
  readonly returnUrl: string;
  /**
   * The time for the last screen of an embedded Link after a success, in milliseconds. An exit of Link ends it earlier. 0
   * waits for that exit.
   */
  readonly lastScreenMs: number;
  /** The nonce for Link's script tag, if the page's Content-Security-Policy needs one. */
  readonly nonce: string | undefined;
  readonly fetchTarget: FetchLinkTarget;
}

/**
 * Reads the settings of a launch before anything is requested. Throws when the launch can never work with them.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readLaunchSettings(
  configuration: Configuration,
  sourceOf: SourceOf,
  platform: Platform,
): LaunchSettings {
  const settings = readSettings(configuration, sourceOf, platform);
  const { mode } = settings;
  if (mode === 'embed' && isCovered(platform))
    throw configurationError('mode', mode, 'auto or popup, because this page is behind a modal dialog');
  return settings;
}

/**
 * Returns what is wrong with the settings of an element before anybody presses it: the error that a launch would report, or
 * undefined. It leaves out what may be different at the press, such as a modal dialog. It also checks `return-url` where
 * the launch may not need it: a person whose embedded Link does not work continues in hosted Link. It changes nothing in the
 * page.
 */
export function findConfigurationError(
  configuration: Configuration,
  sourceOf: SourceOf,
  platform: Platform,
): JunctionConnectError | undefined {
  try {
    const settings = readSettings(configuration, sourceOf, platform);
    if (settings.returnUrl) returnRequestFields('', settings, platform);
  } catch (error) {
    if (error instanceof JunctionConnectError) return error;
  }
  return undefined;
}

/**
 * Reads the settings that do not depend on the moment of the press.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
function readSettings(configuration: Configuration, sourceOf: SourceOf, platform: Platform): LaunchSettings {
  if (platform.self.origin === 'null' && platform.parent !== platform.self)
    throw framePermissionError('allow-same-origin');
  const mode = readMode(configuration);
  if (mode === 'redirect' && platform.parent !== platform.self)
    throw configurationError('mode', mode, 'auto, embed or popup, because this page is in a frame');
  const fetchTarget = prepareTokenRequest(configuration, sourceOf, platform);
  checkNextPages(configuration, sourceOf, platform);
  findDataLayer(configuration, platform); // Throws when the name cannot be that of an array.
  return {
    mode,
    // A timeout of 0 means the default: an attribute without a value is read as 0.
    timeoutMs: readMilliseconds('timeout', configuration.timeout) || 10000,
    // Here 0 has a meaning of its own. Only an empty value, which a framework may set, means the default.
    lastScreenMs: Math.min(
      readMilliseconds('last-screen', cleanText(configuration.lastScreen) || defaultLastScreenMs),
      longestTimerMs,
    ),
    returnUrl: cleanText(configuration.returnUrl),
    nonce: configuration.nonce || readScriptNonce(),
    fetchTarget,
  };
}

/** Returns the number of milliseconds in a setting. Returns 0 for an empty one. */
function readMilliseconds(attribute: string, value: unknown): number {
  const milliseconds = Number(cleanText(value) || 0);
  // AbortSignal.timeout() accepts these numbers.
  if (milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER) return milliseconds;
  throw configurationError(attribute, value, '0 or more milliseconds');
}
