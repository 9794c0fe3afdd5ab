import process from 'node:process';
import { describeRecipe, sessionCookie, startRecipe } from './recipe.js';

describeRecipe('the recipe for node-http, in a process of its own', async (variables) => {
  const args = ['--import', 'tsx', 'demo/endpoints/node-http/server.ts'];
  const { ready, stop } = startRecipe(process.execPath, args, { ...variables, PORT: '0' });
  const origin = `http://localhost:${await ready}`;
  const pageHeaders = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
  return { url: `${origin}/api/link-token`, send: fetch, pageHeaders, signInHeaders: sessionCookie, stop };
});
