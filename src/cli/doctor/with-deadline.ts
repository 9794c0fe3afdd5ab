import { runInNewContext } from 'node:vm';

/**
 * Returns what `work` returns, or undefined when it takes longer than the deadline, in milliseconds. Only a script of `node:vm`
 * can be interrupted while it computes, so `work` is called by one.
 */
export function withDeadline<T>(work: () => T, deadlineMs: number): T | undefined {
  try {
    return runInNewContext('work()', { work }, { timeout: deadlineMs }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
