import { JunctionClient } from '@junction-api/sdk';
import { createSandbox, type SandboxOptions } from 'junction-connect/sandbox';

export const origin = 'http://localhost:3000';
export const page = 'https://shop.example';

/** A sandbox, the real SDK wired to it without a network, and a clock that stands still until it is moved. */
export function setUp(options: Partial<SandboxOptions> = {}) {
  const clock = { now: Date.UTC(2026, 7, 19, 9) };
  const sandbox = createSandbox({ origin, basePath: '/junction', now: () => clock.now, ...options });
  const base = `${options.origin ?? origin}${options.basePath ?? '/junction'}`;
  const fetchFromSandbox: typeof fetch = (input, init) => sandbox(new Request(input, init));
  const client = new JunctionClient({ apiKey: 'sk_us_local', baseUrl: base, fetch: fetchFromSandbox, maxRetries: 0 });

  return {
    base,
    client,
    clock,
    /** Asks the API without the SDK: whatever body, whatever headers. */
    ask: (path: string, init: RequestInit & { body?: string } = {}) =>
      sandbox(
        new Request(base + path, {
          ...(init.body !== undefined && { method: 'POST' }),
          ...init,
          headers: { 'x-vital-api-key': 'sk_us_local', 'content-type': 'application/json', ...init.headers },
        }),
      ),
    /** Opens a page of Link as a browser would. */
    visit: (path: string, init?: RequestInit) => sandbox(new Request(new URL(path, base), init)),
    newUserId: async (clientUserId = 'ada') => (await client.user.create({ clientUserId })).userId,
  };
}

export type Setup = ReturnType<typeof setUp>;

/** What a backend may say with the request for a Link Token. */
export interface TokenRequest {
  provider?: string;
  filterOnProviders?: string[];
  redirectUrl?: string;
  onError?: 'redirect';
  onClose?: 'redirect';
}

/** Link's first page for a fresh user, embedded unless told otherwise. */
export async function openLink(setup: Setup, token: TokenRequest = {}, embed: string | undefined = page) {
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
    show: async (path = '/', fields = {}) => (await setup.visit(pathTo(path, fields))).text(),
    fetch: (path: string, fields = {}) => setup.visit(pathTo(path, fields)),
    /** Presses a button of an OAuth provider's sign-in; the answer may be a redirect. */
    decide: (provider: string, decision: string) => post({ provider, decision }),
    /** Sends a form of a sign-in: `username` and `password`, or `code`. */
    signIn: (provider: string, fields: Record<string, string>) => post({ provider, ...fields }),
  };
}

const unescape = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The names of the buttons of a page, in order. */
export const buttonsOf = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, inside = '']) =>
    unescape(
      inside
        .replace(/<svg.*?<\/svg>/gs, '')
        .replace(/<[^>]*>/g, '')
        .trim(),
    ),
  );

export const headingOf = (html: string): string => unescape(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? '');

/** What a page tells the one that embeds it, and to which origin; undefined when nothing. */
export function messageOf(html: string): { to: string; message: unknown } | undefined {
  const message = /data-message="([^"]*)"/.exec(html)?.[1];
  const to = /data-embed="([^"]*)"/.exec(html)?.[1];
  return message && to ? { to: unescape(to), message: JSON.parse(unescape(message)) } : undefined;
}
