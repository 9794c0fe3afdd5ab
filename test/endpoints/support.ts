import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { JunctionClient } from '@junction-api/sdk';
import { createSandbox } from 'junction-connect/sandbox';

/** What a recipe is told by its environment. */
type Variables = Record<'JUNCTION_API_KEY' | 'JUNCTION_API_URL' | 'JUNCTION_USER_ID', string>;

/** A local Junction at a port of its own, with one user: recipes run in other processes. */
export async function startJunction() {
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const JUNCTION_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = getRequestListener(createSandbox({ origin: JUNCTION_API_URL }));
  const JUNCTION_API_KEY = 'sk_us_0123456789abcdef';
  const client = new JunctionClient({ apiKey: JUNCTION_API_KEY, baseUrl: JUNCTION_API_URL });
  const { userId } = await client.user.create({ clientUserId: crypto.randomUUID() });
  const variables: Variables = { JUNCTION_API_KEY, JUNCTION_API_URL, JUNCTION_USER_ID: userId };
  return {
    variables,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Milliseconds for a recipe to tell its port: it is compiled at each start. */
const patience = 60_000;

/** Runs a recipe in a process of its own, until it tells the port that it listens at. */
export async function spawnRecipe(program: string, args: string[], variables: Record<string, string>) {
  // As a group: npm's `deno` is a script of Node's that runs the real one.
  const child = spawn(program, args, {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const end = () => void (isRunning() && process.kill(-child.pid!));
  process.once('exit', end);
  const closed = once(child, 'close'); // Rejects with the error, where the program cannot be run.

  let output = '';
  const told = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += String(data);
        const found = /(?:port: |127\.0\.0\.1:)(\d+)/.exec(output)?.[1];
        if (found) resolve(found);
      });
    }
  });
  const timer = setTimeout(end, patience);
  const port = await Promise.race([told, closed.then(() => undefined)]);
  clearTimeout(timer);
  assert.ok(port, `The recipe ended, or told no port within ${patience} ms: ${output}`);
  return {
    port,
    stop: async () => {
      end();
      await closed;
    },
  };
}

/** How a page's request reaches a recipe. */
export interface Recipe {
  readonly url: string;
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** What a browser sends with a request of the site's own page; `Cookie` or `Authorization` is in `signedIn`. */
  readonly ownPage: Record<string, string>;
  readonly signedIn: Record<string, string>;
}

export const withCookie = { Cookie: 'theme=dark; session=demo-session' };

/** The same for every recipe. */
export function smokeTest(getRecipe: () => Recipe) {
  const post = (headers: Record<string, string>, body: string) => {
    const { url, send, ownPage } = getRecipe();
    return send(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...ownPage, ...headers },
    });
  };

  const refuses = async (response: Response, status: number, code: string) => {
    const text = await response.text();
    assert.equal(response.status, status, text);
    assert.equal((JSON.parse(text) as { code: string }).code, code);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
  };

  test('whoever is signed in gets a token that Link takes', async () => {
    const { signedIn, ownPage } = getRecipe();
    const body = { provider: 'oura', redirect_url: `${ownPage.Origin}/devices`, on_close: 'redirect' };
    const response = await post(signedIn, JSON.stringify(body));
    const text = await response.text();
    assert.equal(response.status, 200, text);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const answer = JSON.parse(text) as Record<string, string>;
    assert.deepEqual(Object.keys(answer), ['link_token', 'link_web_url']);
    assert.match(await (await fetch(answer.link_web_url!)).text(), /Sign in to Oura/);
  });

  test('whoever is not signed in: 401', async () => {
    await refuses(await post({}, '{}'), 401, 'unauthenticated');
    const somebodyElse = Object.entries(getRecipe().signedIn).map(([name, value]) => [name, `${value}-2`]);
    await refuses(await post(Object.fromEntries(somebodyElse) as Record<string, string>, '{}'), 401, 'unauthenticated');
  });

  test('a page of another site: 403, and no leave to read it', async () => {
    const stranger = { ...getRecipe().signedIn, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    const response = await post(stranger, '{}');
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
    await refuses(response, 403, 'cross_site_request');
  });

  test('a body that is no JSON, or names a user or a foreign address: 400', async () => {
    const { signedIn } = getRecipe();
    for (const body of ['{', '{"user_id":"somebody-else"}', '{"redirect_url":"https://evil.example/"}'])
      await refuses(await post(signedIn, body), 400, 'invalid_request');
  });

  test('GET: 405', async () => {
    const { url, send, ownPage, signedIn } = getRecipe();
    const response = await send(url, { headers: { ...ownPage, ...signedIn } });
    assert.equal(response.headers.get('Allow'), 'POST');
    await refuses(response, 405, 'method_not_allowed');
  });
}
