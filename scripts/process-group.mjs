/** A browser is many processes: they are ended together, as the group that the first of them leads. */
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess Started with `detached: true`. */

/** @type {Set<ChildProcess>} */
const leaders = new Set();

// However this process ends, but for a SIGKILL; each exit listener of Puppeteer removes another, and spares a browser.
process.once('exit', () => leaders.forEach((leader) => signalGroup(leader, 'SIGTERM')));

// By default a signal is no exit: a test file that has run out of time would leave its browsers.
process.once('SIGTERM', () => process.exit(143));

/** Sees to it that a group does not outlive this process. @param {ChildProcess} leader */
export function endOnExit(leader) {
  leaders.add(leader);
  return leader;
}

/** Ends a group, and waits until its leader has gone. @param {ChildProcess} leader */
export async function endGroup(leader) {
  const hasExited = leader.exitCode !== null || leader.signalCode !== null;
  const exit = hasExited || once(leader, 'exit');
  signalGroup(leader, 'SIGTERM');
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
