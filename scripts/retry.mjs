/** Adds up the counts of test files, and gives files that failed a second run. */

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {Record<string, Record<string, Counts>>} CountsByFile By engine, or `Node` for tests that run there; then by file.
 * @typedef {{ counts: CountsByFile, passed: boolean }} Run The counts, and true when the runner says that all went well.
 */

/**
 * Runs test files. A file that failed and may run again gets a second run, and then only the second run counts.
 *
 * @param {string[]} files
 * @param {(files: string[]) => Promise<Run>} runFiles
 * @param {(file: string) => boolean} mayRunAgain
 * @returns {Promise<{ counts: CountsByFile, isComplete: boolean, flaky: string[] }>} `isComplete` is false when a runner
 *   failed without a failed test. `flaky` are the files that failed first and passed then.
 */
export async function runAndRetryFailed(files, runFiles, mayRunAgain) {
  const first = await runFiles(files);
  const isComplete = isExplained(first);
  const again = failedFiles(first.counts).filter(mayRunAgain);
  if (again.length === 0) return { counts: first.counts, isComplete, flaky: [] };

  console.log(`\nThese files failed. They get a second run: ${again.join(', ')}\n`);
  const second = await runFiles(again);
  const counts = { ...first.counts };
  for (const [engine, counted] of Object.entries(second.counts)) counts[engine] = { ...counts[engine], ...counted };
  const failed = failedFiles(counts);
  return {
    counts,
    isComplete: isComplete && isExplained(second),
    flaky: again.filter((file) => !failed.includes(file)),
  };
}

/** Returns true when a run passed, or when a failed test says why it did not. */
const isExplained = ({ counts, passed }) => passed || failedFiles(counts).length > 0;

/** @param {CountsByFile} counts @returns {string[]} the files that failed in an engine, each once. */
function failedFiles(counts) {
  const failed = Object.values(counts).flatMap((files) => Object.keys(files).filter((file) => files[file].failed > 0));
  return [...new Set(failed)];
}

/** @param {Record<string, Counts>} [files] @returns {Counts} the sum of all files. */
export function sumOf(files = {}) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of Object.values(files)) for (const key of Object.keys(sum)) sum[key] += counts[key];
  return sum;
}
