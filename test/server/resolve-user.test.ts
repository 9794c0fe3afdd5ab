import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createLinkTokenHandler, type LinkTokenHandlerOptions, resolveUser } from 'junction-connect/server';
import { createJunction } from '../support/junction.js';
import { post, read } from './run-handler.js';

/** Returns a local Junction with the real SDK. `requests` has the method and the path of each request to it. */
function setUp(answer?: (request: Request) => Response | undefined) {
  const requests: string[] = [];
  const junction = createJunction({
    onAnswer: (request) => requests.push(`${request.method} ${new URL(request.url).pathname}`),
    ...(answer && { answer }),
  });
  const reset = () => junction.sandbox(new Request(`${junction.base}/_sandbox/reset`, { method: 'POST' }));
  return { ...junction, requests, reset };
}

const conflict = { error_type: 'INVALID_REQUEST', error_message: 'Client user id already exists.' };
const badRequest = (detail: unknown) => Response.json({ detail }, { status: 400 });

describe('resolveUser', () => {
  it('creates the user, and remembers it', async () => {
    const { client, requests } = setUp();
    const userId = await resolveUser(client, 'person-1');
    assert.equal(await resolveUser(client, 'person-1'), userId);
    assert.notEqual(await resolveUser(client, 'person-2'), userId);
    assert.deepEqual(requests, ['POST /v2/user', 'POST /v2/user']);
  });

  it('finds the user that exists, by the answer to the attempt to create it', async () => {
    const { client, newUserId, requests } = setUp();
    const userId = await newUserId('person-1');
    requests.length = 0;
    assert.equal(await resolveUser(client, 'person-1'), userId);
    assert.deepEqual(requests, ['POST /v2/user']);
  });

  it('asks once when several requests come at once', async () => {
    const { client, requests } = setUp();
    const ids = await Promise.all([1, 2, 3].map(() => resolveUser(client, 'person-1')));
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(requests, ['POST /v2/user']);
  });

  for (const detail of ['Client user id already exists.', conflict, null, undefined])
    it(`looks for the user when the answer names none: ${JSON.stringify(detail)}`, async () => {
      const { client, newUserId, requests } = setUp((request) =>
        request.method === 'POST' && requests.length > 0 ? badRequest(detail) : undefined,
      );
      const userId = await newUserId('person-1');
      assert.equal(await resolveUser(client, 'person-1'), userId);
      assert.deepEqual(requests.slice(1), ['POST /v2/user', 'GET /v2/user/resolve/person-1']);
    });

  it('escapes the id of the site in an address, and takes no other user', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const special = fc.constantFrom('a/b', '../user', 'a b', 'ü', '%2e', '?x=1', '#', '.', '..', 'person@1');
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, special), async (id) => {
        let isFirst = true;
        const { client, newUserId } = setUp((request) => {
          if (request.method !== 'POST' || (isFirst && !(isFirst = false))) return undefined;
          return badRequest(null);
        });
        const userId = await newUserId(id);
        const found = await resolveUser(client, id).catch(() => 'none');
        assert.equal(found, ['.', '..'].includes(id) ? 'none' : userId);
      }),
      { numRuns: 60 },
    );
  });

  it('asks again after a failure, and not before', async () => {
    let isDown = true;
    const { client, requests } = setUp(() => (isDown ? new Response(null, { status: 503 }) : undefined));
    const both = await Promise.allSettled([resolveUser(client, 'person-1'), resolveUser(client, 'person-1')]);
    assert.deepEqual([both.map(({ status }) => status), requests.length], [['rejected', 'rejected'], 1]);
    isDown = false;
    assert.match(await resolveUser(client, 'person-1'), /^[\da-f-]{36}$/);
  });

  it('keeps the users of two clients apart', async () => {
    const one = setUp();
    const other = setUp();
    assert.notEqual(await resolveUser(one.client, 'person-1'), await resolveUser(other.client, 'person-1'));
  });

  it('remembers 10,000 users, and forgets the one that was used longest ago', async () => {
    const created: string[] = [];
    const client = {
      user: {
        create: async ({ clientUserId }: { clientUserId: string }) => {
          created.push(clientUserId);
          return { userId: `user of ${clientUserId}` };
        },
        getByClientUserId: () => Promise.reject(new Error('not expected')),
      },
    };
    for (let index = 0; index < 10_000; index++) await resolveUser(client, `${index}`);
    await resolveUser(client, '0'); // Now 1 is the oldest.
    await resolveUser(client, 'one more');
    created.length = 0;
    for (const id of ['0', '2', '1']) await resolveUser(client, id);
    assert.deepEqual(created, ['1']);
  });
});

