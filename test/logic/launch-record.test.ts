import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  endLaunchRecord,
  endPendingReturn,
  findLaunchRecord,
  type LaunchRecord,
  saveLaunchRecord,
} from '../../src/link/return/launch-record.js';
import { newRecord, newReturnedLaunch } from '../support/returned-launch.js';

/** Returns a tab whose storage has this record. */
function newTab(record?: LaunchRecord) {
  const items = new Map<string, string>();
  const sessionStorage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  } as unknown as Storage;
  if (record !== undefined) items.set('junction-connect', JSON.stringify(record));
  return { sessionStorage, items };
}

/** A tab whose page may not use the storage. The browser throws when the page reads the property. */
const closedTab = {
  get sessionStorage(): Storage {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  },
};

const returned = newReturnedLaunch('state=success');

describe('the record of a launch', () => {
  it('is saved under the name of the package, and found again', () => {
    const { items, ...tab } = newTab();
    assert.equal(findLaunchRecord(tab), undefined);
    assert.equal(saveLaunchRecord(newRecord(), tab), true);
    assert.deepEqual([...items.keys()], ['junction-connect']);
    assert.deepEqual(findLaunchRecord(tab), newRecord());
  });

  it('is not found when the storage has something else', () => {
    for (const other of [null, 7, 'text', {}, { returnKey: '' }])
      assert.equal(findLaunchRecord(newTab(other as unknown as LaunchRecord)), undefined);
  });

  it('is not saved when the page may not use the storage, or the storage keeps nothing', () => {
    assert.equal(saveLaunchRecord(newRecord(), closedTab), false);
    const full = newTab(newRecord({ returnKey: '43' }));
    full.sessionStorage.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    assert.equal(saveLaunchRecord(newRecord(), full), false);
  });

  it('is removed after a success', () => {
    const { items, ...tab } = newTab(returned);
    endLaunchRecord(returned, true, tab);
    assert.equal(items.size, 0);
    assert.doesNotThrow(() => endLaunchRecord(returned, true, closedTab));
  });

  it('stays without the return after an error, because the person may go back to Link', () => {
    const tab = newTab(returned);
    endLaunchRecord(returned, false, tab);
    assert.deepEqual(findLaunchRecord(tab), newRecord({ hasEnded: true }));
    assert.doesNotThrow(() => endLaunchRecord(returned, false, closedTab));
  });
});

describe('a stored return', () => {
  it('ends when its session ends', () => {
    const afterError = newTab(returned);
    endPendingReturn(returned.sessionId, false, afterError);
    assert.deepEqual(findLaunchRecord(afterError), newRecord({ hasEnded: true }));
    const afterSuccess = newTab(returned);
    endPendingReturn(returned.sessionId, true, afterSuccess);
    assert.equal(findLaunchRecord(afterSuccess), undefined);
  });

  it('stays when another session ends', () => {
    const tab = newTab(returned);
    endPendingReturn('8', true, tab);
    assert.deepEqual(findLaunchRecord(tab), returned);
  });

  it('is not made from a launch that has not returned', () => {
    const tab = newTab(newRecord());
    endPendingReturn(newRecord().sessionId, false, tab);
    assert.deepEqual(findLaunchRecord(tab), newRecord());
  });

  it('is missing in a page that may not use the storage', () => {
    assert.doesNotThrow(() => endPendingReturn('7', true, closedTab));
    assert.doesNotThrow(() => endPendingReturn('7', true, newTab()));
  });
});
