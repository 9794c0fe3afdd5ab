import type { JunctionConnectError } from './errors.js';
import type { LinkSession } from './session.js';

/** Who ended a session: the person or Link, or the page by `close()` or by removing the element. */
export type ExitReason = 'user' | 'page';

/**
 * Where a session stands: Link is on its way; Link is shown, or a link to it; a device was connected; an error was told,
 * from which Link may still recover if it is shown; it ended without an outcome.
 */
export type SessionStatus = 'loading' | 'open' | 'connected' | 'error' | 'idle';

/** What a session tells, if anything: an event, and its details. */
export interface Outcome {
  provider?: string | null;
  metadata?: unknown;
  reason?: ExitReason;
  error?: JunctionConnectError;
}

export type OutcomeType = 'success' | 'exit' | 'error';

/**
 * Hears of every change: of the status, of Link leaving the page, and of what there is to tell. Whether the page may go
 * on to where its attributes say after that.
 */
export type SessionListener = (session: LinkSession, type?: OutcomeType, outcome?: Outcome) => boolean;
