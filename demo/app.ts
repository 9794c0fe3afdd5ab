import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { type Junction, localPath } from './junction.js';
import { createLinkTokenEndpoint } from './link-token-endpoint.js';
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
  app.route(
    '/api/link-token',
    createLinkTokenEndpoint((origin) => junction.at(origin).getLinkToken),
  );

  /** What the page has to know; `link` only where Link is not at Junction's own address. */
  app.get('/api/config', (context) => {
    const { name, region } = junction;
    const { origin } = new URL(context.req.url);
    const link = { script: `${origin}${localPath}/initialize.js`, origins: [origin] };
    context.header('Cache-Control', 'no-store');
    return context.json({ junction: name, region, ...(name === 'local' && { link }) });
  });

  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-cache'); // Whoever edits a file sees it at the next load.
  });
  app.get('/standalone.js', serveStatic({ path: pathOf('../dist/standalone.js') }));
  app.get('*', serveStatic({ root: pathOf('page') }));
  return app;
}
