import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { createLinkTokenHandler } from 'junction-connect/server';
import { type Junction, localPath } from './junction.js';
import { localHostsOnly, pageHeaders } from './security.js';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Everything that the demo serves. */
export function createApp(junction: Junction): Hono {
  const app = new Hono();
  app.use(localHostsOnly);

  // First of all: the local Junction has headers of its own.
  app.all(`${localPath}/*`, (context, next) => {
    const { answer } = junction.at(new URL(context.req.url).origin);
    return answer ? answer(context.req.raw) : next();
  });

  app.use(pageHeaders({ usesRealLink: junction.name !== 'local' }));
  app.all('/api/link-token', ({ req }) => {
    const { client, getUserId, onError } = junction.at(new URL(req.url).origin);
    const handleLinkToken = createLinkTokenHandler({ client, getUserId, onError });
    return handleLinkToken(req.raw);
  });

  /** Where Link is, unless it is at Junction's own address. */
  const linkAt = (url: string) => {
    const { origin } = new URL(url);
    return junction.name === 'local' && { script: `${origin}${localPath}/initialize.js`, origins: [origin] };
  };

  /** What the page has to know. */
  app.get('/api/config', (context) => {
    const link = linkAt(context.req.url);
    context.header('Cache-Control', 'no-store');
    return context.json({ junction: junction.name, region: junction.region, ...(link && { link }) });
  });

  // A script, ahead of the element's: a page that Link comes back to may be sent to Link again at once.
  app.get('/link-location.js', (context) => {
    const link = linkAt(context.req.url);
    const script = `customElements.whenDefined('junction-connect').then((it) => it.configureLink(${JSON.stringify(link)}));`;
    context.header('Cache-Control', 'no-store');
    return context.body(link ? script : '', 200, { 'Content-Type': 'text/javascript' });
  });

  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-cache'); // Whoever edits a file sees it at the next load.
  });
  app.get('/standalone.js', serveStatic({ path: pathOf('../dist/standalone.js') }));
  app.get('/integrity.json', serveStatic({ path: pathOf('../dist/integrity.json') }));
  app.get('*', serveStatic({ root: pathOf('page') }));
  return app;
}
