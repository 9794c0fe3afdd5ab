import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { JunctionClient } from '@junction-api/sdk';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { createSandbox } from 'junction-connect/sandbox';
import { createLinkTokenHandler } from 'junction-connect/server';
import type { BrowserContext } from 'playwright-core';
import { publish } from '../../integrations/grapesjs/example/publish.js';
import { answerRoute } from '../support/answer-route.js';
import { patience } from '../support/browsers/person.js';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const linkOrigin = 'https://link.tryvital.io';
const cdn = 'https://cdn.jsdelivr.net';

/** What the editor saves. */
interface Saved {
  project: object;
  html: string;
  css: string;
}

/** A site whose page `/` is edited at `/editor`, as the example has it, on the local Junction. */
export interface Site {
  origin: string;
  /** Waits until the editor has saved a page of which this is true. @returns its HTML */
  hearSaved(isTrue: (html: string) => boolean): Promise<string>;
  /** What the token endpoint was asked. */
  readonly wishes: object[];
  /** What a browser asked of other hosts: their addresses. */
  readonly asked: string[];
  /** Answers for jsDelivr and for Junction, which are both simulated; no other host is asked. */
  answerIn(context: BrowserContext): Promise<void>;
  /** Forgets the page, and what was asked. The body is what was made before the plugin was there. */
  startAnew(body?: string): void;
  close(): void;
}

export async function openSite(): Promise<Site> {
  const script = await bundleEditor();
  const sandbox = createSandbox({ origin: linkOrigin });
  const client = new JunctionClient({
    apiKey: 'sk_us_local',
    baseUrl: linkOrigin,
    fetch: (address, init) => sandbox(new Request(address, init)),
  });
  const { userId } = await client.user.create({ clientUserId: 'visitor' });
  const handleLinkToken = createLinkTokenHandler({ client, getUserId: () => userId });

  let saved: Saved | undefined;
  const news = new EventEmitter();

  const app = new Hono();
  app.get('/', ({ html }) => html(publish(saved!)));
  app.get('/editor', ({ html }) => html(editorPage));
  app.get('/editor.js', ({ body }) => body(script, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/editor.css', ({ body }) => body(stylesheet, 200, { 'Content-Type': 'text/css' }));
  app.get('/pages/1', ({ json }) => json(saved ?? {}));
  app.post('/pages/1', async ({ req, json }) => {
    saved = await req.json();
    news.emit('saved');
    return json({});
  });
  app.post('/api/link-token', async ({ req }) => {
    site.wishes.push((await req.raw.clone().json()) as object);
    return handleLinkToken(req.raw);
  });
  const listener = getRequestListener(app.fetch);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const site: Site = {
    origin: `http://shop.localhost:${(server.address() as AddressInfo).port}`,
    async hearSaved(isTrue) {
      const signal = AbortSignal.timeout(patience);
      while (!saved || !isTrue(saved.html)) {
        await once(news, 'saved', { signal }).catch(() => Promise.reject(new Error(`What is saved is ${saved?.html}`)));
      }
      return saved.html;
    },
    wishes: [],
    asked: [],
    async answerIn(context) {
      await context.route(
        ({ origin }) => origin !== site.origin,
        async (route) => {
          const url = route.request().url();
          site.asked.push(url);
          if (url.startsWith(linkOrigin)) await answerRoute(route, sandbox);
          else if (url.startsWith(cdn)) await route.fulfill({ path: fileOfPackage(url), headers: anyOrigin });
          else await route.abort();
        },
      );
    },
    startAnew(body) {
      saved = body === undefined ? undefined : { project: { pages: [{ component: body }] }, html: '', css: '' };
      site.wishes.length = site.asked.length = 0;
    },
    close: () => server.close(),
  };
  return site;
}

const anyOrigin = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' };

/** jsDelivr has the files of the package under its name and version. */
const fileOfPackage = (url: string) => pathOf(`../../${new URL(url).pathname.split('/').slice(3).join('/')}`);

const editorPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Editor</title>
  <link rel="stylesheet" href="/editor.css">
  <style>body { margin: 0 }</style>
  <div id="editor"></div><script src="/editor.js"></script></html>`;

const stylesheet = readFileSync(pathOf('../../node_modules/grapesjs/dist/css/grapes.min.css'), 'utf8');

async function bundleEditor(): Promise<string> {
  const entryPoints = [pathOf('../../integrations/grapesjs/example/editor.js')];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'iife' });
  return outputFiles[0]!.text;
}
