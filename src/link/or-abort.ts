/** Settles as the work does, or rejects with an error as soon as the signal aborts, before the work itself hears of that. */
export const orAbort = <T>(work: () => Promise<T>, signal: AbortSignal, error: Error): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(error));
    work().then(resolve, reject);
  });
