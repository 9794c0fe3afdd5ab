import { Hono } from 'hono';
import { addressOf, type Visit } from './layout.js';
import { closedPage, connectedPage, listPage, problemPage, refusedPage, signInPage } from './link-pages.js';
import type { Place } from './sandbox.js';
import type { State, TokenProblem } from './state.js';

/** A page about a token that is unknown is a bad request; one about a token that was good once is of something gone. */
const statusOf = (problem: TokenProblem) => (problem === 'invalid_token' ? 400 : 410);

/** Link: pages and forms, which need scripts only to talk to a page that embeds them. */
export function createLink(state: State, { basePath }: Place): Hono {
  const link = new Hono();

  const readVisit = (fields: URLSearchParams): Visit => ({
    basePath,
    token: fields.get('token') ?? '',
    embed: originIn(fields.get('embed')),
  });

  link.get('/', (context) => {
    const fields = new URL(context.req.url).searchParams;
    const visit = readVisit(fields);
    const linkToken = state.readToken(visit.token);
    if (typeof linkToken === 'string') return context.html(problemPage(visit, linkToken), statusOf(linkToken));

    const find = (slug: string | null) => linkToken.providers.find((provider) => provider.slug === slug);
    const declined = find(fields.get('declined'));
    const chosen = fields.get('provider') ?? (declined ? undefined : linkToken.startsAt);
    if (chosen === undefined) return context.html(listPage(visit, linkToken, declined));
    const provider = find(chosen);
    if (!provider) return context.html(refusedPage(visit, linkToken), 403);
    return context.html(signInPage(visit, linkToken, provider));
  });

  link.post('/connect', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const visit = readVisit(fields);
    const slug = fields.get('provider');
    // Pressed twice, Allow comes twice: the second finds the token spent on what it asks for.
    if (state.findToken(visit.token)?.spentOn?.provider.slug === slug)
      return context.redirect(addressOf(visit, '/connected'), 303);
    const linkToken = state.readToken(visit.token);
    if (typeof linkToken === 'string') return context.html(problemPage(visit, linkToken), statusOf(linkToken));

    const provider = linkToken.providers.find((allowed) => allowed.slug === slug);
    if (!provider) return context.html(refusedPage(visit, linkToken), 403);
    if (fields.get('decision') !== 'allow')
      return context.redirect(addressOf(visit, '/', { declined: provider.slug }), 303);
    state.connect(linkToken, provider);
    return context.redirect(addressOf(visit, '/connected'), 303);
  });

  link.get('/connected', (context) => {
    const fields = new URL(context.req.url).searchParams;
    const visit = readVisit(fields);
    const connection = state.findToken(visit.token)?.spentOn;
    if (!connection) return context.redirect(addressOf(visit, '/'), 303);
    return context.html(connectedPage(visit, connection.provider));
  });

  link.get('/closed', (context) => context.html(closedPage(readVisit(new URL(context.req.url).searchParams))));

  return link;
}

/** The text if it is the origin of a web page: nothing else may be sent messages. */
function originIn(text: string | null): string | undefined {
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
}
