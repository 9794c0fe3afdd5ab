import { addFrame, settle } from '../../support/fault-matrix.js';
import { connected, embedded, left, type Row, shown } from './row.js';

/** Returns rows in which Link calls back inside of `create()` or `open()`. */
export function callbackOrders(step: 'create' | 'open'): Row[] {
  const orders = [
    ['that it has loaded', ['onLoad'], shown().embed],
    ['a success', ['onSuccess'], connected({ left: embedded })],
    ['an exit', ['onExit'], left('user')],
    ['an exit and then a success', ['onExit', 'onSuccess'], connected({ events: ['exit user', 'success'] })],
    ['a success and then an exit', ['onSuccess', 'onExit'], connected()],
  ] as const;
  const moment = step === 'create' ? 'duringCreate' : 'duringOpen';
  return [
    ...orders.map(([what, calls, then]): Row => ({
      step,
      fault: 'out of order',
      what: `${step}() reports ${what}`,
      async act(run) {
        run.link.duringOpen = () => void addFrame();
        const { duringOpen } = run.link;
        run.link[moment] = (link) => {
          if (step === 'open') duringOpen(link);
          calls.forEach((name) => link[name]!());
        };
        await run.show();
      },
      then,
    })),
    {
      step,
      fault: 'out of order',
      what: `${step}() reports that the token is refused, and a fresh one is used`,
      async act(run) {
        let isRefused = false;
        const { duringOpen } = run.link;
        run.link[moment] = (link) => {
          if (step === 'open') duringOpen!(link);
          if (!isRefused) link.onError!('token_expired');
          isRefused = true;
        };
        await run.show();
        await settle();
      },
      then: { events: [], status: 'open', left: embedded, requests: 2, shown: 2 },
    },
  ];
}
