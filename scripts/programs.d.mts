import type { ChildProcess } from 'node:child_process';

interface Running {
  close(): Promise<void>;
}
export function startScreen(xvfb: string): Promise<Running & { display: string }>;
export function startWebKitDriver(path: string, display: string): Promise<Running & { port: number }>;
export function endOnExit(leader: ChildProcess): ChildProcess;
export function endGroup(leader: ChildProcess, signal?: NodeJS.Signals): Promise<void>;
export function freePort(): Promise<number>;
