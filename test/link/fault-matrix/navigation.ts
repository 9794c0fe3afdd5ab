import { expect } from '@open-wc/testing';
import { json, never } from '../../support/fake-platform.js';
import { address, settle, token } from '../../support/fault-matrix.js';
import { closeWindow, fail, refuseToken, show, withoutRandomUUID } from './acts.js';
import { connected, cutOffWindow, ended, failed, left, type Row, shown } from './row.js';

export const navigationRows: Row[] = [
  {
    step: 'navigation',
    fault: 'never',
    what: 'the page stays, and a press tries again',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      void run.press();
    },
    then: shown({ shown: 2, requests: 1 }),
  },
  {
    step: 'navigation',
    fault: 'never',
    what: 'Link does not load in the window, and the person closes it',
    modes: ['popup'],
    async act(run) {
      await run.show();
      closeWindow(run);
      await run.wait(1000);
      await run.wait(1000);
    },
    then: left('user', { left: cutOffWindow, leftAfterEnd: cutOffWindow }),
  },
  {
    step: 'navigation',
    fault: 'slow',
    what: 'Link needs longer than the timeout, which does not apply to Link itself',
    async act(run) {
      await run.show();
      await run.wait(1000);
      run.platform.expireTimeout();
      await run.wait(1000);
    },
    then: shown(),
  },
  {
    step: 'navigation',
    fault: 'error',
    what: 'location.replace() of the window throws, as in a window that is cut off',
    modes: ['popup'],
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      Object.assign(run.popup.location, { replace: fail });
      run.answer();
      await run.launched;
    },
    then: shown({ shown: 0 }),
  },
  {
    step: 'navigation',
    fault: 'error',
    what: 'location.assign() throws an error that quotes the token',
    modes: ['redirect'],
    async act(run) {
      Object.assign(run.platform.location, { assign: fail });
      await run.show();
    },
    then: failed('unknown_error', { left: ended('redirect'), leftAfterEnd: ended('redirect') }),
  },
  {
    step: 'navigation',
    fault: 'garbage',
    what: 'the page cannot read the address of the window',
    modes: ['popup'],
    async act(run) {
      await run.show();
      Object.defineProperty(run.popup.location, 'origin', { get: fail });
      run.thaw();
      await run.wait(1000);
    },
    then: shown(),
  },
  {
    step: 'navigation',
    fault: 'twice',
    what: 'Link refuses the token, and the same window goes to Link again',
    modes: ['popup'],
    async act(run) {
      await run.show();
      await refuseToken(run);
      expect(run.platform.windows.length).to.equal(1);
    },
    then: shown({ shown: 2, requests: 2 }),
  },
  {
    step: 'navigation',
    fault: 'twice',
    what: 'Link refuses the token, and the page goes to Link again',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      await refuseToken(run);
    },
    then: shown({ shown: 2, requests: 2 }),
  },
  {
    step: 'navigation',
    fault: 'out of order',
    what: 'a success comes while the fresh token loads, and the window does not go to Link again',
    modes: ['popup'],
    given: { endpoint: (count) => (count === 2 ? never() : json({ link_token: token, link_web_url: address })) },
    async act(run) {
      await run.show();
      await refuseToken(run);
      await run.returnInWindow('state=success');
    },
    then: connected({ shown: 1, requests: 2 }),
  },
  {
    step: 'navigation',
    fault: 'out of order',
    what: 'the page gets a `pageshow` although it was not left, and then the person comes back to it',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.platform.dispatch(new PageTransitionEvent('pageshow', { persisted: false }));
      expect(run.status).to.equal('open');
      run.thaw();
    },
    // The person may go forward to Link, so the record stays as it is.
    then: { events: [], status: 'idle', left: ['record'], leftAfterEnd: ['record'], isSilent: true },
  },
  {
    step: 'navigation',
    fault: 'element removed',
    what: 'while the page or the window goes to Link',
    async act(run) {
      await run.show();
      run.end();
    },
    then: { popup: left('page'), redirect: left('page', { left: ['ended record'], leftAfterEnd: ['ended record'] }) },
  },
  {
    step: 'navigation',
    fault: 'element removed',
    what: 'and then Link returns with an error, which is not reported',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.end();
      await run.returnWith('error_type=provider_api_error');
    },
    then: left('page', { left: ['ended record'], leftAfterEnd: ['ended record'] }),
  },
  {
    step: 'navigation',
    fault: 'frozen page',
    what: 'the person comes back by the Back button',
    async act(run) {
      await run.show();
      run.freeze();
      run.thaw();
      await run.wait(1000);
    },
    then: {
      popup: shown().popup,
      redirect: { events: [], status: 'idle', left: ['record'], leftAfterEnd: ['record'], isSilent: true },
    },
  },
  {
    step: 'navigation',
    fault: 'reload',
    what: 'the page is loaded again before Link has returned',
    async act(run) {
      await run.show();
      run.leave();
      await run.openPage();
    },
    then: {
      popup: { events: [], status: 'open', left: ['window'], leftAfterEnd: ['window'], isSilent: true },
      redirect: { events: [], status: 'open', left: ['record'], leftAfterEnd: ['record'], isSilent: true },
    },
  },
  ...(
    [
      ['may not be used', { isStorageDenied: true }],
      ['is full', { browser: { sessionStorage: { getItem: () => null, setItem: fail, removeItem() {} } } }],
      ['keeps nothing', { browser: { sessionStorage: { getItem: () => null, setItem() {}, removeItem() {} } } }],
    ] as const
  ).map(([how, given]): Row => ({
    step: 'navigation',
    fault: 'no sessionStorage',
    what: `it ${how}`,
    given,
    act: show,
    // Without the record, the return page would not know which element has launched Link.
    then: { popup: shown().popup, redirect: failed('link_unavailable') },
  })),
  {
    step: 'navigation',
    fault: 'no BroadcastChannel',
    what: 'the page or the window goes to Link',
    given: { browser: { BroadcastChannel: fail } },
    act: show,
    then: { ...shown(), popup: { events: [], status: 'open', left: ['listeners', 'timers', 'window'], shown: 1 } },
  },
  {
    step: 'navigation',
    fault: 'no randomUUID',
    what: 'the page or the window goes to Link',
    given: { browser: withoutRandomUUID },
    act: show,
    then: shown(),
  },
];
