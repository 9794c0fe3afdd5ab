import { expect } from '@open-wc/testing';
import { claimOffers } from '../../src/link/return/claim-offers.js';
import { saveLaunchRecord, findLaunchRecord } from '../../src/link/return/launch-record.js';
import { sendReturn } from '../../src/link/return/send-return.js';
import type { ReturnedLaunch, UnknownReturn } from '../../src/link/return/returned-launch.js';
import { type FakePlatform, fakePlatform, never } from '../support/fake-platform.js';
import { newReturnedLaunch } from '../support/returned-launch.js';

const outcome = 'state=success&provider=oura';

interface Page {
  readonly platform: FakePlatform;
  /** The addresses that the page has gone to. */
  readonly visited: string[];
  /** The addresses that replaced the page's own in the history. */
  readonly replaced: string[];
  /** The messages to the opener, each with the origin that may receive it. */
  readonly messages: [message: unknown, origin: string][];
  /** The returns that the page has claimed. */
  readonly claimed: ReturnedLaunch[];
  closeCount: number;
}

let lastKey = 1000;
const newKey = () => String((lastKey += 1));

function newPage(): Page {
  const platform = fakePlatform(never);
  const page: Page = { platform, visited: [], replaced: [], messages: [], claimed: [], closeCount: 0 };
  Object.assign(platform, {
    close: () => (page.closeCount += 1),
    history: { state: null, replaceState: (_state: unknown, _title: string, url: URL) => page.replaced.push(url.href) },
    opener: { postMessage: (message: unknown, origin: string) => page.messages.push([message, origin]) },
  });
  Object.assign(platform.location, { replace: (url: string) => page.visited.push(url) });
  return page;
}

/** Reports a return in a window. */
function report(returned: ReturnedLaunch | UnknownReturn): Page {
  const page = newPage();
  if (returned.mode) saveLaunchRecord(returned, page.platform);
  sendReturn(returned, (launch) => page.claimed.push(launch), page.platform);
  return page;
}

/** Opens a page of the site that answers offers. */
function openOtherPage(hasElement: boolean): Page {
  const page = newPage();
  claimOffers(
    () => hasElement,
    (launch) => page.claimed.push(launch),
    page.platform,
  );
  return page;
}

