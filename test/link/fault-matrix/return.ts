import { expect } from '@open-wc/testing';
import { json, never } from '../../support/fake-platform.js';
import { address, denyStorage, settle, token } from '../../support/fault-matrix.js';
import { closeWindow, fail, refuseToken, withoutRandomUUID } from './acts.js';
import { connected, cutOffWindow, failed, left, type Row, shown, unansweredReturn } from './row.js';

export const returnRows: Row[] = [
  {
    step: 'return',
    fault: 'never',
    what: 'Link does not return, and the window is cut off while the person is in it',
    modes: ['popup'],
    async act(run) {
      await run.show();
      document.hasFocus = () => false;
      closeWindow(run);
      for (let count = 0; count < 3; count++) await run.wait(1000);
    },
    then: { events: [], status: 'open', left: ['channel', 'listeners', 'timers'], leftAfterEnd: cutOffWindow },
  },
  {
    step: 'return',
    fault: 'never',
    what: 'Link does not return, and the person goes to another page',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.leave();
      await run.openPage();
      run.leave();
      await run.openPage();
    },
    then: { events: [], status: 'open', left: ['record'], leftAfterEnd: ['record'], isSilent: true },
  },
  {
    step: 'return',
    fault: 'slow',
    what: 'the message of the return page was on its way for a second',
    modes: ['popup'],
    async act(run) {
      await run.show();
      await run.returnInWindow('state=success', { lateMs: 1000 });
      expect(run.events).to.deep.equal([]);
      await run.wait(100);
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'slow',
    what: 'the element is only in the second page after the return',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.leave();
      await run.openPage('state=success', { isLeftEarly: true });
      expect(run.left()).to.deep.equal(['record with outcome']);
      run.leave();
      await run.openPage();
    },
    then: connected(),
  },
  ...(['provider_api_error', 'duplicate_connection', 'something_of_2030'] as const).map((code): Row => ({
    step: 'return',
    fault: 'error',
    what: `Link returns with ${code}`,
    async act(run) {
      await run.show();
      await run.returnWith(`state=error&error_type=${code}&error=Oura%20says%20no`);
    },
    then: {
      popup: failed(code, { shown: 1 }),
      redirect: failed(code, { left: ['ended record'], leftAfterEnd: ['ended record'], shown: 1 }),
    },
  })),
  {
    step: 'return',
    fault: 'error',
    what: 'Link returns with user_cancelled, which is an exit',
    async act(run) {
      await run.show();
      await run.returnWith('state=error&error_type=user_cancelled');
    },
    then: { popup: left('user'), redirect: left('user', { left: ['ended record'], leftAfterEnd: ['ended record'] }) },
  },
  {
    step: 'return',
    fault: 'error',
    what: 'Link refuses the token, and the endpoint fails',
    given: { endpoint: (count) => (count > 1 ? json({}, 500) : json({ link_token: token, link_web_url: address })) },
    async act(run) {
      await run.show();
      await refuseToken(run);
    },
    then: {
      popup: failed('token_request_rejected', { shown: 1 }),
      redirect: failed('token_request_rejected', {
        left: ['ended record'],
        leftAfterEnd: ['ended record'],
        shown: 1,
      }),
    },
  },
  ...(
    ['', 'state=odd', 'state=success&state=error', 'error_type=%3Cimg%20src%3E', 'provider=oura', 'state=%FF'] as const
  ).map((outcome): Row => ({
    step: 'return',
    fault: 'garbage',
    what: `Link returns with ${outcome || 'no parameters'}`,
    async act(run) {
      await run.show();
      await run.returnWith(outcome);
    },
    then: {
      popup: failed('unknown_error', { shown: 1 }),
      redirect: failed('unknown_error', { left: ['ended record'], leftAfterEnd: ['ended record'], shown: 1 }),
    },
  })),
  {
    step: 'return',
    fault: 'garbage',
    what: 'messages of others, and of other shapes, are no returns',
    modes: ['popup'],
    async act(run) {
      await run.show();
      const good = { junction_session: run.returnKey, page: 1, outcome: 'state=success', sentAt: Date.now() };
      for (const data of [
        null,
        7,
        'state=success',
        {},
        [],
        { ...good, junction_session: '1' },
        { ...good, outcome: 7 },
      ])
        run.send(data);
      run.send(good, { origin: 'https://evil.example' });
      run.send(good, { source: window });
      run.send(good, { source: null });
      const channel = new BroadcastChannel(`junction_session=${run.returnKey}`);
      for (const data of [null, 7, '', 'pong', {}, { ...good, outcome: null }]) channel.postMessage(data);
      await settle();
      channel.close();
    },
    then: shown(),
  },
  ...(['not JSON', '7', '{}', '[]', 'null', '{"returnKey":7}'] as const).map((text): Row => ({
    step: 'return',
    fault: 'garbage',
    what: `the tab has stored ${text}`,
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.platform.sessionStorage.setItem('junction-connect', text);
      await run.returnWith('state=success');
    },
    then: {
      ...unansweredReturn,
      events: [],
      status: 'open',
      // The text is not a record of this launch, so the return page does not know the launch.
      left: [...unansweredReturn.left, text.includes('returnKey') ? 'record' : 'odd record'].sort(),
      leftAfterEnd: [...unansweredReturn.left, text.includes('returnKey') ? 'record' : 'odd record'].sort(),
      leftAfterTimers: [
        ...unansweredReturn.leftAfterTimers,
        text.includes('returnKey') ? 'record' : 'odd record',
      ].sort(),
      isSilent: true,
    },
  })),
  {
    step: 'return',
    fault: 'twice',
    what: 'Link returns twice with a success',
    async act(run) {
      await run.show();
      await run.returnWith('state=success', { isCutOff: true });
      await run.returnWith('state=success', { isCutOff: true });
    },
    then: connected(unansweredReturn),
  },
  {
    step: 'return',
    fault: 'twice',
    what: 'the return page is loaded again after its event',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      await run.returnWith('state=success');
      run.leave();
      await run.openPage();
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'twice',
    what: 'one return comes through the channel and to the opener',
    modes: ['popup'],
    async act(run) {
      await run.show();
      const data = {
        junction_session: run.returnKey,
        page: 7,
        outcome: 'error_type=token_expired',
        sentAt: Date.now(),
      };
      const channel = new BroadcastChannel(`junction_session=${run.returnKey}`);
      run.send(data);
      channel.postMessage(data);
      await settle();
      channel.close();
    },
    then: shown({ shown: 2, requests: 2 }),
  },
  {
    step: 'return',
    fault: 'twice',
    what: 'after an error the person goes back to Link, which returns with another error',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      await run.returnWith('error_type=provider_api_error');
      await run.returnWith('error_type=unsupported_region');
    },
    then: failed('provider_api_error', {
      left: ['ended record'],
      leftAfterEnd: ['ended record'],
      shown: 1,
      status: 'idle',
    }),
  },
  {
    step: 'return',
    fault: 'out of order',
    what: 'a success comes before Link was shown, and then the token',
    modes: ['popup'],
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.send({ junction_session: run.returnKey, page: 1, outcome: 'state=success', sentAt: Date.now() });
      run.answer();
      await settle();
    },
    then: connected({ shown: 0 }),
  },
  ...(
    [
      ['an error and then a success', 'error_type=x', 'state=success', ['error x', 'success']],
      ['an exit and then a success', 'error_type=user_cancelled', 'state=success', ['exit user', 'success']],
      ['a success and then an error', 'state=success', 'error_type=x', ['success']],
      ['a success and then an exit', 'state=success', 'error_type=user_cancelled', ['success']],
    ] as const
  ).map(([what, first, second, events]): Row => ({
    step: 'return',
    fault: 'out of order',
    what: `Link returns with ${what}`,
    async act(run) {
      await run.show();
      run.answerOffers();
      // The window is cut off, so it stays open although the page has closed it.
      await run.returnWith(first, { isCutOff: true });
      await run.returnWith(second, { isCutOff: true });
      for (const ms of [500, 0, 100]) await run.wait(ms);
    },
    // After a success, the return page of the second return does not know the launch.
    then: connected({ events, ...(events.length === 1 && unansweredReturn) }),
  })),
  {
    step: 'return',
    fault: 'out of order',
    what: 'another page has reported the success, and then the return comes',
    modes: ['popup'],
    async act(run) {
      await run.show();
      const data = { junction_session: run.returnKey, page: 7, outcome: 'state=success' };
      run.send({ ...data, isClaim: true });
      run.send({ ...data, sentAt: Date.now() });
      await settle();
    },
    then: connected({ events: [], isSilent: true }),
  },
  {
    step: 'return',
    fault: 'element removed',
    what: 'while a late message waits, and its success is reported',
    modes: ['popup'],
    async act(run) {
      await run.show();
      await run.returnInWindow('state=success', { lateMs: 1000 });
      run.end();
      run.platform.runTimers(100);
      await settle();
    },
    then: connected({ events: ['exit page', 'success'] }),
  },
  {
    step: 'return',
    fault: 'element removed',
    what: 'while the fresh token loads',
    given: { endpoint: (count) => (count > 1 ? never() : json({ link_token: token, link_web_url: address })) },
    async act(run) {
      await run.show();
      await refuseToken(run);
      run.end();
    },
    then: {
      popup: left('page', { shown: 1 }),
      redirect: left('page', { left: ['ended record'], leftAfterEnd: ['ended record'], shown: 1 }),
    },
  },
  {
    step: 'return',
    fault: 'frozen page',
    what: 'the message comes late, and another page reports the success',
    modes: ['popup'],
    async act(run) {
      await run.show();
      const data = { junction_session: run.returnKey, page: 7, outcome: 'state=success' };
      run.send({ ...data, sentAt: Date.now() - 1000 });
      await settle();
      run.send({ junction_session: run.returnKey, page: 7, bid: 1 });
      await run.wait(100);
      expect(run.events).to.deep.equal([]);
      run.send({ ...data, isClaim: true });
    },
    then: connected({ events: [], isSilent: true }),
  },
  {
    step: 'return',
    fault: 'frozen page',
    what: 'the window was closed, all timers run at once, and then the late success comes',
    modes: ['popup'],
    async act(run) {
      await run.show();
      closeWindow(run);
      await run.wait(Infinity);
      await run.wait(Infinity);
      await run.returnInWindow('state=success', { lateMs: 200, isCutOff: true });
    },
    then: connected({ events: ['exit user', 'success'] }),
  },
  {
    step: 'return',
    fault: 'frozen page',
    what: 'the person comes back to the page that has launched Link, after the success was reported',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      await run.returnWith('state=success');
      run.thaw();
      await settle();
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'reload',
    what: 'the launching page is gone, and the return page reports the success itself',
    modes: ['popup'],
    async act(run) {
      await run.show();
      run.leave();
      await run.returnInWindow('state=success');
      await run.wait(500);
      expect(run.events).to.deep.equal([]);
      await run.wait(1500);
      await run.wait(100);
    },
    // The window stays open, and shows a notice that the person can close it.
    then: connected({ left: ['window'], leftAfterEnd: ['window'] }),
  },
  {
    step: 'return',
    fault: 'reload',
    what: 'the return page is loaded again before its event is dispatched',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.leave();
      await run.openPage('error_type=provider_api_error', { isLeftEarly: true });
      run.leave();
      await run.openPage();
      run.leave();
      await run.openPage();
    },
    then: failed('provider_api_error', { left: ['ended record'], leftAfterEnd: ['ended record'], shown: 1 }),
  },
  {
    step: 'return',
    fault: 'no sessionStorage',
    what: 'the launching page reports the success',
    modes: ['popup'],
    given: { isStorageDenied: true },
    async act(run) {
      await run.show();
      await run.returnInWindow('state=success');
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'no sessionStorage',
    what: 'it is denied after the page was left, and only the backend knows the outcome',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      denyStorage(run.platform);
      await run.returnWith('state=success');
    },
    then: {
      ...unansweredReturn,
      events: [],
      status: 'open',
      isSilent: true,
    },
  },
  {
    step: 'return',
    fault: 'no sessionStorage',
    what: 'it is denied after the return was read, and the success is reported once',
    modes: ['redirect'],
    given: { endpoint: (count) => (count > 1 ? json({}, 500) : json({ link_token: token, link_web_url: address })) },
    async act(run) {
      await run.show();
      run.onOutcome = () => denyStorage(run.platform);
      await run.returnWith('state=success');
      run.leave();
      await run.openPage();
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'no BroadcastChannel',
    what: 'the return comes to the opener',
    modes: ['popup'],
    given: { browser: { BroadcastChannel: fail } },
    async act(run) {
      await run.show();
      await run.returnInWindow('state=success');
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'no BroadcastChannel',
    what: 'the return is in the address',
    modes: ['redirect'],
    given: { browser: { BroadcastChannel: undefined } },
    async act(run) {
      await run.show();
      await run.returnWith('state=success');
    },
    then: connected(),
  },
  {
    step: 'return',
    fault: 'no randomUUID',
    what: 'the success is reported',
    given: { browser: withoutRandomUUID },
    async act(run) {
      await run.show();
      await run.returnWith('state=success');
    },
    then: { popup: connected(), redirect: connected() },
  },
];
