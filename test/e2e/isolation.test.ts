/**
 * What restricts a page beside a Content-Security-Policy: cross-origin isolation, sandboxes, and Permissions-Policy. The rows
 * come from `docs/content-security-policy.md`. Several pages work at the same time, because most of the time is waiting.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { connectProvider, linkIn, useChromium } from '../support/chromium.js';
import { headersIn, tableIn } from '../support/policy-document.js';
import { useSite } from '../support/site.js';

/** An embedded Link comes last, because its last screen stays over the page. */
const modes = ['popup', 'redirect', 'embed'] as const;
type Mode = (typeof modes)[number];

/** Playwright's pages always have the focus. A page that is cut off from its window must not take it for closed. */
const head = `<script>document.hasFocus = () => false</script>
  <script src="/standalone.js" crossorigin></script><script src="/configure-link.js"></script>`;

const elementHtml = (mode: string) =>
  `<junction-connect id="${mode}" mode="${mode}" token-endpoint="/api/link-token">Connect by ${mode}</junction-connect>`;

/** The headers with which Link can be shown in a page with a Cross-Origin-Embedder-Policy. */
const linkHeaders = headersIn('Cross-origin isolation');

/** More than the time after which the element shows the bar, in milliseconds. */
const silenceMs = 9000;

/** The message of a success. It names the provider if Link has told it. */
const connected = /^(Connected|Oura is connected)$/;

describe('a page in Chromium', () => {
  const site = useSite({ head: () => head });
  const chromium = useChromium();

  async function open(html: string, headers: Record<string, string> = {}): Promise<Page> {
    const page = await chromium.newPage();
    await page.goto(site.addPage(html, headers));
    return page;
  }

  /** Connects with the element of a mode, which is in the page or in one of its frames. */
  async function connect(page: Page, mode: Mode, place: Page | Frame = page): Promise<void> {
    const button = place.locator(`#${mode} button`);
    const window = mode === 'popup' && page.context().waitForEvent('page');
    await button.click();
    await connectProvider(window ? await window : mode === 'redirect' ? page : linkIn(place));
    await place.locator(`#${mode}`).getByText(connected).waitFor();
  }

  async function connectIn(page: Page, shownModes: readonly Mode[] = modes): Promise<void> {
    for (const mode of shownModes) await connect(page, mode);
  }

  describe('with cross-origin isolation', () => {
    const coops = Object.keys(tableIn('Cross-origin isolation', 'COOP of your page'));
    const coeps = Object.keys(tableIn('Cross-origin isolation', 'COEP of your page'));
    const headersOf = (coop: string, coep: string) => ({
      'Cross-Origin-Opener-Policy': coop,
      'Cross-Origin-Embedder-Policy': coep,
    });

    it('connects under each combination of COOP and COEP, when Link sends its headers', async () => {
      assert.deepEqual([coops.length, coeps.length], [3, 2]);
      site.linkHeaders = linkHeaders;
      const isolated: string[] = [];
      for (const coep of ['unsafe-none', ...coeps]) {
        // A redirect leaves the page, so it is enough to show it without COEP here. The next test shows it with COEP.
        const shownModes = coep === 'unsafe-none' ? modes : (['popup', 'embed'] as const);
        await Promise.all(
          coops.map(async (coop) => {
            const page = await open(modes.map(elementHtml).join('\n'), headersOf(coop, coep));
            if (await page.evaluate(() => crossOriginIsolated)) isolated.push(`${coop} ${coep}`);
            await connectIn(page, shownModes).catch((error: unknown) => {
              throw new Error(`COOP ${coop}, COEP ${coep}`, { cause: error });
            });
            await page.context().close();
          }),
        );
      }
      assert.deepEqual(isolated.sort(), ['same-origin credentialless', 'same-origin require-corp']);
    });

    it('connects in a window and by a redirect under each COEP, when Link sends no headers', async () => {
      await Promise.all(
        coeps.map(async (coep) => {
          const page = await open(elementHtml('popup') + elementHtml('redirect'), headersOf('unsafe-none', coep));
          await connectIn(page, ['popup', 'redirect']);
        }),
      );
    });

    for (const [mode, shown] of [
      ['auto', 'Continue in a new window'],
      ['embed', 'That failed. Please try again.'],
    ] as const) {
      it(`shows "${shown}" in mode ${mode} under require-corp, when Link sends no headers`, async () => {
        const page = await open(elementHtml(mode), headersOf('unsafe-none', 'require-corp'));
        await page.locator('junction-connect button').click();
        await page.getByText(shown).waitFor();
        assert.equal(await page.locator('iframe').count(), 0);
      });

      it(`shows the bar in mode ${mode} under credentialless, when Link sends no headers`, async () => {
        const page = await chromium.newPage();
        await page.clock.install();
        await page.goto(site.addPage(elementHtml(mode), headersOf('unsafe-none', 'credentialless')));
        await page.locator('junction-connect button').click();
        await page.locator('iframe').waitFor();
        await page.clock.fastForward(silenceMs);
        const window = page.context().waitForEvent('page');
        await page.locator('junction-connect-bar').getByText('Continue in a new window').click();
        await connectProvider(await window);
        await page.getByText(connected).waitFor();
      });
    }
  });

  describe('in a sandbox', () => {
    const table = tableIn('Sandboxed frames', 'permission');
    const columns: [column: string, mode: 'embed' | 'popup'][] = [
      ['embed', 'embed'],
      ['popup', 'popup'],
      ['`popup`, in a restricted window', 'popup'],
    ];
    for (const [column, mode] of columns) {
      it(`connects in a frame with the permissions for ${column}`, async () => {
        const permissions = Object.keys(table).filter((permission) => table[permission]![column] === 'needed');
        assert.ok(permissions.length >= 3);
        const inner = site.addPage(elementHtml(mode));
        const page = await open(`<iframe sandbox="${permissions.join(' ')}" src="${inner}"></iframe>`);
        await connect(page, mode, page.frames()[1]);
      });
    }

    it('connects in each mode when the whole page has the directive', async () => {
      await connectIn(await open(modes.map(elementHtml).join('\n'), headersIn('Sandboxed frames')));
    });
  });

  it('connects in each mode when it turns off every feature', async () => {
    type FeaturePolicy = { features: () => string[]; allowedFeatures: () => string[] };
    const read = (page: Page) =>
      page.evaluate(() => {
        const { featurePolicy } = document as unknown as { featurePolicy: FeaturePolicy };
        return { known: featurePolicy.features(), allowed: featurePolicy.allowedFeatures() };
      });
    const { known } = await read(await open(''));
    assert.ok(known.length > 40);
    const page = await open(modes.map(elementHtml).join('\n'), {
      'Permissions-Policy': known.map((feature) => `${feature}=()`).join(', '),
    });
    assert.deepEqual((await read(page)).allowed, []);
    await connectIn(page);
  });
});
