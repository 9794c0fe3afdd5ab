/** What each refusal says. The developer of the page reads it in the network panel of the browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLinkTokenHandler, type LinkTokenClient } from 'junction-connect/server';
import { type ChangedOptions, endpoint, origin, post, read, setUp } from './run-handler.js';

/** Returns a client that rejects each request with this error. */
const failingClient = (error: unknown): LinkTokenClient => ({ link: { token: () => Promise.reject(error) } });

const answering = (answer: unknown) => ({ link: { token: async () => answer } }) as unknown as LinkTokenClient;

/** Returns a request whose body is this stream of bytes. */
const postBytes = (...chunks: Uint8Array[]) => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Request(endpoint, { method: 'POST', headers: post({}).headers, body, duplex: 'half' } as RequestInit);
};

const bytes = (text: string) => new TextEncoder().encode(text);

interface Case {
  readonly when: string;
  readonly options?: ChangedOptions;
  /** Creates the request. Without it, the request has no field. */
  readonly send?: () => Request;
  readonly status: number;
  readonly code: string;
  readonly says: RegExp;
}

const oneProvider = { allowedProviders: ['oura'] };
const invalid = { status: 400, code: 'invalid_request' } as const;
const unavailable = { status: 502, code: 'junction_unavailable' } as const;

const cases: Case[] = [
  {
    when: 'a page of another site sends the request',
    send: () => post({}, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }),
    status: 403,
    code: 'cross_site_request',
    says: /^Requests from pages of other sites are refused\. See the option allowedOrigins/,
  },
  {
    when: 'the method is another one',
    options: { methods: ['GET', 'POST'] },
    send: () => new Request(endpoint, { method: 'PUT' }),
    status: 405,
    code: 'method_not_allowed',
    says: /^The token endpoint only accepts GET, POST\. See the option methods .* attribute method/,
  },
  {
    when: 'nobody is signed in',
    options: { getUserId: () => null },
    status: 401,
    code: 'unauthenticated',
    says: /^Nobody is signed in: getUserId returned no user$/,
  },
  {
    when: 'getUserId fails',
    options: { getUserId: () => Promise.reject(new Error('secret')) },
    status: 500,
    code: 'server_error',
    says: /^The server could not find out who is signed in: getUserId failed\. The cause is passed to onError\.$/,
  },
  {
    when: 'the body has another type',
    send: () => post({}, { 'Content-Type': 'text/plain' }),
    status: 415,
    code: 'unsupported_media_type',
    says: /^The header Content-Type must be application\/json$/,
  },
  {
    when: 'the body is too large',
    send: () => post(' '.repeat(16_385)),
    status: 413,
    code: 'payload_too_large',
    says: /^The body of the request is too large\. It may have 16384 bytes\.$/,
  },
  {
    when: 'other code has read the body',
    send: () => post('', { 'Content-Length': '2' }),
    status: 500,
    code: 'server_error',
    says: /^The server could not read the request\. The cause is passed to onError\.$/,
  },
  { when: 'the body is no JSON', send: () => post('{'), ...invalid, says: /^The body of the request must be JSON$/ },
  {
    when: 'the body is a list',
    send: () => post([]),
    ...invalid,
    says: /^The body of the request must be a JSON object$/,
  },
  {
    when: 'a field is not known',
    send: () => post({ colour: 'red' }),
    ...invalid,
    says: /^"colour" is not a field of a token request\. Remove it\.$/,
  },
  {
    when: 'the name of an unknown field is very long',
    send: () => post({ ['x'.repeat(300)]: 1 }),
    ...invalid,
    says: /^"x{40}" is not a field/,
  },
  {
    when: 'a provider is not a slug',
    send: () => post({ provider: 'Oura' }),
    ...invalid,
    says: /^provider must name a provider by its slug, such as "oura"$/,
  },
  {
    when: 'a provider is not allowed',
    options: oneProvider,
    send: () => post({ provider: 'garmin' }),
    ...invalid,
    says: /^provider names a provider that this site does not allow\. See the option allowedProviders/,
  },
  {
    when: 'a filter is no list',
    send: () => post({ filter_on_providers: 'oura' }),
    ...invalid,
    says: /^filter_on_providers must be a list of 1 to 100 slugs of providers$/,
  },
  ...[
    'ftp://www.shop.example/',
    'blob:https://www.shop.example/1',
    'https://a@www.shop.example/',
    'https://:b@www.shop.example/',
    '/devices',
  ].map((redirect_url): Case => ({
    when: `redirect_url is ${redirect_url}`,
    send: () => post({ redirect_url }),
    ...invalid,
    says: /^redirect_url must be an absolute http\(s\) URL of at most 4096 characters, without a user name or password$/,
  })),
  {
    when: 'redirect_url has another origin',
    send: () => post({ redirect_url: 'https://evil.example/' }),
    ...invalid,
    says: /^redirect_url has an origin that is not allowed\. See the option allowedRedirectOrigins/,
  },
  {
    when: 'on_close has another value',
    send: () => post({ on_close: 'close' }),
    ...invalid,
    says: /^on_close must be "redirect", or left out$/,
  },
  ...[400, 422].flatMap((statusCode): Case[] => [
    {
      when: `Junction answers ${statusCode} to a request with a field`,
      options: { client: failingClient({ statusCode }) },
      send: () => post({ provider: 'oura' }),
      ...invalid,
      says: /^Junction does not accept the fields of this request\. Check the providers and redirect_url\.$/,
    },
    {
      when: `Junction answers ${statusCode} to a request without a field`,
      options: { client: failingClient({ statusCode }) },
      ...unavailable,
      says: /^Junction did not return a Link Token\. The cause is passed to onError\.$/,
    },
  ]),
  {
    when: 'Junction answers 404 to a request with a field, which cannot be at fault',
    options: { client: failingClient({ statusCode: 404 }) },
    send: () => post({ provider: 'oura' }),
    ...unavailable,
    says: /^Junction did not return a Link Token\./,
  },
  {
    when: 'Junction answers 429',
    options: { client: failingClient({ statusCode: 429 }) },
    status: 429,
    code: 'rate_limited',
    says: /^Junction has received too many requests\. Try again later\.$/,
  },
  ...[{}, { linkToken: 'a' }, { linkWebUrl: 'https://link.tryvital.io/' }, { linkToken: 7, linkWebUrl: 7 }].map(
    (answer): Case => ({
      when: `Junction answers ${JSON.stringify(answer)}`,
      options: { client: answering(answer) },
      ...unavailable,
      says: /^The response of Junction has no Link Token$/,
    }),
  ),
  {
    when: 'the request is none',
    send: () => ({ method: 'POST' }) as Request,
    status: 500,
    code: 'server_error',
    says: /^The token endpoint failed\. The cause is passed to onError\.$/,
  },
];

