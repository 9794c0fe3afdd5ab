import type { ReturnedLaunch } from '../../src/link/return/returned-launch.js';
import { findText } from '../../src/i18n/find-text.js';
import type { MessageKey } from '../../src/i18n/messages.js';
import type { Configuration } from '../../src/link/configuration/configuration.js';
import type { JunctionConnectError } from '../../src/link/errors.js';
import type { Outcome, OutcomeType } from '../../src/link/outcome.js';
import { type SessionStatus, statusOf } from '../../src/link/phase.js';
import { LinkSession, type SessionListener } from '../../src/link/session.js';
import type { SourceOf } from '../../src/link/configuration/setting-source.js';
import { identifyElement } from '../../src/link/return/element-identity.js';
import { newConfiguration } from './configuration.js';
import { type FakePlatform, fakePlatform } from './fake-platform.js';
import { identity } from './returned-launch.js';

/** Returns an element in the page, which shows no bar. Its texts are the English ones. */
export const newLaunchingElement = (removal = new AbortController().signal) => ({
  findText: (...keys: MessageKey[]) => findText(keys, { language: 'en' }),
  providerName: () => undefined,
  focusBar: () => false,
  keepBarReachable() {},
  isInPage: () => true,
  removal,
});

/** An outcome, and the status of the session when it reported the outcome. */
interface ReportedOutcome {
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
  /** The outcomes that the session has reported, in order. */
  outcomes: ReportedOutcome[];
  types: () => string[];
  /** Changes the configuration, and launches. */
  launch: (changes?: Partial<Configuration>) => Promise<void>;
  /** Changes the configuration. */
  configure: (properties: Partial<Configuration>) => void;
  /** Ends the session, and says that the element was removed. */
  removeElement: () => void;
  /** Waits until the session is not loading any more. */
  loaded: () => Promise<void>;
}

/**
 * Returns a session in a fake browser, and its outcomes.
 *
 * @param options.returned The launch, for a session that has returned from hosted Link.
 * @param options.sourceOf Returns where a setting comes from. Default: a script of the page.
 * @param options.onOutcome Called with each outcome, like a listener of the page.
 * @param options.platform The fake browser, if the test has prepared one.
 */
export function runSession(
  properties: Partial<Configuration>,
  respond: Parameters<typeof fakePlatform>[0],
  {
    returned,
    sourceOf = () => 'page',
    onOutcome,
    platform = fakePlatform(respond),
  }: {
    returned?: ReturnedLaunch | undefined;
    sourceOf?: SourceOf | undefined;
    onOutcome?: ((outcome: Outcome) => void) | undefined;
    platform?: FakePlatform;
  } = {},
): SessionRun {
  const outcomes: ReportedOutcome[] = [];
  const configuration = newConfiguration(properties);
  let notify = () => {};
  const listener: SessionListener = (current, outcome) => {
    if (outcome) {
      outcomes.push({ status: statusOf(current.phase), ...outcome });
      onOutcome?.(outcome);
    }
    notify();
    return true;
  };
  const removal = new AbortController();
  const element = newLaunchingElement(removal.signal);
  const identify = (salt: string) => identifyElement({ ...configuration, id: '' }, [], salt, platform);
  const options = { configuration, sourceOf, identify, element, listener, platform };
  /** Returns the launch of an element with the same settings, unless the test has given it another identity. */
  const withIdentity = (launch: ReturnedLaunch) =>
    launch.element === identity ? { ...launch, element: identify(launch.returnKey) } : launch;
  const session = returned ? LinkSession.resume(withIdentity(returned), options) : LinkSession.create(options);
  const loaded = async () => {
    while (statusOf(session.phase) === 'loading') await new Promise<void>((resolve) => (notify = resolve));
  };
  const configure = (changes: Partial<Configuration>) => void Object.assign(configuration, changes);
  const launch = (changes = {}) => {
    configure(changes);
    return session.launch();
  };
  const removeElement = () => {
    session.end('page');
    removal.abort();
  };
  const types = () => outcomes.map(({ type }) => type);
  return { session, platform, outcomes, types, launch, configure, removeElement, loaded };
}
