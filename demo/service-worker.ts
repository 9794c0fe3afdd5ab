/**
 * The server of the static demo: a service worker answers what the demo's server answers elsewhere. It belongs to the folder
 * that it is in, and gets all requests of the pages there. The files come from the network.
 *
 * Everything is kept in memory. When the browser stops the worker, the local Junction forgets all connections. The next
 * request starts the worker again, and the endpoints create the demo's only person again. A service worker cannot set cookies,
 * so it could not tell several persons apart.
 */
import { localJunction } from './local-junction.js';
import { controlPath, createSite, endpointsPath, linkLocationPath, localPath } from './site.js';
import { createSmallClient } from './small-client.js';

// TypeScript has these types only in a library that cannot be used together with the one of pages.
interface WorkerEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface WorkerFetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'activate' | 'message', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: WorkerFetchEvent) => void): void;
}
const worker = self as unknown as WorkerScope;

/**
 * How long a request keeps the worker alive, in milliseconds. Browsers stop a worker about half a minute after its last
 * event has ended. A person may need longer in Link, and would then find an unknown Link Token. Chromium stops a worker whose
 * event takes five minutes, so this is shorter.
 */
const keepAliveMs = 4 * 60_000;

const scope = new URL(worker.registration.scope);
const basePath = scope.pathname.replace(/\/$/, '');
const site = createSite(localJunction(createSmallClient), basePath);

/**
 * Returns true for a request that the server of the demo answers, and false for a file. A page of another site can send the
 * worker nothing but navigations, for example with a form. So those get only the pages of Link. Hono decodes a path, and no page
 * of Link has an encoded character in its path. So a navigation to an encoded path is left to the host.
 */
function isForSite({ url, mode }: Request): boolean {
  const { origin, pathname } = new URL(url);
  if (origin !== scope.origin || !pathname.startsWith(`${basePath}/`)) return false;
  const path = pathname.slice(basePath.length);
  const isIn = (folder: string) => path.startsWith(`${folder}/`);
  if (mode === 'navigate') return isIn(localPath) && !isIn(controlPath) && !path.includes('%');
  return isIn(localPath) || isIn(endpointsPath) || path === linkLocationPath;
}

/**
 * Gives a request the property `body`, which Firefox lacks. The endpoints read it.
 * https://bugzilla.mozilla.org/show_bug.cgi?id=1387483
 */
async function withBody(request: Request): Promise<Request> {
  if ('body' in request) return request;
  const value = (await (request as Request).clone().blob()).stream();
  return Object.defineProperty(request, 'body', { value });
}

// After an update of the site, the new worker waits until no page of the demo is open. So it ends no session in Link.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
// A page sends a message when it was loaded without the worker, for example because the person reloaded it with Shift.
worker.addEventListener('message', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  if (!isForSite(event.request)) return;
  event.respondWith(withBody(event.request).then((request) => site.fetch(request)));
  event.waitUntil(new Promise((resolve) => setTimeout(resolve, keepAliveMs)));
});
