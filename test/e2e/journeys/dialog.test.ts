/** A modal dialog blocks the rest of the page, and so also Link's frame. An element in it opens Link in a window instead. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  buttonSelector,
  closeLink,
  describeJourneys,
  elementHtml,
  pressButton,
  pressForPopup,
  signIn,
} from './journey.js';

/** Returns the body of a page with an element in a modal dialog. A script can close the dialog. */
const inDialog = (attributes?: string) => `
  <dialog id="dialog"><p>Your profile</p>${elementHtml(attributes)}<button id="close">Close</button></dialog>
  <script>
    document.querySelector('#close').onclick = () => dialog.close();
    dialog.showModal();
  </script>`;

describeJourneys('an element in a modal dialog', (journey) => {
  it('opens Link in a window, after which the dialog still works', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(inDialog()));
    const window = await pressForPopup(person, tab);
    await signIn(window);
    await site.waitFor('success');
    await window.waitForClosed();
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.deepEqual(
      site.events().map(({ mode }) => mode),
      ['popup', 'popup'],
    );
    await tab.bringToFront();
    await tab.press('#close');
    // The dialog is closed, so the person can reach Link's frame again.
    await tab.evaluate(() => document.body.append(document.querySelector('junction-connect')!));
    const frame = await pressButton(person, tab, 'embed');
    await closeLink(frame);
    await site.waitFor('exit');
    assert.deepEqual([site.events()[2]?.mode, site.summary().at(-1)], ['embed', 'exit user']);
  });

  it('opens Link in a window when the dialog is in a closed shadow root, around a slot', async () => {
    const { site, person } = journey;
    const script = `<script>
      const root = document.querySelector('x-dialog').attachShadow({ mode: 'closed' });
      root.innerHTML = '<dialog><slot></slot></dialog>';
      root.querySelector('dialog').showModal();
    </script>`;
    const tab = await person.openTab(site.addPage(`<x-dialog>${elementHtml()}</x-dialog>${script}`));
    await signIn(await pressForPopup(person, tab));
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('reports an error of configuration for mode="embed", and requests no token', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(inDialog('mode="embed"')));
    await tab.press(buttonSelector);
    await site.waitFor('error');
    assert.deepEqual(site.summary(), ['open', 'error configuration_invalid']);
    assert.deepEqual(site.tokenRequestBodies(), []);
  });
});
