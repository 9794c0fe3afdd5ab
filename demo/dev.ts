/** The demo for `npm run dev`. It serves the sources. `demo/server.ts` serves `dist`. */
import process from 'node:process';
import { Hono } from 'hono';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.js';
import { createJunction } from './junction.js';

const { version } = packageJson;
const app = new Hono();

// Vite serves modules, but the page loads a classic script from this address. So this script imports the modules.
app.get('/standalone.js', (context) =>
  context.body(`import('/@vite/client'); import('/src/standalone.ts');`, 200, { 'Content-Type': 'text/javascript' }),
);

// The hash of a script that has not been built is unknown. The code to copy says so.
app.get('/integrity.json', (context) =>
  context.json({
    version,
    url: `https://cdn.jsdelivr.net/npm/junction-connect@${version}/dist/standalone.js`,
    integrity: 'sha384-known-after-npm-run-build',
  }),
);

app.route('/', createApp(createJunction(process.env)));

export default app;