/** Opens a channel of a launch as the launching page does. */
function openChannel(returnKey: string) {
  const channel = new BroadcastChannel(`junction_session=${returnKey}`);
  const received: unknown[] = [];
  channel.onmessage = ({ data }) => received.push(data);
  return { received, send: (data: unknown) => channel.postMessage(data), close: () => channel.close() };
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

/** Runs the timers of some pages that have a delay up to `withinMs`, until nothing more happens. */
async function passTime(pages: readonly Page[], withinMs?: number) {
  for (let round = 0; round < 6; round++) {
    pages.forEach(({ platform }) => platform.runTimers(withinMs));
    await messageTime();
  }
}

const closingNotices = () => document.querySelectorAll('dialog');

describe('a return in the window of a popup', () => {
  afterEach(() => closingNotices().forEach((dialog) => dialog.remove()));

  const unknown = (returnKey: string): UnknownReturn => ({ returnKey, pendingReturn: { outcome, page: 7 } });
  const known = (returnKey: string) => newReturnedLaunch(outcome, { returnKey, mode: 'popup' });

  it('is sent to the opener, for its own origin only, and through the channel', async () => {
    const key = newKey();
    const { received, close } = openChannel(key);
    const { messages, closeCount, replaced } = report(unknown(key));
    await messageTime();
    const [message] = received as { sentAt: number }[];
    expect(message).to.deep.include({ junction_session: key, page: 7, outcome });
    expect(Date.now() - message!.sentAt).to.be.within(0, 5000);
    expect(messages).to.deep.equal([[message, location.origin]]);
    expect([closeCount, replaced, closingNotices().length]).to.deep.equal([0, [], 0]);
    close();
  });

  for (const returned of [unknown, known])
    it(`closes the window when the launching page answers, and shows the closing notice, for ${returned === known ? 'a known' : 'an unknown'} launch`, async () => {
      const key = newKey();
      const { send, close } = openChannel(key);
      const page = report(returned(key));
      send({ junction_session: key, page: 1, outcome }); // Another page with the same address.
      send('');
      send('');
      await messageTime();
      await passTime([page]);
      const [notice] = closingNotices();
      expect([closingNotices().length, notice?.open]).to.deep.equal([1, true]);
      expect([page.closeCount, page.claimed]).to.deep.equal([1, []]);
      expect(page.replaced.length).to.equal(returned === known ? 0 : 1); // The address of a known launch is clean already.
      expect(findLaunchRecord(page.platform)).to.equal(undefined);
      notice!.querySelector('button')!.click();
      expect([page.closeCount, closingNotices().length]).to.deep.equal([2, 0]);
      close();
    });

  it('goes to Link again when the answer is an address of Link, and to no other address', async () => {
    for (const [address, visited] of [
      ['https://link.tryvital.io/?token=a', ['https://link.tryvital.io/?token=a']],
      ['https://evil.example/', []],
      ['javascript:alert(1)', []],
    ] as const) {
      const key = newKey();
      const { send, close } = openChannel(key);
      const page = report(unknown(key));
      send(address);
      await messageTime();
      expect(page.visited).to.deep.equal(visited);
      close();
    }
  });

  it('is sent through the channel although the opener is not a window', async () => {
    const key = newKey();
    const { received, close } = openChannel(key);
    const page = newPage();
    Object.assign(page.platform, { opener: {} });
    sendReturn(unknown(key), () => {}, page.platform);
    await messageTime();
    expect(received.length).to.equal(1);
    close();
  });

  it('is sent to no other channel of the site', async () => {
    const site = new BroadcastChannel('auth');
    const received: unknown[] = [];
    site.onmessage = ({ data }) => received.push(data);
    report(unknown('auth'));
    await messageTime();
    expect(received).to.deep.equal([]);
    site.close();
  });

  it('of an unknown launch is never reported by another page, or by this one', async () => {
    const other = openOtherPage(true);
    const page = report(unknown(newKey()));
    await passTime([page, other]);
    expect([page.claimed, other.claimed]).to.deep.equal([[], []]);
  });

  it('is reported by this page when no page answers; this page sends its claim message, and shows the closing notice', async () => {
    const key = newKey();
    const { received, close } = openChannel(key);
    const page = report(known(key));
    await passTime([page], 500);
    expect(page.claimed).to.deep.equal([]);
    await passTime([page]);
    expect(page.claimed).to.deep.equal([known(key)]);
    expect(received.at(-1)).to.deep.equal({ junction_session: key, page: 1, outcome, isClaim: true });
    expect([closingNotices().length, page.closeCount]).to.deep.equal([1, 0]);
    close();
  });

  it('is not reported by this page when the launching page has claimed it, although its answer takes long', async () => {
    const key = newKey();
    const { send, close } = openChannel(key);
    const page = report(known(key));
    send({ junction_session: key, page: 1, outcome, isClaim: true });
    await messageTime();
    await passTime([page]);
    expect([page.claimed, closingNotices().length, page.closeCount]).to.deep.equal([[], 0, 0]);
    expect(findLaunchRecord(page.platform)).not.to.have.property('pendingReturn');
    close();
  });

  it('is reported by this page although another return of the same launch was claimed', async () => {
    const key = newKey();
    const { send, close } = openChannel(key);
    const page = report(known(key));
    send({ junction_session: key, page: 0, outcome, isClaim: true });
    await passTime([page]);
    expect(page.claimed.length).to.equal(1);
    close();
  });

  it('is reported by another page of the site, if possible by one with the element, and this window closes', async () => {
    for (const [pages, reporting] of [
      [[true], 0],
      [[false], 0],
      [[false, true, false], 1],
    ] as const) {
      const others = pages.map(openOtherPage);
      const page = report(known(newKey()));
      await passTime([page], 500);
      await passTime(others, 100); // Pages with the element do not wait.
      await passTime(others);
      await passTime([page]);
      expect(others.map(({ claimed }) => claimed.length)).to.deep.equal(
        pages.map((_, place) => Number(place === reporting)),
      );
      expect([page.claimed, page.closeCount]).to.deep.equal([[], 1]);
    }
  });

  it('is reported once when several pages claim it at the same time', async () => {
    const pages = [true, true, true].map(openOtherPage);
    pages.forEach(({ platform }) => Object.defineProperty(platform, 'navigator', { value: navigator }));
    const key = newKey();
    const { received, close } = openChannel(key);
    const page = report(known(key));
    await passTime([page], 500);
    await passTime(pages, 100);
    // The browser decides about the locks in its own time.
    for (let round = 0; round < 20; round++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await passTime(pages, 100);
    }
    expect(pages.flatMap(({ claimed }) => claimed).length).to.equal(1);
    // The page with the lock is the only one that asks the others.
    expect(received.filter((message) => 'bid' in Object(message)).length).to.equal(1);
    close();
  });

  it('is reported once when several pages claim it at the same time, also without Web Locks', async () => {
    for (const hasElement of [true, false]) {
      const pages = [hasElement, hasElement, hasElement].map(openOtherPage);
      const page = report(known(newKey()));
      await passTime([page], 500);
      pages.forEach(({ platform }) => platform.runTimers(500)); // They begin at the same time.
      for (let count = 0; count < 5; count++) await messageTime();
      await passTime(pages);
      expect(pages.flatMap(({ claimed }) => claimed).length).to.equal(1);
    }
  });

  it('is not claimed by a page that was frozen when it was offered', async () => {
    const other = openOtherPage(true);
    const channel = new BroadcastChannel('junction-connect');
    const returned = known(newKey());
    channel.postMessage({ returned, sentAt: Date.now() - 1000 });
    await passTime([other]);
    expect(other.claimed).to.deep.equal([]);
    channel.postMessage({ returned, sentAt: Date.now() });
    await passTime([other]);
    expect(other.claimed.length).to.equal(1);
    channel.close();
  });

  it('is not claimed by a page that was busy for a moment and has no Web Locks, because it cannot know of earlier claims', async () => {
    for (const [hasLocks, count] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const other = openOtherPage(true);
      if (hasLocks) Object.defineProperty(other.platform, 'navigator', { value: navigator });
      const channel = new BroadcastChannel('junction-connect');
      channel.postMessage({ returned: known(newKey()), sentAt: Date.now() - 300 });
      await passTime([other]);
      for (let round = 0; round < 20; round++) {
        await new Promise((resolve) => setTimeout(resolve, 20)); // The browser decides about the lock in its own time.
        await passTime([other]);
      }
      expect(other.claimed.length).to.equal(count);
      channel.close();
    }
  });

  it('is not claimed by a frame without the element, or by a page that has not loaded yet', async () => {
    const loading = { readyState: 'interactive' };
    for (const [hasElement, changes, count] of [
      [false, { parent: {} }, 0],
      [true, { parent: {} }, 1],
      [true, { document: loading }, 0],
      [true, {}, 1],
    ] as const) {
      const platform = newPage().platform;
      Object.defineProperties(platform, Object.getOwnPropertyDescriptors(changes));
      const claimed: ReturnedLaunch[] = [];
      claimOffers(
        () => hasElement,
        (launch) => claimed.push(launch),
        platform,
      );
      const channel = new BroadcastChannel('junction-connect');
      channel.postMessage({ returned: known(newKey()), sentAt: Date.now() });
      for (let round = 0; round < 4; round++) {
        await messageTime();
        platform.runTimers();
      }
      expect(claimed.length).to.equal(count);
      channel.close();
    }
  });

  it('is reported once when the return page is loaded again, and offers it again', async () => {
    const key = newKey();
    const other = openOtherPage(true);
    const first = report(known(key));
    await passTime([first], 500);
    await passTime([other], 100);
    const second = report(known(key));
    await passTime([second], 500);
    await passTime([other]);
    await passTime([second]);
    expect([other.claimed.length, first.claimed, second.claimed]).to.deep.equal([1, [], []]);
    expect([first.closeCount, second.closeCount]).to.deep.equal([1, 1]);
  });

  it('tells the opener, which the channel may not reach, that this page has claimed it', async () => {
    const key = newKey();
    const page = report(known(key));
    await passTime([page]);
    const claim = { junction_session: key, page: 1, outcome, isClaim: true };
    expect(page.messages.at(-1)).to.deep.equal([claim, location.origin]);
  });

  it('is not ended by a text that is not an answer', async () => {
    const key = newKey();
    const { send, close } = openChannel(key);
    const page = report(known(key));
    for (const text of ['hello', 'pong', 'https://evil.example/', ' ']) send(text);
    const { messages } = page;
    const event = new MessageEvent('message', { data: '', origin: location.origin });
    Object.defineProperty(event, 'source', { value: page.platform.opener });
    page.platform.dispatch(event);
    await messageTime();
    expect([page.closeCount, messages.length]).to.deep.equal([0, 1]);
    await passTime([page]);
    expect(page.claimed.length).to.equal(1);
    close();
  });

  it('is not claimed by a page that receives a message that is not an offer', async () => {
    const other = openOtherPage(true);
    const channel = new BroadcastChannel('junction-connect');
    for (const data of [
      null,
      7,
      'x',
      {},
      { returned: {} },
      { returned: { returnKey: '1' } },
      { returned: { pendingReturn: { outcome } } },
    ])
      channel.postMessage(data);
    await passTime([other]);
    expect(other.claimed).to.deep.equal([]);
    channel.close();
  });

  it('works without BroadcastChannel, sessionStorage and Web Locks', async () => {
    const page = newPage();
    Object.assign(page.platform, { BroadcastChannel: undefined, sessionStorage: undefined, opener: null });
    sendReturn(known(newKey()), (launch) => page.claimed.push(launch), page.platform);
    await passTime([page]);
    expect(page.claimed.length).to.equal(1);
  });
});
