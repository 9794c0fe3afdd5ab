/** The way to hosted Link and back in an app with a router. A router changes the address and the history, too. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider } from '../support/chromium.js';
import { appOn, type Journey } from './app-journeys.js';

/** An event of an element: its type, the tag of its target, and the provider. */
type SeenEvent = readonly [type: string, target: string, provider?: string | null];

const open: SeenEvent = ['junction-open', 'junction-connect'];
const success: SeenEvent = ['junction-success', 'junction-connect', 'oura'];

/**
 * Adds a test of a page that has an element with `mode="redirect"`, and a link to another page that the router follows.
 *
 * @param path The path of the page.
 */
export function itComesBackFromLink({ site, visit }: Journey, path: string): void {
  it(`comes back from Link to ${path}, reports the success once, and keeps the address clean`, async () => {
    site.reset({ providerParameter: true });
    const page = await visit(`${path}?tab=rings#new`);
    const address = page.url();
    const events = await recordEvents(page);
    await page.reload(); // From now on, the pages of this tab record their events.
    const { button, notice } = appOn(page);
    await button.click();
    await connectProvider(page);
    await notice('Connected: oura').waitFor();
    assert.deepEqual(events, [open, success]);
    assert.equal(page.url(), address);

    const sameDocument = await page.evaluateHandle(() => document);
    const link = page.getByRole('link', { name: 'Another page' });
    await link.click();
    await link.waitFor({ state: 'detached' });
    await page.goBack();
    await link.waitFor();
    assert.equal(await sameDocument.evaluate((first) => first === document), true);
    assert.equal(page.url(), address);

    await page.reload();
    assert.equal(page.url(), address);
    // If a return waited, this press would dispatch it before it opens Link.
    await button.click();
    await page.waitForURL(`${site.linkOrigin}/**`);
    assert.deepEqual(events, [open, success, open]);
  });
}

/** Records the events of the elements in the documents that this page will load. */
async function recordEvents(page: Page): Promise<SeenEvent[]> {
  const events: SeenEvent[] = [];
  await page.exposeFunction('recordEvent', (...event: SeenEvent) => void events.push(event));
  await page.addInitScript(() => {
    const { recordEvent } = window as unknown as { recordEvent: (...event: unknown[]) => void };
    for (const type of ['junction-open', 'junction-success', 'junction-exit', 'junction-error']) {
      addEventListener(type, ({ target, detail }: Event & { detail?: { provider?: string | null } }) =>
        recordEvent(type, (target as Element).localName, ...('provider' in detail! ? [detail.provider] : [])),
      );
    }
  });
  return events;
}
