import { addFrame } from '../../support/fault-matrix.js';
import { fail, show } from './acts.js';
import { callbackOrders } from './callback-orders.js';
import { connected, embedded, lateFrameWatch, left, linkFailed, type Row, withLateFrameWatch } from './row.js';

export const createRows: Row[] = [
  {
    step: 'create',
    fault: 'error',
    what: 'create() adds a frame and throws',
    async act(run) {
      run.link.duringCreate = () => {
        addFrame();
        fail();
      };
      await run.show();
    },
    then: linkFailed(),
  },
  ...(
    [
      ['a number', 7],
      ['an object without open()', {}],
      ['a promise', Promise.resolve({})],
    ] as const
  ).map(([name, value]): Row => ({
    step: 'create',
    fault: 'garbage',
    what: `create() returns ${name}`,
    given: { vital: { create: () => value } },
    act: show,
    then: withLateFrameWatch(linkFailed()),
  })),
  {
    step: 'create',
    fault: 'garbage',
    what: 'create() returns nothing, and the bar is there after eight seconds',
    given: { vital: { create() {} } },
    async act(run) {
      await run.show();
      await run.wait(0);
      await run.wait(8000);
    },
    then: {
      events: [],
      status: 'open',
      left: ['bar', 'listeners', 'timers'],
      leftAfterEnd: lateFrameWatch,
    },
  },
  {
    step: 'create',
    fault: 'twice',
    what: 'create() reports two successes',
    async act(run) {
      run.link.duringCreate = (link) => {
        link.onSuccess!();
        link.onSuccess!();
      };
      await run.show();
    },
    then: connected({ left: embedded }),
  },
  {
    step: 'create',
    fault: 'twice',
    what: 'create() reports two exits',
    async act(run) {
      run.link.duringCreate = (link) => {
        link.onExit!();
        link.onExit!();
      };
      await run.show();
    },
    then: left('user'),
  },
  ...callbackOrders('create'),
  {
    step: 'create',
    fault: 'out of order',
    what: 'create() reports an error, and Link is shown after that',
    async act(run) {
      run.link.duringCreate = (link) => link.onError!({ error_type: 'provider_api_error' });
      await run.show();
    },
    then: { events: ['error provider_api_error'], status: 'error', left: embedded },
  },
  {
    step: 'create',
    fault: 'element removed',
    what: 'inside of create()',
    async act(run) {
      run.link.duringCreate = () => run.end();
      await run.show();
    },
    then: left('page'),
  },
];
