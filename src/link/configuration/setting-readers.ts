import { JunctionConnectError } from '../errors.js';
import type { Platform } from '../platform.js';
import type { Configuration } from './configuration.js';
import type { SourceOf } from './setting-source.js';

/** What a reader of a setting of `<junction-connect>` gets. */
export type ReaderInput = [configuration: Configuration, sourceOf: SourceOf, platform: Platform];

/** A reader for each setting. A reader throws a JunctionConnectError `configuration_invalid` when its setting can never work. */
export type SettingReaders<Input extends unknown[] = ReaderInput> = Readonly<
  Record<string, (...input: Input) => unknown>
>;

/** The values of settings, as their readers return them. */
export type ReadSettings<Readers extends SettingReaders> = {
  readonly [Name in keyof Readers]: ReturnType<Readers[Name]>;
};

/**
 * Reads all settings.
 *
 * @throws JunctionConnectError the error of the first setting that can never work
 */
export const readAllSettings = <Readers extends SettingReaders>(
  readers: Readers,
  ...input: ReaderInput
): ReadSettings<Readers> =>
  Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(...input)])) as ReadSettings<Readers>;

/** Returns the error of each setting that can never work, by the name of the setting. It tries each reader alone. */
export function findSettingErrors<Input extends unknown[]>(
  readers: SettingReaders<Input>,
  ...input: Input
): ReadonlyMap<string, JunctionConnectError> {
  const errors = new Map<string, JunctionConnectError>();
  for (const [name, read] of Object.entries(readers)) {
    try {
      read(...input);
    } catch (error) {
      if (error instanceof JunctionConnectError) errors.set(name, error);
    }
  }
  return errors;
}
