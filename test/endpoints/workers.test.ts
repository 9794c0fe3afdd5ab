import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { type Recipe, smokeTest, startJunction, withCookie } from './support.js';

const folder = 'demo/endpoints/hono-workers';
const settings = readFileSync(`${folder}/wrangler.toml`, 'utf8');

describe('the recipe for Hono on Cloudflare Workers, in workerd', () => {
  let recipe: Recipe;
  const stops: (() => unknown)[] = [];
  before(async () => {
    const junction = await startJunction();
    stops.push(junction.stop);
    const { outputFiles } = await build({
      entryPoints: [`${folder}/worker.ts`],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      // As wrangler bundles.
      conditions: ['workerd', 'worker', 'browser'],
    });
    const worker = new Miniflare({
      modules: true,
      script: outputFiles[0]!.text,
      compatibilityDate: /compatibility_date = "(.+)"/.exec(settings)![1]!,
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
