/**
 * Returns what `work` returns, or undefined when it throws. Use it for errors without useful information, and for errors
 * whose text may contain a secret.
 */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
