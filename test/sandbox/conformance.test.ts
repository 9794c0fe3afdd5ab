import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Junction, JunctionError, serialization } from '@junction-api/sdk';
import type { SandboxOptions } from 'junction-connect/sandbox';
import { historicalPullStatuses } from '../../src/junction/historical-pull.js';
import { documentedAnswers } from '../support/openapi.js';
import { setUp } from './visit-link.js';

/** The part of the SDK's schemas that is used here. A schema throws when an answer does not match it. */
interface Schema {
  parseOrThrow(raw: unknown, options: typeof strictOptions): unknown;
}

/**
 * The options for the strictest validation of the SDK. Its client uses `skipValidation`, and so accepts almost any answer.
 * These tests parse each answer again with these options.
 */
const strictOptions = { skipValidation: false, unrecognizedObjectKeys: 'fail' } as const;

/** Returns a local Junction with the SDK as its client, the last answer, and the documented answers that it has given. */
function setUpClient(options: Partial<SandboxOptions> = {}) {
  const last = { body: undefined as unknown };
  const answers = new Set<string>();
  const setup = setUp({
    ...options,
    onAnswer: async (_request, answer) => {
      last.body = await answer.json();
    },
    onDocumentedAnswer: (name) => answers.add(name),
  });
  const breakConnection = (client_user_id: string, provider: string, error_type: string) =>
    setup.sendCommand('connections/error', { client_user_id, provider, error_type });
  return { ...setup, last, answers, breakConnection };
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
  const { ClientFacingUser, LinkTokenExchangeResponse, UserSuccessResponse } = serialization;
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
    [
      'GET /v2/link/providers',
      serialization.link.getAllProviders.Response,
      async ({ client }) => {
        const { userId } = await client.user.create({ clientUserId: 'ada' });
        const { linkToken: vitalLinkToken } = await client.link.token({ userId });
        return client.link.getAllProviders({ vitalLinkToken });
      },
    ],
    [
      'POST /v2/link/connect/demo',
      serialization.DemoConnectionStatus,
      async ({ client }) => {
        const { userId } = await client.user.create({ clientUserId: 'ada' });
        return client.link.connectDemoProvider({ userId, provider: 'oura' });
      },
    ],
    [
      'GET /v2/user/{user_id}, with a connection',
      ClientFacingUser,
      async ({ client, connect }) => {
        const { userId } = await client.user.create(allUserFields);
        await connect(userId, 'oura');
        return client.user.get({ userId });
      },
    ],
    [
      'DELETE /v2/user/{user_id}',
      UserSuccessResponse,
      async ({ client }) => client.user.delete({ userId: (await client.user.create(allUserFields)).userId }),
    ],
    [
      'DELETE /v2/user/{user_id}/{provider}',
      UserSuccessResponse,
      async ({ client, connect }) => {
        const { userId } = await client.user.create(allUserFields);
        await connect(userId, 'oura');
        return client.user.deregisterProvider({ userId, provider: 'oura' });
      },
    ],
    [
      'POST /v2/user/refresh/{user_id}',
      serialization.UserRefreshSuccessResponse,
      async ({ client, connect }) => {
        const { userId } = await client.user.create(allUserFields);
        await connect(userId, 'oura');
        return client.user.refresh({ userId, timeout: 30 });
      },
    ],
    ...historicalPullStatuses.map((status): (typeof routes)[number] => [
      `GET /v2/introspect/historical_pull, with the status ${status}`,
      serialization.UserHistoricalPullsResponse,
      async ({ client, connect, sendCommand }) => {
        const { userId } = await client.user.create(allUserFields);
        for (const provider of ['oura', 'garmin']) await connect(userId, provider);
        await sendCommand('connections/historical-pull', { user_id: userId, provider: 'oura', status });
        return client.introspect.getUserHistoricalPulls({ userId, userLimit: 1 });
      },
    ]),
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

describe('the local Junction', () => {
  /** Nothing in these requests can be malformed: a token that cannot be used is refused with 401. */
  const neverGiven = [
    'GET /v2/link/providers 422',
    'GET /v2/providers 422',
    'GET /v2/user/resolve/{client_user_id} 422',
  ];

  it('gives every answer of every route that the OpenAPI document describes', async () => {
    const setup = setUpClient({ historicalPullMs: 1000 });
    const { client, callApi, clock, connect, answers } = setup;
    const { userId } = await client.user.create({ clientUserId: 'ada' });
    const calls: (() => Promise<unknown>)[] = [
      () => client.user.create({ clientUserId: 'ada' }),
      () => client.user.create({ clientUserId: 'eve', fallbackTimeZone: 'Mars/Olympus' }),
      () => client.user.getByClientUserId({ clientUserId: 'ada' }),
      () => client.user.get({ userId }),
      () => client.user.get({ userId: 'me' }),
      () => client.user.refresh({ userId }), // Without a connection.
      () => connect(userId, 'oura'),
      () => client.user.refresh({ userId }), // During the fetch of past data.
      async () => void (clock.now += 1000),
      () => client.user.refresh({ userId }),
      () => client.user.refresh({ userId, timeout: 1 }),
      () => client.user.getConnectedProviders({ userId }),
      () => client.user.getConnectedProviders({ userId: 'me' }),
      () => client.link.token({ userId: 'me' }),
      async () => client.link.getAllProviders({ vitalLinkToken: (await client.link.token({ userId })).linkToken }),
      () => client.link.connectDemoProvider({ userId, provider: 'fitbit' }),
      () => client.link.connectDemoProvider({ userId: 'me', provider: 'fitbit' }),
      () => client.providers.getAll(),
      () => client.introspect.getUserHistoricalPulls(),
      () => client.introspect.getUserHistoricalPulls({ userId: 'me' }),
      () => client.user.deregisterProvider({ userId, provider: 'fitbit' }),
      () => callApi(`/v2/user/${userId}/toaster`, { method: 'DELETE' }),
      () => client.user.delete({ userId }),
      () => client.user.delete({ userId: 'me' }),
    ];
    // The SDK throws for a refusal. The answers count here, not what the SDK makes of them.
    for (const call of calls) await call().catch((error: unknown) => assert.ok(error instanceof JunctionError));
    assert.deepEqual([...answers, ...neverGiven].sort(), [...documentedAnswers].sort());
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
