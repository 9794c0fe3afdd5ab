/** A page that has no script but ours goes to `success-url`, `exit-url` or `error-url` when Link has ended. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  chooseProvider,
  closeLink,
  decide,
  delay,
  describeJourneys,
  elementHtml,
  modes,
  pressButton,
  signIn,
} from './journey.js';

/** The time that a test waits before it asserts that the page has stayed, in milliseconds. */
const noNavigationMs = 300;

describeJourneys('a page without a script of its own', (journey) => {
  /** Adds a page with the element, and the three pages that its attributes name. Those have no element. */
  function addPages(mode: string) {
    const { site } = journey;
    const [thanks, later, help] = ['Thanks', 'Later', 'Help'].map((text) => site.addPage(`<p>${text}</p>`));
    const attributes = `mode="${mode}" success-url="${thanks}" exit-url="${later}" error-url="${help}"`;
    const waitForPage = (address: string) => site.waitForRequest(({ path }) => path === new URL(address).pathname);
    return { start: site.addPage(elementHtml(attributes)), thanks: thanks!, later: later!, help: help!, waitForPage };
  }

  for (const mode of modes) {
    it(`goes to success-url in mode ${mode}`, async () => {
      const { site, person } = journey;
      const { start, thanks, waitForPage } = addPages(mode);
      const tab = await person.openTab(start);
      await signIn(await pressButton(person, tab, mode));
      await waitForPage(thanks);
      await site.waitFor('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
    });

    it(`goes to exit-url when the person closes Link in mode ${mode}`, async () => {
      const { site, person } = journey;
      const { start, later, waitForPage } = addPages(mode);
      const tab = await person.openTab(start);
      await closeLink(await pressButton(person, tab, mode));
      await waitForPage(later);
      await site.waitFor('exit');
      assert.deepEqual(site.summary(), ['open', 'exit user']);
    });
  }

  for (const mode of ['popup', 'redirect'] as const) {
    it(`goes to error-url in mode ${mode}`, async () => {
      const { site, person } = journey;
      const { start, help, waitForPage } = addPages(mode);
      const tab = await person.openTab(start);
      const link = await pressButton(person, tab, mode);
      await chooseProvider(link);
      await decide(link, 'provider_api_error');
      await waitForPage(help);
      await site.waitFor('error');
      assert.deepEqual(site.summary(), ['open', 'error provider_api_error']);
    });
  }

  it('stays after an error in mode embed, because the person may try again in Link', async () => {
    const { site, person } = journey;
    const { start } = addPages('embed');
    const tab = await person.openTab(start);
    const link = await pressButton(person, tab, 'embed');
    await chooseProvider(link);
    await decide(link, 'provider_api_error');
    await site.waitFor('error');
    await delay(noNavigationMs);
    assert.equal(await tab.url(), start);
  });
});
