import type { ElementIdentity } from '../../src/link/return/element-identity.js';
import type { LaunchRecord } from '../../src/link/return/launch-record.js';
import type { ReturnedLaunch } from '../../src/link/return/returned-launch.js';

/** An identity, for tests that do not search for its element. */
export const identity: ElementIdentity = {
  id: '',
  provider: '1',
  nextPages: '2',
  settings: '3',
  settingsWithoutMode: '4',
  place: 0,
};

/** Returns the record of a launch with `mode="redirect"`. */
export const newRecord = (changes: Partial<LaunchRecord> = {}): LaunchRecord => ({
  returnKey: '42',
  sessionId: '7',
  mode: 'redirect',
  element: identity,
  dataLayer: '',
  isRefreshed: false,
  ...changes,
});

/** Returns a launch after hosted Link has returned with these parameters. */
export const newReturnedLaunch = (outcome: string, changes: Partial<LaunchRecord> = {}): ReturnedLaunch => ({
  ...newRecord(changes),
  pendingReturn: { outcome, page: 1 },
});
