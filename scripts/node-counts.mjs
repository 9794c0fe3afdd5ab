/** A reporter of node:test that tells `{ passed, failed, skipped }` as JSON, for `npm test`. */
export default async function* counts(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
    // Node reports a file without tests as a test that passed, whose name is the path of the file.
    else if (type === 'test:fail' || data.name === data.file) count.failed += 1;
    else count.passed += 1;
  }
  yield JSON.stringify(count);
}
