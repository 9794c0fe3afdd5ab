import type { Configuration } from '../../src/link/configuration.js';
import { LinkSession } from '../../src/link/session.js';
import type { Outcome, SessionListener, SessionStatus } from '../../src/link/session-listener.js';
import { configured } from './configuration.js';
import { type FakePlatform, fakePlatform } from './fake-platform.js';

interface Told extends Outcome {
  type: string;
  status: SessionStatus;
}

export interface SessionRun {
  session: LinkSession;
  platform: FakePlatform;
  /** What the session told, in order. */
  told: Told[];
  types: () => string[];
  launch: (late?: Partial<Configuration>) => Promise<void>;
  /** Waits for it to be no longer loading. */
  loaded: () => Promise<void>;
}

/** A session of a page's third element, in a browser that does as it is told, and what comes of it. */
export function runSession(
  properties: Partial<Configuration>,
  respond: Parameters<typeof fakePlatform>[0],
): SessionRun {
  const platform = fakePlatform(respond);
  const told: Told[] = [];
  const configuration = configured(properties);
  let notify = () => {};
  const listener: SessionListener = (current, type, outcome) => {
    if (type) told.push({ type, status: current.status, ...outcome });
    notify();
    return true;
  };
  const session = new LinkSession(configuration, 2, listener, platform);
  const loaded = async () => {
    while (session.status === 'loading') await new Promise<void>((resolve) => (notify = resolve));
  };
  const launch = (late = {}) => {
    Object.assign(configuration, late);
    return session.launch();
  };
  return { session, platform, told, types: () => told.map(({ type }) => type), launch, loaded };
}
