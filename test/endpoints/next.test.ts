import process from 'node:process';
import { describeRecipe, sessionCookie } from './recipe.js';

const origin = 'https://www.shop.example';

describeRecipe('the recipe for Next.js, whose POST is called without Next.js,', async (variables) => {
  Object.assign(process.env, variables);
  const { POST } = await import('../../demo/endpoints/next/app/api/link-token/route.js');
  return {
    url: `${origin}/api/link-token`,
    send: (url, init) => POST(new Request(url, init)),
    pageHeaders: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    signInHeaders: sessionCookie,
  };
});
