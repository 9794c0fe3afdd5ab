import { expect } from '@open-wc/testing';
import { json, never } from '../../support/fake-platform.js';
import { address, settle, token } from '../../support/fault-matrix.js';
import { fail, odd, refuseToken, show, withoutRandomUUID } from './acts.js';
import { ended, failed, left, nothing, type Row, shown, stepModes } from './row.js';

const badAnswers: [name: string, answer: () => Response][] = [
  ['nothing', () => new Response('')],
  ['no content', () => new Response(null, { status: 204 })],
  ['null', () => json(null)],
  ['a number', () => json(7)],
  ['a list', () => json([token])],
  ['an empty object', () => json({})],
  ['a token that is a number', () => json({ link_token: 7 })],
  ['a blank token', () => json({ link_token: '  ' })],
  ['a token that is not JSON', () => new Response(token)],
  [
    'an address of another site',
    () => json({ link_token: token, link_web_url: `https://evil.example/?token=${token}` }),
  ],
  ['an address that is a script', () => json({ link_token: token, link_web_url: 'javascript:alert(1)' })],
  ['an address without TLS', () => json({ link_token: token, link_web_url: address.replace('https', 'http') })],
  ['an address with a password', () => json({ link_token: token, link_web_url: address.replace('//', '//a:b@') })],
];

