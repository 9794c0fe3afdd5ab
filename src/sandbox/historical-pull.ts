import type { HistoricalPullStatus } from '../junction/historical-pull.js';
import type { Clock } from './clock.js';

/** What the API tells about the fetch of a connection's past data. */
export interface PullState {
  readonly status: HistoricalPullStatus;
  readonly scheduledAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Why the fetch is tried again, or has failed, as Junction names it. */
  readonly errorDetails: string | null;
}

/** The fetch of a connection's past data. The sandbox fetches nothing: it only passes through the states. */
export type HistoricalPull = ReturnType<typeof startHistoricalPull>;

/**
 * Starts the fetch of past data. It is `scheduled` for the first half of its duration, then `in_progress`, and in the end a
 * `success`.
 *
 * @param onSuccess Called once, when the fetch is a success
 */
export function startHistoricalPull(clock: Clock, durationMs: number, onSuccess: () => void) {
  const scheduledTime = clock.now();
  const endTime = scheduledTime + durationMs;
  let isReported = false;
  let state: PullState = {
    status: 'scheduled',
    scheduledAt: new Date(scheduledTime),
    startedAt: null,
    endedAt: null,
    errorDetails: null,
  };

  function setStatus(status: HistoricalPullStatus, errorDetails: string | null, time: number): void {
    // A test can have set the clock back.
    const now = new Date(Math.max(time, scheduledTime));
    const isRunning = status === 'in_progress';
    state = {
      status,
      scheduledAt: state.scheduledAt,
      startedAt: status === 'scheduled' ? null : (state.startedAt ?? now),
      endedAt: status === 'scheduled' || isRunning ? null : now,
      errorDetails,
    };
    if (status !== 'success' || isReported) return;
    isReported = true;
    onSuccess();
  }

  const startTime = scheduledTime + durationMs / 2;
  const cancelStart = clock.runAt(startTime, () => setStatus('in_progress', null, startTime));
  const cancelEnd = clock.runAt(endTime, () => setStatus('success', null, endTime));
  const cancel = () => {
    cancelStart();
    cancelEnd();
  };

  return {
    get state(): PullState {
      return state;
    },
    /** Sets the status. It stays until it is set again. */
    force(status: HistoricalPullStatus, errorDetails: string | null): void {
      cancel();
      setStatus(status, errorDetails, clock.now());
    },
    /** Ends the fetch without a success, because its connection has ended. */
    cancel,
  };
}
