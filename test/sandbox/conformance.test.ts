import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Junction, JunctionError, serialization } from '@junction-api/sdk';
import { createJunction } from '../support/junction.js';
import { origin, setUp } from './visit-link.js';

/** The part of the SDK's schemas that is used here. A schema throws when an answer does not match it. */
interface Schema {
  parseOrThrow(raw: unknown, options: typeof strictOptions): unknown;
}

/**
 * The options for the strictest validation of the SDK. Its client uses `skipValidation`, and so accepts almost any answer.
 * These tests parse each answer again with these options.
 */
const strictOptions = { skipValidation: false, unrecognizedObjectKeys: 'fail' } as const;

/** Returns the SDK's client, and the body of the last answer as the local Junction sent it. */
function setUpClient() {
  const last = { body: undefined as unknown };
  const { sandbox, client } = createJunction({
    origin,
    onAnswer: async (_request, answer) => {
      last.body = await answer.json();
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

const allUserFields = {
  clientUserId: 'ada',
  fallbackTimeZone: 'Europe/London',
  fallbackBirthDate: '1989-09-12',
  ingestionStart: '2026-01-01',
  ingestionEnd: '2026-12-31',
};

describe('the SDK, with strict validation,', () => {
  type Setup = ReturnType<typeof setUpClient>;
  const { ClientFacingUser, LinkTokenExchangeResponse } = serialization;
  const { getConnectedProviders } = serialization.user;

  const routes: [route: string, schema: Schema, callSdk: (setup: Setup) => Promise<unknown>][] = [
    [
      'POST /v2/user, without optional fields',
      ClientFacingUser,
      ({ client }) => client.user.create({ clientUserId: 'ada' }),
    ],
    ['POST /v2/user, with all fields', ClientFacingUser, ({ client }) => client.user.create(allUserFields)],
    [
      'GET /v2/user/resolve/{client_user_id}, with connections',
      ClientFacingUser,
      async ({ client, connect }) => {
        const { userId } = await client.user.create(allUserFields);
        for (const provider of ['oura', 'peloton']) await connect(userId, provider);
        const user = await client.user.getByClientUserId({ clientUserId: 'ada' });
        assert.equal(user.connectedSources.length, 2);
        return user;
      },
    ],
    [
      'GET /v2/user/providers/{user_id}, without connections',
      getConnectedProviders.Response,
      async ({ client }) => {
        const { userId } = await client.user.create({ clientUserId: 'ada' });
        return client.user.getConnectedProviders({ userId });
      },
    ],
    [
      'GET /v2/user/providers/{user_id}, with one connection of each status',
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

  for (const [route, schema, callSdk] of routes)
    it(`accepts the answer to ${route}`, async () => {
      const setup = setUpClient();
      const result = await callSdk(setup);
      const parsed = schema.parseOrThrow(setup.last.body, strictOptions);
      assert.deepEqual(parsed, result, 'the client returns the same');
    });

  it('accepts every error type of a connection', async () => {
    const { client, last, connect, breakConnection } = setUpClient();
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    await connect(userId, 'oura');
    const types = Object.values(Junction.ClientFacingConnectionErrorDetailsErrorType);
    assert.ok(types.length > 5);
    for (const type of types) {
      assert.equal((await breakConnection('ada', 'oura', type)).status, 200, type);
      const { providers } = await client.user.getConnectedProviders({ userId });
      getConnectedProviders.Response.parseOrThrow(last.body, strictOptions);
      assert.equal(providers![0]!.errorDetails!.errorType, type);
    }
  });

  it('refuses answers that do not match', () => {
    for (const body of [{}, { link_token: 1, link_web_url: '' }, { link_token: '', link_web_url: '', more: 1 }])
      assert.throws(() => LinkTokenExchangeResponse.parseOrThrow(body, strictOptions));
  });
});

describe('the SDK, with strict validation, for a refusal,', () => {
  /** Returns the error that a call of the SDK throws. */
  const errorOf = async (call: Promise<unknown>): Promise<JunctionError> => {
    const error: unknown = await call.catch((reason: unknown) => reason);
    assert.ok(error instanceof JunctionError, `${error}`);
    return error;
  };

  it('accepts a client user id that is taken as ClientUserIdConflictResponse', async () => {
    const { client, newUserId } = setUp();
    await newUserId('ada');
    const error = await errorOf(client.user.create({ clientUserId: 'ada' }));
    assert.ok(error instanceof Junction.BadRequestError);
    serialization.ClientUserIdConflictResponse.parseOrThrow(error.body, strictOptions);
  });

  it('accepts a malformed request as HttpValidationError', async () => {
    const { client, newUserId } = setUp();
    const userId = await newUserId();
    const malformedCalls: (() => Promise<unknown>)[] = [
      () => client.link.token({ userId: 'me' }),
      () => client.link.token({ userId, filterOnProviders: [] }),
      () => client.user.getConnectedProviders({ userId: 'me' }),
      () => client.user.create({ clientUserId: 'ada', fallbackTimeZone: 'Mars/Olympus' }),
    ];
    for (const call of malformedCalls) {
      const error = await errorOf(call());
      assert.ok(error instanceof Junction.UnprocessableEntityError);
      const raw = serialization.HttpValidationError.jsonOrThrow(error.body, { skipValidation: true });
      serialization.HttpValidationError.parseOrThrow(raw, strictOptions);
    }
  });
});
