/** Ends programs that are many processes, as browsers are. Each program leads a process group, and the group is ended. */
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess Started with `detached: true`. */

/** @type {Set<ChildProcess>} */
const leaders = new Set();

// Runs whenever this process ends, except by SIGKILL. When an exit listener of Puppeteer runs, it removes the listener of
// another browser, so that browser would keep running.
process.once('exit', () => leaders.forEach((leader) => signalGroup(leader, 'SIGTERM')));

// Without a listener, SIGTERM ends Node without an `exit` event. Node's test runner sends it to a file that takes too long.
process.once('SIGTERM', () => process.exit(143));

/** Ends a group when this process ends. @param {ChildProcess} leader */
export function endOnExit(leader) {
  leaders.add(leader);
  return leader;
}

/**
 * Ends a group, and waits until its leader has ended. What is left after two seconds is killed.
 *
 * @param {ChildProcess} leader
 * @param {NodeJS.Signals} [signal]
 */
export async function endGroup(leader, signal = 'SIGTERM') {
  const hasExited = leader.exitCode !== null || leader.signalCode !== null;
  const exit = hasExited || once(leader, 'exit');
  signalGroup(leader, signal);
  await Promise.race([exit, delay(2000, undefined, { ref: false })]);
  signalGroup(leader, 'SIGKILL');
  leaders.delete(leader);
}

function signalGroup({ pid }, name) {
  try {
    process.kill(-pid, name);
  } catch {
    // The group has gone.
  }
}