describe('the token endpoint says what to do', () => {
  for (const { when, options, send = () => post({}), status, code, says } of cases) {
    it(`when ${when}`, async () => {
      const { handler } = await setUp(options);
      const answer = await read(await handler(send()));
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.match(answer.body.error!, says);
      assert.deepEqual(Object.keys(answer.body), ['error', 'code']);
      assert.equal(answer.headers.get('Cache-Control'), 'no-store');
      assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
    });
  }

  const mistakes: [options: ChangedOptions, says: RegExp][] = [
    [{ allowedOrigins: ['https://a.example/'] }, /must list origins such as .* 'https:\/\/a\.example\/' is not/],
    [{ allowedRedirectOrigins: ['a.example'] }, /^allowedRedirectOrigins must list origins/],
    [{ allowedProviders: [] }, /^allowedProviders is empty/],
    [{ allowedProviders: ['Oura'] }, /^allowedProviders must list the slugs of providers/],
    [{ methods: [] }, /^methods must list 'POST', 'GET', or both/],
    [{ methods: ['POST', 'PUT' as 'GET'] }, /^methods must list 'POST', 'GET', or both/],
  ];
  for (const [options, says] of mistakes) {
    it(`when the handler is created with ${JSON.stringify(options)}`, () => {
      const create = () => createLinkTokenHandler({ client: answering({}), getUserId: () => 'u', ...options });
      assert.throws(create, (error) => error instanceof TypeError && says.test(error.message));
    });
  }
});

describe('the token endpoint, for a request at its limits,', () => {
  const accepted: [name: string, send: () => Request][] = [
    ['a body of 16 KiB', () => post(`{}${' '.repeat(16_382)}`)],
    ['a type with a charset', () => post({}, { 'Content-Type': 'application/json; charset=utf-8' })],
    ['a type in capital letters, with a space', () => post({}, { 'Content-Type': 'Application/JSON ;a=b' })],
    ['a list of 100 slugs', () => post({ filter_on_providers: Array.from({ length: 100 }, () => 'oura') })],
    ['a redirect_url of 4096 characters', () => post({ redirect_url: `${origin}/`.padEnd(4096, 'a') })],
  ];
  for (const [name, send] of accepted) {
    it(`answers 200 to ${name}`, async () => {
      const { handler } = await setUp();
      assert.equal((await handler(send())).status, 200);
    });
  }

  it('reads a character whose bytes arrive one by one', async () => {
    const { handler } = await setUp();
    const chunks = Array.from(bytes('{"ü": 1}'), (byte) => Uint8Array.of(byte));
    const { body } = await read(await handler(postBytes(...chunks)));
    assert.match(body.error!, /^"ü" is not a field/);
  });

  const refused: [name: string, status: number, send: () => Request][] = [
    ['a type that only begins like JSON', 415, () => post({}, { 'Content-Type': 'application/jsonp' })],
    ['a type with another one in front', 415, () => post({}, { 'Content-Type': 'x-application/json' })],
    ['a byte order mark', 400, () => post('\ufeff{}')],
    ['a byte that UTF-8 does not have', 400, () => postBytes(Uint8Array.of(0x7b, 0xff, 0x7d))],
    [
      'a text with a byte that UTF-8 does not have',
      400,
      () => postBytes(bytes('{"provider":"ou'), Uint8Array.of(0xff), bytes('ra"}')),
    ],
    ['half of a character at the end', 400, () => postBytes(bytes('{}'), Uint8Array.of(0xc3))],
    ['a redirect_url of 4097 characters', 400, () => post({ redirect_url: `${origin}/`.padEnd(4097, 'a') })],
    ['a slug of 65 characters', 400, () => post({ provider: 'a'.repeat(65) })],
    ['a slug with a hyphen', 400, () => post({ provider: 'oura-ring' })],
  ];
  for (const [name, status, send] of refused) {
    it(`answers ${status} to ${name}`, async () => {
      const { handler, requests } = await setUp();
      assert.equal((await handler(send())).status, status);
      assert.deepEqual(requests, []);
    });
  }
});
