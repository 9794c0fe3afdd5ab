/** Pages without a build step. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { ErrorDetail } from 'junction-connect';
import { connectProvider, leaveLink } from '../support/chromium.js';
import { appOn, describeApp, expectOwnerLine, type Journey } from './app-journeys.js';
import { buildConsumer, type Consumer } from './consumer.js';

let plain: Consumer;

describeApp(
  'a plain page with the script of a CDN',
  async () => {
    plain = await buildConsumer('plain', { scripts: [], output: '.' });
    // The document has no hash, because the hash changes with each build. A person writes it there.
    const page = join(plain.folder, 'index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replace('sha384-…', pinnedScript(plain).integrity));
    return plain;
  },
  (journey) => {
    itReportsOnce(journey, '/');

    it('requests no token before a click, and one for the providers of its attribute after it', async () => {
      const page = appOn(await journey.visit());
      await page.button.hover();
      assert.deepEqual(journey.site.tokenRequests(), []);
      await page.button.click();
      await page.link.getByRole('button', { name: 'Garmin', exact: true }).waitFor();
      assert.deepEqual(
        journey.site.tokenRequests().map(({ method, body }) => [method, body]),
        [['POST', { filter_on_providers: ['oura', 'garmin'] }]],
      );
    });
  },
  (url) => (url === pinnedScript(plain).url ? { path: fileInPackage(plain, 'dist/standalone.js') } : undefined),
);

const fileInPackage = ({ folder }: Consumer, path: string) => join(folder, 'node_modules/junction-connect', path);

/** Returns the address and the hash of the script in the packed version. */
const pinnedScript = (consumer: Consumer) =>
  JSON.parse(readFileSync(fileInPackage(consumer, 'dist/integrity.json'), 'utf8')) as {
    url: string;
    integrity: string;
  };

describeApp(
  'a page with the module and the script',
  () => buildConsumer('module-and-script', { scripts: ['build'], output: '.' }),
  (journey) => {
    for (const [order, path] of [
      ['the module first', '/module-first.html'],
      ['the script first', '/script-first.html'],
    ] as const) {
      itReportsOnce(journey, path, `, ${order}`);

      it(`has one class, which the first of the two has registered, ${order}`, async () => {
        const page = await journey.visit(path);
        const comparisons = await page.evaluate(async () => {
          const { JunctionConnect } = await import('junction-connect');
          const registered = customElements.get('junction-connect')!;
          return [document.querySelector('junction-connect') instanceof registered, registered === JunctionConnect];
        });
        assert.deepEqual(comparisons, [true, path.startsWith('/module')]);
      });
    }
  },
);

/** An event of the element. */
interface ReportedEvent {
  type: string;
  provider?: string | null;
  code?: string;
}

/** Opens a page, and records the events of its element. */
async function open(journey: Journey, path: string) {
  const page = await journey.visit(path);
  const events = await page.evaluateHandle(() => {
    const events: ReportedEvent[] = [];
    for (const type of ['junction-open', 'junction-success', 'junction-exit', 'junction-error'] as const) {
      document.addEventListener(type, (event) => {
        const { provider, error } = (event as CustomEvent<ErrorDetail>).detail;
        events.push({ type, ...(provider && { provider }), ...(error && { code: error.code }) });
      });
    }
    return events;
  });
  return { ...appOn(page), closeLink: () => leaveLink(page, 'Close'), readEvents: () => events.jsonValue() };
}

/** Adds the tests that a page reports each outcome once. */
function itReportsOnce(journey: Journey, path: string, suffix = ''): void {
  it(`connects a device after an error${suffix}`, async () => {
    const page = await open(journey, path);
    await page.button.click();
    await page.link.getByRole('button', { name: 'Oura', exact: true }).click();
    await page.link.getByRole('button', { name: 'Deny' }).click();
    await page.notice('That did not work: required_scopes_not_granted').waitFor();
    expectOwnerLine(journey.faults, 'required_scopes_not_granted');
    await connectProvider(page.link, 'Garmin');
    await page.notice('Connected: garmin').waitFor();
    assert.equal(await page.frame.count(), 1);
    assert.equal(journey.site.tokenRequests().length, 1);
    assert.deepEqual(await page.readEvents(), [
      { type: 'junction-open' },
      { type: 'junction-error', code: 'required_scopes_not_granted' },
      { type: 'junction-success', provider: 'garmin' },
    ]);
  });

  it(`shows an exit when the person closes Link${suffix}`, async () => {
    const page = await open(journey, path);
    await page.button.click();
    await page.closeLink();
    await page.notice('Nothing was connected').waitFor();
    assert.deepEqual(await page.readEvents(), [{ type: 'junction-open' }, { type: 'junction-exit' }]);
  });
}
