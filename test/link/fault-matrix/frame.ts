import { expect } from '@open-wc/testing';
import { addFrame, settle, token } from '../../support/fault-matrix.js';
import { hostile, odd, withoutRandomUUID } from './acts.js';
import { connected, embedded, left, notEmbedded, nothing, type Row, shown } from './row.js';

const dispatchViolation = () =>
  document.dispatchEvent(
    new SecurityPolicyViolationEvent('securitypolicyviolation', {
      bubbles: true,
      blockedURI: 'https://link.example',
      disposition: 'enforce',
      documentURI: location.href,
      effectiveDirective: 'frame-src',
      violatedDirective: 'frame-src',
      originalPolicy: '',
      statusCode: 200,
    }),
  );

export const frameRows: Row[] = [
  {
    step: 'frame',
    fault: 'never',
    what: 'Link shows no sign of life, and the bar is there after eight seconds',
    async act(run) {
      await run.show();
      await run.wait(0);
      await run.wait(8000);
    },
    then: { events: [], status: 'open', left: ['bar', ...embedded] },
  },
  {
    step: 'frame',
    fault: 'slow',
    what: 'Link shows its first sign of life after the bar, and the bar goes',
    async act(run) {
      await run.show();
      await run.wait(0);
      await run.wait(8000);
      run.frameSpeaks();
      await run.wait(500);
    },
    then: { events: [], status: 'open', left: embedded },
  },
  {
    step: 'frame',
    fault: 'slow',
    what: 'Link reports a success after the bar',
    async act(run) {
      await run.show();
      await run.wait(0);
      await run.wait(8000);
      run.vital.call('onSuccess');
    },
    then: connected({ left: embedded }),
  },
  {
    step: 'frame',
    fault: 'error',
    what: 'the policy of the page refuses the frame',
    async act(run) {
      run.link.duringOpen = () => void addFrame('https://link.example/');
      await run.show();
      dispatchViolation();
    },
    then: notEmbedded({ shown: 1 }),
  },
  {
    step: 'frame',
    fault: 'error',
    what: 'a content blocker removes the frame at once',
    async act(run) {
      await run.show();
      run.frame!.remove();
      expect(run.session.phase.name).to.equal('open');
      await run.wait(0);
    },
    then: notEmbedded({ shown: 1 }),
  },
  {
    step: 'frame',
    fault: 'error',
    what: 'a script of the page removes the frame that was shown',
    async act(run) {
      await run.show();
      await run.wait(0);
      run.frameSpeaks();
      run.frame!.remove();
      await run.wait(500);
      await run.wait(500);
    },
    then: left('page'),
  },
  {
    step: 'frame',
    fault: 'error',
    what: 'Link reports an error, and stays open',
    async act(run) {
      await run.show();
      run.vital.call('onError', { error_type: 'provider_credential_error' });
    },
    then: { events: ['error provider_credential_error'], status: 'error', left: embedded },
  },
  ...odd.map(([name, value]): Row => ({
    step: 'frame',
    fault: 'garbage',
    what: `Link reports an error with ${name}`,
    modes: ['embed'],
    async act(run) {
      await run.show();
      run.vital.call('onError', value);
    },
    then: { events: ['error unknown_error'], status: 'error', left: embedded },
  })),
  ...odd.map(([name, value]): Row => ({
    step: 'frame',
    fault: 'garbage',
    what: `Link reports a success with ${name}`,
    modes: ['embed'],
    async act(run) {
      await run.show();
      run.vital.call('onSuccess', value, token);
    },
    then: connected({ left: embedded }),
  })),
  {
    step: 'frame',
    fault: 'garbage',
    what: 'Link reports an exit with anything',
    async act(run) {
      await run.show();
      run.vital.call('onExit', hostile(), 7, token);
    },
    then: left('user'),
  },
  {
    step: 'frame',
    fault: 'garbage',
    what: 'messages of others are no signs of life and no outcomes',
    async act(run) {
      await run.show();
      await run.wait(0);
      for (const data of [
        null,
        7,
        'onSuccess',
        { state: 'success' },
        { junction_session: '1', outcome: 'state=success' },
      ])
        run.send(data, { source: window });
      run.send('onSuccess', { source: null });
      await run.wait(8000);
    },
    then: { events: [], status: 'open', left: ['bar', ...embedded] },
  },
  ...(
    [
      ['two successes', ['onSuccess', 'onSuccess'], connected({ left: embedded })],
      ['two exits', ['onExit', 'onExit'], left('user')],
      [
        'two errors',
        ['onError', 'onError'],
        { events: ['error unknown_error', 'error unknown_error'], status: 'error', left: embedded },
      ],
      ['twice that it has loaded', ['onLoad', 'onLoad'], shown().embed],
    ] as const
  ).map(([what, calls, then]): Row => ({
    step: 'frame',
    fault: 'twice',
    what: `Link reports ${what}`,
    async act(run) {
      await run.show();
      calls.forEach((name) => run.vital.call(name));
    },
    then,
  })),
  ...(
    [
      ['a success after an exit', ['onExit', 'onSuccess'], connected({ events: ['exit user', 'success'] })],
      ['an exit after a success', ['onSuccess', 'onExit'], connected()],
      ['an error after a success', ['onSuccess', 'onError'], connected({ left: embedded })],
      ['an error after an exit', ['onExit', 'onError'], left('user')],
      [
        'a success after an error',
        ['onError', 'onSuccess'],
        connected({ events: ['error unknown_error', 'success'], left: embedded }),
      ],
      [
        'an exit after an error',
        ['onError', 'onExit'],
        { events: ['error unknown_error', 'exit user'], status: 'error', left: nothing },
      ],
      ['that it has loaded, after an exit', ['onExit', 'onLoad'], left('user')],
    ] as const
  ).map(([what, calls, then]): Row => ({
    step: 'frame',
    fault: 'out of order',
    what: `Link reports ${what}`,
    async act(run) {
      await run.show();
      calls.forEach((name) => run.vital.call(name));
    },
    then,
  })),
  {
    step: 'frame',
    fault: 'out of order',
    what: 'a Link whose token was refused reports an exit, an error and a success',
    async act(run) {
      await run.show();
      const [refused] = run.vital.created;
      run.vital.call('onError', 'token_expired');
      await settle();
      refused!.onExit!();
      refused!.onError!('provider_api_error');
      expect(run.events).to.deep.equal([]);
      refused!.onSuccess!();
    },
    then: connected({ left: embedded, shown: 2 }),
  },
  {
    step: 'frame',
    fault: 'element removed',
    what: 'while Link is open',
    async act(run) {
      await run.show();
      await run.wait(0);
      run.end();
    },
    then: left('page'),
  },
  {
    step: 'frame',
    fault: 'element removed',
    what: 'while the bar is there',
    async act(run) {
      await run.show();
      await run.wait(0);
      await run.wait(8000);
      run.end();
    },
    then: left('page'),
  },
  {
    step: 'frame',
    fault: 'frozen page',
    what: 'all timers run at once, and then Link speaks',
    async act(run) {
      await run.show();
      run.freeze();
      run.thaw();
      await run.wait(Infinity);
      await run.wait(Infinity);
      run.frameSpeaks();
      await run.wait(500);
    },
    then: { events: [], status: 'open', left: embedded },
  },
  {
    step: 'frame',
    fault: 'frozen page',
    what: 'all timers run at once after a success',
    async act(run) {
      await run.show();
      run.vital.call('onSuccess');
      run.freeze();
      run.thaw();
      await run.wait(Infinity);
    },
    then: connected(),
  },
  {
    step: 'frame',
    fault: 'reload',
    what: 'another page loads in the frame, and shows no sign of life',
    async act(run) {
      await run.show();
      await run.wait(0);
      run.frame!.dispatchEvent(new Event('load'));
      run.frameSpeaks();
      run.frame!.dispatchEvent(new Event('load'));
      await run.wait(8000);
    },
    then: { events: [], status: 'open', left: ['bar', ...embedded] },
  },
  ...(
    [
      ['no sessionStorage', { isStorageDenied: true }],
      ['no BroadcastChannel', { browser: { BroadcastChannel: undefined } }],
      ['no randomUUID', { browser: withoutRandomUUID }],
    ] as const
  ).map(([fault, given]): Row => ({
    step: 'frame',
    fault,
    what: 'an embedded Link does not need it',
    given,
    async act(run) {
      await run.show();
      run.vital.call('onSuccess');
    },
    then: connected({ left: embedded }),
  })),
];
