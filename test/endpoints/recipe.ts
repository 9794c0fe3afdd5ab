import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { apiKey, type JunctionServer, startJunction } from '../support/junction.js';
import { type Program, startProgram } from '../support/start-program.js';

/** The environment variables that a recipe reads. */
type Variables = Record<'JUNCTION_API_KEY' | 'JUNCTION_API_URL' | 'JUNCTION_USER_ID', string>;

/** A recipe that runs, and what a request to it needs. */
export interface Recipe {
  readonly url: string;
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** The headers that a browser sends with a request of the site's own page, without those that sign the person in. */
  readonly pageHeaders: Record<string, string>;
  /** The header `Cookie` or `Authorization` of a signed-in person. */
  readonly signInHeaders: Record<string, string>;
  readonly stop?: () => unknown;
}

export const sessionCookie = { Cookie: 'theme=dark; session=demo-session' };

/** Starts a recipe in a process of its own. `ready` resolves with the port that it listens at. */
export const startRecipe = (program: string, args: string[], env: Record<string, string>): Program =>
  startProgram(program, args, { env, ready: /(?:port: |127\.0\.0\.1:)(\d+)/ });

/**
 * Defines the tests of a recipe, with a local Junction of its own. They are the same for every recipe.
 *
 * @param start Starts the recipe with these variables in its environment.
 * @param defineMoreTests Defines tests of this recipe alone.
 */
export function describeRecipe(
  title: string,
  start: (variables: Variables) => Promise<Recipe>,
  defineMoreTests?: (getRecipe: () => Recipe) => void,
): void {
  describe(title, () => {
    let junction: JunctionServer;
    let recipe: Recipe | undefined;
    before(async () => {
      junction = await startJunction();
      const userId = await junction.newUserId();
      recipe = await start({ JUNCTION_API_KEY: apiKey, JUNCTION_API_URL: junction.origin, JUNCTION_USER_ID: userId });
    });
    after(async () => {
      await recipe?.stop?.();
      junction.close();
    });
    itAnswersAsDocumented(() => recipe!);
    itChecksJunction(
      () => recipe!,
      () => junction,
    );

    test('answers 401 when the credentials are wrong', async () => {
      const entries = Object.entries(recipe!.signInHeaders).map(([name, value]) => [name, `${value}-2`]);
      const wrongCredentials = Object.fromEntries(entries) as Record<string, string>;
      await expectRefusal(await postTo(recipe!, wrongCredentials, '{}'), 401, 'unauthenticated');
    });
    defineMoreTests?.(() => recipe!);
  });
}

