/**
 * Returns what `work` returns, or undefined when it throws. It is for errors that carry no information, or whose text may
 * contain a secret.
 */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
