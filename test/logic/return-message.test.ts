import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Platform } from '../../src/link/platform.js';
import {
  claimMessage,
  isAnswer,
  isBidMessage,
  isClaimMessage,
  isOfferMessage,
  isReturnMessage,
  launchChannel,
  siteChannel,
} from '../../src/link/return/return-message.js';
import { newReturnedLaunch } from '../support/returned-launch.js';

const message = { junction_session: '42', outcome: 'state=success', page: 1, sentAt: 2 };
const bid = { junction_session: '42', page: 1, bid: 7 };
const claim = claimMessage('42', message);

/** What else can arrive: the channel is open to all scripts of the site. */
const others = [undefined, null, '', '42', 7, [], {}, { junction_session: '42' }];

describe('the messages about a return', () => {
  it('are those with the key of the launch, and an outcome', () => {
    assert.equal(isReturnMessage(message, '42'), true);
    assert.equal(isReturnMessage(claim, '42'), true);
    assert.equal(isReturnMessage(message, '43'), false);
    for (const other of [...others, bid, { ...message, outcome: 7 }])
      assert.equal(isReturnMessage(other, '42'), false, JSON.stringify(other));
  });

  it('are a claim when they say so', () => {
    assert.deepEqual(claim, { junction_session: '42', outcome: 'state=success', page: 1, isClaim: true });
    assert.equal(isClaimMessage(claim), true);
    assert.equal(isClaimMessage(message), false);
  });

  it('are a bid when they have a number', () => {
    assert.equal(isBidMessage(bid, '42'), true);
    assert.equal(isBidMessage(bid, '43'), false);
    for (const other of [...others, message, { ...bid, bid: '7' }])
      assert.equal(isBidMessage(other, '42'), false, JSON.stringify(other));
  });

  it('are an offer when they have a launch that has returned', () => {
    const returned = newReturnedLaunch('state=success');
    assert.equal(isOfferMessage({ returned, sentAt: 1 }), true);
    const withoutReturn = { ...returned, pendingReturn: undefined };
    const damaged = [{ ...returned, returnKey: 7 }, { ...returned, pendingReturn: {} }, withoutReturn, null, 'text'];
    for (const other of [...others, message, bid, ...damaged.map((each) => ({ returned: each }))])
      assert.equal(isOfferMessage(other), false, JSON.stringify(other));
  });

  it('are an answer when they are empty, or an address of Link', () => {
    assert.equal(isAnswer(''), true);
    assert.equal(isAnswer('https://link.tryvital.io/?token=1'), true);
    const foreign = ['https://evil.example/', 'javascript:alert(1)', 'link.tryvital.io', ' '];
    for (const other of [...foreign, undefined, null, 7, {}, new URL('https://link.tryvital.io/'), message])
      assert.equal(isAnswer(other), false, String(other));
  });

  it('go through a channel of the launch, and offers through a channel of the site', () => {
    const names: string[] = [];
    class BroadcastChannel {
      constructor(name: string) {
        names.push(name);
      }
    }
    const platform = { BroadcastChannel } as unknown as Platform;
    launchChannel('42', platform);
    siteChannel(platform);
    assert.deepEqual(names, ['junction_session=42', 'junction-connect']);
  });
});
