/** Two releases of the script in one page, for example from a tag manager and from a theme. The first one is used. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describeJourneys, elementHtml, type Mode, pressButton, signIn } from './journey.js';

describeJourneys('a page with two versions of the script', (journey) => {
  for (const mode of ['popup', 'redirect'] satisfies Mode[]) {
    it(`reports the return once, and names both versions in the console, in mode ${mode}`, async () => {
      const { site, person } = journey;
      const tab = await person.openTab(
        site.addPage(`<script src="/other-version.js"></script>${elementHtml(`mode="${mode}"`)}`),
      );
      const link = await pressButton(person, tab, mode);
      await signIn(link);
      await site.waitFor('success');
      assert.doesNotMatch(await tab.url(), /junction_session/);
      // A second report of the success would come before the next `open`.
      const secondLink = await pressButton(person, tab, mode);
      await site.waitFor('open', 2);
      await secondLink.waitForVisible('button'); // A window that closes before that would be reported as blocked.
      assert.deepEqual(site.summary(), ['open', 'success', 'open']);
      // One line for each page that was loaded, and no other line. Some drivers do not report the console.
      if (person.console)
        assert.match(
          person.console.join('\n'),
          /^(junction-connect: version \d\S+ is registered already, so version 99\.0\.0 is not used\n?)+$/,
        );
    });
  }
});
