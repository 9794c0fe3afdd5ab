/**
 * Measures how much memory the token endpoint and the connections endpoint keep for each request. Run `npm run build`, and
 * then `node bench/soak-handler.mjs [requests]`. It exits with 1 when the heap grows.
 */
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
// The package itself: `dist/server.js`. In `npm run test:unit` it is `src/server.ts`.
import { createConnectionsHandler, createLinkTokenHandler } from 'junction-connect/server';

/**
 * The number of bytes that the heap may grow for each request. The smallest thing that can leak, an empty object in a list,
 * takes 20 bytes or more. The abort signals that the endpoint once left behind took about 2,000.
 */
const maxBytesPerRequest = 20;

/**
 * The number of bytes that the heap may grow in a whole run, however short. V8 compiles functions again while they run, and
 * this changes the heap by up to 50 kB.
 */
const noiseBytes = 100_000;

/** The number of requests before the measurement. They make V8 compile the code. */
const warmUpRequests = 5000;

/** How many requests are under way at the same time. */
const concurrency = 20;

const origin = 'https://www.shop.example';

const pause = () => new Promise((resolve) => setImmediate(resolve));
const token = { linkToken: 'soak-token-0001', linkWebUrl: 'https://link.tryvital.io/?token=soak-token-0001' };
const providers = [{ slug: 'oura', name: 'Oura', logo: 'https://logos.example/oura.svg', authType: 'oauth' }];
const connections = { providers: [{ ...providers[0], status: 'connected', createdOn: new Date(0) }] };

/** What Junction does with the request of a person. The id of the person names it. */
const junction = {
  success: (resolve, _reject, answer) => resolve(answer),
  slow: (resolve, _reject, answer) => setTimeout(resolve, 1, answer),
  tooMany: (_resolve, reject) =>
    reject({ statusCode: 429, rawResponse: { headers: new Headers({ 'Retry-After': '7' }) } }),
  failure: (_resolve, reject) => reject(new Error('Junction is not reachable')),
  pageLeaves: () => undefined,
};

/** Takes the place of a method of the SDK. Like the SDK, it listens to the signal, and does not remove the listener. */
const respond =
  (answer) =>
  ({ userId }, { abortSignal }) =>
    new Promise((resolve, reject) => {
      abortSignal.addEventListener('abort', () => reject(abortSignal.reason));
      junction[userId](resolve, reject, answer);
    });

const client = {
  link: { token: respond(token) },
  user: { getConnectedProviders: respond(connections), deregisterProvider: respond({}) },
  providers: { getAll: async () => providers },
};

/** The kinds of requests that a run sends, one after the other, and the status of each answer. */
const kinds = [
  { method: 'POST', person: 'success', status: 200 },
  { method: 'POST', person: '', status: 401 },
  { method: 'POST', person: 'success', body: '{"provider":7}', status: 400 },
  { method: 'POST', person: 'tooMany', status: 429 },
  { method: 'POST', person: 'failure', status: 502 },
  { method: 'POST', person: 'slow', status: 200 },
  { method: 'POST', person: 'pageLeaves', status: 502 },
  { method: 'GET', person: 'success', status: 200 },
  { method: 'GET', person: 'failure', status: 502 },
  { method: 'GET', person: 'pageLeaves', status: 502 },
  { method: 'DELETE', person: 'success', status: 204 },
  { method: 'DELETE', person: 'tooMany', status: 429 },
];

/** Sends one request, and checks the status of the answer. */
async function send(handlers, { method, person, body = '{"provider":"oura"}', status }, sharedSignal) {
  const page = new AbortController();
  const leaves = person === 'pageLeaves';
  const request = new Request(`${origin}/api?provider=oura`, {
    method,
    ...(method === 'POST' && { body }),
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', 'X-Person': person },
    ...(leaves && { signal: page.signal }),
  });
  if (sharedSignal && !leaves) Object.defineProperty(request, 'signal', { value: sharedSignal });
  const handler = method === 'POST' ? handlers.linkToken : handlers.connections;
  const answer = handler(request);
  if (leaves) {
    await pause();
    page.abort();
  }
  const response = await answer;
  await response.text();
  if (response.status !== status)
    throw new Error(`${method}, ${person || 'nobody'}: ${response.status} in place of ${status}`);
}

/** Returns a function that sends this number of requests, of all kinds. */
function createRun(sharedSignal) {
  const options = { client, getUserId: async ({ headers }) => headers.get('X-Person'), onError: () => {} };
  const handlers = {
    linkToken: createLinkTokenHandler(options),
    connections: createConnectionsHandler({ ...options, canDisconnect: true }),
  };
  return async (count) => {
    let next = 0;
    const work = async () => {
      while (next < count) await send(handlers, kinds[next++ % kinds.length], sharedSignal);
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  };
}

const collectGarbage = (() => {
  if (globalThis.gc) return globalThis.gc;
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
})();

/** Returns the size of the heap in bytes, without garbage. */
async function measureHeap() {
  // A finalizer runs after a collection, and what it released is garbage for the next one.
  for (let round = 0; round < 4; round += 1) {
    collectGarbage();
    await pause();
  }
  return process.memoryUsage().heapUsed;
}

/**
 * Sends requests to the endpoints in ten parts, and measures the heap after each part. Does this for two kinds of
 * servers. A warm-up comes first, and is not measured.
 *
 * @param {number} requests How many requests are measured for each kind of server
 * @param {(line: string) => void} print Called with each line of the report
 * @returns {Promise<boolean>} true when the heap did not grow
 */
export async function soakHandler(requests = 100_000, print = console.log) {
  const variants = {
    'each request has its own signal': undefined,
    'all requests share one signal': new AbortController().signal,
  };
  let passed = true;
  for (const [name, sharedSignal] of Object.entries(variants)) {
    const run = createRun(sharedSignal);
    await run(warmUpRequests);
    await measureHeap();
    const sizes = [];
    // The size after part 0 is where the measurement begins.
    for (let part = 0; part <= 10; part += 1) {
      await run(Math.ceil(requests / 10));
      sizes.push(await measureHeap());
    }
    // A single size can be 300 kB too large, because something waits for a later collection. So this takes the smallest of the
    // first three sizes, and the smallest of the last three. Between them are eight parts.
    const growth = Math.min(...sizes.slice(-3)) - Math.min(...sizes.slice(0, 3));
    const bytesPerRequest = (growth / requests) * (10 / 8);
    const isFlat = bytesPerRequest <= maxBytesPerRequest + noiseBytes / requests;
    passed &&= isFlat;
    print(
      `${name}: ${bytesPerRequest.toFixed(1)} bytes kept for each of ${requests} requests${isFlat ? '' : ': TOO MUCH'}`,
    );
    print(`  heap in MB: ${sizes.map((size) => (size / 1e6).toFixed(2)).join(' ')}`);
  }
  return passed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const passed = await soakHandler(process.argv[2] ? Number(process.argv[2]) : undefined);
  process.exitCode = passed ? 0 : 1;
}
