import { addFrame, settle } from '../../support/fault-matrix.js';
import { fail, odd, show } from './acts.js';
import { callbackOrders } from './callback-orders.js';
import { connected, embedded, lateFrameWatch, left, linkFailed, nothing, type Row } from './row.js';

export const openRows: Row[] = [
  {
    step: 'open',
    fault: 'never',
    what: 'open() shows nothing, and the bar is there after eight seconds',
    async act(run) {
      run.link.duringOpen = () => {};
      await run.show();
      await run.wait(0);
      await run.wait(8000);
    },
    then: { events: [], status: 'open', left: ['bar', 'listeners', 'timers'], leftAfterEnd: lateFrameWatch },
  },
  {
    step: 'open',
    fault: 'slow',
    what: 'Link adds its frame some time after open()',
    async act(run) {
      run.link.duringOpen = () => {};
      await run.show();
      await run.wait(0);
      addFrame('https://link.example/');
      await run.wait(500);
    },
    then: { events: [], status: 'open', left: embedded },
  },
  {
    step: 'open',
    fault: 'slow',
    what: 'Link adds its frame after the session has ended',
    async act(run) {
      run.link.duringOpen = () => {};
      await run.show();
      run.end();
      addFrame('https://link.example/');
      await settle();
    },
    then: left('page', { left: lateFrameWatch, leftAfterEnd: lateFrameWatch }),
  },
  {
    step: 'open',
    fault: 'error',
    what: 'open() adds a frame and throws',
    async act(run) {
      run.link.duringOpen = () => {
        addFrame();
        fail();
      };
      await run.show();
    },
    then: linkFailed({ shown: 1 }),
  },
  {
    step: 'open',
    fault: 'garbage',
    what: 'open() adds an overlay without a frame',
    async act(run) {
      run.link.duringOpen = () => document.body.append(document.createElement('div'));
      await run.show();
    },
    then: { events: [], status: 'open', left: embedded, leftAfterEnd: lateFrameWatch },
  },
  ...odd.map(([name, value]): Row => ({
    step: 'open',
    fault: 'garbage',
    what: `open() returns ${name}`,
    modes: ['embed'],
    given: { vital: { create: () => ({ open: () => value, exit() {}, destroy() {} }) } },
    act: show,
    then: { events: [], status: 'open', left: ['listeners', 'timers'], leftAfterEnd: lateFrameWatch },
  })),
  {
    step: 'open',
    fault: 'twice',
    what: 'open() adds two frames',
    async act(run) {
      run.link.duringOpen = () => {
        addFrame();
        addFrame();
      };
      await run.show();
      await run.wait(0);
    },
    then: { events: [], status: 'open', left: embedded },
  },
  {
    step: 'open',
    fault: 'twice',
    what: 'open() reports two successes',
    async act(run) {
      run.link.duringOpen = (link) => {
        addFrame();
        link.onSuccess!();
        link.onSuccess!();
      };
      await run.show();
    },
    then: connected({ left: embedded }),
  },
  ...callbackOrders('open'),
  {
    step: 'open',
    fault: 'out of order',
    what: 'open() reports an error and then an exit',
    async act(run) {
      run.link.duringOpen = (link) => {
        addFrame();
        link.onError!({ error_type: 'provider_api_error' });
        link.onExit!();
      };
      await run.show();
    },
    then: { events: ['error provider_api_error', 'exit user'], status: 'error', left: nothing },
  },
  {
    step: 'open',
    fault: 'element removed',
    what: 'inside of open()',
    async act(run) {
      run.link.duringOpen = () => {
        run.end();
        addFrame();
      };
      await run.show();
    },
    then: left('page'),
  },
];
