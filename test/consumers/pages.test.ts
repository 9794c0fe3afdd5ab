/** Pages that nothing was built for. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { ErrorDetail } from 'junction-connect';
import { openConsumer } from './consumer.js';
import { leaveLink } from '../support/chromium.js';
import { at, describeApp, type Journey } from './journeys.js';

describeApp('a plain page with the script of a CDN', openPlainPage, (journey) => {
  itConnectsOnce(journey, '/');

  it('asks for nothing but the script before a click, and for the providers of its attribute after it', async () => {
    const page = at(await journey.visit());
    await page.button.hover();
    assert.deepEqual(journey.site.asked, []);
    await page.button.click();
    await page.link.getByRole('button', { name: 'Garmin', exact: true }).waitFor();
    assert.deepEqual(
      journey.site.asked.map(({ method, body }) => [method, body]),
      [['POST', { filter_on_providers: ['oura', 'garmin'] }]],
    );
  });
});

describeApp(
  'a page with the module and the script',
  () => openConsumer('both-doors', { scripts: ['build'], output: '.' }),
  (journey) => {
    for (const [order, path] of [
      ['the module first', '/module-first.html'],
      ['the script first', '/script-first.html'],
    ] as const) {
      itConnectsOnce(journey, path, `, ${order}`);

      it(`has one class, which the first of the two registered, ${order}`, async () => {
        const page = await journey.visit(path);
        const isOf = await page.evaluate(async () => {
          const { JunctionConnect } = await import('junction-connect');
          const registered = customElements.get('junction-connect')!;
          return [document.querySelector('junction-connect') instanceof registered, registered === JunctionConnect];
        });
        assert.deepEqual(isOf, [true, path.startsWith('/module')]);
      });
    }
  },
);

async function openPlainPage() {
  const page = await openConsumer('plain', { scripts: [], output: '.' });
  const installed = join(page.folder, 'node_modules/junction-connect');
  const { jsdelivr } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { jsdelivr: string };
  page.elsewhere.set('https://cdn.jsdelivr.net/npm/junction-connect', join(installed, jsdelivr));
  return page;
}

interface Told {
  type: string;
  provider?: string | null;
  code?: string;
}

/** Opens a page, and hears what it hears. */
async function open(journey: Journey, path: string) {
  const page = await journey.visit(path);
  const told = await page.evaluateHandle(() => {
    const told: Told[] = [];
    for (const type of ['junction-open', 'junction-success', 'junction-exit', 'junction-error'] as const) {
      document.addEventListener(type, (event) => {
        const { provider, error } = (event as CustomEvent<ErrorDetail>).detail;
        told.push({ type, ...(provider && { provider }), ...(error && { code: error.code }) });
      });
    }
    return told;
  });
  return { ...at(page), leave: () => leaveLink(page, 'Close'), told: () => told.jsonValue() };
}

/** Every outcome, told once. */
function itConnectsOnce(journey: Journey, path: string, how = ''): void {
  it(`connects a device after an error${how}`, async () => {
    const page = await open(journey, path);
    await page.button.click();
    await page.link.getByRole('button', { name: 'Oura', exact: true }).click();
    await page.link.getByRole('button', { name: 'Deny' }).click();
    await page.notice('That did not work: required_scopes_not_granted').waitFor();
    await page.link.getByRole('button', { name: 'Garmin', exact: true }).click();
    await page.link.getByRole('button', { name: 'Allow' }).click();
    await page.notice('Connected: garmin').waitFor();
    assert.equal(await page.frame.count(), 1);
    assert.equal(journey.site.asked.length, 1);
    assert.deepEqual(await page.told(), [
      { type: 'junction-open' },
      { type: 'junction-error', code: 'required_scopes_not_granted' },
      { type: 'junction-success', provider: 'garmin' },
    ]);
  });

  it(`says that Link was left${how}`, async () => {
    const page = await open(journey, path);
    await page.button.click();
    await page.leave();
    await page.notice('Nothing was connected').waitFor();
    assert.deepEqual(await page.told(), [{ type: 'junction-open' }, { type: 'junction-exit' }]);
  });
}
