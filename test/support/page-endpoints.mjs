/**
 * Answers the requests of the tests that run in a page: a token endpoint with every kind of answer, and scripts in place of
 * Link's.
 *
 * - `/test/token?answer=<name>` gives one of `answers` below. `&link_web_url=` replaces that field, `&delay=` sets the
 *   milliseconds of `slow`, and `&cors` allows other origins.
 * - `/test/script/<works|nothing|404|hang>.js` is a script in place of Link's. `failsFirst` and `emptyFirst` work from the
 *   second request on.
 * - Both record their requests under `&id=`. `/test/requests?id=` returns them as JSON. With `&count=` it waits until there
 *   are that many.
 * - `/test/release?id=` sends the answers that `held` has held back.
 */
import { setTimeout as delay } from 'node:timers/promises';

const token = 'test-link-token-0001';
const address = `https://link.tryvital.io/?token=${token}&env=sandbox&region=eu`;
const json = (value, status = 200) => Response.json(value, { status, headers: { 'Cache-Control': 'no-store' } });
const page = (text) =>
  new Response(`<!doctype html><title>${text}</title>`, { headers: { 'Content-Type': 'text/html' } });
const javascript = (text) => new Response(text, { headers: { 'Content-Type': 'text/javascript' } });

const snake = ({ searchParams }) =>
  json({ link_token: token, link_web_url: searchParams.get('link_web_url') ?? address });
const aborted = ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));

/** Does not answer until the page aborts the request. Then it returns a response, so that no promise waits without end. */
const hang = async (_url, { request }) => {
  await aborted(request);
  return new Response(null);
};

/** @type {Record<string, (url: URL, exchange: Exchange) => Response | Promise<Response>>} */
const answers = {
  snake,
  camel: ({ searchParams }) => json({ linkToken: token, linkWebUrl: searchParams.get('link_web_url') ?? address }),
  string: () => json(token),
  'token-only': () => json({ link_token: token }),
  'null-url': () => json({ link_token: token, link_web_url: null }),
  'bad-url': () => json({ link_token: token, link_web_url: `https://link.example.net/?token=${token}` }),
  'not-a-url': () => json({ link_token: token, link_web_url: 'link' }),
  number: () => json({ link_token: 42 }),
  blank: () => json({ link_token: ' ' }),
  'no-token': () => json({}),
  null: () => json(null),
  empty: () => new Response(''),
  html: () => page('Sign in'),
  'cut-off': () => new Response(`{"link_token":"${token}`, { headers: { 'Content-Type': 'application/json' } }),
  redirect: () => new Response(null, { status: 302, headers: { Location: '/test/token?answer=html' } }),
  slow: async (url) => {
    await delay(Number(url.searchParams.get('delay') ?? 300));
    return snake(url);
  },
  held: async (url, { request, log }) => {
    await Promise.race([new Promise((resolve) => log.held.push(resolve)), aborted(request)]);
    return snake(url);
  },
  hang,
};

const scripts = {
  // The smallest script that defines a Link. `Vital.links` records the calls.
  works: () =>
    javascript(`window.Vital = {
  links: [],
  create(options) {
    const link = { options, calls: [] };
    window.Vital.links.push(link);
    const record = (name) => (...args) => void link.calls.push([name, ...args]);
    return { open: record('open'), exit: record('exit'), destroy: record('destroy') };
  },
};`),
  nothing: () => javascript(''),
  404: () => new Response('Not found', { status: 404 }),
  hang,
  failsFirst: (_url, { log }) => scripts[log.requests.length > 1 ? 'works' : '404'](),
  emptyFirst: (_url, { log }) => {
    const response = scripts[log.requests.length > 1 ? 'works' : 'nothing']();
    response.headers.set('Cache-Control', 'no-store');
    return response;
  },
};

/**
 * The requests under one id, the functions that send the held answers, and the functions to call at the next request.
 *
 * @typedef {{ requests: object[], held: (() => void)[], watchers: (() => void)[] }} Log
 * @typedef {{ request: Request, log: Log }} Exchange
 * @type {Map<string, Log>}
 */
const logs = new Map();

function logOf(url) {
  const id = url.searchParams.get('id') ?? '';
  if (!logs.has(id)) logs.set(id, { requests: [], held: [], watchers: [] });
  return logs.get(id);
}

/** Records a request, then answers it. */
async function exchange(url, request, answer) {
  const log = logOf(url);
  const { method, headers } = request;
  const cookies = Object.fromEntries((headers.get('cookie') ?? '').split('; ').filter(Boolean).map(parseCookie));
  const entry = { method, url: url.href, headers: Object.fromEntries(headers), cookies, body: await request.text() };
  log.requests.push(entry);
  log.watchers.splice(0).forEach((notify) => notify());
  void aborted(request).then(() => (entry.aborted = true));

  const cors = url.searchParams.has('cors') && method === 'OPTIONS';
  const response = cors ? new Response(null, { status: 204 }) : await answer(url, { request, log });
  if (url.searchParams.has('cors')) allowOrigin(request, response);
  return response;
}

const parseCookie = (cookie) => [cookie.split('=', 1)[0], cookie.slice(cookie.indexOf('=') + 1)];

function allowOrigin({ headers }, response) {
  response.headers.set('Access-Control-Allow-Origin', headers.get('origin') ?? '*');
  response.headers.set('Access-Control-Allow-Credentials', 'true');
  response.headers.set('Access-Control-Allow-Headers', headers.get('access-control-request-headers') ?? '');
}

async function requestsOf(url, request) {
  const log = logOf(url);
  const count = Number(url.searchParams.get('count') ?? 0);
  while (log.requests.length < count && !request.signal.aborted) {
    await Promise.race([new Promise((resolve) => log.watchers.push(resolve)), aborted(request)]);
  }
  return json(log.requests);
}

function release(url) {
  logOf(url)
    .held.splice(0)
    .forEach((send) => send());
  return json({});
}

/** @returns {Promise<Response> | undefined} undefined when there is no such endpoint. */
export function respondAtEndpoint(request) {
  const url = new URL(request.url);
  const script = /^\/test\/script\/(\w+)\.js$/.exec(url.pathname)?.[1];
  if (script && Object.hasOwn(scripts, script)) return exchange(url, request, scripts[script]);
  if (url.pathname === '/test/token')
    return exchange(url, request, tokenAnswer(url.searchParams.get('answer') ?? 'snake'));
  if (url.pathname === '/test/requests') return requestsOf(url, request);
  if (url.pathname === '/test/release') return Promise.resolve(release(url));
  return undefined;
}

function tokenAnswer(name) {
  const status = Number(/^status-(\d{3})$/.exec(name)?.[1]);
  if (status) return () => json({ detail: `Status ${status}` }, status);
  return Object.hasOwn(answers, name) ? answers[name] : () => json({ detail: `No answer is named ${name}` }, 501);
}
