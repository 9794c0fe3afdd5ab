import assert from 'node:assert/strict';
import { apiKey, createJunction, type JunctionOptions } from '../support/junction.js';

export const origin = 'http://localhost:3000';
/** The origin of the site that embeds Link. */
export const siteOrigin = 'https://shop.example';

/** Returns a local Junction, the real SDK as its client, and a clock that only a test changes. */
export function setUp(options: JunctionOptions = {}) {
  const clock = { now: Date.UTC(2026, 7, 19, 9) };
  const { base, sandbox, client, newUserId } = createJunction({
    origin,
    basePath: '/junction',
    now: () => clock.now,
    ...options,
  });

  const callApi = (path: string, init: RequestInit & { body?: string } = {}) =>
    sandbox(
      new Request(base + path, {
        ...(init.body !== undefined && { method: 'POST' }),
        ...init,
        headers: { 'x-vital-api-key': apiKey, 'content-type': 'application/json', ...init.headers },
      }),
    );
  const visit = (path: string, init?: RequestInit) => sandbox(new Request(new URL(path, base), init));

  return {
    base,
    client,
    clock,
    /** Sends a request to the API without the SDK, with any body and any headers. */
    callApi,
    /** Sends a command to the control API. */
    sendCommand: (path: string, body: unknown = {}) => callApi(`/_sandbox/${path}`, { body: JSON.stringify(body) }),
    /** Opens a page of Link as a browser does. */
    visit,
    /** Connects a user with a provider, as a person does in hosted Link. */
    connect: async (userId: string, provider: string, username = 'ada'): Promise<void> => {
      const { linkToken: token } = await client.link.token({ userId });
      const body = new URLSearchParams({ token, provider, decision: 'allow', username, password: 'x' });
      assert.equal((await visit(`${base}/connect`, { method: 'POST', body })).status, 303);
    },
    newUserId: (clientUserId = 'ada') => newUserId(clientUserId),
  };
}

export type Setup = ReturnType<typeof setUp>;

/** The fields that a backend may send when it requests a Link Token. */
export interface TokenRequest {
  provider?: string;
  filterOnProviders?: string[];
  redirectUrl?: string;
  onError?: 'redirect';
  onClose?: 'redirect';
}

/**
 * Creates a user and a Link Token, and returns functions that use Link with this token.
 *
 * @param embed The origin of the page that embeds Link. An empty text means hosted Link.
 */
export async function openLink(setup: Setup, token: TokenRequest = {}, embed: string | undefined = siteOrigin) {
  const userId = await setup.newUserId(crypto.randomUUID());
  const { linkToken } = await setup.client.link.token({ userId, ...(token as { provider?: 'oura' }) });
  const pathTo = (path: string, fields: Record<string, string> = {}) =>
    `${setup.base}${path}?${new URLSearchParams({ token: linkToken, ...(embed && { embed }), ...fields })}`;
  const post = (fields: Record<string, string>) =>
    setup.visit(`${setup.base}/connect`, {
      method: 'POST',
      body: new URLSearchParams({ token: linkToken, ...(embed && { embed }), ...fields }),
    });
  return {
    userId,
    linkToken,
    /** Returns the HTML of a page. */
    fetchHtml: async (path = '/', fields = {}) => (await setup.visit(pathTo(path, fields))).text(),
    fetch: (path: string, fields = {}) => setup.visit(pathTo(path, fields)),
    /** Presses a button in the sign-in of an OAuth provider. The answer may be a redirect. */
    decide: (provider: string, decision: string) => post({ provider, decision }),
    /** Sends the form of a sign-in with these fields: `username` and `password`, or `code`. */
    signIn: (provider: string, fields: Record<string, string>) => post({ provider, ...fields }),
  };
}

const unescape = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Returns the names of the buttons of a page, in their order. */
export const buttonsOf = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, content = '']) =>
    unescape(
      content
        .replace(/<svg.*?<\/svg>/gs, '')
        .replace(/<[^>]*>/g, '')
        .trim(),
    ),
  );

export const headingOf = (html: string): string => unescape(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? '');

/** Returns the message that a page posts to the site, and the origin that gets it. Returns undefined without one. */
export function messageOf(html: string): { to: string; message: unknown } | undefined {
  const message = /data-message="([^"]*)"/.exec(html)?.[1];
  const to = /data-embed="([^"]*)"/.exec(html)?.[1];
  return message && to ? { to: unescape(to), message: JSON.parse(unescape(message)) } : undefined;
}

/** Follows the redirects within the sandbox by GET, as a browser does after a 303. */
export async function followRedirects(setup: Setup, answer: Response): Promise<Response> {
  const location = answer.headers.get('location');
  if (!location?.startsWith('/junction/')) return answer;
  return followRedirects(setup, await setup.visit(location));
}

/** Follows the redirects, and returns the parameters that the site gets in its address. */
export async function outcomeOf(setup: Setup, answer: Response): Promise<Record<string, string>> {
  const last = await followRedirects(setup, answer);
  assert.equal(last.status, 307);
  return Object.fromEntries(new URL(last.headers.get('location')!).searchParams);
}
