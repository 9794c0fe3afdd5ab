import { type Context, Hono } from 'hono';
import type { TokenRefusal } from '../../junction/error-types.js';
import type { ReturnParameters } from '../../junction/return-parameters.js';
import type { ConnectionService } from '../connection-service.js';
import { contentSecurityPolicy } from '../headers.js';
import type { SandboxIdentity } from '../identity.js';
import type { SandboxOptions } from '../options.js';
import { type RedirectSettings, returnAddress } from '../redirect-settings.js';
import type { State } from '../state.js';
import { type Html, pageAddress, type Visit } from './layout.js';
import { errorOf, isErrorType } from './link-errors.js';
import { closedPage, connectedPage, listPage, tokenRefusalPage, providerNotAllowedPage } from './link-pages.js';
import { codePage, signInPage } from './sign-in-pages.js';
import { isSlow, readSignIn, readUsername } from './sign-in.js';

/** Returns 400 for an unknown token, and 410 (Gone) for an expired or used one. */
const httpStatusOf = (refusal: TokenRefusal) => (refusal === 'invalid_token' ? 400 : 410);

/** Returns the pages and forms of Link. They need a script only to send messages to an embedding page, and to close Link. */
export function createLink(
  state: State,
  connectionService: ConnectionService,
  { basePath }: SandboxIdentity,
  { providerParameter = false, crossOriginOpenerPolicy, slowAnswer = 3000 }: SandboxOptions,
): Hono {
  const linkApp = new Hono();

  const readVisit = (fields: URLSearchParams): Visit => {
    const token = fields.get('token') ?? '';
    const embedderOrigin = readOrigin(fields.get('embed'));
    const redirectSettings = embedderOrigin ? undefined : state.findToken(token)?.redirectSettings;
    return { basePath, token, embedderOrigin, redirectSettings };
  };

  const show = (context: Context, { redirectSettings }: Visit, page: Html, status: 200 | 400 | 403 | 410 = 200) =>
    context.html(page, status, { 'Content-Security-Policy': contentSecurityPolicy(redirectSettings) });

  const showSignIn = (context: Context, visit: Visit, page: Html) => {
    if (crossOriginOpenerPolicy && !visit.embedderOrigin)
      context.header('Cross-Origin-Opener-Policy', crossOriginOpenerPolicy);
    return show(context, visit, page);
  };

  linkApp.get('/', (context) => {
    const fields = new URL(context.req.url).searchParams;
    const visit = readVisit(fields);
    const tokenOrRefusal = state.readToken(visit.token);
    if (typeof tokenOrRefusal === 'string') {
      if (visit.redirectSettings)
        return redirectToSite(context, visit.redirectSettings, { state: 'error', ...errorOf(tokenOrRefusal) });
      return show(context, visit, tokenRefusalPage(visit, tokenOrRefusal), httpStatusOf(tokenOrRefusal));
    }
    const chosenSlug = fields.get('provider') ?? tokenOrRefusal.firstProviderSlug;
    if (chosenSlug === undefined) return show(context, visit, listPage(visit, tokenOrRefusal));
    const provider = tokenOrRefusal.providers.find(({ slug }) => slug === chosenSlug);
    if (!provider) return show(context, visit, providerNotAllowedPage(visit, tokenOrRefusal), 403);
    return showSignIn(context, visit, signInPage(visit, tokenOrRefusal, provider));
  });

  // This POST never calls `redirectToSite()`. That function answers with 307. After a POST, the browser would then send the
  // form to the site. Instead, the POST answers with 303 to a page of Link, and the browser requests that page by GET.
  linkApp.post('/connect', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const visit = readVisit(fields);
    const goTo = (path: string, query?: Record<string, string>) =>
      context.redirect(pageAddress(visit, path, query), 303);
    const slug = fields.get('provider');
    // Wait before the token is checked: it can expire, or be used, during the wait.
    if (isSlow(fields)) await new Promise((resolve) => setTimeout(resolve, slowAnswer));
    // A double press sends the form twice. The first request has used the token for this provider, so the second one is
    // connected, too.
    if (state.findToken(visit.token)?.connection?.provider.slug === slug) return goTo('/connected');
    const tokenOrRefusal = state.readToken(visit.token);
    if (typeof tokenOrRefusal === 'string') {
      return visit.redirectSettings
        ? goTo('/')
        : show(context, visit, tokenRefusalPage(visit, tokenOrRefusal), httpStatusOf(tokenOrRefusal));
    }
    const provider = tokenOrRefusal.providers.find((allowed) => allowed.slug === slug);
    if (!provider) return show(context, visit, providerNotAllowedPage(visit, tokenOrRefusal), 403);
    const { awaitsCode } = tokenOrRefusal;
    const isCodeExpected = awaitsCode?.provider === provider;
    const username = isCodeExpected && fields.has('code') ? awaitsCode.username : readUsername(provider, fields);
    const result = readSignIn(provider, fields, isCodeExpected);
    switch (result) {
      case 'connected':
        tokenOrRefusal.connection = connectionService.connect(tokenOrRefusal.user, provider, username);
        return goTo('/connected');
      case 'code_form':
        tokenOrRefusal.awaitsCode = { provider, username };
        return showSignIn(context, visit, codePage(visit, provider));
      case 'sign_in_form':
        return goTo('/', { provider: provider.slug });
    }
    if (provider.authType === 'oauth' || visit.redirectSettings?.onError)
      return goTo('/failed', { provider: provider.slug, error_type: result });
    const error = errorOf(result, provider.name);
    const page = fields.has('code')
      ? codePage(visit, provider, error)
      : signInPage(visit, tokenOrRefusal, provider, { error, username: fields.get('username') ?? '' });
    return showSignIn(context, visit, page);
  });

  linkApp.get('/connected', (context) => {
    const visit = readVisit(new URL(context.req.url).searchParams);
    const connection = state.findToken(visit.token)?.connection;
    if (!connection) return context.redirect(pageAddress(visit, '/'), 303);
    const { provider } = connection;
    if (!visit.redirectSettings) return show(context, visit, connectedPage(visit, provider));
    return redirectToSite(context, visit.redirectSettings, {
      state: 'success',
      ...(providerParameter && { provider: provider.slug }),
    });
  });

  linkApp.get('/failed', (context) => {
    const fields = new URL(context.req.url).searchParams;
    const visit = readVisit(fields);
    const tokenOrRefusal = state.readToken(visit.token);
    const type = fields.get('error_type');
    const provider =
      typeof tokenOrRefusal !== 'string' &&
      tokenOrRefusal.providers.find(({ slug }) => slug === fields.get('provider'));
    if (!provider || !isErrorType(type)) return context.redirect(pageAddress(visit, '/'), 303);
    const error = errorOf(type, provider.name);
    if (visit.redirectSettings) return redirectToSite(context, visit.redirectSettings, { state: 'error', ...error });
    return show(context, visit, listPage(visit, tokenOrRefusal, { provider, error }));
  });

  linkApp.get('/closed', (context) => {
    const visit = readVisit(new URL(context.req.url).searchParams);
    if (!visit.redirectSettings?.onClose) return show(context, visit, closedPage(visit));
    return redirectToSite(context, visit.redirectSettings, { state: 'error', ...errorOf('user_cancelled') });
  });

  return linkApp;
}

/** Redirects to the site with the outcome. */
const redirectToSite = (context: Context, redirectSettings: RedirectSettings, outcome: ReturnParameters) =>
  context.redirect(returnAddress(redirectSettings, outcome), 307);

/** Returns the text if it is the origin of a web page, otherwise undefined. Pages send messages only to such an origin. */
function readOrigin(text: string | null): string | undefined {
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
}
