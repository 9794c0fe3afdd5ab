/**
 * Returns the result of `work`, but rejects with `error` as soon as the signal aborts. The listener is added before `work`
 * starts. So the promise rejects with `error`, not with the `AbortError` of the work itself.
 */
export const rejectOnAbort = <T>(work: () => Promise<T>, signal: AbortSignal, error: Error): Promise<T> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(error);
    signal.addEventListener('abort', () => reject(error));
    work().then(resolve, reject);
  });
