import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Recipe, smokeTest, spawnRecipe, startJunction } from './support.js';

const site = 'https://www.shop.example';

describe('the recipe for Deno, in Deno', () => {
  let recipe: Recipe;
  const stops: (() => unknown)[] = [];
  before(async () => {
    const junction = await startJunction();
    stops.push(junction.stop);
    // The recipe's own deno.json takes both packages from npm.
    const args = ['run', '--config=test/endpoints/deno.json', '--no-lock', '--cached-only', '--no-prompt'];
    const allowed = ['--allow-net=127.0.0.1', '--allow-env', 'demo/endpoints/deno/index.ts'];
    const { port, stop } = await spawnRecipe('node_modules/.bin/deno', [...args, ...allowed], {
      ...junction.variables,
      SITE_ORIGIN: site,
      DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0',
      DENO_NO_UPDATE_CHECK: '1',
    });
    stops.push(stop);
    recipe = {
      url: `http://127.0.0.1:${port}/link-token`,
      send: fetch,
      ownPage: { Origin: site, 'Sec-Fetch-Site': 'cross-site' },
      signedIn: { Authorization: 'Bearer demo-access-token' },
    };
  });
  after(() => Promise.all(stops.map((stop) => stop())));

  smokeTest(() => recipe);

  test('lets the site’s pages ask from their own origin', async () => {
    const headers = {
      ...recipe.ownPage,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    };
    const response = await fetch(recipe.url, { method: 'OPTIONS', headers });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), site);
    assert.equal(response.headers.get('Access-Control-Allow-Headers'), 'authorization,content-type');
  });
});