/** Adds the tests that every token endpoint of this project passes. */
export function itAnswersAsDocumented(getRecipe: () => Recipe) {
  const post = (headers: Record<string, string>, body: string) => postTo(getRecipe(), headers, body);

  test('returns a token that Link accepts when a person is signed in', async () => {
    const { signInHeaders, pageHeaders } = getRecipe();
    const body = { provider: 'oura', redirect_url: `${pageHeaders.Origin}/devices`, on_close: 'redirect' };
    const response = await post(signInHeaders, JSON.stringify(body));
    const text = await response.text();
    assert.equal(response.status, 200, text);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const answer = JSON.parse(text) as Record<string, string>;
    assert.deepEqual(Object.keys(answer), ['link_token', 'link_web_url']);
    assert.match(await (await fetch(answer.link_web_url!)).text(), /Sign in to Oura/);
  });

  test('answers 401 when nobody is signed in', async () => {
    await expectRefusal(await post({}, '{}'), 401, 'unauthenticated');
  });

  test('answers 403 to a page of another site, and does not let it read the answer', async () => {
    const headersOfOtherSite = {
      ...getRecipe().signInHeaders,
      Origin: 'https://evil.example',
      'Sec-Fetch-Site': 'cross-site',
    };
    const response = await post(headersOfOtherSite, '{}');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
    await expectRefusal(response, 403, 'cross_site_request');
  });

  test('answers 400 to a body that is not JSON, or that names a user or a foreign address', async () => {
    const { signInHeaders } = getRecipe();
    for (const body of ['{', '{"user_id":"somebody-else"}', '{"redirect_url":"https://evil.example/"}'])
      await expectRefusal(await post(signInHeaders, body), 400, 'invalid_request');
  });

  test('answers 405 to GET', async () => {
    const { url, send, pageHeaders, signInHeaders } = getRecipe();
    const response = await send(url, { headers: { ...pageHeaders, ...signInHeaders } });
    assert.equal(response.headers.get('Allow'), 'POST');
    await expectRefusal(response, 405, 'method_not_allowed');
  });

  test('lists the connections of the signed-in person, and ends one', async () => {
    const { signInHeaders } = getRecipe();
    const listProviders = async () => {
      const response = await sendToConnections(getRecipe(), 'GET', signInHeaders);
      const text = await response.text();
      assert.equal(response.status, 200, text);
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      const { connections, available } = JSON.parse(text) as Record<
        'connections' | 'available',
        { provider: string }[]
      >;
      assert.ok(available.some(({ provider }) => provider === 'polar'));
      return connections.map(({ provider }) => provider);
    };
    const before = await listProviders();
    const { link_web_url } = (await (await post(signInHeaders, '{"provider":"polar"}')).json()) as {
      link_web_url: string;
    };
    const { origin, searchParams } = new URL(link_web_url);
    const fields = { token: searchParams.get('token')!, provider: 'polar', decision: 'allow' };
    await fetch(`${origin}/connect`, { method: 'POST', body: new URLSearchParams(fields) });
    assert.deepEqual(await listProviders(), [...before, 'polar']);
    for (const attempt of ['first', 'second']) {
      const { status } = await sendToConnections(getRecipe(), 'DELETE', signInHeaders, '?provider=polar');
      assert.equal(status, 204, attempt);
    }
    assert.deepEqual(await listProviders(), before);
  });

  test('refuses wrong requests to the connections endpoint', async () => {
    const { signInHeaders } = getRecipe();
    const foreign = { ...signInHeaders, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    const query = '?provider=polar';
    for (const method of ['GET', 'DELETE']) {
      await expectRefusal(await sendToConnections(getRecipe(), method, {}, query), 401, 'unauthenticated');
      await expectRefusal(await sendToConnections(getRecipe(), method, foreign, query), 403, 'cross_site_request');
    }
    const wrongQueries = [
      ...['', '?provider=../polar', '?provider=polar&user_id=1', '?provider=apple_health_kit', '?provider=polar=1'],
      ...['?provider=oura&provider=polar', '?provider=polar&%70rovider=oura', '?provider[]=polar'],
    ];
    for (const wrongQuery of wrongQueries)
      await expectRefusal(
        await sendToConnections(getRecipe(), 'DELETE', signInHeaders, wrongQuery),
        400,
        'invalid_request',
      );
    const response = await sendToConnections(getRecipe(), 'POST', signInHeaders);
    assert.equal(response.headers.get('Allow'), 'GET, DELETE');
    await expectRefusal(response, 405, 'method_not_allowed');
  });
}

/** The answers of a Junction that `itChecksJunction` puts in place of the real ones, and what the endpoint answers then. */
interface JunctionAnswers {
  readonly connections: Response;
  /** The answer to the end of a connection. */
  readonly end?: Response;
  /** The second list of connections. */
  readonly connectionsAfterwards?: Response;
  readonly expected: readonly [status: number, code?: string];
}

const patience = (status: number) => Response.json({}, { status, headers: { 'Retry-After': '7' } });
const withProviders = (providers: unknown) => Response.json({ providers });
const polar = {
  name: 'Polar',
  slug: 'polar',
  logo: 'https://logos.example/polar.png',
  status: 'connected',
  created_on: '2026-10-02T15:30:00+02:00',
  external_user_id: null,
  error_details: null,
  resource_availability: {},
};

/** Adds the tests that every connections endpoint of this project passes when Junction answers something else than usual. */
function itChecksJunction(getRecipe: () => Recipe, getJunction: () => JunctionServer) {
  /** Sends a request while Junction answers as given. The parts of the answers that are not given come from the local Junction. */
  async function sendWith(answers: Partial<JunctionAnswers>, method: string): Promise<Response> {
    const lists = [answers.connections, answers.connectionsAfterwards];
    getJunction().answer = (path) => {
      if (path.startsWith('/v2/user/providers/')) return (lists.length > 1 ? lists.shift() : lists[0])?.clone();
      return path.endsWith('/polar') ? answers.end?.clone() : undefined;
    };
    try {
      return await sendToConnections(getRecipe(), method, getRecipe().signInHeaders, '?provider=polar');
    } finally {
      getJunction().answer = undefined;
    }
  }

  const unavailable = [502, 'junction_unavailable'] as const;
  const rows: [title: string, method: string, answers: JunctionAnswers][] = [
    ...[null, 5, {}, { providers: null }, { providers: {} }].map((body): (typeof rows)[number] => [
      `Junction answers ${JSON.stringify(body)} in place of a list`,
      'GET',
      { connections: Response.json(body), expected: unavailable },
    ]),
    ['there is no connection', 'GET', { connections: withProviders([]), expected: [200] }],
    ['Junction is asked too often', 'GET', { connections: patience(429), expected: [429, 'rate_limited'] }],
    [
      'Junction cannot end the connection',
      'DELETE',
      { connections: withProviders([polar]), end: patience(500), expected: unavailable },
    ],
    [
      'another request has ended the connection',
      'DELETE',
      {
        connections: withProviders([polar]),
        end: patience(404),
        connectionsAfterwards: withProviders([]),
        expected: [204],
      },
    ],
    [
      'Junction is asked too often, and then fails',
      'DELETE',
      {
        connections: withProviders([polar]),
        end: patience(429),
        connectionsAfterwards: patience(500),
        expected: [429, 'rate_limited'],
      },
    ],
  ];
  for (const [title, method, answers] of rows)
    test(`answers ${answers.expected.join(' ')} to ${method} when ${title}`, async () => {
      const { connectionsAfterwards = answers.connections } = answers;
      const response = await sendWith({ ...answers, connectionsAfterwards }, method);
      const [status, code] = answers.expected;
      if (code) await expectRefusal(response, status, code);
      else assert.equal(response.status, status, await response.text());
      assert.equal(response.headers.get('Retry-After'), status === 429 ? '7' : null);
    });

  test('checks each value of a connection', async () => {
    const logos = {
      'https://logos.example/o@2x.png': true,
      'https://logos.example?a@b': true,
      'https://user@logos.example/o.png': false,
      'https://user:password@logos.example/o.png': false,
      'javascript:alert(1)': false,
    };
    // The SDK refuses a whole list with another value of `created_on`, so the programs in JavaScript answer 502 then.
    const times = {
      '2026-10-02T15:30:00+02:00': '2026-10-02T13:30:00.000Z',
      '2026-10-02T15:30:00.25Z': '2026-10-02T15:30:00.250Z',
    };
    const items = [
      ...Object.keys(logos).map((logo, index) => ({ ...polar, slug: `logo_${index}`, logo })),
      ...Object.keys(times).map((created_on, index) => ({ ...polar, slug: `time_${index}`, created_on })),
      { ...polar, slug: 'Not a slug' },
      polar,
      { ...polar, name: 'The second one' },
      {
        ...polar,
        slug: 'manual',
        name: ' ',
        status: 'new',
        error_details: { error_type: 'Secret text', error_message: 'Secret text', errored_at: polar.created_on },
      },
    ];
    const response = await sendWith({ connections: withProviders(items) }, 'GET');
    const text = await response.text();
    assert.equal(response.status, 200, text);
    const { connections } = JSON.parse(text) as { connections: Record<string, string | null>[] };
    const [byLogo, byTime, others] = ['logo_', 'time_', ''].map((start) =>
      start ? connections.filter(({ provider }) => provider!.startsWith(start)) : connections.slice(-2),
    );
    assert.deepEqual(
      byLogo!.map(({ logo }) => logo !== null),
      Object.values(logos),
    );
    // Programs may leave out the fractions of a second.
    const wholeSeconds = (time: string | null | undefined) => time?.replace(/\.\d+/, '') ?? null;
    assert.deepEqual(
      byTime!.map(({ since }) => wholeSeconds(since)),
      Object.values(times).map(wholeSeconds),
    );
    assert.deepEqual(
      others!.map(({ provider, name, status, manageable }) => [provider, name, status, manageable]),
      [
        ['polar', 'Polar', 'connected', undefined],
        ['manual', others![1]!.name, 'error', false],
      ],
    );
    assert.equal(connections.length, items.length - 2);
    assert.ok(!text.includes('Secret text'));
  });
}

/** Sends a request to the connections endpoint. Its address ends with `connections` in place of `link-token`. */
export const sendToConnections = (
  { url, send, pageHeaders }: Recipe,
  method: string,
  headers: Record<string, string>,
  query = '',
): Promise<Response> =>
  send(url.replace(/link-token$/, `connections${query}`), { method, headers: { ...pageHeaders, ...headers } });

/** Sends a request to the token endpoint. */
export function postTo(
  { url, send, pageHeaders }: Recipe,
  headers: Record<string, string>,
  body: string,
): Promise<Response> {
  return send(url, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...pageHeaders, ...headers },
  });
}

/** Checks that an answer is a refusal with this status and this code. */
export async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.equal((JSON.parse(text) as { code: string }).code, code);
  assert.equal(response.headers.get('Cache-Control'), 'no-store');
}
