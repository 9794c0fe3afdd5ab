/** What the work returns, or undefined when it throws: for errors that have nothing to say, or too much to be passed on. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
