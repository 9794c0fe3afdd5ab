/** The return from hosted Link, for each way in which Junction may add its parameters, and for special addresses of a site. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { waysToAddParameters } from '../../support/add-parameters.js';
import type { Tab } from '../../support/browsers/person.js';
import { buttonSelector, describeJourneys, elementHtml, type Journey, pressForPopup, signIn } from './journey.js';

/** A site's own query and fragment, with parameters that have the names of Link's parameters. */
const ownAddress = '?state=CA&size=4%200&a&provider=x#/devices?state=2&b=%20';

describeJourneys('the outcome of hosted Link', (journey) => {
  // The tests of `return-address.ts` try each way in each engine.
  const ways = Object.entries(waysToAddParameters);
  for (const [way, addParameters] of journey.engine === 'Chromium' ? ways : ways.slice(-1)) {
    describe(`when Link adds its parameters like this: ${way}`, () => {
      // A return page reads its address in the same way in both modes.
      for (const mode of way === ways.at(-1)![0] ? (['redirect', 'popup'] as const) : (['redirect'] as const)) {
        it(`is reported with mode ${mode}, and the page keeps its address`, async () => {
          const { site } = journey;
          site.reset({ providerParameter: true });
          site.addParameters = addParameters;
          const address = site.addPage(elementHtml(`mode="${mode}"`)) + ownAddress;
          const tab = await connect(journey, address, mode);
          const success = await site.waitFor('success');
          assert.deepEqual([success.provider, site.summary()], ['oura', ['open', 'success']]);
          assert.equal(await tab.evaluate(() => location.href), address);
        });
      }
    });
  }

  it('is reported by a page that the server sends only when its own parameter is in the address', async () => {
    const { site } = journey;
    const page = site.addPage(elementHtml('mode="redirect"'));
    const notFound = site.addPage('<h1>Not found</h1>');
    site.findPage = ({ pathname, searchParams }) =>
      site.origin + pathname === page && searchParams.get('state') !== 'CA' ? notFound : undefined;
    const tab = await connect(journey, `${page}?state=CA`, 'redirect');
    const success = await site.waitFor('success');
    assert.deepEqual([success.element, site.summary()], ['device', ['open', 'success']]);
    assert.equal(await tab.evaluate(() => location.href), `${page}?state=CA`);
  });

  it('does not stay in the route of a hash router that starts before the script', async () => {
    const { site } = journey;
    site.addParameters = waysToAddParameters['text with &'];
    const router = `<p id="place"></p><script>
      const route = () => { place.textContent = location.hash };
      addEventListener('hashchange', route);
      route();
    </script>`;
    const address = `${site.addPage(router + elementHtml('mode="redirect"'))}?a=1#/devices`;
    const tab = await connect(journey, address, 'redirect');
    await site.waitFor('success');
    const place = await tab.evaluate(() => [location.href, document.querySelector('#place')!.textContent]);
    assert.deepEqual(place, [address, '#/devices']);
  });
});

/** Connects a device. Returns the tab of the page. */
export async function connect({ site, person }: Journey, address: string, mode: 'popup' | 'redirect'): Promise<Tab> {
  const tab = await person.openTab(address);
  const window = mode === 'popup' ? await pressForPopup(person, tab) : tab;
  if (mode === 'redirect') await tab.press(buttonSelector);
  await signIn(window);
  await site.waitFor('success');
  return tab;
}
