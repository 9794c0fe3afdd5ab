import { attempt } from '../link/attempt.js';
import { unshadowed } from '../link/unshadowed.js';

/** The time after which frameworks have set their properties, in milliseconds. It begins with `load`. */
const settleMs = 1000;

/** The time between two ticks of the timer, in milliseconds. A check runs up to one tick late. */
const tickMs = 250;

/** A check of the page. It writes to the console what is wrong, and changes nothing. */
export type PageCheck = () => void;

/** The checks that wait, each with the number of ticks that it waits for. */
const waiting = new Map<PageCheck, number>();

/** One timer for all checks. There is none while no check waits, and none before `load`. */
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Runs a check once, when the page has loaded and some more time has passed. When the page has loaded already, that time
 * begins now. If the check already waits, its time starts again.
 *
 * The timer counts ticks, and compares no times: with the fake timers of a test, a clock may stand still.
 *
 * @param delayMs The time to wait after `load`, in milliseconds.
 */
export function checkLater(check: PageCheck, delayMs = settleMs): void {
  const isFirst = waiting.size === 0;
  waiting.set(check, Math.ceil(delayMs / tickMs) + 1); // The first tick may come at once.
  if (!isFirst) return;
  if (unshadowed(document).readyState === 'complete') startTimer();
  else addEventListener('load', startTimer, { once: true });
}

/** Cancels a check that waits. */
export function cancelCheck(check: PageCheck): void {
  if (waiting.delete(check) && waiting.size === 0) clearTimeout(timer);
}

function startTimer(): void {
  clearTimeout(timer);
  if (waiting.size === 0) return;
  timer = setTimeout(tick, tickMs);
  // In Node, where tests run in jsdom, the timer must not keep the process alive.
  (timer as { unref?: () => void }).unref?.();
}

function tick(): void {
  if (!(globalThis.document as Document | undefined)) return waiting.clear(); // A test in Node has removed its document.
  for (const [check, ticks] of waiting) {
    if (ticks > 1) waiting.set(check, ticks - 1);
    else {
      waiting.delete(check);
      attempt(check); // One that fails must not stop the others.
    }
  }
  startTimer();
}
