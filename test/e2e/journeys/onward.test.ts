/** A page that has no script but ours: where it goes by its attributes, when Link is done. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choose, closeLink, connect, decide, describeJourneys, letBe, modes, pressButton, signIn } from './journey.js';

/** Milliseconds within which a page that is left would have been left. */
const amoment = 300;

describeJourneys('without a script', (journey) => {
  /** A page whose element leads to three others, which know nothing of Link. */
  function addPages(mode: string) {
    const { site } = journey;
    const [thanks, later, help] = ['Thanks', 'Later', 'Help'].map((text) => site.addPage(`<p>${text}</p>`));
    const attributes = `mode="${mode}" success-url="${thanks}" exit-url="${later}" error-url="${help}"`;
    const untilAt = (address: string) => site.hearRequest(({ path }) => path === new URL(address).pathname);
    return { start: site.addPage(connect(attributes)), thanks: thanks!, later: later!, help: help!, untilAt };
  }

  for (const mode of modes) {
    it(`${mode}: goes to success-url`, async () => {
      const { site, person } = journey;
      const { start, thanks, untilAt } = addPages(mode);
      const tab = await person.openTab(start);
      await signIn(await pressButton(person, tab, mode));
      await untilAt(thanks);
      await site.hear('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
    });

    it(`${mode}: goes to exit-url when the person leaves Link`, async () => {
      const { site, person } = journey;
      const { start, later, untilAt } = addPages(mode);
      const tab = await person.openTab(start);
      await closeLink(await pressButton(person, tab, mode));
      await untilAt(later);
      await site.hear('exit');
      assert.deepEqual(site.summary(), ['open', 'exit user']);
    });
  }

  for (const mode of ['popup', 'redirect'] as const) {
    it(`${mode}: goes to error-url, which is the end`, async () => {
      const { site, person } = journey;
      const { start, help, untilAt } = addPages(mode);
      const tab = await person.openTab(start);
      const link = await pressButton(person, tab, mode);
      await choose(link);
      await decide(link, 'provider_api_error');
      await untilAt(help);
      await site.hear('error');
      assert.deepEqual(site.summary(), ['open', 'error provider_api_error']);
    });
  }

  it('embed: stays while Link may recover from its error', async () => {
    const { site, person } = journey;
    const { start } = addPages('embed');
    const tab = await person.openTab(start);
    const link = await pressButton(person, tab, 'embed');
    await choose(link);
    await decide(link, 'provider_api_error');
    await site.hear('error');
    await letBe(amoment);
    assert.equal(await tab.url(), start);
  });
});
