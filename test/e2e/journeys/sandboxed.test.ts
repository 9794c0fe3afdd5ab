/** Sandboxed frames, as in previews of page builders. A page there notices a missing permission only when a call fails. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buttonSelector, describeJourneys, elementHtml } from './journey.js';
import type { View } from '../../support/browsers/person.js';

describeJourneys('an element in a sandboxed frame', (journey) => {
  /** Opens a page with a frame that has these permissions. It records its failures, because some frames cannot report them. */
  async function open(permissions: string, mode: string, parentHost = 'shop') {
    const { site, person } = journey;
    const recorder = `<script>
      failures = [];
      addEventListener('error', ({ message, filename }) => filename.endsWith('/standalone.js') && failures.push(message));
      addEventListener('junction-error', ({ detail: { error } }) => failures.push(error.code + ' ' + error.message));
    </script>`;
    const inner = site.addPage(recorder + elementHtml(`mode="${mode}"`));
    const page = site.addPage(`<iframe sandbox="${permissions}" src="${inner}"></iframe>`);
    const tab = await person.openTab(page.replace(site.origin, site.originOf(parentHost)));
    const frame = tab.frame();
    await frame.waitForVisible(buttonSelector);
    return { tab, frame };
  }

  /** Waits until the frame has recorded a failure, at most five seconds. @returns all failures */
  const readFailures = (frame: View) =>
    frame.evaluate(async () => {
      const { failures } = window as unknown as { failures: string[] };
      for (let tries = 0; failures.length === 0 && tries < 50; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return failures;
    });

  // The engines differ in what a sandbox allows, and not in what a mode needs.
  const isWanted = (mode: string) => journey.engine === 'Chromium' || mode === 'auto';

  for (const mode of ['auto', 'popup', 'redirect'].filter(isWanted)) {
    it(`starts without a failure, and reports at a press that allow-same-origin is missing, in mode ${mode}`, async () => {
      const { frame } = await open('allow-scripts allow-popups', mode);
      await frame.press(buttonSelector);
      assert.deepEqual(await readFailures(frame), [
        'configuration_invalid <iframe sandbox>: allow-same-origin is missing',
      ]);
    });
  }

  it('reports that allow-popups is missing, in mode popup', async () => {
    const { frame } = await open('allow-scripts allow-same-origin', 'popup');
    await frame.press(buttonSelector);
    assert.deepEqual(await readFailures(frame), ['configuration_invalid <iframe sandbox>: allow-popups is missing']);
  });

  const withoutForms = 'allow-scripts allow-same-origin allow-popups';
  const missingForms = 'configuration_invalid <iframe sandbox>: allow-forms is missing';
  // WebKit dispatches `submit` before it looks at the sandbox. So there the page must be able to read its attributes.
  const parentHosts = journey.engine === 'WebKit' ? ['shop'] : ['shop', 'other'];
  for (const parentHost of parentHosts) {
    describe(`in a page of ${parentHost}, without allow-forms`, () => {
      // In Firefox, the empty window does not have the sandbox yet. So there, too, the page must be able to read attributes.
      const isWindowKnown = parentHost === 'shop' || journey.engine === 'Chromium';
      for (const mode of isWindowKnown ? ['embed', 'auto', 'popup'] : ['embed']) {
        it(`reports it at a press, in mode ${mode}`, async () => {
          const { frame } = await open(withoutForms, mode, parentHost);
          await frame.press(buttonSelector);
          assert.deepEqual(await readFailures(frame), [missingForms]);
          assert.equal(journey.site.tokens.length, 0);
        });
      }

      it('reports it although a listener of the page stops the events of its forms, in mode embed', async () => {
        const { frame } = await open(withoutForms.replace('allow-popups', 'allow-forms'), 'embed', parentHost);
        await frame.evaluate(() => addEventListener('submit', (event) => event.stopImmediatePropagation(), true));
        await frame.press(buttonSelector);
        await frame.waitForVisible('iframe');
        assert.deepEqual(await frame.evaluate(() => (window as unknown as { failures: string[] }).failures), []);
      });

      for (const mode of ['auto', 'popup'].filter(isWanted)) {
        it(`opens a window that escapes the sandbox, in mode ${mode}`, async () => {
          const { frame } = await open(`${withoutForms} allow-popups-to-escape-sandbox`, mode, parentHost);
          const window = await journey.person.openPopup(() => frame.press(buttonSelector));
          await window.press('button[name=provider][value=oura]');
          await window.waitForVisible('button[name=decision]');
        });
      }
    });
  }

  it('opens the window when the frame has both permissions, in mode popup', async () => {
    const { site, person } = journey;
    const permissions = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms';
    const inner = site.addPage(elementHtml('mode="popup"'));
    const tab = await person.openTab(site.addPage(`<iframe sandbox="${permissions}" src="${inner}"></iframe>`));
    const window = await person.openPopup(() => tab.frame().press(buttonSelector));
    await window.waitForVisible('button[name=provider]');
    assert.deepEqual(site.summary(), ['open']);
  });
});
