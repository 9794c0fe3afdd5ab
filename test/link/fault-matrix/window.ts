import { expect } from '@open-wc/testing';
import { settle } from '../../support/fault-matrix.js';
import { closeWindow, fail, hostile, withoutRandomUUID } from './acts.js';
import { connected, cutOffWindow, failed, inWindow, left, nothing, type Row } from './row.js';

const badWindows: [name: string, open: () => unknown][] = [
  ['the page itself', () => window],
  ['an empty object', () => ({})],
  ['an object without a document', () => ({ closed: false, location: { replace() {} }, close() {}, focus() {} })],
  ['a number', () => 7],
  ['an object that throws', hostile],
];

export const windowRows: Row[] = [
  {
    step: 'window',
    fault: 'never',
    what: 'the browser blocks the window',
    given: { isScriptHeld: true },
    async act(run) {
      run.platform.blocksWindows = true;
      await run.openWindow();
      await run.launched;
    },
    then: failed('popup_blocked'),
  },
  {
    step: 'window',
    fault: 'never',
    what: 'an extension closes the window before the token comes',
    given: { isScriptHeld: true, endpoint: 'held' },
    async act(run) {
      await run.openWindow();
      closeWindow(run);
      await run.wait(1000);
      await run.launched;
    },
    then: failed('popup_blocked'),
  },
  {
    step: 'window',
    fault: 'slow',
    what: 'the browser opens the window only at the next press',
    given: { isScriptHeld: true },
    async act(run) {
      run.platform.blocksWindows = true;
      await run.openWindow();
      await run.launched;
      run.platform.blocksWindows = false;
      await run.press();
    },
    then: { events: ['error popup_blocked'], status: 'open', left: inWindow, shown: 1 },
  },
  {
    step: 'window',
    fault: 'error',
    what: 'open() throws',
    given: { isScriptHeld: true, browser: { open: fail } },
    async act(run) {
      await run.openWindow();
      await run.launched;
    },
    then: failed('popup_blocked'),
  },
  {
    step: 'window',
    fault: 'error',
    what: 'open() fails in a frame, although the person has pressed',
    given: { isScriptHeld: true },
    async act(run) {
      Object.assign(run.platform, { isFramed: true, blocksWindows: true });
      await run.openWindow();
      await run.launched;
    },
    then: failed('configuration_invalid'),
  },
  ...badWindows.map(([name, open]): Row => ({
    step: 'window',
    fault: 'garbage',
    what: `open() returns ${name}`,
    given: { isScriptHeld: true, browser: { open } },
    async act(run) {
      await run.openWindow();
      await run.launched;
    },
    then: failed('popup_blocked'),
  })),
  {
    step: 'window',
    fault: 'twice',
    what: 'the browser blocks two windows, and the error is reported once',
    given: { isScriptHeld: true },
    async act(run) {
      run.platform.blocksWindows = true;
      await run.openWindow();
      await run.launched;
      await run.press();
    },
    then: { events: ['error popup_blocked'], status: 'open', left: nothing, shown: 0 },
  },
  {
    step: 'window',
    fault: 'twice',
    what: 'the person presses twice, and there is one window',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      void run.press();
      expect(run.platform.windows.length).to.equal(1);
    },
    then: { events: [], status: 'open', left: inWindow, shown: 1 },
  },
  {
    step: 'window',
    fault: 'out of order',
    what: 'the window closes, and then the token comes',
    given: { isScriptHeld: true, endpoint: 'held' },
    async act(run) {
      await run.openWindow();
      await settle();
      closeWindow(run);
      run.answer();
      await run.launched;
      await run.wait(1000);
    },
    then: failed('popup_blocked'),
  },
  {
    step: 'window',
    fault: 'out of order',
    what: 'the window is cut off, which counts as an exit, and then the success comes',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      closeWindow(run);
      await run.wait(1000);
      await run.wait(1000);
      expect(run.left()).to.deep.equal(cutOffWindow);
      await run.returnInWindow('state=success', { isCutOff: true });
    },
    then: connected({ events: ['exit user', 'success'] }),
  },
  {
    step: 'window',
    fault: 'out of order',
    what: 'the window is closed after the success',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      await run.returnInWindow('state=success');
      await run.wait(1000);
      await run.wait(1000);
    },
    then: connected(),
  },
  {
    step: 'window',
    fault: 'element removed',
    what: 'while the window is empty',
    given: { isScriptHeld: true, endpoint: 'held' },
    async act(run) {
      await run.openWindow();
      await settle();
      run.end();
      await run.launched;
    },
    then: left('page', { shown: 0 }),
  },
  {
    step: 'window',
    fault: 'element removed',
    what: 'while the link in the page waits for a press',
    given: { isScriptHeld: true },
    async act(run) {
      run.platform.blocksWindows = true;
      await run.openWindow();
      await run.launched;
      run.end();
    },
    then: { events: ['error popup_blocked', 'exit page'], status: 'idle', left: nothing },
  },
  {
    step: 'window',
    fault: 'frozen page',
    what: 'the person has closed the window meanwhile, and nobody knows its outcome',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      run.freeze();
      closeWindow(run);
      run.thaw();
      await run.wait(1000);
      await run.wait(1000);
    },
    then: { events: [], status: 'idle', left: nothing, isSilent: true },
  },
  {
    step: 'window',
    fault: 'frozen page',
    what: 'its timers were late, and the person has closed the window',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      closeWindow(run);
      await run.wait(Infinity);
      await run.wait(Infinity);
    },
    then: left('user', { left: cutOffWindow, leftAfterEnd: cutOffWindow }),
  },
  {
    step: 'window',
    fault: 'frozen page',
    what: 'the window is still at Link',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      run.freeze();
      run.thaw();
      await run.wait(1000);
    },
    then: { events: [], status: 'open', left: inWindow, shown: 1 },
  },
  {
    step: 'window',
    fault: 'reload',
    what: 'the empty window is closed, because nothing else could close it',
    given: { isScriptHeld: true, endpoint: 'held' },
    async act(run) {
      await run.openWindow();
      await settle();
      run.leave();
    },
    then: { events: [], status: 'loading', left: nothing, shown: 0, isSilent: true },
  },
  {
    step: 'window',
    fault: 'reload',
    what: 'the window at Link stays open, because the person may be in the middle of it',
    given: { isScriptHeld: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
      run.leave();
    },
    then: { events: [], status: 'open', left: ['window'], leftAfterEnd: ['window'], isSilent: true },
  },
  {
    step: 'window',
    fault: 'no sessionStorage',
    what: 'the window is opened without a record',
    given: { isScriptHeld: true, isStorageDenied: true },
    async act(run) {
      await run.openWindow();
      await run.launched;
    },
    then: { events: [], status: 'open', left: inWindow, shown: 1 },
  },
  ...(
    [
      ['is missing', undefined],
      ['throws', fail],
    ] as const
  ).map(([how, BroadcastChannel]): Row => ({
    step: 'window',
    fault: 'no BroadcastChannel',
    what: `it ${how}, and the window is opened`,
    given: { isScriptHeld: true, browser: { BroadcastChannel } },
    async act(run) {
      await run.openWindow();
      await run.launched;
    },
    then: { events: [], status: 'open', left: ['listeners', 'timers', 'window'], shown: 1 },
  })),
  {
    step: 'window',
    fault: 'no randomUUID',
    what: 'the window is opened with a key that nobody can guess',
    given: { isScriptHeld: true, browser: withoutRandomUUID },
    async act(run) {
      await run.openWindow();
      await run.launched;
      expect(run.returnKey).to.match(/^\d{20,}$/);
    },
    then: { events: [], status: 'open', left: inWindow, shown: 1 },
  },
];
