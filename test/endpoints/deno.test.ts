import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRecipe, startRecipe } from './recipe.js';

const site = 'https://www.shop.example';

describeRecipe(
  'the recipe for Deno, in Deno',
  async (variables) => {
    // The recipe's own deno.json takes both packages from npm. This one takes `junction-connect` from `dist`.
    const args = ['run', '--config=test/endpoints/deno.json', '--no-lock', '--cached-only', '--no-prompt'];
    const permissions = ['--allow-net=127.0.0.1,localhost', '--allow-env', 'demo/endpoints/deno/index.ts'];
    const { ready, stop } = startRecipe('node_modules/.bin/deno', [...args, ...permissions], {
      ...variables,
      SITE_ORIGIN: site,
      DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0',
      DENO_NO_UPDATE_CHECK: '1',
    });
    return {
      url: `http://127.0.0.1:${await ready}/link-token`,
      send: fetch,
      pageHeaders: { Origin: site, 'Sec-Fetch-Site': 'cross-site' },
      signInHeaders: { Authorization: 'Bearer demo-access-token' },
      stop,
    };
  },
  (getRecipe) => {
    test('allows requests from the origin of the site’s pages', async () => {
      const headers = {
        ...getRecipe().pageHeaders,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      };
      const response = await fetch(getRecipe().url, { method: 'OPTIONS', headers });
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), site);
      assert.equal(response.headers.get('Access-Control-Allow-Headers'), 'authorization,content-type');
    });
  },
);
