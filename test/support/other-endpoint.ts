import type { Page } from 'playwright-core';
import type { Site } from './site.js';

/** A token endpoint of another origin than the page's. */
export const otherEndpoint = 'https://api.clinic.example/link-token';

/** Answers requests of a page to `otherEndpoint` with the site's endpoint, and allows every origin. */
export async function serveOtherEndpoint(page: Page, site: Site): Promise<void> {
  await page.route(otherEndpoint, async (route) => {
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: route.request().postData() };
    const response = await site.respond(new Request(`${site.origin}/api/link-token`, init));
    await route.fulfill({
      status: response.status,
      contentType: 'application/json',
      headers: { 'Access-Control-Allow-Origin': (await route.request().headerValue('Origin'))! },
      body: await response.text(),
    });
  });
}
