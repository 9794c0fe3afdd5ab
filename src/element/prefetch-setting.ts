import { readKeyword } from '../link/configuration/configuration.js';
import type { SettingReaders } from '../link/configuration/setting-readers.js';
import { attempt } from '../link/attempt.js';

/** The values of `prefetch`. The first one is the default. */
export const prefetchValues = ['intent', 'visible', 'none'] as const;

export type Prefetch = (typeof prefetchValues)[number];

/** The property `prefetch`. A framework may have set any value. */
export interface PrefetchSetting {
  readonly prefetch: unknown;
}

/** The reader of `prefetch`. It throws a JunctionConnectError for a value that does not exist. */
export const prefetchReaders = {
  prefetch: ({ prefetch }) => readKeyword({ prefetch }, 'prefetch', ...prefetchValues),
} satisfies SettingReaders<[PrefetchSetting]>;

/** Returns the value of `prefetch`. Returns `none` for an unknown value, because the site may have meant to switch it off. */
export const readPrefetch = (element: PrefetchSetting): Prefetch =>
  attempt(() => prefetchReaders.prefetch(element)) ?? 'none';
