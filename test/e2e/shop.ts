import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createSandbox } from 'junction-connect/sandbox';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { answerRoute } from '../support/answer-route.js';

const standalone = readFileSync(new URL(import.meta.resolve('junction-connect/standalone')), 'utf8');
const linkOrigin = 'https://link.tryvital.io';

/** A site of its own origin that embeds the script, with Junction's real address answered by the local stand-in. */
export interface Shop {
  origin: string;
  /** What the page asked of the token endpoint and of Link, in order: `token`, or a path of Link's. */
  readonly asked: string[];
  /** Answers in place of the token endpoint and of Link's script. */
  tokenEndpoint?: (() => Response | Promise<Response>) | undefined;
  linkScript?: { status: number; body: string } | 'abort' | 'hang' | undefined;
  /** Opens a page with this body and these headers. */
  visit(context: BrowserContext, body: string, headers?: Record<string, string>): Promise<Page>;
  /** Ends the requests that hang, which a browser would wait for at the same address. */
  release(): Promise<unknown>;
  close(): void;
}

export async function openShop(): Promise<Shop> {
  const sandbox = createSandbox({ origin: linkOrigin });
  const hanging: Route[] = [];
  const pages = new Map<string, { body: string; headers: Record<string, string> }>();

  const respond = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/standalone.js')
      return new Response(standalone, { headers: { 'Content-Type': 'text/javascript' } });
    if (pathname === '/api/link-token') {
      shop.asked.push('token');
      return shop.tokenEndpoint ? shop.tokenEndpoint() : newToken(sandbox, request);
    }
    const page = pages.get(pathname);
    if (!page) return new Response('Not found', { status: 404 });
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>${page.body}</html>`;
    return new Response(html, { headers: { 'Content-Type': 'text/html', ...page.headers } });
  };
  const listener = getRequestListener(respond);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const shop: Shop = {
    origin: `http://shop.localhost:${port}`,
    asked: [],
    async visit(context, body, headers = {}) {
      await context.route(`${linkOrigin}/**`, async (route) => {
        const { pathname } = new URL(route.request().url());
        shop.asked.push(pathname);
        if (pathname === '/initialize.js' && shop.linkScript === 'abort') return route.abort();
        if (pathname === '/initialize.js' && shop.linkScript === 'hang') return void hanging.push(route);
        if (pathname === '/initialize.js' && typeof shop.linkScript === 'object') return route.fulfill(shop.linkScript);
        await answerRoute(route, sandbox);
      });
      const path = `/page-${pages.size + 1}`;
      pages.set(path, { body, headers });
      const page = await context.newPage();
      await page.goto(shop.origin + path);
      return page;
    },
    release: () => Promise.all(hanging.splice(0).map((route) => route.abort())),
    close: () => server.close(),
  };
  return shop;
}

/** The shop's backend: one person, whose user is made when first needed. */
async function newToken(sandbox: (request: Request) => Promise<Response>, request: Request): Promise<Response> {
  const headers = { 'x-vital-api-key': 'sk_us_shop', 'Content-Type': 'application/json' };
  const ask = (path: string, body?: object) =>
    sandbox(
      new Request(linkOrigin + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }),
    );
  const known = await ask('/v2/user/resolve/shopper');
  const user = known.ok ? known : await ask('/v2/user', { client_user_id: 'shopper' });
  const { user_id } = (await user.json()) as { user_id: string };
  return ask('/v2/link/token', { ...((await request.json()) as object), user_id });
}
