import { type Handler, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import type { GetLinkToken } from './link-tokens.js';

const slug = v.pipe(v.string(), v.regex(/^\w{1,64}$/));

/** Other fields, above all a `user_id`, are dropped: whom a token is for is never the browser's to say. */
const linkTokenRequestAt = (origin: string) =>
  v.object({
    provider: v.optional(slug),
    filter_on_providers: v.optional(v.pipe(v.array(slug), v.minLength(1), v.maxLength(100))),
    redirect_url: v.optional(pageAt(origin)),
    on_close: v.optional(v.literal('redirect')),
    on_error: v.optional(v.literal('redirect')),
  });

/**
 * An address of the site's own, as a browser would write it. With any other, a token of this site would lead people from
 * Link to wherever somebody likes. The slash ends the origin: `URL.origin` alone would let a `blob:` or a password in.
 */
const pageAt = (origin: string) =>
  v.pipe(
    v.string(),
    v.maxLength(4096),
    v.url(),
    v.transform((address) => new URL(address).href),
    v.startsWith(`${origin}/`),
  );

/**
 * The token endpoint: what a site has to have on its server. A real one would also ask who is signed in, here, and get
 * the token for that person.
 *
 * @param getLinkTokenAt gives the way to get a Link Token, for a page at an origin
 */
export function createLinkTokenEndpoint(getLinkTokenAt: (origin: string) => GetLinkToken): Hono {
  const endpoint = new Hono();

  endpoint.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store'); // A token is spent by its first use.
  });

  endpoint.post('/', bodyLimit({ maxSize: 16 * 1024 }), async (context) => {
    if (context.req.header('Sec-Fetch-Site') === 'cross-site') {
      return context.json({ error: 'Requests from other sites are refused' }, 403);
    }
    // No other site can send JSON without asking first, by a CORS preflight, which nothing here grants.
    if (!/^application\/json\s*(;|$)/i.test(context.req.header('Content-Type') ?? '')) {
      return context.json({ error: 'Content-Type has to be application/json' }, 415);
    }
    const { origin } = new URL(context.req.url);
    const body: unknown = await context.req.json().catch(() => undefined);
    const request = v.safeParse(linkTokenRequestAt(origin), body);
    if (!request.success || Array.isArray(body)) {
      const field = request.issues && v.getDotPath(request.issues[0]);
      return context.json({ error: field ? `${field} is not valid` : 'The body has to be a JSON object' }, 400);
    }
    try {
      return context.json(await getLinkTokenAt(origin)(request.output));
    } catch (error) {
      const status = statusOf(error);
      console.error(`Junction gave no Link Token${status ? `: HTTP ${status}` : ''}`);
      return context.json({ error: failures[status ?? 0] ?? 'Junction gave no Link Token' }, 502);
    }
  });

  const refuseMethod: Handler = (context) => context.json({ error: 'Only POST is answered' }, 405, { Allow: 'POST' });
  endpoint.all('/', refuseMethod);

  return endpoint;
}

/** What the SDK's error tells; its text may quote what was sent, and is kept back. */
function statusOf(error: unknown): number | undefined {
  const { statusCode } = Object(error) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** The failures that whoever runs the demo can mend. */
const failures: Record<number, string> = {
  401: 'Junction does not accept the API key',
  403: 'Junction does not accept the API key',
  404: 'Junction does not know the user',
};
