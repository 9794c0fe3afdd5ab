/** Tests what the demo's page says about choices that cannot work at a builder, or that people cannot read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, describe, it } from 'node:test';
import type axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { useChromium } from '../support/chromium.js';
import { startDemo } from '../support/start-demo.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the generator', () => {
  const demo = startDemo();
  const chromium = useChromium();
  after(() => demo.stop());

  async function visit(query: string, options?: BrowserContextOptions): Promise<Page> {
    const page = await chromium.newPage(options);
    await page.goto(`${await demo.ready}/?${query}`);
    await page.locator('#parts code').first().waitFor();
    return page;
  }
  const codeOf = async (page: Page) => (await page.locator('#parts code').allTextContents()).join('\n');
  const incomplete = (page: Page) => page.getByText('so the code does not have it');

  /** Returns what a screen reader says about a field: if it is invalid, and the problem in its description. */
  const describeField = (page: Page, label: string) =>
    page.getByLabel(label).evaluate((field) => {
      const [problem] = field.getAttribute('aria-describedby')!.split(' ');
      return { isInvalid: field.ariaInvalid === 'true', problem: document.getElementById(problem!)!.textContent };
    });

  it('says at Webflow that a relative endpoint cannot work, and leaves it out until an address with https is typed', async () => {
    const page = await visit('target=html');
    assert.match(await codeOf(page), /data-token-endpoints="\/api\/link-token"/);
    assert.equal(await incomplete(page).isVisible(), false);

    await page.getByRole('radio', { name: 'Webflow' }).check();
    await incomplete(page).waitFor();
    await page.getByRole('status').getByText('Webflow does not run your server').waitFor();
    assert.deepEqual(await describeField(page, 'Token endpoint'), {
      isInvalid: true,
      problem:
        'Webflow does not run your server: enter the whole address of your token endpoint, beginning with https://.',
    });
    assert.match(await codeOf(page), /<junction-connect>/);
    assert.doesNotMatch(await codeOf(page), /link-token|endpoint/);

    await page.getByLabel('Token endpoint').fill('https://api.clinic.example/link-token');
    await incomplete(page).waitFor({ state: 'hidden' });
    assert.deepEqual(await describeField(page, 'Token endpoint'), { isInvalid: false, problem: '' });
    assert.match(await codeOf(page), / data-token-endpoints="https:\/\/api\.clinic\.example\/link-token"/);
  });

  it('speaks only of the fields of the chosen element, and shows a field that was folded away', async () => {
    const page = await visit('target=wix&element=list&token-endpoint=https://api.example.com/token');
    await incomplete(page).waitFor();
    assert.equal((await describeField(page, 'Connections endpoint')).isInvalid, true);
    assert.equal((await describeField(page, 'Token endpoint')).isInvalid, false);
    await page.getByRole('radio', { name: 'Button' }).check();
    await incomplete(page).waitFor({ state: 'hidden' });

    const nextPage = await visit('success-url=javascript:alert(1)');
    await nextPage.getByText('Begin the address of the page after a success with https://.').waitFor();
    await incomplete(nextPage).waitFor();
    assert.doesNotMatch(await codeOf(nextPage), /success-url|alert/);
  });

  it('says that the accent has too little contrast, until it is darker', async () => {
    const page = await visit('accent=%23ffcc00');
    const accent = page.getByLabel('Accent');
    const problem = page.getByRole('status').getByText('with a contrast of 1.5:1. A text needs at least 4.5:1.');
    await problem.waitFor();
    assert.match((await describeField(page, 'Accent')).problem, /^Choose a darker colour/);
    await accent.fill('#7a1f5c');
    await problem.waitFor({ state: 'detached' });
    await page.locator('#parts').getByText('--junction-connect-accent: #7a1f5c').waitFor();
    assert.equal((await describeField(page, 'Accent')).problem, '');
  });

  for (const [target, path, title] of [
    ['Webflow', 'docs/builders/webflow.md', '# Webflow'],
    ['Angular', 'docs/frameworks/angular.md', '# Angular'],
  ] as const)
    it(`links to the page about ${target}`, async () => {
      const page = await visit('');
      await page.getByRole('radio', { name: target }).check();
      await page.getByRole('link', { name: `More about ${target}` }).click();
      await page.waitForURL(new URL(path, await demo.ready).href);
      assert.ok((await page.locator('body').innerText()).startsWith(title));
    });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault that axe finds while it shows problems, in ${colorScheme} colours`, async () => {
      const page = await visit('target=webflow&element=list&accent=%23ffcc00', {
        colorScheme,
        reducedMotion: 'reduce',
      });
      await incomplete(page).waitFor();
      // The page's security policy allows no script that is added as a tag.
      await page.evaluate(readFileSync(axePath, 'utf8'));
      const faults = await page.evaluate(async () => {
        const { violations, passes } = await (window as unknown as { axe: typeof axe }).axe.run(
          { include: ['.choices', '.paste'] },
          { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
        );
        return {
          violations: violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
          passed: passes.map(({ id }) => id),
        };
      });
      assert.deepEqual(faults.violations, []);
      for (const rule of ['color-contrast', 'aria-valid-attr-value', 'label'])
        assert.ok(faults.passed.includes(rule), rule);
    });
});
