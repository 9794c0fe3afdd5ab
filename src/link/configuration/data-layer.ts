import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { cleanText } from './text.js';

/** The array that a tag manager reads. */
interface DataLayer {
  push(entry: object): void;
}

type DataLayerSetting = Pick<Configuration, 'dataLayer'>;

const globalsOf = (platform: Platform) => platform.globalThis as unknown as Record<string, DataLayer>;

/**
 * Returns the global array that `data-layer` names. Returns undefined when the attribute is empty, or no global has this
 * name yet.
 *
 * @throws JunctionConnectError `configuration_invalid` when the name belongs to something else, such as `location`, the
 *   element with that id, or a global that is null, such as `opener`.
 */
export function findDataLayer({ dataLayer }: DataLayerSetting, platform: Platform): DataLayer | undefined {
  const name = cleanText(dataLayer);
  const globals = globalsOf(platform);
  if (!name || !(name in globals)) return undefined;
  const isList = attempt(() => typeof globals[name]!.push === 'function');
  if (!isList) throw configurationError('data-layer', name, 'the name of a global array');
  return globals[name];
}

/**
 * Returns the global array that `data-layer` names. Creates the array if no global has this name, as tag managers do.
 * Returns undefined when the attribute is empty.
 *
 * @throws JunctionConnectError as `findDataLayer` does
 */
export function findOrCreateDataLayer(setting: DataLayerSetting, platform: Platform): DataLayer | undefined {
  const name = cleanText(setting.dataLayer);
  const globals = globalsOf(platform);
  if (name && !(name in globals)) globals[name] = [];
  return findDataLayer(setting, platform);
}
