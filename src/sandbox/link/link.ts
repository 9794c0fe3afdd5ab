import { type Context, Hono } from 'hono';
import type { TokenRefusal } from '../../junction/error-types.js';
import type { ReturnParameters } from '../../junction/return-parameters.js';
import { contentSecurityPolicy } from '../headers.js';
import type { SandboxIdentity } from '../identity.js';
import type { SandboxOptions } from '../options.js';
import { addressWith, type RedirectSettings } from '../redirect-settings.js';
import type { Connection, State, User } from '../state.js';
import { addressOf, type Html, type Visit } from './layout.js';
import { errorOf, isErrorType } from './link-errors.js';
import { closedPage, connectedPage, listPage, tokenRefusalPage, refusedPage } from './link-pages.js';
import { codePage, signInPage } from './sign-in-pages.js';
import { isSlow, readSignIn } from './sign-in.js';

/** A page about a token that is unknown is a bad request; one about a token that was good once is of something gone. */
const httpStatusOf = (refusal: TokenRefusal) => (refusal === 'invalid_token' ? 400 : 410);

/** Link: pages and forms, which need scripts only to talk to a page that embeds them. */
export function createLink(
  state: State,
  { basePath }: SandboxIdentity,
  { providerParameter = false, crossOriginOpenerPolicy, slowAnswer = 3000 }: SandboxOptions,
  onConnect: (user: User, connection: Connection) => void,
): Hono {
  const link = new Hono();

  const readVisit = (fields: URLSearchParams): Visit => {
    const token = fields.get('token') ?? '';
    const embed = originIn(fields.get('embed'));
    return { basePath, token, embed, redirectSettings: embed ? undefined : state.findToken(token)?.redirectSettings };
  };

  const show = (context: Context, { redirectSettings }: Visit, page: Html, status: 200 | 400 | 403 | 410 = 200) =>
    context.html(page, status, { 'Content-Security-Policy': contentSecurityPolicy(redirectSettings) });

  const showSignIn = (context: Context, visit: Visit, page: Html) => {
    if (crossOriginOpenerPolicy && !visit.embed) context.header('Cross-Origin-Opener-Policy', crossOriginOpenerPolicy);
    return show(context, visit, page);
  };

  link.get('/', (context) => {
    const fields = new URL(context.req.url).searchParams;
    const visit = readVisit(fields);
    const issued = state.readToken(visit.token);
    if (typeof issued === 'string') {
      if (visit.redirectSettings) return leave(context, visit.redirectSettings, { state: 'error', ...errorOf(issued) });
      return show(context, visit, tokenRefusalPage(visit, issued), httpStatusOf(issued));
    }
    const chosen = fields.get('provider') ?? issued.startsAt;
    if (chosen === undefined) return show(context, visit, listPage(visit, issued));
    const provider = issued.providers.find(({ slug }) => slug === chosen);
    if (!provider) return show(context, visit, refusedPage(visit, issued), 403);
    return showSignIn(context, visit, signInPage(visit, issued, provider));
  });

  // What ends here goes on by GET, through a page's address: Link's 307 would send the form itself to the site.
  link.post('/connect', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const visit = readVisit(fields);
    const goTo = (path: string, more?: Record<string, string>) => context.redirect(addressOf(visit, path, more), 303);
    const slug = fields.get('provider');
    // Before anything is read: what was true then may not be true any more.
    if (isSlow(fields)) await new Promise((resolve) => setTimeout(resolve, slowAnswer));
    // Pressed twice, Allow comes twice: the second finds the token spent on what it asks for.
    if (state.findToken(visit.token)?.spentOn?.provider.slug === slug) return goTo('/connected');
    const issued = state.readToken(visit.token);
    if (typeof issued === 'string') {
      return visit.redirectSettings
        ? goTo('/')
        : show(context, visit, tokenRefusalPage(visit, issued), httpStatusOf(issued));
    }
    const provider = issued.providers.find((allowed) => allowed.slug === slug);
    if (!provider) return show(context, visit, refusedPage(visit, issued), 403);
    const result = readSignIn(provider, fields, issued.awaitsCodeFor === provider);
    switch (result) {
      case 'connected':
        onConnect(issued.user, state.connect(issued, provider));
        return goTo('/connected');
      case 'code_form':
        issued.awaitsCodeFor = provider;
        return showSignIn(context, visit, codePage(visit, provider));
      case 'sign_in_form':
        return goTo('/', { provider: provider.slug });
    }
    if (provider.authType === 'oauth' || visit.redirectSettings?.onError)
      return goTo('/failed', { provider: provider.slug, error_type: result });
    const error = errorOf(result, provider.name);
    const page = fields.has('code')
      ? codePage(visit, provider, error)
      : signInPage(visit, issued, provider, { error, username: fields.get('username') ?? '' });
    return showSignIn(context, visit, page);
  });

  link.get('/connected', (context) => {
    const visit = readVisit(new URL(context.req.url).searchParams);
    const connection = state.findToken(visit.token)?.spentOn;
    if (!connection) return context.redirect(addressOf(visit, '/'), 303);
    const { provider } = connection;
    if (!visit.redirectSettings) return show(context, visit, connectedPage(visit, provider));
    return leave(context, visit.redirectSettings, {
      state: 'success',
      ...(providerParameter && { provider: provider.slug }),
    });
  });

  link.get('/failed', (context) => {
    const fields = new URL(context.req.url).searchParams;
    const visit = readVisit(fields);
    const issued = state.readToken(visit.token);
    const type = fields.get('error_type');
    const provider = typeof issued !== 'string' && issued.providers.find(({ slug }) => slug === fields.get('provider'));
    if (!provider || !isErrorType(type)) return context.redirect(addressOf(visit, '/'), 303);
    const error = errorOf(type, provider.name);
    if (visit.redirectSettings) return leave(context, visit.redirectSettings, { state: 'error', ...error });
    return show(context, visit, listPage(visit, issued, { provider, error }));
  });

  link.get('/closed', (context) => {
    const visit = readVisit(new URL(context.req.url).searchParams);
    if (!visit.redirectSettings?.onClose) return show(context, visit, closedPage(visit));
    return leave(context, visit.redirectSettings, { state: 'error', ...errorOf('user_cancelled') });
  });

  return link;
}

/** To the site, with the outcome. */
const leave = (context: Context, redirectSettings: RedirectSettings, outcome: ReturnParameters) =>
  context.redirect(addressWith(redirectSettings, outcome), 307);

/** The text if it is the origin of a web page: nothing else may be sent messages. */
function originIn(text: string | null): string | undefined {
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
}
