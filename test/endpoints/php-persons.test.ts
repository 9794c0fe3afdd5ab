import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { findProgram } from '../../scripts/find-program.mjs';
import { type JunctionServer, startJunction } from '../support/junction.js';
import { startProgram } from '../support/start-program.js';
import { expectRefusal, postTo, type Recipe, sendToConnections } from './recipe.js';

/** A changed copy of the program, with a local Junction of its own. */
interface Copy extends Recipe {
  readonly junction: JunctionServer;
}

interface Connections {
  readonly connections: readonly {
    readonly provider: string;
    readonly since: string | null;
    readonly manageable?: false;
  }[];
  readonly available: readonly { readonly provider: string }[];
}

/** The person that a request of these tests is for, as the header of a session would tell. */
const as = (person: string) => ({ 'X-Person': person });

// These tests are about what the programs in JavaScript leave to the handler of the package.
describe('the recipe for PHP', { skip: !process.env.CI && !findProgram('php') && 'PHP is not installed' }, () => {
  const stops: (() => unknown)[] = [];
  after(() => Promise.all(stops.map((stop) => stop())));

  /** Starts a copy in which these texts are replaced, and which learns from the header `X-Person` who is signed in. */
  async function startCopy(changes: Record<string, string> = {}): Promise<Copy> {
    const junction = await startJunction();
    const folder = mkdtempSync(join(tmpdir(), 'recipe-php-'));
    const replacements = {
      "$_SESSION['person'] ?? null": "$_SERVER['HTTP_X_PERSON'] ?? null",
      'http://localhost:4000': junction.origin,
      ...changes,
    };
    let program = readFileSync('demo/endpoints/php/server.php', 'utf8');
    for (const [before, replacement] of Object.entries(replacements)) {
      assert.ok(program.includes(before), before);
      program = program.replace(before, replacement);
    }
    writeFileSync(join(folder, 'server.php'), program);
    writeFileSync(join(folder, 'index.html'), '');
    const { ready, stop } = startProgram('php', ['-S', 'localhost:0', 'server.php'], {
      folder,
      // One worker would answer the requests of a person one after the other.
      env: { JUNCTION_API_KEY: '', PHP_CLI_SERVER_WORKERS: '3' },
      ready: /Server \((http:\/\/localhost:\d+)\) started/,
    });
    stops.push(async () => {
      await stop();
      junction.close();
      rmSync(folder, { recursive: true });
    });
    const origin = await ready;
    const Cookie = (await fetch(origin)).headers.get('Set-Cookie')!.split(';')[0]!;
    const pageHeaders = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', Cookie };
    return { url: `${origin}/api/link-token`, send: fetch, pageHeaders, signInHeaders: as('ada'), junction };
  }

  async function list(copy: Copy, person = 'ada'): Promise<Connections> {
    const response = await sendToConnections(copy, 'GET', as(person));
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return JSON.parse(text) as Connections;
  }

  async function requestToken(copy: Copy, person = 'ada', body = '{}'): Promise<void> {
    const response = await postTo(copy, as(person), body);
    assert.equal(response.status, 200, await response.text());
  }

  const providersOf = (items: readonly { readonly provider: string }[]) => items.map(({ provider }) => provider);
  const pathsOf = ({ requests }: JunctionServer) => requests.map(({ path }) => path);

  async function connectPolar({ client, origin }: JunctionServer, userId: string): Promise<void> {
    const { linkToken: token } = await client.link.token({ userId });
    const body = new URLSearchParams({ token, provider: 'polar', decision: 'allow' });
    await fetch(`${origin}/connect`, { method: 'POST', body });
  }

  describe('with persons whom the site signs in', () => {
    let copy: Copy;
    before(async () => {
      copy = await startCopy();
    });

    it('creates no Junction user to list connections or to end one', async () => {
      const { available, connections } = await list(copy, 'newcomer');
      assert.deepEqual(connections, []);
      assert.ok(available.length > 10);
      const { status } = await sendToConnections(copy, 'DELETE', as('newcomer'), '?provider=polar');
      assert.equal(status, 204);
      assert.deepEqual((await copy.junction.state()).users, []);
    });

    it('keeps persons apart who sign in one after the other in the same session', async () => {
      copy.junction.requests.length = 0;
      for (const person of ['ada', 'bob', '7', '7', 'bob', 'ada']) await requestToken(copy, person);
      const { users } = await copy.junction.state();
      const nameOf = (id: unknown) => users.find(({ user_id }) => user_id === id)?.client_user_id;
      const tokenRequests = copy.junction.requests.filter(({ path }) => path === '/v2/link/token');
      assert.deepEqual(
        tokenRequests.map(({ body }) => nameOf(body.user_id)),
        ['ada', 'bob', '7', '7', 'bob', 'ada'],
      );
    });

    it('finds a user that the site creates again after it was deleted at Junction', async () => {
      const { client, newUserId, state } = copy.junction;
      await requestToken(copy, 'eve');
      const { user_id: userId } = (await state()).users.find(({ client_user_id }) => client_user_id === 'eve')!;
      await client.user.delete({ userId });
      const newId = await newUserId('eve');
      await connectPolar(copy.junction, newId);
      assert.deepEqual(providersOf((await list(copy, 'eve')).connections), ['polar']);
      await client.user.delete({ userId: newId });
      assert.deepEqual((await list(copy, 'eve')).connections, []);
    });

    it('answers 502 when Junction refuses to list the connections of a user that it has', async () => {
      await requestToken(copy);
      copy.junction.requests.length = 0;
      copy.junction.answer = (path) =>
        path.startsWith('/v2/user/providers/') ? Response.json({}, { status: 404 }) : undefined;
      await expectRefusal(await sendToConnections(copy, 'GET', as('ada')), 502, 'junction_unavailable');
      copy.junction.answer = undefined;
      assert.equal(pathsOf(copy.junction).length, 2);
    });

    it('creates the user when Junction answers 400 or 422 to the search for it', async () => {
      for (const status of [400, 422]) {
        copy.junction.answer = (path) =>
          path.startsWith('/v2/user/resolve/') ? Response.json({}, { status }) : undefined;
        await list(copy, `person ${status}`);
        copy.junction.answer = undefined;
        const { users } = await copy.junction.state();
        assert.ok(users.some(({ client_user_id }) => client_user_id === `person ${status}`));
      }
    });

    const lists: [body: unknown, status: number][] = [
      [null, 502],
      [5, 502],
      [{}, 502],
      [[], 200],
    ];
    for (const [body, expected] of lists)
      it(`answers ${expected} when Junction's list of providers is ${JSON.stringify(body)}`, async () => {
        copy.junction.answer = (path) => (path === '/v2/providers' ? Response.json(body) : undefined);
        const { status } = await sendToConnections(copy, 'GET', as('ada'));
        copy.junction.answer = undefined;
        assert.equal(status, expected);
      });

    it('says of a provider with the type sdk that no page can manage it, but ends its connection', async () => {
      await connectPolar(copy.junction, await copy.junction.newUserId('zoe'));
      copy.junction.answer = (path) =>
        path === '/v2/providers' ? Response.json([{ slug: 'polar', name: 'Polar', auth_type: 'sdk' }]) : undefined;
      const { connections, available } = await list(copy, 'zoe');
      copy.junction.answer = undefined;
      assert.deepEqual([connections[0]!.manageable, available], [false, []]);
      const { status } = await sendToConnections(copy, 'DELETE', as('zoe'), '?provider=polar');
      assert.equal(status, 204);
      assert.deepEqual((await list(copy, 'zoe')).connections, []);
    });

    it('answers a request for a token while a list waits for Junction', async () => {
      await requestToken(copy); // The list does not store a user then, and so opens the session only once.
      let release!: () => void;
      const held = new Promise<void>((resolve) => (release = resolve));
      const arrived = new Promise<void>((resolve) => {
        copy.junction.answer = async (path) => {
          if (path !== '/v2/providers') return undefined;
          resolve();
          await held;
          return undefined;
        };
      });
      const waiting = list(copy);
      await arrived;
      await requestToken(copy);
      release();
      await waiting;
      copy.junction.answer = undefined;
    });

    it('reads only a time in ISO 8601, in UTC if it has no zone, and leaves out what is no connection', async () => {
      const times = ['2026-10-02T15:30:00', '2026-10-02', 'tomorrow', ''];
      const items = times.map((created_on, index) => ({ slug: `time_${index}`, created_on }));
      copy.junction.answer = (path) =>
        path.startsWith('/v2/user/providers/') ? Response.json({ providers: [null, 5, [], ...items] }) : undefined;
      const { connections } = await list(copy);
      copy.junction.answer = undefined;
      assert.deepEqual(
        connections.map(({ since }) => since),
        ['2026-10-02T15:30:00Z', null, null, null],
      );
    });
  });

  it('offers only what OFFERED names, in its order, and ends also other connections', async () => {
    const copy = await startCopy({ 'OFFERED = []': "OFFERED = ['oura', 'garmin']" });
    await requestToken(copy);
    await requestToken(copy, 'ada', '{"provider":"garmin"}');
    for (const body of ['{"provider":"polar"}', '{"filter_on_providers":["oura","polar"]}'])
      await expectRefusal(await postTo(copy, as('ada'), body), 400, 'invalid_request');
    const tokenRequests = copy.junction.requests.filter(({ path }) => path === '/v2/link/token');
    assert.deepEqual(
      tokenRequests.map(({ body }) => [body.provider, body.filter_on_providers]),
      [
        [undefined, ['oura', 'garmin']],
        ['garmin', undefined],
      ],
    );
    await connectPolar(copy.junction, tokenRequests[0]!.body.user_id as string);
    const { connections, available } = await list(copy);
    assert.deepEqual(providersOf(available), ['oura', 'garmin']);
    assert.deepEqual([providersOf(connections), connections[0]!.manageable], [['polar'], undefined]);
    assert.equal((await sendToConnections(copy, 'DELETE', as('ada'), '?provider=polar')).status, 204);
    assert.deepEqual((await list(copy)).connections, []);
  });

  it('lets nobody end a connection when CAN_DISCONNECT is false', async () => {
    const copy = await startCopy({ 'CAN_DISCONNECT = true': 'CAN_DISCONNECT = false' });
    await expectRefusal(await sendToConnections(copy, 'DELETE', as('ada'), '?provider=polar'), 403, 'forbidden');
    await expectRefusal(await sendToConnections(copy, 'DELETE', as('ada'), ''), 400, 'invalid_request');
    assert.deepEqual(copy.junction.requests, []);
  });

  it('accepts a number as the id of a person', async () => {
    const copy = await startCopy({ "$_SERVER['HTTP_X_PERSON'] ?? null": '7' });
    await requestToken(copy);
    await list(copy);
    assert.deepEqual(
      (await copy.junction.state()).users.map(({ client_user_id }) => client_user_id),
      ['7'],
    );
    assert.ok(!pathsOf(copy.junction).includes('/v2/user/resolve/7'));
  });

  it('answers 502 when Junction does not answer in time', async () => {
    const copy = await startCopy({ "['REQUEST_TIME_FLOAT'] + 8": "['REQUEST_TIME_FLOAT'] + 1" });
    copy.junction.answer = () => new Promise<undefined>(() => {});
    const start = Date.now();
    await expectRefusal(await sendToConnections(copy, 'GET', as('ada')), 502, 'junction_unavailable');
    assert.ok(Date.now() - start < 10_000, 'the limit is one second');
    assert.equal(copy.junction.requests.length, 1);
  });
});
