import { expect } from '@open-wc/testing';
import { readReturnedLaunch } from '../../src/link/return/returned-launch.js';
import type { Platform } from '../../src/link/platform.js';

interface Page {
  platform: Platform;
  /** What became of its address. */
  replaced: string[];
  /** Where it was sent to. */
  went: string[];
  /** What its opener was told, and for which origin. */
  told: [message: unknown, origin: string][];
  closed: number;
}

/** A page that may be a return, in a tab that keeps something. */
function newPage(search: string, kept?: unknown): Page {
  const items = new Map([['junction-connect', typeof kept === 'string' ? kept : JSON.stringify(kept)]]);
  const page: Page = { replaced: [], went: [], told: [], closed: 0, platform: undefined as unknown as Platform };
  page.platform = {
    BroadcastChannel,
    document,
    performance,
    history: {
      state: { own: 1 },
      replaceState: (_state: unknown, _title: string, url: URL) => page.replaced.push(url.href),
    },
    location: {
      href: `https://shop.example//devices${search}#top`,
      origin: 'https://shop.example',
      search,
      replace: (url: URL) => page.went.push(url.href),
    },
    opener: { postMessage: (message: unknown, origin: string) => page.told.push([message, origin]) },
    sessionStorage: {
      getItem: (key: string) => (kept === undefined ? null : (items.get(key) ?? null)),
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    },
    close: () => (page.closed += 1),
  } as unknown as Platform;
  return page;
}

const record = { name: '42', sessionId: '7', elementIndex: 1, isRefreshed: false };

describe('a page that hosted Link may have come back to', () => {
  afterEach(() => document.querySelector('dialog')?.remove());

  it('hands over what a launch of its tab came back with, once, and cleans the address', () => {
    const { platform, replaced, told } = newPage('?a=1&junction_session=42&state=success&provider=oura', record);
    expect(readReturnedLaunch(platform)).to.deep.equal({ ...record, appended: '&state=success&provider=oura' });
    expect(replaced).to.deep.equal(['https://shop.example//devices?a=1#top']);
    expect(told).to.deep.equal([]);
    expect(readReturnedLaunch(platform)).to.equal(undefined);
  });

  it('may come back with a success after anything else: the person went back to Link', () => {
    const { platform } = newPage('?junction_session=42&state=error&error_type=provider_credential_error', record);
    expect(readReturnedLaunch(platform)).not.to.have.property('isOver');
    platform.location.search = '?junction_session=42&state=success';
    expect(readReturnedLaunch(platform)).to.deep.equal({ ...record, isOver: true, appended: '&state=success' });
    expect(readReturnedLaunch(platform)).to.equal(undefined);
  });

  const others: unknown[] = [undefined, 'no JSON', null, 7, {}, { ...record, name: '43' }];
  others.forEach((kept) => {
    it(`is no return of a tab that keeps ${JSON.stringify(kept)}`, () => {
      const { platform, replaced } = newPage('?junction_session=42&state=success', kept);
      expect(readReturnedLaunch(platform)).to.equal(undefined);
      expect(replaced).to.deep.equal([]);
    });
  });

  it('does nothing when it merely carries a state', () => {
    const { platform, replaced, told, closed } = newPage('?state=success&provider=oura', record);
    expect(readReturnedLaunch(platform)).to.equal(undefined);
    expect([replaced, told, closed]).to.deep.equal([[], [], 0]);
  });

  describe('in a window', () => {
    /** The page that opened it, as far as the channel goes. */
    function launcher(name: string) {
      const channel = new BroadcastChannel(`junction_session=${name}`);
      const heard = new Promise((resolve) => (channel.onmessage = ({ data }) => resolve(data)));
      return { heard, answer: (data: unknown) => channel.postMessage(data), close: () => channel.close() };
    }
    /** As long as a message takes. */
    async function echo() {
      const [here, there] = [new BroadcastChannel('echo'), new BroadcastChannel('echo')];
      const heard = new Promise((resolve) => (here.onmessage = resolve));
      there.postMessage('');
      await heard;
      here.close();
      there.close();
    }

    it('reports to its opener, of its own origin only, and by the channel', async () => {
      const { heard, close } = launcher('1001');
      const page = newPage('?junction_session=1001&state=success');
      readReturnedLaunch(page.platform);
      const message = { junction_session: '1001', page: performance.timeOrigin, outcome: '&state=success' };
      expect(page.told).to.deep.equal([[message, 'https://shop.example']]);
      expect(await heard).to.deep.equal(message);
      expect([page.closed, page.replaced, document.querySelector('dialog')]).to.deep.equal([0, [], null]);
      close();
    });

    it('closes when it has been heard, and says so where it may not', async () => {
      const { heard, answer, close } = launcher('1002');
      const page = newPage('?a=1&junction_session=1002&state=success');
      readReturnedLaunch(page.platform);
      await heard;
      answer({ junction_session: '1002', page: 1, outcome: '&state=success' }); // Another page with the same address.
      answer('');
      answer('');
      await echo();
      expect(document.querySelectorAll('dialog').length).to.equal(1);
      expect([page.closed, page.replaced]).to.deep.equal([1, ['https://shop.example//devices?a=1#top']]);
      const dialog = document.querySelector('dialog');
      expect([dialog?.open, dialog?.textContent]).to.deep.equal([true, 'You can close this window.']);
      close();
    });

    it('goes to Link again when it is told to, and nowhere else', async () => {
      for (const [name, address, went] of [
        ['1003', 'https://link.tryvital.io/?token=a', ['https://link.tryvital.io/?token=a']],
        ['1004', 'https://evil.example/', []],
        ['1005', 'javascript:alert(1)', []],
      ] as const) {
        const { heard, answer, close } = launcher(name);
        const page = newPage(`?junction_session=${name}&state=error&error_type=token_expired`);
        readReturnedLaunch(page.platform);
        await heard;
        answer(address);
        await echo();
        expect(page.went).to.deep.equal(went);
        close();
      }
    });

    it('reports by the channel although its opener is no window', async () => {
      const { heard, close } = launcher('1006');
      const page = newPage('?junction_session=1006&state=success');
      Object.assign(page.platform, { opener: {} });
      expect(() => readReturnedLaunch(page.platform)).to.throw(); // Whoever reads the address takes no notice.
      expect(await heard).to.include({ outcome: '&state=success' });
      close();
    });

    it('names no channel of the site', async () => {
      const site = new BroadcastChannel('auth');
      const heard: unknown[] = [];
      site.onmessage = ({ data }) => heard.push(data);
      readReturnedLaunch(newPage('?junction_session=auth&state=success').platform);
      await echo();
      expect(heard).to.deep.equal([]);
      site.close();
    });
  });
});
