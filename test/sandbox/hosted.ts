import assert from 'node:assert/strict';
import type { Setup } from './support.js';

/** Follows the redirects within the sandbox, by GET, as a browser does after a 303. */
export async function follow(setup: Setup, answer: Response): Promise<Response> {
  const location = answer.headers.get('location');
  if (!location?.startsWith('/junction/')) return answer;
  return follow(setup, await setup.visit(location));
}

/** What the site is told in its address, in the end. */
export async function outcomeOf(setup: Setup, answer: Response): Promise<Record<string, string>> {
  const last = await follow(setup, answer);
  assert.equal(last.status, 307);
  return Object.fromEntries(new URL(last.headers.get('location')!).searchParams);
}
