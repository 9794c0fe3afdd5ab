/** Previews of page builders: frames that may not do everything, which shows only by what fails. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { button, connect, describeJourneys } from './journey.js';
import type { View } from '../../support/browsers/person.js';

describeJourneys('in a sandboxed frame', (journey) => {
  /** Opens a page with a frame that may do so much; what fails there is kept, since not every frame can tell its server. */
  async function open(permissions: string, mode: string) {
    const { site, person } = journey;
    const keep = `<script>
      failures = [];
      addEventListener('error', ({ message, filename }) => filename.endsWith('/standalone.js') && failures.push(message));
      addEventListener('junction-error', ({ detail: { error } }) => failures.push(error.code + ' ' + error.message));
    </script>`;
    const inner = site.addPage(keep + connect(`mode="${mode}"`));
    const tab = await person.openTab(site.addPage(`<iframe sandbox="${permissions}" src="${inner}"></iframe>`));
    const frame = tab.frame();
    await frame.see(button);
    return { tab, frame };
  }

  const failures = (frame: View) =>
    frame.evaluate(async () => {
      const { failures } = window as unknown as { failures: string[] };
      for (let tries = 0; failures.length === 0 && tries < 50; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return failures;
    });

  for (const mode of ['auto', 'popup', 'redirect']) {
    it(`${mode}: is shown without a failure, and names allow-same-origin when it is pressed`, async () => {
      const { frame } = await open('allow-scripts allow-popups', mode);
      await frame.press(button);
      assert.deepEqual(await failures(frame), ['configuration_invalid <iframe sandbox>: allow-same-origin is missing']);
    });
  }

  it('popup: names allow-popups', async () => {
    const { frame } = await open('allow-scripts allow-same-origin', 'popup');
    await frame.press(button);
    assert.deepEqual(await failures(frame), ['configuration_invalid <iframe sandbox>: allow-popups is missing']);
  });

  it('popup: opens where both are there', async () => {
    const { site, person } = journey;
    const permissions = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms';
    const inner = site.addPage(connect('mode="popup"'));
    const tab = await person.openTab(site.addPage(`<iframe sandbox="${permissions}" src="${inner}"></iframe>`));
    const window = await person.popup(() => tab.frame().press(button));
    await window.see('button[name=provider]');
    assert.deepEqual(site.summary(), ['open']);
  });
});
