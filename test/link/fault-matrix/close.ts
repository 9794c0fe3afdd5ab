import { addFrame, denyStorage, settle } from '../../support/fault-matrix.js';
import { closeWindow, fail, isHosted } from './acts.js';
import { connected, cutOffWindow, failed, left, nothing, type Row, shownThenLeft } from './row.js';

export const closeRows: Row[] = [
  {
    step: 'close',
    fault: 'never',
    what: 'exit() and destroy() do nothing',
    modes: ['embed', 'auto'],
    async act(run) {
      await run.show();
      await run.wait(0);
      run.end();
    },
    then: left('page'),
  },
  {
    step: 'close',
    fault: 'never',
    what: 'the browser does not close the window',
    modes: ['popup'],
    async act(run) {
      await run.show();
      Object.assign(run.popup, { close() {} });
      run.end();
      await settle();
    },
    then: left('page', { left: ['window'], leftAfterEnd: ['window'] }),
  },
  {
    step: 'close',
    fault: 'slow',
    what: 'Link reports its exit after the session has ended',
    modes: ['embed', 'auto'],
    async act(run) {
      await run.show();
      run.end();
      await settle();
      run.vital.call('onExit');
    },
    then: left('page'),
  },
  {
    step: 'close',
    fault: 'slow',
    what: 'Link never leaves its last screen, and is closed after four seconds',
    modes: ['embed', 'auto'],
    async act(run) {
      await run.show();
      run.vital.call('onSuccess');
      await run.wait(4000);
    },
    then: connected(),
  },
  {
    step: 'close',
    fault: 'slow',
    what: 'the window closes some time after the session has ended',
    modes: ['popup'],
    async act(run) {
      await run.show();
      Object.assign(run.popup, { close() {} });
      run.end();
      closeWindow(run);
      await run.wait(1000);
      await run.wait(1000);
    },
    then: left('page'),
  },
  {
    step: 'close',
    fault: 'slow',
    what: 'the page goes to Link although the session has ended, and Link returns with a success',
    modes: ['redirect'],
    async act(run) {
      await run.show();
      run.end();
      await run.returnWith('state=success');
    },
    then: connected({ events: ['exit page', 'success'] }),
  },
  ...(['duringExit', 'duringDestroy'] as const).map((moment): Row => ({
    step: 'close',
    fault: 'error',
    what: `Link throws ${moment === 'duringExit' ? 'in exit()' : 'in destroy()'}`,
    modes: ['embed', 'auto'],
    async act(run) {
      run.link[moment] = fail;
      await run.show();
      run.end();
    },
    then: left('page'),
  })),
  {
    step: 'close',
    fault: 'error',
    what: 'close() of the window throws',
    modes: ['popup'],
    async act(run) {
      await run.show();
      Object.assign(run.popup, { close: fail });
      run.end();
    },
    then: left('page', { left: ['window'], leftAfterEnd: ['window'] }),
  },
  {
    step: 'close',
    fault: 'garbage',
    what: 'Link has neither exit() nor destroy()',
    modes: ['embed', 'auto'],
    given: { vital: { create: () => ({ open: () => void addFrame() }) } },
    async act(run) {
      await run.show();
      run.end();
    },
    then: left('page'),
  },
  {
    step: 'close',
    fault: 'twice',
    what: 'the page ends the session twice',
    async act(run) {
      await run.show();
      run.end();
      run.end();
    },
    then: shownThenLeft(),
  },
  {
    step: 'close',
    fault: 'twice',
    what: 'Link reports an exit, and the page ends the session, too',
    modes: ['embed', 'auto'],
    async act(run) {
      await run.show();
      run.vital.call('onExit');
      run.end();
    },
    then: left('user'),
  },
  {
    step: 'close',
    fault: 'twice',
    what: 'the person closes the window, and the page ends the session, too',
    modes: ['popup'],
    async act(run) {
      await run.show();
      closeWindow(run);
      await run.wait(1000);
      await run.wait(1000);
      run.end();
    },
    then: left('user', { left: cutOffWindow, leftAfterEnd: cutOffWindow }),
  },
  {
    step: 'close',
    fault: 'out of order',
    what: 'the page ends the session before it is launched',
    async act(run) {
      run.end();
      await run.show();
    },
    then: left('page', { shown: 0, requests: 0 }),
  },
  {
    step: 'close',
    fault: 'out of order',
    what: 'Link reports a success while it is closed',
    modes: ['embed', 'auto'],
    async act(run) {
      run.link.duringExit = (link) => link.onSuccess!();
      await run.show();
      run.end();
    },
    then: connected(),
  },
  {
    step: 'close',
    fault: 'out of order',
    what: 'Link reports an exit and an error while it is closed',
    modes: ['embed', 'auto'],
    async act(run) {
      run.link.duringDestroy = (link) => {
        link.onExit!();
        link.onError!('provider_api_error');
      };
      await run.show();
      run.end();
    },
    then: left('page'),
  },
  {
    step: 'close',
    fault: 'element removed',
    what: 'by a listener of the exit',
    async act(run) {
      run.onOutcome = () => run.end();
      await run.show();
      run.end();
    },
    then: shownThenLeft(),
  },
  {
    step: 'close',
    fault: 'element removed',
    what: 'by a listener of the success',
    async act(run) {
      run.onOutcome = () => run.end();
      await run.show();
      if (isHosted(run)) await run.returnWith('state=success');
      else run.vital.call('onSuccess');
    },
    then: connected(),
  },
  {
    step: 'close',
    fault: 'element removed',
    what: 'by a listener of an error',
    async act(run) {
      run.onOutcome = () => run.end();
      await run.show();
      if (isHosted(run)) await run.returnWith('error_type=provider_api_error');
      else run.vital.call('onError', 'provider_api_error');
    },
    then: {
      // After an error that leaves an embedded Link in the page, the session still runs. So its end is an exit. The status
      // stays, so that the person can read what was wrong.
      embed: { events: ['error provider_api_error', 'exit page'], status: 'error', left: nothing },
      auto: { events: ['error provider_api_error', 'exit page'], status: 'error', left: nothing },
      popup: failed('provider_api_error', { shown: 1 }),
      redirect: failed('provider_api_error', { left: ['ended record'], leftAfterEnd: ['ended record'], shown: 1 }),
    },
  },
  {
    step: 'close',
    fault: 'frozen page',
    what: 'the session has ended before, and all timers run at once',
    async act(run) {
      await run.show();
      run.end();
      run.freeze();
      run.thaw();
      await run.wait(Infinity);
    },
    then: shownThenLeft(),
  },
  {
    step: 'close',
    fault: 'frozen page',
    what: 'an hour has passed since the window counted as closed',
    modes: ['popup'],
    async act(run) {
      await run.show();
      closeWindow(run);
      await run.wait(1000);
      await run.wait(1000);
      run.freeze();
      run.thaw();
      await run.wait(3_600_000);
    },
    then: left('user'),
  },
  {
    step: 'close',
    fault: 'reload',
    what: 'the session has ended before, and the next page reports nothing again',
    async act(run) {
      await run.show();
      run.end();
      run.leave();
      await run.openPage();
    },
    then: shownThenLeft(),
  },
  {
    step: 'close',
    fault: 'no sessionStorage',
    what: 'it is denied after Link was shown',
    modes: ['popup', 'redirect'],
    async act(run) {
      await run.show();
      denyStorage(run.platform);
      run.end();
    },
    then: left('page'),
  },
  {
    step: 'close',
    fault: 'no BroadcastChannel',
    what: 'the window is closed',
    modes: ['popup', 'redirect'],
    given: { browser: { BroadcastChannel: fail } },
    async act(run) {
      await run.show();
      run.end();
    },
    then: shownThenLeft(),
  },
];
