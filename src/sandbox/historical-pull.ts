import type { HistoricalPullStatus } from '../junction/historical-pull.js';

/** The fetch of a connection's past data. The sandbox fetches nothing: it only passes through the states. */
export interface HistoricalPull {
  readonly scheduledAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** A state that the control API has set. It stays until the control API sets another one. */
  forcedState?: ForcedState;
}

interface ForcedState {
  readonly status: HistoricalPullStatus;
  /** Why the pull is tried again, or has failed, in Junction's words. */
  readonly errorDetails: string | null;
  /** When the control API has set it. */
  readonly since: Date;
}

/**
 * Returns a pull that waits for the first half of its duration, and is in progress in the second half.
 *
 * @param now The time in milliseconds since the epoch
 */
export const createHistoricalPull = (now: number, durationMs: number): HistoricalPull => ({
  scheduledAt: new Date(now),
  startsAt: new Date(now + durationMs / 2),
  endsAt: new Date(now + durationMs),
});

/** A pull at one moment. A time in the future is null. */
export interface PullState {
  readonly status: HistoricalPullStatus;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly errorDetails: string | null;
}

/**
 * Returns the state of a pull.
 *
 * @param now The time in milliseconds since the epoch
 */
export function stateOf({ forcedState, startsAt, endsAt }: HistoricalPull, now: number): PullState {
  if (!forcedState) {
    const startedAt = startsAt.getTime() <= now ? startsAt : null;
    const endedAt = endsAt.getTime() <= now ? endsAt : null;
    const status = endedAt ? 'success' : startedAt ? 'in_progress' : 'scheduled';
    return { status, startedAt, endedAt, errorDetails: null };
  }
  const { status, errorDetails, since } = forcedState;
  const startedAt = startsAt < since ? startsAt : since;
  const hasEnded = status === 'success' || status === 'failure';
  return {
    status,
    startedAt: status === 'scheduled' ? null : startedAt,
    endedAt: hasEnded ? since : null,
    errorDetails,
  };
}