type PersonOptions = Pick<
  Extract<LinkTokenHandlerOptions, { getClientUserId: unknown }>,
  'getClientUserId' | 'onError'
>;

describe('the token endpoint with getClientUserId', () => {
  const create = (junction: ReturnType<typeof setUp>, options: Partial<PersonOptions> = {}) =>
    createLinkTokenHandler({ client: junction.client, getClientUserId: () => 'person-1', ...options });

  it('creates the Junction user of the person who is signed in', async () => {
    const junction = setUp();
    const { status, body } = await read(await create(junction)(post({ provider: 'oura' })));
    assert.equal(status, 200);
    assert.ok(body.link_token);
    assert.deepEqual(junction.requests, ['POST /v2/user', 'POST /v2/link/token']);
  });

  it('creates one user for three requests at once', async () => {
    const junction = setUp();
    const handler = create(junction);
    const answers = await Promise.all([1, 2, 3].map(() => handler(post({}))));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(junction.requests.filter((request) => request === 'POST /v2/user').length, 1);
  });

  it('creates the user anew when Junction has forgotten it, also for three requests at once', async () => {
    const junction = setUp();
    const handler = create(junction);
    await handler(post({}));
    await junction.reset();
    junction.requests.length = 0;
    const answers = await Promise.all([1, 2, 3].map(() => handler(post({}))));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(junction.requests.filter((request) => request === 'POST /v2/user').length, 1);
  });

  for (const status of [400, 404, 422])
    it(`creates the user anew when Junction refuses the old one with ${status}`, async () => {
      let isForgotten = false;
      const junction = setUp((request) => {
        if (!isForgotten || !request.url.endsWith('/v2/link/token')) return undefined;
        isForgotten = false;
        return Response.json({ detail: [] }, { status });
      });
      const handler = create(junction);
      await handler(post({ provider: 'oura' }));
      await junction.reset();
      isForgotten = true;
      assert.equal((await handler(post({ provider: 'oura' }))).status, 200);
    });

  it('passes on the refusal when the user is still there', async () => {
    const junction = setUp();
    const answer = await create(junction)(post({ provider: 'ring_of_2030' }));
    assert.equal(answer.status, 400);
    assert.equal(junction.requests.filter((request) => request === 'POST /v2/link/token').length, 1);
  });

  const failures: [junctionStatus: number, status: number, code: string][] = [
    [401, 502, 'junction_unavailable'],
    [403, 502, 'junction_unavailable'],
    [422, 502, 'junction_unavailable'],
    [429, 429, 'rate_limited'],
    [500, 502, 'junction_unavailable'],
  ];
  for (const [junctionStatus, status, code] of failures)
    it(`answers ${status} when Junction answers ${junctionStatus} for the user`, async () => {
      const causes: unknown[] = [];
      const junction = setUp(() => Response.json({ detail: [] }, { status: junctionStatus }));
      const answer = await read(await create(junction, { onError: (cause) => causes.push(cause) })(post({})));
      assert.deepEqual([answer.status, answer.body.code, causes.length], [status, code, 1]);
      assert.ok(!answer.text.includes('person-1'));
    });

  for (const nobody of [null, undefined, ''])
    it(`answers 401 when nobody is signed in: ${JSON.stringify(nobody)}`, async () => {
      const junction = setUp();
      const { status, body } = await read(await create(junction, { getClientUserId: () => nobody })(post({})));
      assert.deepEqual([status, body.code, junction.requests], [401, 'unauthenticated', []]);
    });

  it('answers 500 when getClientUserId throws', async () => {
    const fails = () => Promise.reject(new Error('the session store is down'));
    const { status, body } = await read(await create(setUp(), { getClientUserId: fails })(post({})));
    assert.deepEqual([status, body.code], [500, 'server_error']);
  });

  it('takes the number of a database for a text', async () => {
    const junction = setUp();
    const getClientUserId = () => 42 as unknown as string;
    assert.equal((await create(junction, { getClientUserId })(post({}))).status, 200);
    assert.ok(await junction.client.user.getByClientUserId({ clientUserId: '42' }));
  });
});

describe('createLinkTokenHandler', () => {
  const { client } = setUp();
  const getId = () => 'a';
  const wrong: [what: string, options: object][] = [
    ['both getClientUserId and getUserId', { client, getClientUserId: getId, getUserId: getId }],
    ['neither of them', { client }],
    ['a client that finds no users', { client: { link: client.link }, getClientUserId: getId }],
  ];
  for (const [what, options] of wrong)
    it(`throws a TypeError for ${what}`, () => {
      assert.throws(() => createLinkTokenHandler(options as LinkTokenHandlerOptions), {
        name: 'TypeError',
        message: /getClientUserId/,
      });
    });
});
