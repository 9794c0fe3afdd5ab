import { attempt } from '../attempt.js';
import { configurationError } from '../errors.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import { textOf } from './text.js';

/** What tag managers read: a list that they find by its name. */
interface DataLayer {
  push(entry: object): void;
}

/**
 * The global list that `data-layer` names, made where there is none, as tag managers do; undefined where none is named.
 *
 * @throws JunctionConnectError `configuration_invalid` where the name belongs to something else: `location`, or an
 *   element of that id.
 */
export function findDataLayer({ dataLayer }: Configuration, platform: Platform): DataLayer | undefined {
  const name = textOf(dataLayer);
  if (!name) return undefined;
  const globals = platform.globalThis as unknown as Record<string, DataLayer>;
  const isList = attempt(() => typeof (globals[name] ??= []).push === 'function');
  if (!isList) throw configurationError('data-layer', name, 'the name of a global array');
  return globals[name];
}
