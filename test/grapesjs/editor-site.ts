import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before } from 'node:test';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { publish } from '../../integrations/grapesjs/example/publish.js';
import { waitTimeoutMs } from '../support/browsers/person.js';
import { root } from '../support/root.js';
import { type Site, useSite } from '../support/site.js';

/** A page as the editor saves it. */
interface SavedPage {
  project: object;
  html: string;
  css: string;
}

/** A site with a page at `/` and its editor at `/editor`, as in the example. */
export interface EditorSite {
  readonly site: Site;
  /** Waits until the editor has saved HTML that matches. @returns the HTML */
  readonly waitForSaved: (matches: (html: string) => boolean) => Promise<string>;
  /** Replaces the saved page by one with this body, or deletes it. */
  readonly startWith: (body?: string) => void;
}

/** Starts the site for the tests of a `describe`. */
export function useEditorSite(): EditorSite {
  let saved: SavedPage | undefined;
  let script: string;
  const changes = new EventEmitter();

  const app = new Hono();
  app.get('/', ({ html }) => html(publish(saved!)));
  app.get('/editor', ({ html }) => html(editorPage));
  app.get('/editor.js', ({ body }) => body(script, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/editor.css', ({ body }) => body(stylesheet, 200, { 'Content-Type': 'text/css' }));
  app.get('/pages/1', ({ json }) => json(saved ?? {}));
  app.post('/pages/1', async ({ req, json }) => {
    saved = await req.json();
    changes.emit('saved');
    return json({});
  });

  before(async () => {
    script = await bundleEditor();
  });
  return {
    site: useSite({ linkAt: 'junction', respond: (request) => app.fetch(request), findFile }),
    async waitForSaved(matches) {
      const signal = AbortSignal.timeout(waitTimeoutMs);
      while (!saved || !matches(saved.html)) {
        await once(changes, 'saved', { signal }).catch(() =>
          Promise.reject(new Error(`The saved HTML does not match: ${saved?.html}`)),
        );
      }
      return saved.html;
    },
    startWith(body) {
      saved = body === undefined ? undefined : { project: { pages: [{ component: body }] }, html: '', css: '' };
    },
  };
}

/** Returns the file of this package for its address at jsDelivr, which has the name and the version before the path. */
const findFile = (url: string) =>
  url.startsWith('https://cdn.jsdelivr.net/')
    ? { path: join(root, new URL(url).pathname.split('/').slice(3).join('/')) }
    : undefined;

const editorPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Editor</title>
  <link rel="stylesheet" href="/editor.css">
  <style>body { margin: 0 }</style>
  <div id="editor"></div><script src="/editor.js"></script></html>`;

const stylesheet = readFileSync(join(root, 'node_modules/grapesjs/dist/css/grapes.min.css'), 'utf8');

async function bundleEditor(): Promise<string> {
  const entryPoints = [join(root, 'integrations/grapesjs/example/editor.js')];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'iife' });
  return outputFiles[0]!.text;
}
