/**
 * A reporter of node:test for `npm test`. Writes the counts and the time of each file as JSON:
 * `{ [file]: { passed, failed, skipped, seconds } }`.
 */
import { relative } from 'node:path';
import process from 'node:process';

export default async function* counts(events) {
  const files = {};
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const name = relative(process.cwd(), data.file ?? data.name);
    const count = (files[name] ??= { passed: 0, failed: 0, skipped: 0, seconds: 0 });
    // The time of a suite contains the times of its tests.
    if (data.nesting === 0) count.seconds += data.details.duration_ms / 1000;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
    // Node reports a file without tests as a test that passed, whose name is the path of the file.
    else if (type === 'test:fail' || data.name === data.file) count.failed += 1;
    else count.passed += 1;
  }
  yield JSON.stringify(files);
}
