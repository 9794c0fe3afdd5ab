/**
 * The time limit for a request, in seconds. It counts for `getUserId`, the request's body, and Junction's response together.
 * It is half of the ten seconds that a page waits.
 */
export const timeLimitSeconds = 5;

/** Ends the work for a request when its time is over, or when the page ends the request. */
export interface Deadline {
  /** Aborts at the end of the request. */
  readonly signal: AbortSignal;
  /**
   * Calls the function, and returns its result. Throws when the end of the request comes first. Then a later result or error
   * of the function has no effect. When the request has ended before, the function is not called.
   *
   * @param name Names the work in the error
   */
  wait<Result>(name: string, work: () => PromiseLike<Result> | Result): Promise<Result>;
  /** Removes the timer and the listener. */
  clear(): void;
}

/**
 * Starts the time limit of a request.
 *
 * @param requestSignal Aborts when the page ends the request. Some servers have none.
 */
export function startDeadline(requestSignal: AbortSignal | null | undefined): Deadline {
  // Not `AbortSignal.any()`: Node 20 keeps each such signal for ever once it has a listener
  // (https://github.com/nodejs/node/issues/54614). And `AbortSignal.timeout()` may never fire as a part of it
  // (https://github.com/nodejs/node/issues/57736). This can go when every supported version of Node has the corrections.
  const controller = new AbortController();
  const { signal } = controller;
  const end = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  end.catch(() => undefined); // The end can come when nothing waits for it.

  const endByTimer = () => {
    controller.abort(new DOMException(`The time limit of ${timeLimitSeconds} seconds is over`, 'TimeoutError'));
  };
  const stopFollowing = requestSignal && follow(requestSignal, (reason) => controller.abort(reason));
  const timer = setTimeout(endByTimer, timeLimitSeconds * 1000);

  return {
    signal,
    async wait(name, work) {
      try {
        signal.throwIfAborted();
        return await Promise.race([work(), end]);
      } catch (error) {
        throw signal.aborted && error === signal.reason
          ? new Error(`${name} did not answer in time`, { cause: error })
          : error;
      }
    },
    clear() {
      clearTimeout(timer);
      stopFollowing?.();
    },
  };
}

type Follower = (reason: unknown) => void;

/** The functions that follow each signal, and the listener that calls them. */
const followed = new WeakMap<AbortSignal, { followers: Set<Follower>; listener: () => void }>();

/**
 * Calls the function when the signal aborts, or now if it has aborted. Returns a function that stops this. Some servers give all
 * requests the same signal. These requests share one listener, because Node warns of a leak when a signal has more than ten.
 */
function follow(signal: AbortSignal, follower: Follower): () => void {
  if (signal.aborted) {
    follower(signal.reason);
    return () => {};
  }
  let entry = followed.get(signal);
  if (!entry) {
    const followers = new Set<Follower>();
    const listener = () => followers.forEach((each) => each(signal.reason));
    entry = { followers, listener };
    signal.addEventListener('abort', listener);
    followed.set(signal, entry);
  }
  const { followers, listener } = entry;
  followers.add(follower);
  return () => {
    followers.delete(follower);
    if (followers.size > 0) return;
    followed.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}
