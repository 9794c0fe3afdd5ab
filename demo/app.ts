import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { type Junction, localPath } from './junction.js';
import { providerChoices } from './provider-choices.js';
import { localHostsOnly, pageHeaders } from './security.js';
import { clientUserId } from './site-endpoints.js';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Returns the app that serves the demo. */
export function createApp(junction: Junction): Hono {
  const app = new Hono();
  app.use(localHostsOnly);

  // This route comes before `pageHeaders`: the local Junction sets its own headers.
  app.all(`${localPath}/*`, (context, next) => {
    const { answer } = junction.at(new URL(context.req.url).origin);
    return answer ? answer(context.req.raw) : next();
  });

  app.use(pageHeaders({ usesRealLink: junction.name !== 'local' }));
  app.all('/api/link-token', ({ req }) => junction.at(new URL(req.url).origin).answerLinkToken(req.raw));
  app.all('/api/connections', ({ req }) => junction.at(new URL(req.url).origin).answerConnections(req.raw));

  /** Returns the location of the local Junction's Link. Returns false for the real one, whose location the element knows. */
  const linkLocationFor = (url: string) => {
    const { origin } = new URL(url);
    return junction.name === 'local' && { script: `${origin}${localPath}/initialize.js`, origins: [origin] };
  };

  // The page reads its settings here. Only the local Junction can break a connection.
  app.get('/api/config', (context) => {
    const link = linkLocationFor(context.req.url);
    const breakConnection = { url: `${localPath}/_sandbox/connections/error`, clientUserId };
    context.header('Cache-Control', 'no-store');
    return context.json({ junction: junction.name, region: junction.region, ...(link && { link, breakConnection }) });
  });

  // The page loads this script before that of the elements. After a return from Link, the element may launch Link again at once.
  // It has to know the location of Link by then.
  app.get('/link-location.js', (context) => {
    const link = linkLocationFor(context.req.url);
    const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(link)}));`;
    context.header('Cache-Control', 'no-store');
    return context.body(link ? script : '', 200, { 'Content-Type': 'text/javascript' });
  });

  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-cache'); // After an edit, the next load gets the new file.
  });
  // Later a site will show these documents as pages. Until then, a browser shows their text.
  app.use('/docs/*', async (context, next) => {
    await next();
    if (context.res.ok && context.req.path.endsWith('.md')) context.header('Content-Type', 'text/plain; charset=utf-8');
  });
  app.get('/docs/:path{.+\\.(?:md|png)}', serveStatic({ root: pathOf('..') }));
  for (const file of ['standalone.js', 'connections.js', 'integrity.json'])
    app.get(`/${file}`, serveStatic({ path: pathOf(`../dist/${file}`) }));
  app.on('GET', ['/', '/index.html'], async (context) => {
    const page = await readFile(pathOf('page/index.html'), 'utf8');
    return context.html(
      page.replace(/<!-- The server writes the providers here.*? -->/, () => String(providerChoices())),
    );
  });
  app.get('*', serveStatic({ root: pathOf('page') }));
  return app;
}
