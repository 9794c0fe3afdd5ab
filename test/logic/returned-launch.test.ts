import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LaunchRecord } from '../../src/link/return/launch-record.js';
import type { Platform } from '../../src/link/platform.js';
import { readReturnedLaunch } from '../../src/link/return/returned-launch.js';
import { newRecord, newReturnedLaunch } from '../support/returned-launch.js';

interface Page {
  platform: Platform;
  /** The addresses that replaced its own in the history. */
  replaced: string[];
  /** The addresses or fragments that it has gone to. */
  visited: string[];
  reloadCount: number;
  stored: () => LaunchRecord | null;
}

interface PageOptions {
  /** The query and the fragment of the page's address. */
  readonly address: string;
  readonly saved?: unknown;
  /** The address with which the browser has loaded the page. */
  readonly loaded?: string;
  readonly referrer?: string;
}

const site = 'https://shop.example//devices';

/** Returns a page that may be a return page, in a tab with a saved record. */
function newPage({ address, saved, loaded = site + address, referrer = '' }: PageOptions): Page {
  let item = saved === undefined || typeof saved === 'string' ? saved : JSON.stringify(saved);
  const page: Page = {
    replaced: [],
    visited: [],
    reloadCount: 0,
    stored: () => JSON.parse(item ?? 'null') as LaunchRecord | null,
    platform: undefined as unknown as Platform,
  };
  const location = {
    href: site + address,
    get hash() {
      return new URL(location.href).hash;
    },
    replace: (url: string) => page.visited.push(url),
    reload: () => (page.reloadCount += 1),
  };
  const window = {};
  page.platform = {
    self: window,
    parent: window,
    addEventListener: () => {},
    document: { referrer },
    history: {
      state: { own: 1 },
      replaceState: (_state: unknown, _title: string, url: URL) => {
        page.replaced.push(url.href);
        location.href = url.href;
      },
    },
    location,
    performance: { timeOrigin: 1000, getEntriesByType: () => [{ name: loaded }] },
    sessionStorage: {
      getItem: () => item ?? null,
      setItem: (_key: string, value: string) => (item = value),
    },
  } as unknown as Platform;
  return page;
}

const address = '?a=1&junction_session=42&state=success&provider=oura#top';
const outcome = 'state=success&provider=oura';
const pendingReturn = { outcome, page: 1000 };

