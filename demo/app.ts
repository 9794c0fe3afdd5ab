import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { except } from 'hono/combine';
import { readPage } from './read-page.js';
import { localHostsOnly, pageHeaders } from './security.js';
import { createSite, type Junction, localPath } from './site.js';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Returns the app that serves the demo. */
export function createApp(junction: Junction): Hono {
  const app = new Hono();
  app.use(localHostsOnly);

  // The local Junction sets its own headers.
  app.use(except(`${localPath}/*`, pageHeaders({ usesRealLink: junction.name !== 'local' })));
  app.route('/', createSite(junction));

  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-cache'); // After an edit, the next load gets the new file.
  });
  // The documentation site shows these documents as pages. Here a browser shows their text.
  app.use('/docs/*', async (context, next) => {
    await next();
    if (context.res.ok && context.req.path.endsWith('.md')) context.header('Content-Type', 'text/plain; charset=utf-8');
  });
  app.get('/docs/:path{.+\\.(?:md|png)}', serveStatic({ root: pathOf('..') }));
  for (const file of ['standalone.js', 'connections.js', 'integrity.json'])
    app.get(`/${file}`, serveStatic({ path: pathOf(`../dist/${file}`) }));
  app.on('GET', ['/', '/index.html'], async (context) => context.html(await readPage()));
  app.get('*', serveStatic({ root: pathOf('page') }));
  return app;
}
