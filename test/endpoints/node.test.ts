import process from 'node:process';
import { describeRecipe, sessionCookie, startRecipe } from './recipe.js';

for (const name of ['node-http', 'express']) {
  describeRecipe(`the recipe for ${name}, in a process of its own`, async (variables) => {
    const args = ['--import', 'tsx', `demo/endpoints/${name}/server.ts`];
    const { ready, stop } = startRecipe(process.execPath, args, { ...variables, PORT: '0' });
    const origin = `http://localhost:${await ready}`;
    const pageHeaders = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    return { url: `${origin}/api/link-token`, send: fetch, pageHeaders, signInHeaders: sessionCookie, stop };
  });
}
