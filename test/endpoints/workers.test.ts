import { after, before, describe } from 'node:test';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { type Recipe, smokeTest, startJunction, withCookie } from './support.js';

describe('the recipe for Hono on Cloudflare Workers, in workerd', () => {
  let recipe: Recipe;
  const stops: (() => unknown)[] = [];
  before(async () => {
    const junction = await startJunction();
    stops.push(junction.stop);
    const { outputFiles } = await build({
      entryPoints: ['demo/endpoints/hono-workers/worker.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      conditions: ['workerd', 'worker', 'browser'],
    });
    const worker = new Miniflare({
      modules: true,
      script: outputFiles[0]!.text,
      compatibilityDate: '2026-04-01',
      bindings: { ...junction.variables },
      host: '127.0.0.1',
      port: 0,
    });
    stops.push(() => worker.dispose());
    const { origin } = await worker.ready;
    const ownPage = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    recipe = { url: `${origin}/api/link-token`, send: fetch, ownPage, signedIn: withCookie };
  });
  after(() => Promise.all(stops.map((stop) => stop())));

  smokeTest(() => recipe);
});
