import type { Browser, Page } from 'playwright-core';
import type { ConnectionsAnswer } from '../../src/junction/connection.js';
import { fontFaces, fontFiles } from './picture.js';

/** What the endpoint answers: a list, a status, or nothing. */
type Answer = ConnectionsAnswer | number | 'never';

const names = {
  oura: 'Oura',
  garmin: 'Garmin',
  fitbit: 'Fitbit',
  google_health: 'Google Health',
  apple_health_kit: 'Apple HealthKit',
  strava: 'Strava',
};

const provider = (slug: keyof typeof names) => ({ provider: slug, name: names[slug], logo: null });

const connection = (slug: keyof typeof names, more: object = {}) => ({
  ...provider(slug),
  status: 'connected' as const,
  since: '2026-10-02T12:00:00Z',
  ...more,
});

const everyRow: ConnectionsAnswer = {
  connections: [
    connection('oura'),
    connection('garmin', { status: 'error', reason: 'token_refresh_failed' }),
    connection('fitbit', { status: 'error', reason: 'deregistered_per_provider' }),
    connection('apple_health_kit', { manageable: false }),
  ],
  available: (['oura', 'garmin', 'fitbit', 'google_health', 'strava'] as const).map(provider),
};

/** The states of the whole list. */
const answers: Readonly<Record<string, Answer>> = {
  rows: everyRow,
  loading: 'never',
  'signed-out': 401,
  failed: 500,
  empty: { connections: [], available: [] },
};

const columns = [
  { lang: 'en', dir: 'ltr', theme: 'light', width: 360 },
  { lang: 'en', dir: 'ltr', theme: 'dark', width: 360 },
  { lang: 'he', dir: 'rtl', theme: 'light', width: 360 },
  { lang: 'de', dir: 'ltr', theme: 'light', width: 640 },
] as const;

const gap = 24;
const sheetWidth = columns.reduce((sum, { width }) => sum + width + gap, gap);

const head = `<style>
  ${fontFaces}
  body { display: flex; gap: ${gap}px; margin: ${gap}px; font: 16px/1.5 latin, hebrew; background: #fff; color: #000 }
  section { box-sizing: border-box; padding: 8px; background: Canvas; color: CanvasText }
  junction-connections { margin-block-end: 24px }
  .light { color-scheme: light }
  .dark { color-scheme: dark }
</style><script src="/connections.js"></script><script src="/he.js"></script>`;

const body = columns
  .map(({ lang, dir, theme, width }) => {
    const lists = Object.keys(answers).map(
      (name) =>
        `<junction-connections endpoint="/api/${name}" token-endpoint="/api/link-token" disconnect></junction-connections>`,
    );
    return `<section lang="${lang}" dir="${dir}" class="${theme}" style="width: ${width}px">${lists.join('\n')}</section>`;
  })
  .join('\n');

const origin = 'http://connections.localhost';
const dist = new URL('../../dist/', import.meta.url);

const files: Readonly<Record<string, URL>> = {
  ...fontFiles,
  '/connections.js': new URL('connections.js', dist),
  '/he.js': new URL('languages/he.js', dist),
};

/** Opens a page with a list in each state. It sends no request to any server. */
async function openPage(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = files[pathname];
    if (file) return route.fulfill({ path: file.pathname });
    const answer = answers[pathname.replace('/api/', '')];
    if (answer === 'never') return undefined;
    if (typeof answer === 'number') return route.fulfill({ status: answer });
    if (answer) return route.fulfill({ json: answer });
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lists</title><link rel="icon" href="data:,">${head}<body>${body}</body></html>`,
    });
  });
  await page.goto(origin);
  // Each list has its answer when the buttons of its rows or its own text are there.
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('junction-connections')].filter(({ shadowRoot }) =>
        shadowRoot!.querySelector('li, [part=message] > span, slot'),
      ).length === count,
    columns.length * Object.keys(answers).length,
  );
}

/** Draws the list in each state, theme and direction. Returns the picture as PNG. */
export async function drawConnections(browser: Browser): Promise<Buffer> {
  const context = await browser.newContext({ viewport: { width: sheetWidth, height: 800 }, timezoneId: 'UTC' });
  const page = await context.newPage();
  await openPage(page);
  // The question before a connection ends, in the first row of each column.
  for (const list of await page.locator('section > :first-child').all())
    await list.locator('[part=disconnect]').first().click();
  await page.evaluate(async () => {
    await document.fonts.ready;
    (document.activeElement as HTMLElement | null)?.blur();
  });
  // It ends the animation that shows "Loading …" after a second.
  const picture = await page.screenshot({ fullPage: true, animations: 'disabled' });
  await context.close();
  return picture;
}
