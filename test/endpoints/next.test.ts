import process from 'node:process';
import { after, before, describe } from 'node:test';
import { type Recipe, smokeTest, startJunction, withCookie } from './support.js';

describe('the recipe for Next.js: its POST as a function, without Next.js', () => {
  let recipe: Recipe;
  let stop: () => void;
  before(async () => {
    const junction = await startJunction();
    stop = junction.stop;
    Object.assign(process.env, junction.variables);
    const { POST } = await import('../../demo/endpoints/next/app/api/link-token/route.js');
    const origin = 'https://www.shop.example';
    recipe = {
      url: `${origin}/api/link-token`,
      send: (url, init) => POST(new Request(url, init)),
      ownPage: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
      signedIn: withCookie,
    };
  });
  after(() => stop());

  smokeTest(() => recipe);
});
