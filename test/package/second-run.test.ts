import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAndRetryFailed, sumOf, type CountsByFile } from '../../scripts/retry.mjs';

const good = { passed: 2, failed: 0, skipped: 0 };
const bad = { passed: 1, failed: 1, skipped: 0 };

/** Runs the files `a`, `b` and `c` by a runner that returns these counts, run by run. All but `c` may run again. */
async function runWith(...outcomes: CountsByFile[]) {
  const filesByRun: string[][] = [];
  const runFiles = async (files: string[]) => {
    filesByRun.push(files);
    const counts = outcomes[filesByRun.length - 1] ?? {};
    const passed = Object.values(counts).every((files) => Object.values(files).every(({ failed }) => failed === 0));
    return { counts, passed };
  };
  const result = await runAndRetryFailed(['a', 'b', 'c'], runFiles, (file) => file !== 'c');
  return { ...result, filesByRun };
}

describe('a test file that fails', () => {
  it('runs once more when it drives a browser, and is flaky when it passes then', async () => {
    const first = { Chromium: { a: bad, b: good }, WebKit: { a: good, b: good } };
    const second = { Chromium: { a: good }, WebKit: { a: good } };
    const { counts, flaky, isComplete, filesByRun } = await runWith(first, second);
    assert.deepEqual(filesByRun, [['a', 'b', 'c'], ['a']]);
    assert.deepEqual(
      [sumOf(counts.Chromium), sumOf(counts.WebKit)],
      [sumOf({ a: good, b: good }), sumOf({ a: good, b: good })],
    );
    assert.deepEqual([flaky, isComplete], [['a'], true]);
  });

  const failing: [what: string, first: CountsByFile, second: CountsByFile, failed: number][] = [
    ['fails again', { Node: { a: bad } }, { Node: { a: bad } }, 1],
    [
      'fails in another engine',
      { Chromium: { a: bad }, WebKit: { a: good } },
      { Chromium: { a: good }, WebKit: { a: bad } },
      1,
    ],
    ['does not run to its end the second time', { Node: { a: bad } }, { Node: {} }, 1],
  ];
  for (const [what, first, second, expected] of failing) {
    it(`counts as failed when it ${what}`, async () => {
      const { counts, flaky } = await runWith(first, second);
      const failed = Object.values(counts).reduce((total, files) => total + sumOf(files).failed, 0);
      assert.deepEqual([failed, flaky], [expected, []]);
    });
  }

  it('does not run again when it drives no browser', async () => {
    const { counts, flaky, filesByRun } = await runWith({ Node: { a: good, c: bad } }, { Node: { c: good } });
    assert.deepEqual([filesByRun.length, sumOf(counts.Node).failed, flaky], [1, 1, []]);
  });
});

it('the result is incomplete when a runner fails without a failed test', async () => {
  const crash = async () => ({ counts: { Node: { a: good } }, passed: false });
  assert.equal((await runAndRetryFailed(['a'], crash, () => true)).isComplete, false);
});
