export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export type CountsByFile = Record<string, Record<string, Counts>>;
export function runAndRetryFailed(
  files: string[],
  runFiles: (files: string[]) => Promise<{ counts: CountsByFile; passed: boolean }>,
  mayRunAgain: (file: string) => boolean,
): Promise<{ counts: CountsByFile; isComplete: boolean; flaky: string[] }>;
export function sumOf(files?: Record<string, Counts>): Counts;
