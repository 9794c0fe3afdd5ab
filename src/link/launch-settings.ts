import { type Configuration, type Mode, readMode } from './configuration/configuration.js';
import { findDataLayer } from './configuration/data-layer.js';
import { nextPageReaders } from './configuration/outcome-settings.js';
import { readScriptNonce } from './configuration/script-nonce.js';
import { findSettingErrors, readAllSettings, type SettingReaders } from './configuration/setting-readers.js';
import type { SourceOf } from './configuration/setting-source.js';
import { cleanText } from './configuration/text.js';
import { configurationError, framePermissionError, type JunctionConnectError } from './errors.js';
import { isCovered } from './launchers/is-covered.js';
import type { Platform } from './platform.js';
import { returnRequestFields } from './return/return-address.js';
import { type FetchLinkTarget, prepareTokenRequest, tokenRequestReaders } from './token/token-request.js';

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
 * The readers of the settings of a launch, in the order in which a launch reads them. They read nothing that may be different
 * at the press, such as a modal dialog.
 */
const launchReaders = {
  mode: readModeOfPage,
  ...tokenRequestReaders,
  ...nextPageReaders,
  dataLayer: (configuration, _sourceOf, platform) => void findDataLayer(configuration, platform),
  timeout: readTimeout,
  // Here 0 has a meaning of its own. Only an empty value, which a framework may set, means the default.
  lastScreen: ({ lastScreen }) =>
    Math.min(readMilliseconds('last-screen', lastScreen, defaultLastScreenMs), longestTimerMs),
} satisfies SettingReaders;

/**
 * The readers of all settings that the owner of the site can check before a press. `return-url` is one of them, although many
 * launches do not need it: a person whose embedded Link does not work continues in hosted Link.
 */
const checkedReaders = {
  ...launchReaders,
  returnUrl: ({ returnUrl }, _sourceOf, platform) =>
    cleanText(returnUrl) && returnRequestFields('', { returnUrl }, platform),
} satisfies SettingReaders;

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
  const frameError = findFrameError(platform);
  if (frameError) throw frameError;
  const settings = readAllSettings(launchReaders, configuration, sourceOf, platform);
  const { mode, timeout, lastScreen } = settings;
  if (mode === 'embed' && isCovered(platform))
    throw configurationError('mode', mode, 'auto or popup, because this page is behind a modal dialog');
  return {
    mode,
    timeoutMs: timeout,
    lastScreenMs: lastScreen,
    returnUrl: cleanText(configuration.returnUrl),
    nonce: configuration.nonce || readScriptNonce(),
    fetchTarget: prepareTokenRequest(settings, configuration, platform),
  };
}

/**
 * Returns everything that is wrong with the settings of an element before anybody presses it: the error of each setting, by
 * the name of the setting. A launch would report only the first one. It leaves out what may be different at the press. It
 * changes nothing in the page.
 *
 * In a frame without a permission that each launch needs, the only error is that of the frame, with the name `frame`.
 */
export function findConfigurationErrors(
  configuration: Configuration,
  sourceOf: SourceOf,
  platform: Platform,
): ReadonlyMap<string, JunctionConnectError> {
  const frameError = findFrameError(platform);
  if (frameError) return new Map([['frame', frameError]]);
  return findSettingErrors(checkedReaders, configuration, sourceOf, platform);
}

/** Returns the error of a frame in which no launch works. Without an origin of its own, the page could trust no address. */
const findFrameError = ({ parent, self }: Platform): JunctionConnectError | undefined =>
  self.origin === 'null' && parent !== self ? framePermissionError('allow-same-origin') : undefined;

/** Reads `mode`. A frame cannot go to hosted Link in place of the page. */
function readModeOfPage(configuration: Configuration, _sourceOf: SourceOf, { parent, self }: Platform): Mode {
  const mode = readMode(configuration);
  if (mode === 'redirect' && parent !== self)
    throw configurationError('mode', mode, 'auto, embed or popup, because this page is in a frame');
  return mode;
}

/**
 * Reads `timeout`, in milliseconds. 0 means the default: an attribute without a value is read as 0.
 *
 * @throws JunctionConnectError `configuration_invalid`
 */
export function readTimeout({ timeout }: Pick<Configuration, 'timeout'>): number {
  return readMilliseconds('timeout', timeout, 0) || 10000;
}

/** Returns the number of milliseconds in a setting. `defaultMs` is the number for an empty one. */
function readMilliseconds(attribute: string, value: unknown, defaultMs: number): number {
  const text = cleanText(value);
  const milliseconds = Number(text || defaultMs);
  // AbortSignal.timeout() accepts these numbers.
  if (milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER) return milliseconds;
  // When the attribute is no number, the property is NaN. The page has another text, so the message does not quote it.
  throw configurationError(attribute, text === 'NaN' ? undefined : text, '0 or more milliseconds');
}
