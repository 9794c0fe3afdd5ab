import { JunctionClient } from '@junction-api/sdk';
import { createSandbox, type SandboxOptions } from 'junction-connect/sandbox';
import { listen } from './listen.js';
import { checkAnswer } from './openapi.js';

/** An API key in the form of Junction's keys for a sandbox in the United States. The local Junction accepts any key. */
export const apiKey = 'sk_us_0123456789abcdef';

export interface JunctionOptions extends Partial<SandboxOptions> {
  /** Called with each request of the SDK and its answer. It may read the bodies of both. */
  readonly onAnswer?: (request: Request, answer: Response) => unknown;
  /** Called with each answer that the OpenAPI document describes, such as `GET /v2/providers 200`. */
  readonly onDocumentedAnswer?: (name: string) => void;
  /** Answers in place of the local Junction when it returns a response. */
  readonly answer?: (request: Request) => Response | undefined;
}

/** The local Junction, and the real SDK, which calls it without a network. */
export interface Junction {
  /** The address of its API. */
  readonly base: string;
  readonly sandbox: (request: Request) => Promise<Response>;
  readonly client: JunctionClient;
  /** Creates a user, and returns Junction's id for it. */
  readonly newUserId: (clientUserId?: string) => Promise<string>;
}

export function createJunction({
  origin = 'https://junction.example',
  onAnswer,
  onDocumentedAnswer,
  answer: answerInPlace,
  ...options
}: JunctionOptions = {}): Junction {
  const base = origin + (options.basePath ?? '');
  const uncheckedSandbox = createSandbox({ ...options, origin });
  // Whatever a test asks, each answer has a shape that Junction's OpenAPI document describes.
  const sandbox = async (request: Request) => {
    const copy = request.clone();
    const answer = await uncheckedSandbox(request);
    const name = await checkAnswer(copy, answer, options.basePath);
    if (name) onDocumentedAnswer?.(name);
    return answer;
  };
  const client = new JunctionClient({
    apiKey,
    baseUrl: base,
    maxRetries: 0,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const copy = request.clone();
      const answer = answerInPlace?.(request) ?? (await sandbox(request));
      await onAnswer?.(copy, answer.clone());
      return answer;
    },
  });
  const newUserId = async (clientUserId: string = crypto.randomUUID()) =>
    (await client.user.create({ clientUserId })).userId;
  return { base, sandbox, client, newUserId };
}

/** A request to Junction's API. */
export interface ApiRequest {
  readonly path: string;
  readonly key: string | null;
  readonly body: Record<string, unknown>;
}

interface SandboxState {
  users: { user_id: string; client_user_id: string; providers: { slug: string }[] }[];
  link_tokens: unknown[];
}

export type JunctionServer = Awaited<ReturnType<typeof startJunction>>;

/** Starts a local Junction at a port of its own, for programs in other processes. */
export async function startJunction() {
  const { port, close } = await listen(async (request) => {
    const { pathname: path } = new URL(request.url);
    if (!path.startsWith('/v2/')) return sandbox(request);
    const text = await request.clone().text();
    const body = (text ? JSON.parse(text) : {}) as ApiRequest['body'];
    server.requests.push({ path, key: request.headers.get('x-vital-api-key'), body });
    const answer = (await server.answer?.(path)) ?? (await sandbox(request));
    const token = /"link_token":"(.+?)"/.exec(await answer.clone().text())?.[1];
    if (token) server.tokens.push(token);
    return answer;
  });
  const origin = `http://localhost:${port}`;
  const { sandbox, client, newUserId } = createJunction({ origin });
  const command = (name: string) => sandbox(new Request(`${origin}/_sandbox/${name}`, { method: 'POST' }));

  const server = {
    origin,
    requests: [] as ApiRequest[],
    /** The Link Tokens that it has created since it started. */
    tokens: [] as string[],
    /** Answers in place of the local Junction when it returns a response. */
    answer: undefined as ((path: string) => Response | undefined | Promise<Response | undefined>) | undefined,
    client,
    newUserId,
    state: async () => (await sandbox(new Request(`${origin}/_sandbox/state`))).json() as Promise<SandboxState>,
    /** Deletes every user and every token, the recorded requests, and the replaced answer. `tokens` keeps its items. */
    async reset() {
      await command('reset');
      server.requests.length = 0;
      server.answer = undefined;
    },
    expireTokens: () => command('expire-tokens'),
    close,
  };
  return server;
}
