/** The last millisecond of the year 9999: no timestamp of four digits tells a later one. */
export const lastTime = 253_402_300_799_999;

/** The sandbox's own time, in milliseconds since the epoch. */
export type Clock = ReturnType<typeof createClock>;

/**
 * A clock that goes as another one does, and can be moved.
 *
 * @param base the other, in milliseconds since the epoch
 */
export function createClock(base: () => number) {
  let offset = 0;
  return {
    now: () => base() + offset,
    /** It goes on from there. */
    set(time: number): void {
      offset = time - base();
    },
    reset(): void {
      offset = 0;
    },
  };
}
