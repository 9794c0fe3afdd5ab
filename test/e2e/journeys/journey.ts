import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, findEngines } from '../../support/browsers/engines.js';
import type { Browser, Person, Tab, View } from '../../support/browsers/person.js';
import { openSite, type Site } from './site.js';

/** What a test of a journey has: somebody with a browser, and a site. */
export interface Journey {
  readonly engine: Engine['name'];
  readonly site: Site;
  readonly person: Person;
  /**
   * Belongs into a page that is cut off from its window. WebKit's driver has no window manager, so a page keeps the focus
   * while the person is in a window that it opened; there it says what would be so.
   */
  readonly focus: string;
}

/** Describes what happens in each engine: one browser and one site for all tests, a new person for each. */
export function describeJourneys(title: string, tests: (journey: Journey) => void): void {
  for (const engine of findEngines()) {
    describe(`${title}, in ${engine.name}`, () => {
      let browser: Browser | undefined;
      let site: Awaited<ReturnType<typeof openSite>>;
      let person: Person | undefined;

      before(async () => {
        site = await openSite();
        browser = await engine.launch();
      });
      after(async () => {
        await browser?.close();
        site.close();
      });
      beforeEach(async () => {
        site.startAnew();
        person = await browser!.newPerson();
      });
      afterEach(async () => {
        await person?.leave();
        person = undefined;
      });

      tests({
        engine: engine.name,
        focus: engine.name === 'WebKit' ? '<script>document.hasFocus = () => false</script>' : '',
        get site() {
          return site;
        },
        get person() {
          return person!;
        },
      });
    });
  }
}

/** The ways of launching Link. */
export type Mode = 'embed' | 'popup' | 'redirect';
export const modes: readonly Mode[] = ['embed', 'popup', 'redirect'];

/** Cuts a page off from the windows that it opens. */
export const severed = { 'Cross-Origin-Opener-Policy': 'same-origin' };

export const button = 'junction-connect >>> button';
export const link = 'junction-connect >>> [part=link]';

/** An element that asks the site's own endpoint. */
export const connect = (attributes = '') =>
  `<junction-connect id="device" token-endpoint="/api/link-token" ${attributes}>Connect a device</junction-connect>`;

/** Presses the button. @returns where Link is then. */
export async function pressButton(person: Person, tab: Tab, mode: Mode): Promise<View> {
  if (mode === 'popup') return pressForPopup(person, tab);
  await tab.press(button);
  return mode === 'embed' ? tab.frame() : tab;
}

/** Presses what opens a window. */
export const pressForPopup = (person: Person, tab: Tab, selector = button): Promise<Tab> =>
  person.popup(() => tab.press(selector));

/** Chooses a provider in Link's list. */
export const choose = (view: View, provider = 'oura') => view.press(`button[name=provider][value=${provider}]`);

/** Decides at the provider's sign-in: `allow`, `deny`, or an error type, which is for those who test. */
export async function decide(view: View, decision = 'allow'): Promise<void> {
  if (!['allow', 'deny'].includes(decision)) await view.press('details > summary');
  await view.press(`button[name=decision][value=${decision}]`);
}

export async function signIn(view: View): Promise<void> {
  await choose(view);
  await decide(view);
}

export const closeLink = (view: View) => view.press('form[data-exit] button');

/** Lets things be for so many milliseconds: what does not happen tells nobody. */
export const letBe = (time: number): Promise<void> => delay(time);
