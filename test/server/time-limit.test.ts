import assert from 'node:assert/strict';
import { once } from 'node:events';
import process from 'node:process';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import type { LinkTokenClient } from 'junction-connect/server';
import { type ChangedOptions, endpoint, post, read, setUp } from './run-handler.js';

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const never = new Promise<never>(() => {});
const token = { linkToken: 'a', linkWebUrl: 'https://link.tryvital.io/?token=a' };

/** A test that waits for an answer that never comes must fail. Without the interval, Node would not wait for it. */
const limit = { timeout: 5000 };
let keepAwake: NodeJS.Timeout | undefined;
before(() => (keepAwake = setInterval(() => {}, 1000)));
after(() => clearInterval(keepAwake));

/** Returns a client whose `token` is this function. */
const clientOf = (request: (abortSignal: AbortSignal) => unknown) =>
  ({
    link: { token: (_fields: never, options: { abortSignal: AbortSignal }) => request(options.abortSignal) },
  }) as unknown as LinkTokenClient;

/** Creates a request whose body is this stream. */
const postStream = (body: ReadableStream) =>
  new Request(endpoint, { method: 'POST', headers: post({}).headers, body, duplex: 'half' } as RequestInit);

describe('the time limit of the token endpoint', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.reset());

  /** Lets this many milliseconds pass after the handler has begun to wait. */
  const pass = async (milliseconds = 5000) => {
    for (let turn = 0; turn < 5; turn += 1) await pause();
    mock.timers.tick(milliseconds);
  };

  const hangingThenable = { then() {} } as unknown as Promise<never>;
  const codes: Record<number, string> = { 400: 'invalid_request', 500: 'server_error', 502: 'junction_unavailable' };
  const byUser = /getUserId did not answer in time/;
  const byJunction = /Junction did not answer in time/;
  const cases: [
    what: string,
    status: number,
    cause: RegExp | undefined,
    options: ChangedOptions,
    request?: () => Request,
  ][] = [
    ['getUserId never settles', 500, byUser, { getUserId: () => never }],
    ['a thenable of getUserId never settles', 500, byUser, { getUserId: () => hangingThenable }],
    ['the client ignores its abortSignal', 502, byJunction, { client: clientOf(() => never) }],
    ['a thenable of the client never settles', 502, byJunction, { client: clientOf(() => hangingThenable) }],
    ['the body never arrives', 400, undefined, {}, () => postStream(new ReadableStream())],
    ['the body cannot be cancelled', 400, undefined, {}, () => postStream(new ReadableStream({ cancel: () => never }))],
  ];
  for (const [what, status, cause, options, request = () => post({})] of cases) {
    for (const logs of [true, false])
      it(`answers ${status} when ${what}${logs ? '' : ', and onError does not, either'}`, limit, async () => {
        const setup = { getUserId: () => 'u', ...options, ...(!logs && { onError: () => never }) };
        const { handler, causes } = await setUp(setup);
        const answer = handler(request());
        await pass();
        const { status: actualStatus, body } = await read(await answer);
        assert.deepEqual([actualStatus, body.code], [status, codes[status]]);
        assert.equal(causes.length, cause && logs ? 1 : 0);
        if (causes.length > 0) assert.match(String(causes[0]), cause!);
      });
  }

  it('says that getUserId did not answer in time', limit, async () => {
    const { handler } = await setUp({ getUserId: () => never });
    const answer = handler(post({}));
    await pass();
    assert.match((await read(await answer)).body.error!, /getUserId did not answer in time/);
  });

  it('is the cause of the error that onError gets', limit, async () => {
    const { handler, causes } = await setUp({ getUserId: () => never });
    const answer = handler(post({}));
    await pass();
    await answer;
    const { name, message } = (causes[0] as Error).cause as DOMException;
    assert.deepEqual([name, message], ['TimeoutError', 'The time limit of 5 seconds is over']);
  });

  it('says that the body did not arrive in time', limit, async () => {
    const { handler } = await setUp();
    const answer = handler(postStream(new ReadableStream()));
    await pass();
    assert.equal((await read(await answer)).body.error, 'The body of the request did not arrive in time');
  });

  it('counts for all parts together: after a slow getUserId, Junction has less time', limit, async () => {
    const getUserId = () => new Promise<string>((resolve) => setTimeout(resolve, 3000, 'u'));
    const { handler } = await setUp({ getUserId, client: clientOf(() => never) });
    const statuses: number[] = [];
    void handler(post({})).then(({ status }) => statuses.push(status));
    await pass(3000);
    await pass(1999);
    await pass(0);
    assert.deepEqual(statuses, []);
    await pass(1);
    await pause();
    assert.deepEqual(statuses, [502]);
  });

  it(
    'does not delay an answer: onError, and the cancellation of a body that is too large, never settle',
    limit,
    async () => {
      const broken = await setUp({ client: clientOf(() => Promise.reject(new Error('no'))), onError: () => never });
      assert.equal((await broken.handler(post({}))).status, 502);
      const large = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(20_000)),
        cancel: () => never,
      });
      const { handler } = await setUp();
      assert.equal((await handler(postStream(large))).status, 413);
    },
  );

  it('ends a body of chunks that are all empty', limit, async () => {
    const { handler } = await setUp();
    let left = 100_000;
    const empty = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 1;
        if (left > 0) controller.enqueue(new Uint8Array(0));
        else controller.error(new Error('all of them were read'));
      },
    });
    const { status } = await handler(postStream(empty));
    assert.equal(status, 413);
  });

  it('leaves no unhandled rejection when getUserId or Junction fails after it', limit, async () => {
    const unhandled: unknown[] = [];
    const record = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', record);
    try {
      const failLater = () => new Promise<never>((_resolve, reject) => setTimeout(reject, 6000, new Error('too late')));
      for (const options of [{ getUserId: failLater }, { client: clientOf(failLater) }]) {
        const { handler, causes } = await setUp(options);
        const answer = handler(post({}));
        await pass();
        assert.ok((await answer).status >= 500);
        await pass(1000);
        await pause();
        assert.equal(causes.length, 1);
      }
      assert.deepEqual(unhandled, []);
    } finally {
      process.off('unhandledRejection', record);
    }
  });

  it('ends with the answer, and leaves no timer', async () => {
    const { handler } = await setUp({ client: clientOf(async () => token) });
    const set = mock.method(globalThis, 'setTimeout');
    const clear = mock.method(globalThis, 'clearTimeout');
    assert.equal((await handler(post({}))).status, 200);
    assert.deepEqual(
      clear.mock.calls.map(({ arguments: [timer] }) => timer),
      set.mock.calls.map(({ result }) => result),
    );
    assert.equal(set.mock.callCount(), 1);
  });
});

