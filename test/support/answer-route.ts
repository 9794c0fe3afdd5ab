import type { Request as Asked, Route } from 'playwright-core';

/** Lets a function answer what Playwright caught on its way to the network: the local Junction, at Junction's address. */
export async function answerRoute(route: Route, respond: (request: Request) => Promise<Response>): Promise<void> {
  const request = toRequest(route.request());
  const response = await respond(request);
  const target = response.headers.get('location');
  // A redirect becomes a page that goes there: what a redirect leads to would not be routed, but asked of the network.
  const answer = target
    ? {
        contentType: 'text/html',
        body: `<meta http-equiv="refresh" content="0; url=${new URL(target, request.url)}">`,
      }
    : {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      };
  await route.fulfill(answer);
}

function toRequest(asked: Asked): Request {
  const body = asked.postDataBuffer();
  const init = { method: asked.method(), headers: asked.headers() };
  return new Request(asked.url(), body ? { ...init, body: new Uint8Array(body) } : init);
}
