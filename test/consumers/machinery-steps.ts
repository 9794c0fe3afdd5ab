/** The steps of `machinery.test.ts`: what a person does in a page, and what the test checks. */
import assert from 'node:assert/strict';
import type { JunctionConnect } from 'junction-connect';
import type { Page } from 'playwright-core';
import { connectProvider, linkIn } from '../support/chromium.js';
import type { Site } from '../support/site.js';
import type { Router, Way } from './machinery-pages.js';

/** The label of the button at first. */
export const text = 'Connect a device';

export const statusOf = (page: Page) =>
  page.locator('junction-connect').evaluate((element) => (element as JunctionConnect).status);

export const buttonOf = (page: Page, name = text) => page.getByRole('button', { name, exact: true });

/** Presses the button, and waits until Link shows its list. */
export async function openLink(page: Page, name = text): Promise<void> {
  await buttonOf(page, name).click();
  await linkIn(page).getByRole('button', { name: 'Oura', exact: true }).waitFor();
}

/** Presses the button, and connects a device. */
export async function connect(page: Page, site: Site): Promise<void> {
  await openLink(page);
  await connectProvider(linkIn(page));
  await site.waitFor('success');
}

/** Waits for the button. Checks that it is the only one in the page, that it is idle, and that Link is not there. */
export async function expectOneIdleButton(page: Page, way: Way, name = text): Promise<void> {
  await buttonOf(page, name).waitFor();
  await expectNoLink(page);
  assert.equal(await statusOf(page), 'idle');
  await expectOneButton(page, way);
}

export async function expectOneButton(page: Page, way: Way): Promise<void> {
  assert.equal(await page.locator('junction-connect').count(), 1);
  assert.equal(await page.locator(way.selector).count(), 1);
}

/** Waits until nothing of Link is in the page. */
export async function expectNoLink(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('iframe, [data-junction-connect-link]'));
}

/** Checks that the storage has no token. A stored copy of the page would have it, in the address of Link's frame. */
export async function expectNoTokenInStorage(page: Page, { tokens }: Site): Promise<void> {
  const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  const isStored = (token: string) => stored.includes(token) || stored.includes(encodeURIComponent(token));
  assert.deepEqual(tokens.filter(isStored), []);
}

/** Goes to another page or back, and waits until the library has changed the page. */
export async function change(
  page: Page,
  { settled }: Router,
  action: () => Promise<unknown>,
  title: string,
): Promise<void> {
  // In the capture phase, because some of these events do not bubble.
  const event = await page.evaluateHandle(
    (type) => ({ promise: new Promise((resolve) => addEventListener(type, resolve, { once: true, capture: true })) }),
    settled,
  );
  await action();
  await event.evaluate(({ promise }) => promise.then(() => {}));
  await page.getByText(`The ${title} page`).waitFor();
}

/** Follows a link, also when Link covers it. */
export const follow = (page: Page, router: Router, title: 'first' | 'second') =>
  change(page, router, () => page.locator('a', { hasText: new RegExp(title, 'i') }).dispatchEvent('click'), title);

export const goBack = (page: Page, router: Router) => change(page, router, () => page.goBack(), 'first');
