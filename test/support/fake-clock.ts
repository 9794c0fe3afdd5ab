interface Timer {
  readonly run: () => void;
  readonly dueMs: number;
}

export interface FakeClock {
  /** Lets time pass. Runs the timers whose time comes, in their order, and what follows from each. */
  pass(milliseconds: number): Promise<void>;
  /** Returns the number of timers that are set. */
  timerCount(): number;
  /** Gives the page its own timers back. */
  uninstall(): void;
}

/** Replaces `setTimeout` and `clearTimeout` of the page by timers that run only when the test lets time pass. */
export function installFakeClock(): FakeClock {
  const ownTimers = { setTimeout: window.setTimeout.bind(window), clearTimeout: window.clearTimeout.bind(window) };
  const timers = new Map<number, Timer>();
  let nowMs = 0;
  let lastTimer = 0;
  Object.assign(window, {
    setTimeout: (run: (...values: unknown[]) => void, delayMs = 0, ...values: unknown[]) => {
      timers.set((lastTimer += 1), { run: () => run(...values), dueMs: nowMs + delayMs });
      return lastTimer;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
  });
  /** Waits until all promises that can settle have settled. */
  const settlePromises = () => new Promise((resolve) => ownTimers.setTimeout(resolve));
  return {
    async pass(milliseconds) {
      const endMs = nowMs + milliseconds;
      await settlePromises();
      for (;;) {
        const [next] = [...timers].filter(([, { dueMs }]) => dueMs <= endMs).sort(([, a], [, b]) => a.dueMs - b.dueMs);
        if (!next) break;
        const [id, { run, dueMs }] = next;
        nowMs = dueMs;
        timers.delete(id);
        run();
        await settlePromises();
      }
      nowMs = endMs;
    },
    timerCount: () => timers.size,
    uninstall: () => void Object.assign(window, ownTimers),
  };
}
