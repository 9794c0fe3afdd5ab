/** A visitor of the static demo, in three engines: the local Junction runs in a service worker. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { signIn } from '../e2e/journeys/journey.js';
import { findEngines } from '../support/browsers/engines.js';
import type { Browser, Person, Tab, View } from '../support/browsers/person.js';
import { useStaticDemo } from '../support/static-demo.js';

const button = '#connect:not([disabled]) >>> button';
/** The row of Oura in the list, in one of its states: `available`, `connected` or `error`. */
const row = (state: string) => `#devices >>> #row-oura.${state}`;

/** Returns the origins of everything that a page or a frame has loaded. */
const loadedOrigins = (view: View) =>
  view.evaluate(() => [
    ...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name, location.href).origin)),
  ]);

/**
 * Presses a button with the keyboard. WebKit's driver cannot click a button whose text is in a slot: it takes the text for
 * something that covers the button.
 */
async function pressEnter(tab: Tab, selector: string) {
  await tab.waitForVisible(selector);
  await tab.evaluate((selector) => {
    let root: ParentNode | null | undefined = document;
    for (const part of selector.split(' >>> ')) {
      const element: HTMLElement | null | undefined = root?.querySelector<HTMLElement>(part);
      element?.focus();
      root = element?.shadowRoot;
    }
  }, selector);
  await tab.pressKey('Enter');
}

for (const engine of findEngines())
  describe(`a visitor of the static demo, in ${engine.name}`, () => {
    const demo = useStaticDemo();
    let browser: Browser | undefined;
    let person: Person;
    before(async () => {
      browser = await engine.launch();
    });
    after(() => browser?.close());
    beforeEach(async () => {
      person = await browser!.newPerson();
    });
    afterEach(() => person.closeBrowser());

    /** The service worker answers all other requests. */
    function assertAskedOnlyForFiles() {
      const asked = new Set(demo.requests);
      assert.ok(asked.has('GET /sub/demo/service-worker.js'));
      const others = [...asked].filter((request) => !/^GET \/sub\/demo\/([\w/-]+\.(js|css|svg|json))?$/.test(request));
      assert.deepEqual(others, []);
      assert.doesNotMatch([...asked].join('\n'), /demo\/(api|junction)\b|link-location/);
    }

    async function assertLoadedOnlyFromHost(view: View) {
      assert.deepEqual(await loadedOrigins(view), [new URL(demo.url).origin]);
    }

    // A window requests the same pages as `redirect`.
    for (const mode of ['embed', 'redirect'] as const)
      test(`connects with the mode ${mode}, and finds the connection in the list`, async () => {
        const tab = await person.openTab(`${demo.url}?mode=${mode}`);
        await tab.waitForVisible(row('available'));
        await tab.press(button);
        const link: View = mode === 'embed' ? tab.frame() : tab;
        await link.waitForVisible('button[name=provider]');
        await assertLoadedOnlyFromHost(link);
        await signIn(link);
        await tab.waitForVisible(row('connected'));
        await tab.waitForVisible('#events > [data-event=junction-success]');
        await assertLoadedOnlyFromHost(tab);
        assert.equal(await tab.url(), `${demo.url}?mode=${mode}`);
        assertAskedOnlyForFiles();
      });

    test('connects in the list, breaks the connection with the tool, and disconnects', async () => {
      const tab = await person.openTab(`${demo.url}?mode=redirect`);
      await pressEnter(tab, `${row('available')} junction-connect >>> button`);
      await tab.press('button[name=decision][value=allow]');
      await tab.waitForVisible(row('connected'));
      await tab.press('#break button');
      await tab.waitForVisible(row('error'));
      await tab.press(`${row('error')} > .actions > [part=disconnect]`);
      await tab.press(`${row('error')} > .question > [part=disconnect]`);
      await tab.waitForVisible(row('available'));
      await assertLoadedOnlyFromHost(tab);
    });
  });
