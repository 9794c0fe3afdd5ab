/** Runs a program that writes to this terminal, and ends it when it takes too long. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import process from 'node:process';

let running;

// A signal to this process goes on to the program. This process ends after the program has cleaned up and ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    const leave = () => process.exit(128 + constants.signals[signal]);
    if (!running) leave();
    running.once('exit', leave);
    running.kill(signal);
  });
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, minutes?: number, input?: 'ignore' | 'inherit' }} [options] `inherit` lets the
 *   program read the keyboard.
 * @returns {Promise<boolean>} true when the program ended with the code 0.
 */
export async function run(program, args, { env = process.env, minutes = 10, input = 'ignore' } = {}) {
  running = spawn(program, args, { stdio: [input, 'inherit', 'inherit'], env });
  const child = running;
  const timers = [
    setTimeout(() => {
      console.error(`${program} ${args.join(' ')}: ended after ${minutes} minutes`);
      child.kill('SIGTERM');
      timers.push(setTimeout(() => child.kill('SIGKILL'), 10_000));
    }, minutes * 60_000),
  ];
  try {
    const [code] = await once(child, 'exit');
    return code === 0;
  } catch (error) {
    console.error(error.message);
    return false;
  } finally {
    timers.forEach(clearTimeout);
    running = undefined;
  }
}
