/** An element in a modal dialog. Each library has its own way to keep a person, and the focus, in its dialog. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider } from '../support/chromium.js';
import { appOn, describeApp, type Journey } from './app-journeys.js';
import { buildConsumer } from './consumer.js';

/** The ways in which a person can connect from a dialog. */
const ways = {
  frame: "in Link's frame over the page",
  window: 'in a window that opens at once',
  bar: "in a window, by the bar over Link's frame",
  link: "in a window, by the link that takes the place of Link's frame",
};
type Way = keyof typeof ways;

/** What the console tells the site's owner. */
const warnings: Record<Way, string[]> = {
  frame: [],
  window: [],
  bar: ["junction-connect: the page has made Link's frame inert"],
  link: [
    'junction-connect: link_unavailable: The page takes the focus away from Link. In a dialog that keeps the focus, use mode="popup"',
  ],
};

/** The libraries, by the names of their files in `modals/src/dialogs`. */
const libraries: [name: string, way: Way][] = [
  ['react-focus-lock', 'link'],
  ['react-aria', 'bar'],
  ['radix', 'window'],
  ['fluent', 'frame'],
  ['headless-ui', 'frame'],
  ['focus-trap', 'link'],
  ['mui', 'link'],
  ['chakra', 'link'],
  ['mantine', 'frame'],
  ['bootstrap', 'link'],
];

/** More calls would mean that the package and the library take the focus from each other again and again. */
const maxFocusCalls = 3;

describeApp(
  'an element in the modal dialog of a library',
  () => buildConsumer('modals', { scripts: ['build'] }),
  (journey) => {
    for (const [name, way] of libraries) itConnectsInDialog(journey, name, way);
  },
);

function itConnectsInDialog({ site, visit, faults }: Journey, name: string, way: Way): void {
  it(`connects a device from a dialog of ${name}, ${ways[way]}`, async () => {
    const page = await visit(`/?dialog=${name}`);
    const wayTaken = await connect(page);
    await site.waitFor('success');
    const focusCalls = await page.evaluate(() => window.focusCalls);

    assert.equal(wayTaken, way);
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.ok(focusCalls.length <= maxFocusCalls, `The package has moved the focus to: ${focusCalls.join(', ')}`);
    assert.equal(await page.locator('#own').inputValue(), '');
    assert.equal(await page.locator('#own').isVisible(), true);
    // In the frame, Link still shows its last screen.
    if (way !== 'frame') assert.equal(await page.locator('iframe, junction-connect-guard').count(), 0);
    assert.deepEqual(faults.splice(0), warnings[way]);
  });
}

/** Presses the button, and connects a device in the first way that works. Returns that way. */
async function connect(page: Page): Promise<Way> {
  const { button, frame } = appOn(page);
  const bar = page.locator('junction-connect-bar').getByRole('button').first();
  const link = page.locator('junction-connect a[part=link]');
  const popup = page.waitForEvent('popup');
  const attempts: Record<Way, Promise<unknown>> = {
    window: popup,
    frame: frame.waitFor().then(() => connectByTyping(page)),
    bar: bar.waitFor(),
    link: link.waitFor(),
  };
  const first = Promise.any(Object.entries(attempts).map(([way, works]) => works.then(() => way as Way)));
  await button.click();
  const way = await first;
  if (way === 'bar') await bar.click();
  if (way === 'link') await link.click();
  if (way !== 'frame') await connectProvider(await popup);
  return way;
}

/**
 * Signs in to a provider in Link's frame. If a library took the focus, its field would get the text, and the sign-in
 * would fail.
 */
async function connectByTyping(page: Page): Promise<void> {
  const { link } = appOn(page);
  const { keyboard } = page;
  await link.getByRole('button', { name: 'Peloton', exact: true }).click();
  await link.getByLabel('Username').click();
  // The text comes slowly, as from a person, because a library may wait a moment before it takes the focus.
  await keyboard.type('ada', { delay: 50 });
  await keyboard.press('Tab');
  await keyboard.type('secret', { delay: 50 });
  await keyboard.press('Enter');
}

declare global {
  interface Window {
    /** The names of the elements that the package has given the focus to. */
    readonly focusCalls: readonly string[];
  }
}
