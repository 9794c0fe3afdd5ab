import { fixtureCleanup } from '@open-wc/testing';

interface Timer {
  readonly run: () => void;
  readonly dueMs: number;
}

/** The id of the newest timer of all fake clocks. Code may keep the id of an old timer of the page, which is much smaller. */
let lastTimer = 1_000_000_000;

/** The time in which the session of an element that was removed has ended, in milliseconds. */
const removalMs = 1000;

export interface FakeClock {
  /** Lets time pass. Runs the timers whose time comes, in their order, and what follows from each. */
  pass(milliseconds: number): Promise<void>;
  /** Returns the number of timers that are set. */
  timerCount(): number;
  /**
   * Removes the elements of the test, and lets their sessions end. Then it gives the page its own timers and its own time back. A
   * session that ended later would set a timer in the next test.
   */
  uninstall(): Promise<void>;
}

/** Replaces `setTimeout`, `clearTimeout` and `Date.now` of the page, so that time passes only when the test says so. */
export function installFakeClock(): FakeClock {
  const ownTimers = { setTimeout: window.setTimeout.bind(window), clearTimeout: window.clearTimeout.bind(window) };
  const timers = new Map<number, Timer>();
  const ownNow = Date.now;
  const startMs = ownNow();
  let nowMs = 0;
  Date.now = () => startMs + nowMs;
  Object.assign(window, {
    setTimeout: (run: (...values: unknown[]) => void, delayMs = 0, ...values: unknown[]) => {
      timers.set((lastTimer += 1), { run: () => run(...values), dueMs: nowMs + delayMs });
      return lastTimer;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
  });
  /** Waits until all promises that can settle have settled. */
  const settlePromises = () => new Promise((resolve) => ownTimers.setTimeout(resolve));
  const pass = async (milliseconds: number) => {
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
  };
  return {
    pass,
    timerCount: () => timers.size,
    async uninstall() {
      fixtureCleanup();
      await pass(removalMs);
      Object.assign(window, ownTimers);
      Date.now = ownNow;
    },
  };
}
