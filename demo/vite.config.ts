/**
 * `npm run dev`: the demo on the sources instead of `dist`. Vite compiles a file when the page asks for it, and reloads the
 * page when a file is saved.
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import devServer from '@hono/vite-dev-server';
import { defineConfig, type Plugin } from 'vite';
import { readPort } from './port.js';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const pageFolder = pathOf('page/');

/** Reloads the page also for files of `page`, and for files that the server imports. Vite knows only the page's imports. */
const reloadForServerAndPage: Plugin = {
  name: 'reload-for-server-and-page',
  hotUpdate({ file, modules, server }) {
    const isServerFile = this.environment.name === 'ssr' && modules.length > 0;
    if (isServerFile || file.startsWith(pageFolder)) server.environments.client.hot.send({ type: 'full-reload' });
  },
};

export default defineConfig({
  root: pathOf('..'),
  appType: 'custom', // `dev.ts` serves the pages.
  publicDir: false,
  server: {
    host: 'localhost',
    port: readPort(process.env.PORT),
    strictPort: true,
    // Vite's error overlay uses inline styles, which the page's Content-Security-Policy forbids. The terminal shows the
    // errors, too.
    hmr: { overlay: false },
    watch: { ignored: ['dist', 'test', '.tmp'].map((folder) => pathOf(`../${folder}/**`)) },
  },
  resolve: {
    alias: {
      'junction-connect/providers': pathOf('../src/providers.ts'),
      'junction-connect/server': pathOf('../src/server.ts'),
      'junction-connect/sandbox': pathOf('../src/sandbox.ts'),
    },
  },
  optimizeDeps: { entries: ['src/standalone.ts', 'src/connections-standalone.ts'] },
  plugins: [
    reloadForServerAndPage,
    devServer({
      entry: 'demo/dev.ts',
      exclude: [/^\/(@|src\/|node_modules\/)/], // Vite answers these.
      injectClientScript: false, // The pages allow no inline script. `dev.ts` imports the client instead.
    }),
  ],
});
