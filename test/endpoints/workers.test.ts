import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { describeRecipe, sessionCookie } from './recipe.js';

const folder = 'demo/endpoints/hono-workers';
const settings = readFileSync(`${folder}/wrangler.toml`, 'utf8');

describeRecipe('the recipe for Hono on Cloudflare Workers, in workerd', async (variables) => {
  const { outputFiles } = await build({
    entryPoints: [`${folder}/worker.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    // Wrangler uses these conditions, too.
    conditions: ['workerd', 'worker', 'browser'],
  });
  const worker = new Miniflare({
    modules: true,
    script: outputFiles[0]!.text,
    compatibilityDate: /compatibility_date = "(.+)"/.exec(settings)![1]!,
    bindings: variables,
    host: '127.0.0.1',
    port: 0,
  });
  const { origin } = await worker.ready;
  const pageHeaders = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
  const stop = () => worker.dispose();
  return { url: `${origin}/api/link-token`, send: fetch, pageHeaders, signInHeaders: sessionCookie, stop };
});
