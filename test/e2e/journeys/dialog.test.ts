/** Behind a modal dialog of the page nothing can be reached, and Link's frame is put there: it gets a window instead. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { button, closeLink, connect, describeJourneys, pressButton, pressForPopup, signIn } from './journey.js';

/** A page with an element in a modal dialog, which a script may shut. */
const inDialog = (attributes?: string) => `
  <dialog id="dialog"><p>Your profile</p>${connect(attributes)}<button id="close">Close</button></dialog>
  <script>
    document.querySelector('#close').onclick = () => dialog.close();
    dialog.showModal();
  </script>`;

describeJourneys('in a modal dialog', (journey) => {
  it('Link opens in a window, and the dialog is as it was when it has gone', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(inDialog()));
    const window = await pressForPopup(person, tab);
    await signIn(window);
    await site.hear('success');
    await window.closed();
    assert.deepEqual(site.summary(), ['open', 'success']);
    assert.deepEqual(
      site.events().map(({ mode }) => mode),
      ['popup', 'popup'],
    );
    await tab.bringToFront();
    await tab.press('#close');
    // The page is within reach again, and so is Link over it.
    await tab.evaluate(() => document.body.append(document.querySelector('junction-connect')!));
    const frame = await pressButton(person, tab, 'embed');
    await closeLink(frame);
    await site.hear('exit');
    assert.deepEqual([site.events()[2]?.mode, site.summary().at(-1)], ['embed', 'exit user']);
  });

  it('a component may have it in a closed shadow root, around what the page gives it', async () => {
    const { site, person } = journey;
    const script = `<script>
      const root = document.querySelector('x-dialog').attachShadow({ mode: 'closed' });
      root.innerHTML = '<dialog><slot></slot></dialog>';
      root.querySelector('dialog').showModal();
    </script>`;
    const tab = await person.openTab(site.addPage(`<x-dialog>${connect()}</x-dialog>${script}`));
    await signIn(await pressForPopup(person, tab));
    await site.hear('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('mode="embed" says that it cannot be', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(inDialog('mode="embed"')));
    await tab.press(button);
    await site.hear('error');
    assert.deepEqual(site.summary(), ['open', 'error configuration_invalid']);
    assert.deepEqual(site.tokenRequests(), []);
  });
});
