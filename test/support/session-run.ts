import type { ReturnedLaunch } from '../../src/link/return/returned-launch.js';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { JunctionConnectError } from '../../src/link/errors.js';
import type { Outcome, OutcomeType } from '../../src/link/outcome.js';
import { type SessionStatus, statusOf } from '../../src/link/phase.js';
import { LinkSession, type SessionListener } from '../../src/link/session.js';
import { configured } from './configuration.js';
import { type FakePlatform, fakePlatform } from './fake-platform.js';

/** An outcome, and the status that the session had when it told it. */
interface Told {
  type: OutcomeType;
  status: SessionStatus;
  provider?: string | null;
  metadata?: unknown;
  reason?: string;
  error?: JunctionConnectError;
}

export interface SessionRun {
  session: LinkSession;
  platform: FakePlatform;
  /** What the session told, in order. */
  told: Told[];
  types: () => string[];
  launch: (late?: Partial<Configuration>) => Promise<void>;
  /** Changes what the page has configured. */
  configure: (properties: Partial<Configuration>) => void;
  /** Waits for it to be no longer loading. */
  loaded: () => Promise<void>;
}

/**
 * Returns a session of a page's third element in a fake browser, and its outcomes.
 *
 * @param options.returned Given for a session that has returned from hosted Link.
 * @param options.onOutcome What a listener of the page does with an outcome.
 */
export function runSession(
  properties: Partial<Configuration>,
  respond: Parameters<typeof fakePlatform>[0],
  { returned, onOutcome }: { returned?: ReturnedLaunch; onOutcome?: ((outcome: Outcome) => void) | undefined } = {},
): SessionRun {
  const platform = fakePlatform(respond);
  const told: Told[] = [];
  const configuration = configured(properties);
  let notify = () => {};
  const listener: SessionListener = (current, outcome) => {
    if (outcome) {
      told.push({ status: statusOf(current.phase), ...outcome });
      onOutcome?.(outcome);
    }
    notify();
    return true;
  };
  const options = { configuration, elementIndex: 2, listener, platform };
  const session = returned ? LinkSession.resume(returned, options) : LinkSession.create(options);
  const loaded = async () => {
    while (statusOf(session.phase) === 'loading') await new Promise<void>((resolve) => (notify = resolve));
  };
  const configure = (changed: Partial<Configuration>) => void Object.assign(configuration, changed);
  const launch = (late = {}) => {
    configure(late);
    return session.launch();
  };
  return { session, platform, told, types: () => told.map(({ type }) => type), launch, configure, loaded };
}
