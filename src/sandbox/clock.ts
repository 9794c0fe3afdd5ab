/**
 * The last millisecond of the year 9999, in milliseconds since the epoch. A timestamp with four digits for the year cannot
 * be later.
 */
export const lastTime = 253_402_300_799_999;

/** The longest delay of a timer, in milliseconds. A timer with a longer one runs at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The sandbox's own clock. A test can set it. */
export type Clock = ReturnType<typeof createClock>;

/**
 * Returns a clock that runs as another one does, and that can be set.
 *
 * @param baseNow Returns the time of the other clock, in milliseconds since the epoch
 */
export function createClock(baseNow: () => number) {
  let offset = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tasks = new Set<{ readonly time: number; readonly run: () => void }>();
  const now = () => baseNow() + offset;

  /** Runs the tasks whose time has come, and waits for the next one. */
  function runDueTasks(): void {
    for (const task of tasks) {
      if (task.time > now()) continue;
      tasks.delete(task);
      task.run();
    }
    clearTimeout(timer);
    if (tasks.size === 0) return;
    const nextTime = Math.min(...[...tasks].map(({ time }) => time));
    timer = setTimeout(runDueTasks, Math.min(nextTime - now(), longestTimerMs));
    // In Node, the timer would otherwise keep the process alive. Browsers return a number, which has no `unref`.
    (timer as { unref?: () => void }).unref?.();
  }

  return {
    /** Returns the time in milliseconds since the epoch. */
    now,
    /** Runs a function when the clock reaches the time (milliseconds since the epoch), at once if it has passed. */
    runAt(time: number, run: () => void): void {
      tasks.add({ time, run });
      runDueTasks();
    },
    /** Sets the time, in milliseconds since the epoch. The clock runs on from there. */
    set(time: number): void {
      offset = time - baseNow();
      runDueTasks();
    },
    /** Sets the clock to the time of the other one, and forgets what it was to run. */
    reset(): void {
      offset = 0;
      tasks.clear();
      clearTimeout(timer);
    },
  };
}
