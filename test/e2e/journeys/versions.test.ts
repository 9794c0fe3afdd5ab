/** Two releases of the script on one page, as a tag manager and a theme may bring them: the first one works. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { connect, describeJourneys, type Mode, pressButton, signIn } from './journey.js';

describeJourneys('another version of the script beside it', (journey) => {
  for (const mode of ['popup', 'redirect'] satisfies Mode[]) {
    it(`${mode}: the return is told once, and the console tells of it`, async () => {
      const { site, person } = journey;
      const tab = await person.openTab(
        site.addPage(`<script src="/other-version.js"></script>${connect(`mode="${mode}"`)}`),
      );
      const link = await pressButton(person, tab, mode);
      await signIn(link);
      await site.hear('success');
      assert.doesNotMatch(await tab.url(), /junction_session/);
      // Both would have told it at the same time: before what a person does next.
      await pressButton(person, tab, mode);
      await site.hear('open', 2);
      assert.deepEqual(site.summary(), ['open', 'success', 'open']);
      // Where the driver tells: for each page that was loaded, and nothing else.
      if (person.console)
        assert.match(person.console.join('\n'), /^(junction-connect: \d\S+ is used, 99\.0\.0 is not\n?)+$/);
    });
  }
});
