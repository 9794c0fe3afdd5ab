import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rejectOnAbort } from '../../src/link/reject-on-abort.js';

describe('rejectOnAbort', () => {
  const timeout = new Error('timeout');
  const never = () => new Promise<never>(() => {});

  it('settles as the work does', async () => {
    const { signal } = new AbortController();
    assert.equal(await rejectOnAbort(async () => 7, signal, timeout), 7);
    await assert.rejects(
      rejectOnAbort(() => Promise.reject(new Error('failed')), signal, timeout),
      /failed/,
    );
  });

  it('rejects with the given error when the signal aborts, also when the work rejects at the same time', async () => {
    const abort = new AbortController();
    const work = () => new Promise<never>((_resolve, reject) => abort.signal.addEventListener('abort', reject));
    const promises = [never, work].map((each) => rejectOnAbort(each, abort.signal, timeout));
    abort.abort();
    await Promise.all(promises.map((promise) => assert.rejects(promise, timeout)));
  });

  it('does not start the work when the signal has aborted', async () => {
    let calls = 0;
    const work = async () => (calls += 1);
    await assert.rejects(rejectOnAbort(work, AbortSignal.abort(), timeout), timeout);
    assert.equal(calls, 0);
  });
});
