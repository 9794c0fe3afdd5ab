import { expect } from '@open-wc/testing';
import { readReturnedLaunch } from '../../src/link/return/returned-launch.js';
import type { Platform } from '../../src/link/platform.js';

interface Page {
  platform: Platform;
  /** The addresses that replaced its own in the history. */
  replaced: string[];
  /** The addresses that it has gone to. */
  visited: string[];
  /** The messages to its opener, and the origin that each is for. */
  messages: [message: unknown, origin: string][];
  closeCount: number;
}

/** Returns a page that may be a return page, in a tab with a saved record. */
function newPage(search: string, saved?: unknown): Page {
  const items = new Map([['junction-connect', typeof saved === 'string' ? saved : JSON.stringify(saved)]]);
  const page: Page = {
    replaced: [],
    visited: [],
    messages: [],
    closeCount: 0,
    platform: undefined as unknown as Platform,
  };
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
      replace: (url: URL) => page.visited.push(url.href),
    },
    opener: { postMessage: (message: unknown, origin: string) => page.messages.push([message, origin]) },
    sessionStorage: {
      getItem: (key: string) => (saved === undefined ? null : (items.get(key) ?? null)),
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    },
    close: () => (page.closeCount += 1),
  } as unknown as Platform;
  return page;
}

const record = { returnKey: '42', sessionId: '7', elementIndex: 1, isRefreshed: false };

describe('a page that hosted Link may have returned to', () => {
  afterEach(() => document.querySelector('dialog')?.remove());

  it('returns the launch of its tab once, and removes the parameters from the address', () => {
    const { platform, replaced, messages } = newPage('?a=1&junction_session=42&state=success&provider=oura', record);
    expect(readReturnedLaunch(platform)).to.deep.equal({ ...record, appended: '&state=success&provider=oura' });
    expect(replaced).to.deep.equal(['https://shop.example//devices?a=1#top']);
    expect(messages).to.deep.equal([]);
    expect(readReturnedLaunch(platform)).to.equal(undefined);
  });

  it('may return with a success after an error, because the person went back to Link', () => {
    const { platform } = newPage('?junction_session=42&state=error&error_type=provider_credential_error', record);
    expect(readReturnedLaunch(platform)).not.to.have.property('hasEnded');
    platform.location.search = '?junction_session=42&state=success';
    expect(readReturnedLaunch(platform)).to.deep.equal({ ...record, hasEnded: true, appended: '&state=success' });
    expect(readReturnedLaunch(platform)).to.equal(undefined);
  });

  const others: unknown[] = [undefined, 'no JSON', null, 7, {}, { ...record, returnKey: '43' }];
  others.forEach((saved) => {
    it(`is not a return in a tab that has saved ${JSON.stringify(saved)}`, () => {
      const { platform, replaced } = newPage('?junction_session=42&state=success', saved);
      expect(readReturnedLaunch(platform)).to.equal(undefined);
      expect(replaced).to.deep.equal([]);
    });
  });

  it('does nothing without `junction_session` in the address', () => {
    const { platform, replaced, messages, closeCount } = newPage('?state=success&provider=oura', record);
    expect(readReturnedLaunch(platform)).to.equal(undefined);
    expect([replaced, messages, closeCount]).to.deep.equal([[], [], 0]);
  });

  describe('in a window', () => {
    /** Opens the channel as the launching page does. */
    function openChannel(returnKey: string) {
      const channel = new BroadcastChannel(`junction_session=${returnKey}`);
      const received = new Promise((resolve) => (channel.onmessage = ({ data }) => resolve(data)));
      return { received, answer: (data: unknown) => channel.postMessage(data), close: () => channel.close() };
    }
    /** Waits for the time that a message takes. */
    async function messageTime() {
      const [here, there] = [new BroadcastChannel('time'), new BroadcastChannel('time')];
      const received = new Promise((resolve) => (here.onmessage = resolve));
      there.postMessage('');
      await received;
      here.close();
      there.close();
    }

    it('reports to its opener, for its own origin only, and through the channel', async () => {
      const { received, close } = openChannel('1001');
      const page = newPage('?junction_session=1001&state=success');
      readReturnedLaunch(page.platform);
      const message = { junction_session: '1001', page: performance.timeOrigin, outcome: '&state=success' };
      expect(page.messages).to.deep.equal([[message, 'https://shop.example']]);
      expect(await received).to.deep.equal(message);
      expect([page.closeCount, page.replaced, document.querySelector('dialog')]).to.deep.equal([0, [], null]);
      close();
    });

    it('closes when the launching page answers, and shows a text in case the browser does not close it', async () => {
      const { received, answer, close } = openChannel('1002');
      const page = newPage('?a=1&junction_session=1002&state=success');
      readReturnedLaunch(page.platform);
      await received;
      answer({ junction_session: '1002', page: 1, outcome: '&state=success' }); // Another page with the same address.
      answer('');
      answer('');
      await messageTime();
      expect(document.querySelectorAll('dialog').length).to.equal(1);
      expect([page.closeCount, page.replaced]).to.deep.equal([1, ['https://shop.example//devices?a=1#top']]);
      const dialog = document.querySelector('dialog');
      expect([dialog?.open, dialog?.textContent]).to.deep.equal([true, 'You can close this window.']);
      close();
    });

    it('goes to Link again when the answer is an address of Link, and to no other address', async () => {
      for (const [returnKey, address, visited] of [
        ['1003', 'https://link.tryvital.io/?token=a', ['https://link.tryvital.io/?token=a']],
        ['1004', 'https://evil.example/', []],
        ['1005', 'javascript:alert(1)', []],
      ] as const) {
        const { received, answer, close } = openChannel(returnKey);
        const page = newPage(`?junction_session=${returnKey}&state=error&error_type=token_expired`);
        readReturnedLaunch(page.platform);
        await received;
        answer(address);
        await messageTime();
        expect(page.visited).to.deep.equal(visited);
        close();
      }
    });

    it('reports through the channel although its opener is not a window', async () => {
      const { received, close } = openChannel('1006');
      const page = newPage('?junction_session=1006&state=success');
      Object.assign(page.platform, { opener: {} });
      expect(() => readReturnedLaunch(page.platform)).to.throw(); // `readReturnOnce` catches the error.
      expect(await received).to.include({ outcome: '&state=success' });
      close();
    });

    it('sends nothing to a channel of the site', async () => {
      const site = new BroadcastChannel('auth');
      const received: unknown[] = [];
      site.onmessage = ({ data }) => received.push(data);
      readReturnedLaunch(newPage('?junction_session=auth&state=success').platform);
      await messageTime();
      expect(received).to.deep.equal([]);
      site.close();
    });
  });
});
