import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Engine, findEngines } from '../../support/browsers/engines.js';
import type { Browser, Person, Tab, View } from '../../support/browsers/person.js';
import { type Site, useSite } from '../../support/site.js';

/** What a test of a journey gets: a person with a browser, and a site. */
export interface Journey {
  readonly engine: Engine['name'];
  readonly site: Site;
  readonly person: Person;
  /**
   * A script for a page that is cut off from the window that it opens. WebKit's driver has no window manager, so there the
   * page keeps the focus while the person uses the window. In WebKit, this script makes `document.hasFocus()` return false,
   * as it does for a person. In the other engines it is empty.
   */
  readonly focusScript: string;
}

/** Returns the markup that loads the package's script, and makes it load Link from the site's local Junction. */
const head = ({ linkOrigin: link }: Site) => `<script src="/standalone.js"></script>
<script>customElements.get('junction-connect').configureLink({ script: '${link}/initialize.js', origins: ['${link}'] })</script>`;

/**
 * Adds the tests for each engine. The tests of an engine share a browser and a site. Each test has a new person.
 *
 * @param isWanted For tests of something that is the same in each engine.
 */
export function describeJourneys(
  title: string,
  tests: (journey: Journey) => void,
  isWanted: (engine: Engine) => boolean = () => true,
): void {
  for (const engine of findEngines().filter(isWanted)) {
    describe(`${title}, in ${engine.name}`, () => {
      const site = useSite({ head });
      let browser: Browser | undefined;
      let person: Person | undefined;

      before(async () => {
        browser = await engine.launch();
      });
      after(() => browser?.close());
      beforeEach(async () => {
        person = await browser!.newPerson();
      });
      afterEach(async () => {
        await person?.closeBrowser();
        person = undefined;
      });

      tests({
        engine: engine.name,
        focusScript: engine.name === 'WebKit' ? '<script>document.hasFocus = () => false</script>' : '',
        site,
        get person() {
          return person!;
        },
      });
    });
  }
}

/** The ways to launch Link. */
export type Mode = 'embed' | 'popup' | 'redirect';
export const modes: readonly Mode[] = ['embed', 'popup', 'redirect'];

/** The headers of a page that the browser cuts off from the windows that it opens (Cross-Origin-Opener-Policy). */
export const coopHeaders = { 'Cross-Origin-Opener-Policy': 'same-origin' };

export const buttonSelector = 'junction-connect >>> button';
export const linkSelector = 'junction-connect >>> [part=link]';

/** Returns the markup of an element that requests its tokens from the site's own endpoint. */
export const elementHtml = (attributes = '') =>
  `<junction-connect id="device" token-endpoint="/api/link-token" ${attributes}>Connect a device</junction-connect>`;

/** Presses the button. @returns the view that shows Link then */
export async function pressButton(person: Person, tab: Tab, mode: Mode): Promise<View> {
  if (mode === 'popup') return pressForPopup(person, tab);
  await tab.press(buttonSelector);
  return mode === 'embed' ? tab.frame() : tab;
}

/** Presses something that opens a window. @returns the window */
export const pressForPopup = (person: Person, tab: Tab, selector = buttonSelector): Promise<Tab> =>
  person.openPopup(() => tab.press(selector));

/** Chooses a provider in Link's list. */
export const chooseProvider = (view: View, provider = 'oura') => view.press(`button[name=provider][value=${provider}]`);

/** Ends the provider's sign-in with `allow`, `deny` or an error type. The local Junction offers error types for tests. */
export async function decide(view: View, decision = 'allow'): Promise<void> {
  if (!['allow', 'deny'].includes(decision)) await view.press('details > summary');
  await view.press(`button[name=decision][value=${decision}]`);
}

/** Chooses a provider, and allows access to its data. */
export async function signIn(view: View): Promise<void> {
  await chooseProvider(view);
  await decide(view);
}

export const closeLink = (view: View) => view.press('form[data-exit] button');

/** Waits some time. A test uses it before it asserts that something has not happened. */
export const delay = (milliseconds: number): Promise<void> => setTimeout(milliseconds);
