/**
 * The last millisecond of the year 9999, in milliseconds since the epoch. A timestamp with four digits for the year cannot
 * be later.
 */
export const lastTime = 253_402_300_799_999;

/** The sandbox's own clock. A test can set it. */
export type Clock = ReturnType<typeof createClock>;

/**
 * Returns a clock that runs as another one does, and that can be set.
 *
 * @param baseNow Returns the time of the other clock, in milliseconds since the epoch
 */
export function createClock(baseNow: () => number) {
  let offset = 0;
  return {
    /** Returns the time in milliseconds since the epoch. */
    now: () => baseNow() + offset,
    /** Sets the time, in milliseconds since the epoch. The clock runs on from there. */
    set(time: number): void {
      offset = time - baseNow();
    },
    /** Sets the clock to the time of the other one. */
    reset(): void {
      offset = 0;
    },
  };
}
