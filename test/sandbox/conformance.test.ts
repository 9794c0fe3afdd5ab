import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Junction, JunctionClient, JunctionError, serialization } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';
import { origin, setUp } from './support.js';

/** The part of the SDK's schemas that is used here: each throws at what it does not know. */
interface Schema {
  parseOrThrow(raw: unknown, options: typeof strictly): unknown;
}

/**
 * The SDK's own check of what comes in. Its client reads with `skipValidation`, and so would take nearly anything: what
 * it was sent is read again with all that it can refuse.
 */
const strictly = { skipValidation: false, unrecognizedObjectKeys: 'fail' } as const;

/** The SDK's client, and the body of the last answer that it got, as it came. */
function setUpClient() {
  const sandbox = createSandbox({ origin });
  const last = { body: undefined as unknown };
  const client = new JunctionClient({
    apiKey: 'sk_us_local',
    baseUrl: origin,
    maxRetries: 0,
    fetch: async (input, init) => {
      const answer = await sandbox(new Request(input, init));
      last.body = await answer.clone().json();
      return answer;
    },
  });
  const connect = async (userId: string, provider: string) => {
    const { linkToken: token } = await client.link.token({ userId });
    const body = new URLSearchParams({ token, provider, decision: 'allow', username: 'ada', password: 'x' });
    await sandbox(new Request(`${origin}/connect`, { method: 'POST', body }));
  };
  const breakConnection = (client_user_id: string, provider: string, error_type: string) =>
    sandbox(
      new Request(`${origin}/_sandbox/connections/error`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ client_user_id, provider, error_type }),
      }),
    );
  return { client, last, connect, breakConnection };
}

const everything = {
  clientUserId: 'ada',
  fallbackTimeZone: 'Europe/London',
  fallbackBirthDate: '1989-09-12',
  ingestionStart: '2026-01-01',
  ingestionEnd: '2026-12-31',
};

describe('what the SDK makes of each answer, with its validation on', () => {
  type Setup = ReturnType<typeof setUpClient>;
  const { ClientFacingUser, LinkTokenExchangeResponse } = serialization;
  const { getConnectedProviders } = serialization.user;

  const routes: [route: string, schema: Schema, act: (setup: Setup) => Promise<unknown>][] = [
    ['POST /v2/user, bare', ClientFacingUser, ({ client }) => client.user.create({ clientUserId: 'ada' })],
    ['POST /v2/user, with everything', ClientFacingUser, ({ client }) => client.user.create(everything)],
    [
      'GET /v2/user/resolve/{client_user_id}, with connections',
      ClientFacingUser,
      async ({ client, connect }) => {
        const { userId } = await client.user.create(everything);
        for (const provider of ['oura', 'peloton']) await connect(userId, provider);
        const user = await client.user.getByClientUserId({ clientUserId: 'ada' });
        assert.equal(user.connectedSources.length, 2);
        return user;
      },
    ],
    [
      'GET /v2/user/providers/{user_id}, with none',
      getConnectedProviders.Response,
      async ({ client }) => {
        const { userId } = await client.user.create({ clientUserId: 'ada' });
        return client.user.getConnectedProviders({ userId });
      },
    ],
    [
      'GET /v2/user/providers/{user_id}, with one of each status',
      getConnectedProviders.Response,
      async ({ client, connect, breakConnection }) => {
        const { userId } = await client.user.create({ clientUserId: 'ada' });
        for (const provider of ['oura', 'freestyle_libre']) await connect(userId, provider);
        await breakConnection('ada', 'oura', 'deregistered_per_provider');
        const answer = await client.user.getConnectedProviders({ userId });
        assert.deepEqual(
          answer.providers!.map(({ status }) => status),
          ['error', 'connected'],
        );
        return answer;
      },
    ],
    [
      'POST /v2/link/token',
      LinkTokenExchangeResponse,
      async ({ client }) => {
        const { userId } = await client.user.create({ clientUserId: 'ada' });
        return client.link.token({
          userId,
          provider: 'oura',
          filterOnProviders: ['oura'],
          redirectUrl: 'https://shop.example/',
          onClose: 'redirect',
          onError: 'redirect',
        });
      },
    ],
    ['GET /v2/providers', serialization.providers.getAll.Response, ({ client }) => client.providers.getAll()],
  ];

  for (const [route, schema, act] of routes)
    it(route, async () => {
      const setup = setUpClient();
      const seen = await act(setup);
      const parsed = schema.parseOrThrow(setup.last.body, strictly);
      assert.deepEqual(parsed, seen, 'and its client sees the same');
    });

  it('knows every error type of a connection', async () => {
    const { client, last, connect, breakConnection } = setUpClient();
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    await connect(userId, 'oura');
    const types = Object.values(Junction.ClientFacingConnectionErrorDetailsErrorType);
    assert.ok(types.length > 5);
    for (const type of types) {
      assert.equal((await breakConnection('ada', 'oura', type)).status, 200, type);
      const { providers } = await client.user.getConnectedProviders({ userId });
      getConnectedProviders.Response.parseOrThrow(last.body, strictly);
      assert.equal(providers![0]!.errorDetails!.errorType, type);
    }
  });

  it('is a check that refuses what it should', () => {
    for (const body of [{}, { link_token: 1, link_web_url: '' }, { link_token: '', link_web_url: '', more: 1 }])
      assert.throws(() => LinkTokenExchangeResponse.parseOrThrow(body, strictly));
  });
});

describe('what the SDK makes of each refusal, with its validation on', () => {
  const caught = async (work: Promise<unknown>): Promise<JunctionError> => {
    const error: unknown = await work.catch((reason: unknown) => reason);
    assert.ok(error instanceof JunctionError, `${error}`);
    return error;
  };

  it('a client’s id that is taken is ClientUserIdConflictResponse', async () => {
    const { client, newUserId } = setUp();
    await newUserId('ada');
    const error = await caught(client.user.create({ clientUserId: 'ada' }));
    assert.ok(error instanceof Junction.BadRequestError);
    serialization.ClientUserIdConflictResponse.parseOrThrow(error.body, strictly);
  });

  it('what is malformed is HttpValidationError', async () => {
    const { client, newUserId } = setUp();
    const userId = await newUserId();
    const wrong: (() => Promise<unknown>)[] = [
      () => client.link.token({ userId: 'me' }),
      () => client.link.token({ userId, filterOnProviders: [] }),
      () => client.user.getConnectedProviders({ userId: 'me' }),
      () => client.user.create({ clientUserId: 'ada', fallbackTimeZone: 'Mars/Olympus' }),
    ];
    for (const act of wrong) {
      const error = await caught(act());
      assert.ok(error instanceof Junction.UnprocessableEntityError);
      const raw = serialization.HttpValidationError.jsonOrThrow(error.body, { skipValidation: true });
      serialization.HttpValidationError.parseOrThrow(raw, strictly);
    }
  });
});
