import type { Platform } from '../link/platform.js';
import type { ConnectionsList } from './connections-list.js';
import type { ListProblem } from './list-error.js';

/** The pauses between two requests for the list, in milliseconds. The last one repeats. */
const pausesMs = [1000, 2000, 3000, 5000];

/** The time after which the list is not requested again, in milliseconds. */
const timeLimitMs = 30_000;

/**
 * Loads the list until it shows a change that Link or the endpoint has reported. Junction may list it some seconds later.
 *
 * @param isShown Returns true when the list shows the change.
 * @param signal Ends the wait.
 * @returns True when the list shows the change. False after half a minute, when the endpoint refuses the list, and when the
 *   signal has aborted.
 */
export async function waitForChange(
  list: ConnectionsList,
  isShown: () => boolean,
  platform: Platform,
  signal: AbortSignal,
): Promise<boolean> {
  const endMs = platform.Date.now() + timeLimitMs;
  for (let round = 0; !signal.aborted; round += 1) {
    await list.load();
    if (signal.aborted) return false;
    if (isShown()) return true;
    const leftMs = endMs - platform.Date.now();
    if (leftMs <= 0 || !mayChangeSoon(list.problem)) return false;
    await pause(Math.min(leftMs, pausesMs[round] ?? pausesMs.at(-1)!), platform, signal);
  }
  return false;
}

/** Returns false for a problem that more requests do not mend. */
const mayChangeSoon = (problem: ListProblem | undefined): boolean =>
  problem === undefined || problem === 'failed' || problem === 'offline';

/** Waits for a time, in milliseconds, or until the signal aborts. */
const pause = (delayMs: number, platform: Platform, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      platform.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = platform.setTimeout(end, delayMs);
    signal.addEventListener('abort', end);
  });
