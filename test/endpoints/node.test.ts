import process from 'node:process';
import { after, before, describe } from 'node:test';
import { type Recipe, smokeTest, spawnRecipe, startJunction, withCookie } from './support.js';

for (const name of ['node-http', 'express']) {
  describe(`the recipe for ${name}, in a process of its own`, () => {
    let recipe: Recipe;
    const stops: (() => unknown)[] = [];
    before(async () => {
      const junction = await startJunction();
      stops.push(junction.stop);
      const args = ['--import', 'tsx', `demo/endpoints/${name}/server.ts`];
      const { port, stop } = await spawnRecipe(process.execPath, args, { ...junction.variables, PORT: '0' });
      stops.push(stop);
      const origin = `http://localhost:${port}`;
      const ownPage = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
      recipe = { url: `${origin}/api/link-token`, send: fetch, ownPage, signedIn: withCookie };
    });
    after(() => Promise.all(stops.map((stop) => stop())));

    smokeTest(() => recipe);
  });
}