export const endpointRows: Row[] = [
  {
    step: 'endpoint',
    fault: 'never',
    what: 'the endpoint does not answer',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      run.platform.expireTimeout();
      await run.launched;
    },
    then: failed('token_request_timeout'),
  },
  {
    step: 'endpoint',
    fault: 'never',
    what: 'fetchToken never resolves, and does not watch its signal',
    given: { fetchToken: never },
    async act(run) {
      run.start();
      run.platform.expireTimeout();
      await run.launched;
    },
    then: failed('token_request_timeout'),
  },
  {
    step: 'endpoint',
    fault: 'never',
    what: 'the endpoint sends a status, and never the rest',
    given: { endpoint: () => new Response(new ReadableStream()) },
    async act(run) {
      run.start();
      await settle();
      run.platform.expireTimeout();
      await run.launched;
    },
    then: failed('token_request_timeout'),
  },
  {
    step: 'endpoint',
    fault: 'slow',
    what: 'the token comes after the timeout',
    given: { fetchToken: 'held' },
    async act(run) {
      run.start();
      run.platform.expireTimeout();
      await run.launched;
      run.answer(() => json(token));
      await settle();
    },
    then: failed('token_request_timeout'),
  },
  {
    step: 'endpoint',
    fault: 'slow',
    what: 'the token comes just before the timeout',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await run.wait(1000);
      run.answer();
      await run.launched;
    },
    then: shown(),
  },
  {
    step: 'endpoint',
    fault: 'error',
    what: 'the network fails',
    given: { endpoint: () => Promise.reject(new TypeError('Failed to fetch')) },
    act: show,
    then: failed('token_request_failed'),
  },
  {
    step: 'endpoint',
    fault: 'error',
    what: 'the connection breaks in the middle of the answer',
    given: {
      endpoint: () => new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError('broken')) })),
    },
    act: show,
    then: failed('token_request_failed'),
  },
  ...[401, 403, 404, 408, 429, 500, 503].map((status): Row => ({
    step: 'endpoint',
    fault: 'error',
    what: `the endpoint answers with ${status}`,
    modes: status === 500 ? stepModes.endpoint : ['embed', 'popup'],
    given: { endpoint: () => json({ error: token, code: 'no' }, status) },
    act: show,
    then: failed('token_request_rejected'),
  })),
  {
    step: 'endpoint',
    fault: 'error',
    what: 'fetchToken throws',
    given: {
      fetchToken() {
        throw new Error('no');
      },
    },
    act: show,
    then: failed('token_request_failed'),
  },
  {
    step: 'endpoint',
    fault: 'error',
    what: 'fetchToken rejects with a SyntaxError that quotes the token',
    given: { fetchToken: () => Promise.reject(new SyntaxError(`Unexpected token: ${token}`)) },
    act: show,
    then: failed('token_request_failed'),
  },
  {
    step: 'endpoint',
    fault: 'error',
    what: 'the function for the headers throws',
    given: {
      properties: {
        headers() {
          throw new Error('no');
        },
      },
    },
    act: show,
    then: failed('token_request_failed'),
  },
  {
    step: 'endpoint',
    fault: 'garbage',
    what: 'the endpoint answers with a sign-in page',
    given: { endpoint: () => new Response('<!doctype html><title>Sign in</title>') },
    act: show,
    then: failed('token_response_invalid'),
  },
  ...badAnswers.map(([name, answer]): Row => ({
    step: 'endpoint',
    fault: 'garbage',
    what: `the endpoint answers with ${name}`,
    modes: ['embed', 'popup'],
    given: { endpoint: answer },
    act: show,
    then: failed('token_response_invalid'),
  })),
  ...odd
    // A text counts as a token. `await` fails for the object that throws. The next row has an object that throws later.
    .filter(([name, value]) => typeof value !== 'string' && !name.includes('throws'))
    .map(([name, value]): Row => ({
      step: 'endpoint',
      fault: 'garbage',
      what: `fetchToken returns ${name}`,
      modes: ['embed', 'popup'],
      given: { fetchToken: () => value as string },
      act: show,
      then: failed('token_response_invalid'),
    })),
  {
    step: 'endpoint',
    fault: 'garbage',
    what: 'fetchToken returns an object whose link_token throws an error that quotes the token',
    given: {
      fetchToken: () => ({
        get link_token() {
          return fail();
        },
      }),
    },
    act: show,
    then: failed('unknown_error'),
  },
  {
    step: 'endpoint',
    fault: 'twice',
    what: 'Link refuses the token, and then also the fresh one',
    async act(run) {
      await run.show();
      await refuseToken(run);
      await refuseToken(run);
    },
    then: {
      ...shown({ events: ['error token_consumed'], status: 'error', shown: 2, requests: 2 }),
      popup: failed('token_consumed', { shown: 2, requests: 2 }),
      redirect: failed('token_consumed', {
        left: ended('redirect'),
        leftAfterEnd: ended('redirect'),
        shown: 2,
        requests: 2,
      }),
    },
  },
  {
    step: 'endpoint',
    fault: 'twice',
    what: 'the person presses again while the token loads, and it is requested once',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      void run.press();
      await settle();
      run.answer();
      await run.launched;
      await settle();
    },
    then: shown({ requests: 1 }),
  },
  {
    step: 'endpoint',
    fault: 'out of order',
    what: 'the time is up after Link was shown',
    async act(run) {
      await run.show();
      run.platform.expireTimeout();
      await settle();
    },
    then: shown(),
  },
  {
    step: 'endpoint',
    fault: 'element removed',
    what: 'and the token comes after that',
    given: { fetchToken: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.end();
      run.answer(() => json(token));
      await settle();
    },
    then: left('page', { shown: 0 }),
  },
  {
    step: 'endpoint',
    fault: 'element removed',
    what: 'the request is aborted',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      expect(run.left()).to.include('request');
      run.end();
      await run.launched;
    },
    then: left('page', { shown: 0 }),
  },
  {
    step: 'endpoint',
    fault: 'frozen page',
    what: 'the answer is handled before the timeout',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.answer();
      await settle();
      await run.wait(1000);
      run.platform.expireTimeout();
      await settle();
    },
    then: shown(),
  },
  {
    step: 'endpoint',
    fault: 'frozen page',
    what: 'the timeout is handled before the answer',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.platform.expireTimeout();
      run.answer();
      await run.launched;
      await run.wait(1000);
    },
    then: failed('token_request_timeout'),
  },
  {
    step: 'endpoint',
    fault: 'frozen page',
    what: 'the person comes back while the token loads',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.freeze();
      run.thaw();
      run.answer();
      await run.launched;
    },
    // A page that is left closes its empty window, because nothing else could. A window that is closed before Link is shown
    // in it counts as blocked.
    then: { ...shown(), popup: failed('popup_blocked') },
  },
  {
    step: 'endpoint',
    fault: 'frozen page',
    what: 'the browser has aborted the request meanwhile',
    given: { fetchToken: () => Promise.reject(new TypeError('Load failed')) },
    async act(run) {
      run.start();
      run.freeze();
      run.thaw();
      await run.launched;
    },
    then: failed('token_request_failed'),
  },
  {
    step: 'endpoint',
    fault: 'reload',
    what: 'while the token loads, nothing is stored, and the window is closed',
    given: { endpoint: 'held' },
    async act(run) {
      run.start();
      await settle();
      run.leave();
      await run.openPage();
    },
    then: { events: [], status: 'loading', left: nothing, shown: 0, isSilent: true },
  },
  {
    step: 'endpoint',
    fault: 'reload',
    what: 'while the fresh token loads, the next page requests it again and loses nothing',
    modes: ['redirect'],
    given: { endpoint: (count) => (count === 2 ? never() : json({ link_token: token, link_web_url: address })) },
    async act(run) {
      await run.show();
      await refuseToken(run);
      run.leave();
      await run.openPage();
    },
    then: shown({ shown: 2, requests: 3 }),
  },
  {
    step: 'endpoint',
    fault: 'no randomUUID',
    what: 'a page without TLS has none, and Link is shown',
    given: { browser: withoutRandomUUID },
    act: show,
    then: shown(),
  },
];
