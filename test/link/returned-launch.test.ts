import { expect } from '@open-wc/testing';
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
  page.platform = {
    self,
    parent: self,
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

describe('a page that hosted Link may have returned to', () => {
  it('returns the launch of its tab, stores the outcome, and removes the parameters from the address', () => {
    const { platform, replaced, stored } = newPage({ address, saved: newRecord() });
    const returned = { ...newRecord(), pendingReturn: { outcome, page: 1000 } };
    expect(readReturnedLaunch(platform)).to.deep.equal(returned);
    expect(stored()).to.deep.equal(returned);
    expect(replaced).to.deep.equal([`${site}?a=1#top`]);
  });

  it('returns the outcome that an earlier page of the tab has stored', () => {
    const returned = newReturnedLaunch('state=success');
    const { platform, replaced } = newPage({ address: '?a=1', saved: returned });
    expect(readReturnedLaunch(platform)).to.deep.equal(returned);
    expect(replaced).to.deep.equal([]);
  });

  it('returns a success after an error, because the person may have gone back to Link', () => {
    const { platform } = newPage({ address, saved: newRecord({ hasEnded: true }) });
    expect(readReturnedLaunch(platform)).to.deep.include({ hasEnded: true, pendingReturn: { outcome, page: 1000 } });
  });

  const cleaned: [name: string, options: PageOptions][] = [
    ['has changed its address', { address: '?login', loaded: site + address }],
    ['was reached from the return page', { address: '?login', referrer: site + address }],
  ];
  cleaned.forEach(([name, options]) => {
    it(`returns the launch when it ${name} before the script runs, and does not change the address`, () => {
      const { platform, replaced } = newPage({ ...options, saved: newRecord() });
      expect(readReturnedLaunch(platform)).to.deep.include({ pendingReturn: { outcome, page: 1000 } });
      expect(replaced).to.deep.equal([]);
    });
  });

  const others: unknown[] = [undefined, 'no JSON', null, 7, {}, newRecord({ returnKey: '43' })];
  others.forEach((saved) => {
    it(`returns an unknown return, and does not change the address, in a tab that has saved ${JSON.stringify(saved)}`, () => {
      const { platform, replaced } = newPage({ address, saved });
      expect(readReturnedLaunch(platform)).to.deep.equal({ returnKey: '42', pendingReturn: { outcome, page: 1000 } });
      expect(replaced).to.deep.equal([]);
    });
  });

  it('ignores an unknown return in the address of the page before', () => {
    const { platform } = newPage({ address: '', referrer: site + address });
    expect(readReturnedLaunch(platform)).to.equal(undefined);
  });

  it('does nothing without `junction_session` in the address', () => {
    const { platform, replaced } = newPage({ address: '?state=success&provider=oura', saved: newRecord() });
    expect([readReturnedLaunch(platform), replaced]).to.deep.equal([undefined, []]);
  });

  describe('whose own address has parameters with reserved names', () => {
    /** The address of the return, with a copy of the site's own query. */
    const address =
      '?a=1&junction_address=%3Fstate%3DCA%26a%3D1%23top&junction_session=42&state=success&provider=oura#top';

    it('is loaded again at its own address, and returns the launch then', () => {
      const page = newPage({ address, saved: newRecord() });
      expect(readReturnedLaunch(page.platform)).to.equal(undefined);
      expect([page.replaced, page.reloadCount]).to.deep.equal([[`${site}?state=CA&a=1#top`], 1]);
      const next = newPage({ address: '?state=CA&a=1#top', saved: page.stored() });
      expect(readReturnedLaunch(next.platform)).to.deep.include({ pendingReturn: { outcome, page: 1000 } });
      expect(next.reloadCount).to.equal(0);
    });

    it('is not loaded again in the window of a popup', () => {
      const page = newPage({ address, saved: newRecord({ mode: 'popup' }) });
      expect(readReturnedLaunch(page.platform)).to.deep.include({ mode: 'popup' });
      expect([page.replaced, page.reloadCount]).to.deep.equal([[`${site}?state=CA&a=1#top`], 0]);
    });

    it('is not loaded again when only its fragment has them, but its router gets an event', () => {
      const hash = '#/list?state=CA';
      const copy = encodeURIComponent(hash);
      const address = `?junction_address=${copy}&junction_session=42&state=success#/list`;
      const page = newPage({ address, saved: newRecord() });
      expect(readReturnedLaunch(page.platform)).to.deep.include({
        pendingReturn: { outcome: 'state=success', page: 1000 },
      });
      expect([page.replaced, page.visited, page.reloadCount]).to.deep.equal([[`${site}#/list`], [site + hash], 0]);
    });
  });

  it('gives a router an event when Link has added its parameters behind the fragment', () => {
    const page = newPage({ address: '?junction_session=42#/list&state=success', saved: newRecord() });
    readReturnedLaunch(page.platform);
    expect([page.replaced, page.visited]).to.deep.equal([[`${site}#/list&state=success`], [`${site}#/list`]]);
  });

  it('is no return in a frame, which has the same storage as the return page', () => {
    for (const address of ['', '?junction_session=42&state=success']) {
      const { platform } = newPage({ address, saved: newReturnedLaunch('state=success') });
      Object.assign(platform, { parent: {} });
      expect(readReturnedLaunch(platform)).to.equal(undefined);
    }
  });

  it('returns the launch that waits although the address has an unknown return', () => {
    const returned = newReturnedLaunch('state=success', { returnKey: '43' });
    expect(readReturnedLaunch(newPage({ address, saved: returned }).platform)).to.deep.equal(returned);
  });

  it('returns nothing on a server', () => {
    expect(readReturnedLaunch({} as Platform)).to.equal(undefined);
  });
});
