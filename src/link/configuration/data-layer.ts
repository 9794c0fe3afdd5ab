import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { cleanText } from './text.js';

/** The array that a tag manager reads. */
interface DataLayer {
  push(entry: object): void;
}

/**
 * Returns the global array that `data-layer` names. Creates the array if no global has this name, as tag managers do.
 * Returns undefined when the attribute is empty.
 *
 * @throws JunctionConnectError `configuration_invalid` when the name belongs to something else, such as `location`, the
 *   element with that id, or a global that is null, such as `opener`.
 */
export function findOrCreateDataLayer(
  { dataLayer }: Pick<Configuration, 'dataLayer'>,
  platform: Platform,
): DataLayer | undefined {
  const name = cleanText(dataLayer);
  if (!name) return undefined;
  const globals = platform.globalThis as unknown as Record<string, DataLayer>;
  if (!(name in globals)) globals[name] = [];
  const isList = attempt(() => typeof globals[name]!.push === 'function');
  if (!isList) throw configurationError('data-layer', name, 'the name of a global array');
  return globals[name];
}
