import { JunctionClient } from '@junction-api/sdk';
import { createConnectionsHandler } from 'junction-connect/server';
import type { Page } from 'playwright-core';
import { apiKey } from './junction.js';
import type { Site } from './site.js';

/** A token endpoint of another origin than the page's. */
export const otherEndpoint = 'https://api.clinic.example/link-token';

/** A connections endpoint of another origin than the page's. */
export const otherConnectionsEndpoint = 'https://api.clinic.example/connections';

/** Answers requests of a page to `otherEndpoint` with the site's endpoint, and allows every origin. */
export async function serveOtherEndpoint(page: Page, site: Site): Promise<void> {
  await answerAt(page, otherEndpoint, (_url, body) => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
    return site.respond(new Request(`${site.origin}/api/link-token`, init));
  });
}

/**
 * Answers requests of a page to `otherConnectionsEndpoint`, and allows every origin. The endpoint uses the site's local
 * Junction, for the person who gets the site's tokens.
 */
export async function serveOtherConnectionsEndpoint(page: Page, site: Site): Promise<void> {
  const client = new JunctionClient({
    apiKey,
    baseUrl: site.linkOrigin,
    fetch: async (input, init) => site.respond(new Request(input, init)),
  });
  const answer = createConnectionsHandler({ client, getClientUserId: () => 'ada', canDisconnect: true });
  await answerAt(page, `${otherConnectionsEndpoint}*`, ({ search }, _body, method) =>
    answer(new Request(`${site.origin}/api/connections${search}`, { method })),
  );
}

/** Answers requests of a page to an address, and allows every origin. */
async function answerAt(
  page: Page,
  address: string,
  answer: (url: URL, body: string | null, method: string) => Response | Promise<Response>,
): Promise<void> {
  await page.route(address, async (route) => {
    const request = route.request();
    const response = await answer(new URL(request.url()), request.postData(), request.method());
    await route.fulfill({
      status: response.status,
      contentType: 'application/json',
      headers: { 'Access-Control-Allow-Origin': (await request.headerValue('Origin'))! },
      body: await response.text(),
    });
  });
}
