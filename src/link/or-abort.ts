/** Settles as the promise does, or rejects with an error as soon as the signal aborts: for work that ignores signals. */
export const orAbort = <T>(promise: Promise<T>, signal: AbortSignal, error: Error): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(error));
    promise.then(resolve, reject);
  });
