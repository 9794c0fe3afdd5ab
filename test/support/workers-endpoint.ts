import { after, before, mock } from 'node:test';
import { junctionApiUrl } from 'junction-connect/server';
import { apiKey } from './junction.js';
import type { Respond } from './listen.js';

/** The settings of the Worker: its variables and its secret. */
export type Settings = Readonly<Record<string, string>>;

let copies = 0;

/**
 * Loads the Worker of demo/endpoints/workers-endpoint, with these settings. It remembers settings, keys and users, so each call
 * loads a copy of its own.
 */
export async function loadWorker(settings: Settings): Promise<(request: Request) => Promise<Response>> {
  const address = `../../demo/endpoints/workers-endpoint/worker.js?copy=${copies++}`;
  const { default: worker } = (await import(address)) as {
    default: { fetch(request: Request, env: Settings): Promise<Response> };
  };
  return (request) => worker.fetch(request, settings);
}

/** Lets a function answer the requests of the tests' process to the API of Junction that the key of the tests is for. */
export function useAsJunction(respond: Respond): void {
  const api = junctionApiUrl(apiKey);
  before(() => {
    const original = globalThis.fetch;
    mock.method(globalThis, 'fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      return request.url.startsWith(`${api}/`) ? respond(request) : original(request);
    });
  });
  after(() => mock.restoreAll());
}