describe('a page that hosted Link may have returned to', () => {
  it('returns the launch of its tab, stores the outcome, and removes the parameters from the address', () => {
    const { platform, replaced, stored } = newPage({ address, saved: newRecord() });
    const returned = { ...newRecord(), pendingReturn };
    assert.deepEqual(readReturnedLaunch(platform), returned);
    assert.deepEqual(stored(), returned);
    assert.deepEqual(replaced, [`${site}?a=1#top`]);
  });

  it('returns the outcome that an earlier page of the tab has stored', () => {
    const returned = newReturnedLaunch('state=success');
    const { platform, replaced } = newPage({ address: '?a=1', saved: returned });
    assert.deepEqual(readReturnedLaunch(platform), returned);
    assert.deepEqual(replaced, []);
  });

  it('returns a success after an error, because the person may have gone back to Link', () => {
    const { platform } = newPage({ address, saved: newRecord({ hasEnded: true }) });
    assert.deepEqual(readReturnedLaunch(platform), { ...newRecord({ hasEnded: true }), pendingReturn });
  });

  const cleaned: [name: string, options: PageOptions][] = [
    ['has changed its address', { address: '?login', loaded: site + address }],
    ['was reached from the return page', { address: '?login', referrer: site + address }],
  ];
  cleaned.forEach(([name, options]) => {
    it(`returns the launch when it ${name} before the script runs, and does not change the address`, () => {
      const { platform, replaced } = newPage({ ...options, saved: newRecord() });
      assert.deepEqual(readReturnedLaunch(platform), { ...newRecord(), pendingReturn });
      assert.deepEqual(replaced, []);
    });
  });

  const others: unknown[] = [undefined, 'no JSON', null, 7, {}, newRecord({ returnKey: '43' })];
  others.forEach((saved) => {
    it(`returns an unknown return, and does not change the address, in a tab that has saved ${JSON.stringify(saved)}`, () => {
      const { platform, replaced } = newPage({ address, saved });
      assert.deepEqual(readReturnedLaunch(platform), { returnKey: '42', pendingReturn });
      assert.deepEqual(replaced, []);
    });
  });

  it('ignores an unknown return in the address of the page before', () => {
    const { platform } = newPage({ address: '', referrer: site + address });
    assert.equal(readReturnedLaunch(platform), undefined);
  });

  it('does nothing without `junction_session` in the address', () => {
    const { platform, replaced } = newPage({ address: '?state=success&provider=oura', saved: newRecord() });
    assert.deepEqual([readReturnedLaunch(platform), replaced], [undefined, []]);
  });

  describe('whose own address has parameters with reserved names', () => {
    /** The address of the return, with a copy of the site's own query. */
    const address =
      '?a=1&junction_address=%3Fstate%3DCA%26a%3D1%23top&junction_session=42&state=success&provider=oura#top';

    it('is loaded again at its own address, and returns the launch then', () => {
      const page = newPage({ address, saved: newRecord() });
      assert.equal(readReturnedLaunch(page.platform), undefined);
      assert.deepEqual([page.replaced, page.reloadCount], [[`${site}?state=CA&a=1#top`], 1]);
      const next = newPage({ address: '?state=CA&a=1#top', saved: page.stored() });
      assert.deepEqual(readReturnedLaunch(next.platform), { ...newRecord(), pendingReturn });
      assert.equal(next.reloadCount, 0);
    });

    it('is not loaded again in the window of a popup', () => {
      const page = newPage({ address, saved: newRecord({ mode: 'popup' }) });
      assert.deepEqual(readReturnedLaunch(page.platform), { ...newRecord({ mode: 'popup' }), pendingReturn });
      assert.deepEqual([page.replaced, page.reloadCount], [[`${site}?state=CA&a=1#top`], 0]);
    });

    it('is not loaded again when only its fragment has them, but its router gets an event', () => {
      const hash = '#/list?state=CA';
      const copy = encodeURIComponent(hash);
      const address = `?junction_address=${copy}&junction_session=42&state=success#/list`;
      const page = newPage({ address, saved: newRecord() });
      assert.deepEqual(readReturnedLaunch(page.platform), {
        ...newRecord(),
        pendingReturn: { outcome: 'state=success', page: 1000 },
      });
      assert.deepEqual([page.replaced, page.visited, page.reloadCount], [[`${site}#/list`], [site + hash], 0]);
    });
  });

  it('gives a router an event when Link has added its parameters behind the fragment', () => {
    const page = newPage({ address: '?junction_session=42#/list&state=success', saved: newRecord() });
    readReturnedLaunch(page.platform);
    assert.deepEqual([page.replaced, page.visited], [[`${site}#/list&state=success`], [`${site}#/list`]]);
  });

  it('is no return in a frame, which has the same storage as the return page', () => {
    for (const address of ['', '?junction_session=42&state=success']) {
      const { platform } = newPage({ address, saved: newReturnedLaunch('state=success') });
      Object.assign(platform, { parent: {} });
      assert.equal(readReturnedLaunch(platform), undefined);
    }
  });

  it('returns the launch that waits although the address has an unknown return', () => {
    const returned = newReturnedLaunch('state=success', { returnKey: '43' });
    assert.deepEqual(readReturnedLaunch(newPage({ address, saved: returned }).platform), returned);
  });

  it('is an unknown return, too, when the page has changed its address', () => {
    const { platform, replaced } = newPage({ address: '?login', loaded: site + address });
    assert.deepEqual(readReturnedLaunch(platform), { returnKey: '42', pendingReturn });
    assert.deepEqual(replaced, []);
  });

  it('is read when the browser does not say how it has loaded the page', () => {
    const { platform } = newPage({ address, saved: newRecord() });
    Object.assign(platform.performance, { getEntriesByType: () => [] });
    assert.deepEqual(readReturnedLaunch(platform), { ...newRecord(), pendingReturn });
  });

  it("keeps the page's own state in the history", () => {
    const { platform } = newPage({ address, saved: newRecord() });
    const calls: unknown[][] = [];
    platform.history.replaceState = (...args) => calls.push(args);
    readReturnedLaunch(platform);
    assert.deepEqual(calls, [[{ own: 1 }, '', new URL(`${site}?a=1#top`)]]);
  });

  it('returns nothing on a server, which may have some of the objects of a browser', () => {
    assert.equal(readReturnedLaunch({} as Platform), undefined);
    for (const missing of ['location', 'performance', 'document'] as const) {
      const { platform } = newPage({ address, saved: newRecord() });
      assert.equal(readReturnedLaunch({ ...platform, [missing]: undefined }), undefined);
    }
  });
});
