import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { JunctionClient } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';
import { createLinkTokenHandler } from 'junction-connect/server';
import type { Browser, Page } from 'playwright-core';
import { answerRoute } from '../support/answer-route.js';

const linkOrigin = 'https://link.tryvital.io';

/** What the token endpoint was asked. */
interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly query: string;
  /** The JSON of it. */
  readonly body: unknown;
}

/** An app that was built, served with a token endpoint of its own; Junction is the local stand-in. */
export interface Site {
  readonly origin: string;
  /** What the token endpoint was asked, in order. */
  readonly asked: Asked[];
  /** What went wrong in the pages: exceptions, and errors and warnings in the console but for Lit's hint. */
  readonly faults: string[];
  /** Files that stand for addresses elsewhere, a CDN's for example. */
  readonly elsewhere: Map<string, string>;
  /** Answers in place of the token endpoint. */
  tokenEndpoint: (() => Response | Promise<Response>) | undefined;
  /** Opens a page for somebody new, to whom Junction's address is the stand-in's. */
  visit(browser: Browser, path?: string): Promise<Page>;
  close(): void;
}

/** Serves a folder to this machine alone: its files, and its `index.html` for every other path. */
export async function openSite(folder: string): Promise<Site> {
  const sandbox = createSandbox({ origin: linkOrigin });
  const client = new JunctionClient({
    apiKey: 'sk_us_local',
    baseUrl: linkOrigin,
    fetch: (address, init) => sandbox(new Request(address, init)),
    maxRetries: 0,
  });
  const { userId } = await client.user.create({ clientUserId: 'ada' });
  const handleLinkToken = createLinkTokenHandler({ client, getUserId: () => userId });

  const app = new Hono();
  app.all('/api/link-token', async ({ req: { raw } }) => {
    const { method, url, headers } = raw;
    const text = await raw.clone().text();
    site.asked.push({
      method,
      headers: Object.fromEntries(headers),
      query: new URL(url).search,
      body: text ? JSON.parse(text) : undefined,
    });
    return site.tokenEndpoint ? site.tokenEndpoint() : handleLinkToken(raw);
  });
  app.get('*', serveStatic({ root: folder }));
  app.get('*', serveStatic({ path: join(folder, 'index.html') }));

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const site: Site = {
    origin: `http://app.localhost:${(server.address() as AddressInfo).port}`,
    asked: [],
    faults: [],
    elsewhere: new Map(),
    tokenEndpoint: undefined,
    async visit(browser, path = '/') {
      const context = await browser.newContext();
      await context.route(`${linkOrigin}/**`, (route) => answerRoute(route, sandbox));
      for (const [address, path] of site.elsewhere) await context.route(address, (route) => route.fulfill({ path }));
      context.on('weberror', (error) => site.faults.push(String(error.error())));
      context.on('console', (message) => {
        const isFault =
          ['error', 'warning'].includes(message.type()) && !message.text().startsWith('Lit is in dev mode');
        if (isFault) site.faults.push(message.text());
      });
      const page = await context.newPage();
      await page.goto(site.origin + path);
      return page;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return site;
}
