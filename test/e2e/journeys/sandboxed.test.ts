/** Sandboxed frames, as in previews of page builders. A page there notices a missing permission only when a call fails. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buttonSelector, describeJourneys, elementHtml } from './journey.js';
import type { View } from '../../support/browsers/person.js';

describeJourneys('an element in a sandboxed frame', (journey) => {
  /** Opens a page with a frame that has these permissions. It records its failures, because some frames cannot report them. */
  async function open(permissions: string, mode: string) {
    const { site, person } = journey;
    const recorder = `<script>
      failures = [];
      addEventListener('error', ({ message, filename }) => filename.endsWith('/standalone.js') && failures.push(message));
      addEventListener('junction-error', ({ detail: { error } }) => failures.push(error.code + ' ' + error.message));
    </script>`;
    const inner = site.addPage(recorder + elementHtml(`mode="${mode}"`));
    const tab = await person.openTab(site.addPage(`<iframe sandbox="${permissions}" src="${inner}"></iframe>`));
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

  for (const mode of ['auto', 'popup', 'redirect']) {
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