describe('a function of the site that throws at once', () => {
  const fail = () => {
    throw new Error('at once');
  };
  const throwingThenable = {
    get then(): never {
      return fail();
    },
  } as unknown as Promise<never>;
  const cases: [what: string, status: number, options: ChangedOptions][] = [
    ['getUserId', 500, { getUserId: fail }],
    ['a thenable of getUserId', 500, { getUserId: () => throwingThenable }],
    ['the client', 502, { client: clientOf(fail) }],
    ['a thenable of the client', 502, { client: clientOf(() => throwingThenable) }],
  ];
  for (const [what, status, options] of cases)
    it(`is answered with ${status}, and logged: ${what}`, async () => {
      const { handler, causes } = await setUp({ getUserId: () => 'u', ...options });
      assert.equal((await handler(post({}))).status, status);
      assert.match(String(causes[0]), /at once/);
    });

  it('is logged, also when it throws undefined', async () => {
    let calls = 0;
    const { handler } = await setUp({ getUserId: () => Promise.reject(), onError: () => (calls += 1) });
    assert.equal((await handler(post({}))).status, 500);
    assert.equal(calls, 1);
  });
});

describe('a request that the page ends', () => {
  /** Sends a request with the signal of a page. `page.abort()` ends it, as when the person leaves. */
  async function sendFromPage(options: ChangedOptions, body?: ReadableStream) {
    const page = new AbortController();
    const { handler, causes } = await setUp({ getUserId: () => 'u', ...options });
    const request = new Request(body ? postStream(body) : post({}), { signal: page.signal });
    return { page, request, causes, send: () => handler(request) };
  }

  it('ends the request to Junction, and is no error', limit, async () => {
    let abortSignal: AbortSignal | undefined;
    const client = clientOf((signal) => {
      abortSignal = signal;
      return never;
    });
    const { page, send, causes } = await sendFromPage({ client });
    const answer = send();
    while (!abortSignal) await pause();
    assert.equal(abortSignal.aborted, false);
    page.abort();
    assert.equal(abortSignal.aborted, true);
    assert.equal((await answer).status, 502);
    assert.deepEqual(causes, []);
  });

  it('waits for neither getUserId nor the body', limit, async () => {
    for (const { page, send, causes } of [
      await sendFromPage({ getUserId: () => never }),
      await sendFromPage({}, new ReadableStream()),
    ]) {
      const answer = send();
      await pause();
      page.abort();
      assert.ok((await answer).status >= 400);
      assert.deepEqual(causes, []);
    }
  });

  it('calls neither getUserId nor Junction when the page has ended it before', limit, async () => {
    let calls = 0;
    const count = () => {
      calls += 1;
      return never;
    };
    const { page, send, causes } = await sendFromPage({ getUserId: count, client: clientOf(count) });
    page.abort();
    assert.ok((await send()).status >= 400);
    assert.equal(calls, 0);
    assert.deepEqual(causes, []);
  });

  it('leaves no listener at the signal after each kind of answer', async () => {
    for (const options of [
      {},
      { getUserId: () => null },
      { client: clientOf(() => Promise.reject(new Error('no'))) },
    ]) {
      const { request, send } = await sendFromPage(options);
      const add = mock.method(request.signal, 'addEventListener');
      const remove = mock.method(request.signal, 'removeEventListener');
      await send();
      assert.equal(add.mock.callCount(), 1);
      assert.deepEqual(
        remove.mock.calls.map(({ arguments: [type, listener] }) => [type, listener]),
        add.mock.calls.map(({ arguments: [type, listener] }) => [type, listener]),
      );
    }
  });

  it('can share its signal with others: Node warns of no leak, and every request ends', limit, async () => {
    const warnings: Error[] = [];
    const record = (warning: Error) => warnings.push(warning);
    process.on('warning', record);
    try {
      const server = new AbortController();
      const signals: AbortSignal[] = [];
      const client = clientOf((signal) => {
        signals.push(signal);
        return once(signal, 'abort').then(() => Promise.reject(new Error('aborted')));
      });
      const { handler } = await setUp({ client });
      const answers = Array.from({ length: 30 }, () =>
        handler(Object.defineProperty(post({}), 'signal', { value: server.signal })),
      );
      while (signals.length < answers.length) await pause();
      server.abort();
      for (const { status } of await Promise.all(answers)) assert.equal(status, 502);
      await pause();
      assert.deepEqual(warnings, []);
    } finally {
      process.off('warning', record);
    }
  });

  it('shares its signal with a request that has ended, and with one that begins after all others', limit, async () => {
    const server = new AbortController();
    const sendShared = (handler: (request: Request) => Promise<Response>) =>
      handler(Object.defineProperty(post({}), 'signal', { value: server.signal }));
    const served = await setUp({ client: clientOf(async () => token), getUserId: () => 'u' });
    let started = 0;
    const startAndHang = () => {
      started += 1;
      return never;
    };
    const hanging = await setUp({ client: clientOf(startAndHang), getUserId: () => 'u' });
    assert.equal((await sendShared(served.handler)).status, 200);
    const first = sendShared(hanging.handler);
    assert.equal((await sendShared(served.handler)).status, 200);
    const second = sendShared(hanging.handler);
    while (started < 2) await pause();
    server.abort();
    for (const { status } of await Promise.all([first, second])) assert.equal(status, 502);
  });

  it('is served when the server gives requests no signal', async () => {
    for (const signal of [undefined, null]) {
      const { handler } = await setUp();
      assert.equal((await handler(Object.defineProperty(post({}), 'signal', { value: signal }))).status, 200);
    }
  });
});
