/** The demo for `npm run dev`. It serves the sources. `demo/server.ts` serves `dist`. */
import process from 'node:process';
import { Hono } from 'hono';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.js';
import { createJunction } from './junction.js';

const { version } = packageJson;
const app = new Hono();

// Vite serves modules, but a page loads a classic script from these addresses. So the scripts import the modules.
for (const [file, source] of Object.entries({ standalone: 'standalone', connections: 'connections-standalone' }))
  app.get(`/${file}.js`, (context) =>
    context.body(`import('/@vite/client'); import('/src/${source}.ts');`, 200, { 'Content-Type': 'text/javascript' }),
  );

/** Returns the address of a script to paste. The hash of a script that has not been built is unknown. The code says so. */
const pin = (file: string) => ({
  url: `https://cdn.jsdelivr.net/npm/junction-connect@${version}/dist/${file}.js`,
  integrity: 'sha384-known-after-npm-run-build',
});

app.get('/integrity.json', (context) =>
  context.json({ version, ...pin('standalone'), connections: pin('connections') }),
);

app.route('/', createApp(createJunction(process.env)));

export default app;
