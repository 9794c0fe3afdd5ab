import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { endGroup, endOnExit } from '../../scripts/programs.mjs';

/** The result of a program that has ended. */
interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A program that runs until it is stopped. */
export interface Program {
  /** Resolves with a part of the output when the program is ready. Rejects when the program ends first or takes too long. */
  readonly ready: Promise<string>;
  readonly ended: Promise<ProgramResult>;
  /** Returns what it has written to its standard output so far. */
  readonly output: () => string;
  /** Sends a signal to the program and to the programs that it has started, and waits until it has ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<ProgramResult>;
}

export interface ProgramOptions {
  /** Matches the output of a program that is ready. `ready` resolves with its first group, or with the whole match. */
  readonly ready: RegExp;
  readonly env?: Record<string, string>;
  readonly folder?: string;
}

/** The time within which a program must be ready, in milliseconds. Some are compiled at each start. */
const startTimeoutMs = 120_000;

/**
 * Starts a program as the leader of a process group. Some programs are scripts that run another program, and a signal to the
 * group reaches both.
 */
export function startProgram(
  program: string,
  args: string[],
  { ready: pattern, env, folder }: ProgramOptions,
): Program {
  const child = spawn(program, args, {
    ...(folder && { cwd: folder }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  endOnExit(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (errors += String(data)));
  const ended = once(child, 'close').then(([code]): ProgramResult => ({ code: code as number | null, output, errors }));

  const ready = new Promise<string>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${program} ${what}: ${output}${errors}`));
    const timer = setTimeout(() => fail(`was not ready within ${startTimeoutMs} ms`), startTimeoutMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', () => {
        const found = pattern.exec(output) ?? pattern.exec(errors);
        if (!found) return;
        clearTimeout(timer);
        resolve(found[1] ?? found[0]);
      });
    }
    ended.then(() => fail('ended'), reject).finally(() => clearTimeout(timer));
  });
  ready.catch(() => undefined); // A test may wait only for `ended`.

  return {
    ready,
    ended,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      await endGroup(child, signal);
      return ended;
    },
  };
}
