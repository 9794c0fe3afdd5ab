/**
 * The last millisecond of the year 9999, in milliseconds since the epoch. A timestamp with four digits for the year cannot
 * be later.
 */
export const lastTime = 253_402_300_799_999;

/** The longest delay of a timer, in milliseconds. A timer with a longer delay fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** A function that the clock runs at a time, in milliseconds since the epoch. */
interface Task {
  readonly time: number;
  readonly run: () => void;
}

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
  const tasks = new Set<Task>();
  const now = () => baseNow() + offset;
  const findNextTask = () => [...tasks].sort((one, other) => one.time - other.time)[0];

  function runDueTasks(): void {
    clearTimeout(timer);
    for (let task = findNextTask(); task; task = findNextTask()) {
      if (task.time > now()) {
        timer = setTimeout(runDueTasks, Math.min(task.time - now(), longestTimerMs));
        // In Node, the timer would otherwise keep the process alive. Browsers return a number, which has no `unref`.
        (timer as { unref?: () => void }).unref?.();
        return;
      }
      tasks.delete(task);
      task.run();
    }
  }

  return {
    /** Returns the time in milliseconds since the epoch. */
    now,
    /**
     * Runs a function when the clock reaches the time (milliseconds since the epoch), at once if it has passed. Returns a
     * function that cancels this.
     */
    runAt(time: number, run: () => void): () => void {
      const task = { time, run };
      tasks.add(task);
      runDueTasks();
      return () => void tasks.delete(task);
    },
    /** Runs the functions whose time has come. Without this, a clock that a test moves runs them too late. */
    runDueTasks,
    /** Sets the time, in milliseconds since the epoch. The clock runs on from there. */
    set(time: number): void {
      offset = time - baseNow();
      runDueTasks();
    },
    /** Sets the clock to the time of the other one, and cancels all functions. */
    reset(): void {
      offset = 0;
      tasks.clear();
      clearTimeout(timer);
    },
  };
}
