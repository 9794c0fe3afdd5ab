import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { JunctionConnect } from 'junction-connect';
import type { Page } from 'playwright-core';
import { waitTimeoutMs } from '../support/browsers/person.js';
import {
  connectProvider,
  connectToApp,
  connectToSite,
  leaveLink,
  linkIn,
  useChromium,
  visit,
} from '../support/chromium.js';
import type { Respond } from '../support/listen.js';
import { type Site, type SiteOptions, useSite } from '../support/site.js';
import type { Consumer, RunningConsumer } from './consumer.js';

/** What a test of an app gets. */
export interface Journey {
  readonly site: Site;
  /** The errors and warnings of the pages. A test that expects some removes them from the list. */
  readonly faults: string[];
  /** Opens the app for a new visitor. */
  readonly visit: (path?: string) => Promise<Page>;
}

/** Checks that the console has one line for the site's owner, with this error code, and removes it from the list. */
export function expectOwnerLine(faults: string[], code: string): void {
  assert.equal(faults.length, 1);
  assert.match(faults.splice(0)[0]!, new RegExp(`^junction-connect: ${code}: `));
}

/** Adds the tests of an app. They share a browser and a site. A test fails when a page has an error or a warning. */
export function describeApp(
  title: string,
  build: () => Promise<Consumer | RunningConsumer>,
  tests: (journey: Journey) => void,
  findFile?: SiteOptions['findFile'],
): void {
  describe(title, () => {
    let app: Consumer | RunningConsumer;
    before(async () => {
      app = await build();
    });
    after(() => ('stop' in app ? app.stop() : undefined));
    const respond: Respond = (request) => {
      if (new URL(request.url).pathname === '/api/connections') return site.respondWithConnections(request);
      return 'respond' in app ? app.respond(request) : Response.error();
    };
    const site = useSite({ linkAt: 'junction', respond, findFile });
    const chromium = useChromium();
    afterEach(() => assert.deepEqual(chromium.faults.splice(0), []));

    tests({
      site,
      faults: chromium.faults,
      visit: async (path = '/') => {
        if ('respond' in app) return visit(chromium, site, site.origin + path);
        const page = await chromium.newPage();
        await connectToSite(page.context(), site);
        await connectToApp(page.context(), site, app.origin);
        await page.goto(app.origin + path, { timeout: 60_000 }); // A server in development compiles a page at its first request.
        return page;
      },
    });
  });
}

/** Returns what a person uses in a page of an app. All apps of this folder have the same elements. */
export const appOn = (page: Page) => ({
  link: linkIn(page),
  frame: page.locator('iframe'),
  element: page.locator('junction-connect'),
  button: page.getByRole('button', { name: 'Connect a device' }),
  consent: page.getByLabel('My care team may see my data'),
  onlyWearables: page.getByLabel('Only rings and watches'),
  mode: page.getByLabel('Show Link'),
  /** Returns the app's own notice, when it has this text. */
  notice: (text: string) => page.locator('.notice', { hasText: text }),
  /** Goes to a page of the app, also when Link covers the page. */
  goTo: (name: 'Home' | 'Devices' | 'Connections') => page.getByText(name, { exact: true }).dispatchEvent('click'),
});

/** Goes to the devices, consents, and presses the button. */
export async function pressConnect(page: Page) {
  const app = appOn(page);
  await app.goTo('Devices');
  await app.consent.check();
  await app.button.click();
  return app;
}

/**
 * Adds a test of a page whose elements name an endpoint of another origin. An element that may name it requests a token,
 * which fails, because there is no such endpoint.
 *
 * @param trusted The ids of the elements whose framework sets the property.
 * @param markup The ids of the elements whose framework sets the attribute.
 */
export function itTrustsProperties(
  { faults, visit }: Journey,
  { trusted, markup, path = '/trust', how = '' }: { trusted: string[]; markup: string[]; path?: string; how?: string },
): void {
  it(`requests a token of another origin only if a script names the endpoint, or the page lists the endpoint${how}`, async () => {
    const page = await visit(path);
    const ids = [...trusted, ...markup];
    // The React component has the attribute until its properties are set.
    await page
      .locator('junction-connect:not([defer-hydration])')
      .nth(ids.length - 1)
      .waitFor();
    const launchAll = () =>
      page.evaluate(async () => {
        const codes: Record<string, string> = {};
        for (const element of document.querySelectorAll('junction-connect')) {
          element.addEventListener('junction-error', ({ detail }) => (codes[element.id] = detail.error.code), {
            once: true,
          });
          await element.open();
        }
        return codes;
      });
    const all = (of: string[], code: string) => Object.fromEntries(of.map((id) => [id, code]));
    const requested = all(trusted, 'token_request_failed');
    assert.deepEqual(await launchAll(), { ...requested, ...all(markup, 'configuration_invalid') });
    await page.evaluate(() => {
      const element = customElements.get('junction-connect') as typeof JunctionConnect;
      element.configurePage({ tokenEndpoints: ['https://api.invalid/link-token'] });
    });
    assert.deepEqual(await launchAll(), all(ids, 'token_request_failed'));
    assert.equal(faults.filter((line) => /^junction-connect: configuration_invalid/.test(line)).length, markup.length);
    faults.length = 0; // The other lines are those of the failed requests.
  });
}

/** What a person sees of an element with `provider="oura"`: its status, its button, and its message. */
const shown = {
  unknownProvider: ['connected', 'Connect Oura again', 'Connected'],
  oura: ['connected', 'Connect Oura again', 'Oura is connected'],
  nothing: ['idle', 'Connect Oura', ''],
  ownTexts: ['connected', 'Renew Oura', 'We have your Oura'],
};

/** The ids of the elements of a page, by what a person sees of them. */
type Bindings = Record<keyof typeof shown, readonly string[]>;

/**
 * Adds a test of a page with an element for each way in which a framework sets `connected` and `messages`.
 *
 * @param following The ids of the elements that are bound to a slug, which the page sets to null and to `oura` again.
 */
export function itShowsTheConnection(
  { visit }: Journey,
  {
    following,
    path = '/bindings',
    how = '',
    ...bindings
  }: Bindings & { following: string[]; path?: string; how?: string },
): void {
  it(`shows what the page knows of a connection, in the page's words, in each way to bind it${how}`, async () => {
    const page = await visit(path);
    const kinds = Object.keys(shown) as (keyof Bindings)[];
    /** Returns the state and the texts of each element, by its id, after the next frame. */
    const readShown = () =>
      page.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        const elements = [...document.querySelectorAll('junction-connect')];
        const entries = elements.map(({ id, status, shadowRoot }) => {
          const parts = ['button', 'message'].map((part) => shadowRoot?.querySelector<HTMLElement>(`[part=${part}]`));
          return [id, [status, ...parts.map((part) => part?.innerText.trim())]] as const;
        });
        return Object.fromEntries(entries);
      });
    /** @param slug What the page has bound. A framework sets the bindings with the text that names it, or soon after it. */
    const expectShown = async (slug: string, bound: Bindings) => {
      await page.getByText(`Bound: ${slug}`, { exact: true }).waitFor();
      const expected = Object.fromEntries(kinds.flatMap((kind) => bound[kind].map((id) => [id, shown[kind]] as const)));
      const end = performance.now() + waitTimeoutMs;
      let seen = await readShown();
      while (!isDeepStrictEqual(seen, expected) && performance.now() < end) seen = await readShown();
      assert.deepEqual(seen, expected);
    };
    const connected = { ...bindings, oura: [...bindings.oura, ...following] };
    await expectShown('oura', connected);
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expectShown('nothing', { ...bindings, nothing: [...bindings.nothing, ...following] });
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expectShown('oura', connected);
  });
}

/** Adds the tests that every app must pass, whatever its framework is. */
export function itConnectsDevices(journey: Journey): void {
  const { faults, site, visit } = journey;
  const lastBody = () => site.tokenRequestBodies().at(-1);

  it('connects a device, and passes arrays, functions and booleans to the element as they are', async () => {
    const page = await visit();
    const app = appOn(page);
    await app.goTo('Devices');
    assert.equal(await app.button.isDisabled(), true);
    await app.consent.check();
    await app.button.click();
    await app.notice('Connecting').waitFor();
    await connectProvider(app.link);
    await app.notice('Connected: oura').waitFor();
    await leaveLink(page, 'Done');
    assert.equal(site.tokenRequests().length, 1);
    assert.deepEqual(lastBody()?.filter_on_providers, ['oura', 'garmin', 'peloton']);
    assert.equal(site.tokenRequests()[0]!.headers['authorization'], 'Bearer the-access-token');
  });

  it('shows an exit when the person closes Link, and opens Link again', async () => {
    const page = await visit();
    const app = await pressConnect(page);
    await leaveLink(page, 'Close');
    await app.notice('Nothing was connected').waitFor();
    await app.button.click();
    await app.link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
  });

  it('shows an error, after which the person can still connect', async () => {
    const app = await pressConnect(await visit());
    await app.link.getByRole('button', { name: 'Garmin', exact: true }).click();
    await app.link.getByRole('button', { name: 'Deny' }).click();
    await app.notice('That did not work: required_scopes_not_granted').waitFor();
    expectOwnerLine(faults, 'required_scopes_not_granted');
    await connectProvider(app.link, 'Garmin');
    await app.notice('Connected: garmin').waitFor();
  });

  it('keeps Link open when the app renders again, and uses the new providers at the next launch', async () => {
    const page = await visit();
    const app = await pressConnect(page);
    await app.link.getByRole('button', { name: 'Peloton', exact: true }).click();
    await app.link.getByLabel('Username').fill('ada');
    await app.onlyWearables.dispatchEvent('click');
    await page.getByText('2 kinds of devices').waitFor();
    assert.equal(await app.link.getByLabel('Username').inputValue(), 'ada');
    await leaveLink(page, 'Close');
    await app.notice('Nothing was connected').waitFor();
    assert.equal(site.tokenRequests().length, 1);
    await app.button.click();
    await app.link.getByRole('button', { name: 'Garmin', exact: true }).waitFor();
    assert.deepEqual(lastBody()?.filter_on_providers, ['oura', 'garmin']);
  });

  it('closes Link when the element is removed, shows that, leaves no nodes, and connects when the element is back', async () => {
    const page = await visit();
    const nodesBefore = await page.evaluate(() => document.querySelectorAll('body *').length);
    const app = await pressConnect(page);
    await app.link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
    await app.goTo('Home');
    await app.notice('Connecting was interrupted').waitFor();
    assert.deepEqual([await app.frame.count(), await app.element.count()], [0, 0]);
    assert.equal(await page.evaluate(() => document.querySelectorAll('body *').length), nodesBefore);

    await pressConnect(page);
    await connectProvider(app.link);
    await app.notice('Connected: oura').waitFor();
    assert.equal(site.tokenRequests().length, 2);
  });

  it('connects in a window, which returns to the app and closes', async () => {
    const page = await visit();
    const app = appOn(page);
    await app.goTo('Devices');
    await app.consent.check();
    await app.mode.selectOption('in a window');
    const [popup] = await Promise.all([page.waitForEvent('popup'), app.button.click()]);
    const closed = popup.waitForEvent('close');
    await connectProvider(popup);
    await closed;
    await app.notice('Connected: a device').waitFor();
  });

  it('connects in place of the page, and shows that when the element is in the page again', async () => {
    const page = await visit();
    const app = appOn(page);
    await app.goTo('Devices');
    await app.consent.check();
    await app.mode.selectOption('in place of this page');
    const address = page.url();
    await app.button.click();
    await connectProvider(page);
    await page.waitForURL(address);
    await app.goTo('Devices');
    await app.notice('Connected: a device').waitFor();
    assert.equal(page.url(), address);
  });
}

/**
 * Adds the tests of a page that a server has rendered. Its element has the settings and the handlers of this folder's apps.
 *
 * @param path The path of the page.
 */
export function itConnectsFromServer({ site, visit }: Journey, path: string): void {
  /** Checks what the press has sent, connects Oura, and waits until the handler has shown it. */
  async function expectConnection(page: Page) {
    const app = appOn(page);
    await connectProvider(app.link);
    await app.notice('Connected: oura').waitFor();
    assert.deepEqual(
      site.tokenRequests().map(({ headers, body }) => [headers['authorization'], body]),
      [['Bearer the-access-token', { filter_on_providers: ['oura', 'garmin', 'google_health'] }]],
    );
  }

  it(`renders ${path} on the server, with the label`, async () => {
    const page = await visit(path);
    const response = await page.reload();
    assert.match(await response!.text(), /<junction-connect [^]*?Connect a device[^]*?<\/junction-connect>/);
  });

  it(`connects at the first press after ${path} was loaded again`, async () => {
    const page = await visit(path);
    await page.reload();
    await appOn(page).button.click();
    await expectConnection(page);
  });

  it(`connects in ${path} however early the press comes`, async () => {
    const page = await visit(path);
    await page.addInitScript(() => {
      const timer = setInterval(() => {
        const button = document.querySelector('junction-connect')?.shadowRoot?.querySelector('button');
        if (!button || button.disabled) return;
        clearInterval(timer);
        button.click();
      });
    });
    await page.reload();
    await expectConnection(page);
  });
}

/** Adds a test of the page of an app that has the list of connections. */
export function itManagesConnections({ site, visit }: Journey): void {
  it('lists the connections, connects a broken one again, and disconnects it after a question', async () => {
    await site.connect('oura');
    const page = await visit();
    const { link, goTo, notice } = appOn(page);
    const row = page.getByRole('listitem').filter({ hasText: 'Oura' });
    const state = (text: string) => row.getByText(text).waitFor();
    const disconnect = async () => {
      await row.getByRole('button', { name: 'Disconnect Oura' }).click();
      await row
        .getByRole('group', { name: 'Disconnect Oura?' })
        .getByRole('button', { name: 'Disconnect', exact: true })
        .click();
    };
    await goTo('Connections');
    await state('Connected since');
    assert.deepEqual(await page.locator('[part=name]').allTextContents(), ['Oura', 'Garmin']);
    await page.getByText('Broken: 0').waitFor();

    await goTo('Home');
    await site.breakConnection('oura', 'token_refresh_failed');
    await goTo('Connections');
    await state('The access to Oura could not be renewed.');
    await state('Please connect again.');
    await page.getByText('Broken: 1').waitFor();

    await row.getByRole('button', { name: 'Reconnect: Oura' }).click();
    await link.getByRole('button', { name: 'Allow' }).click();
    await leaveLink(page, 'Done');
    await state('Connected since');
    await page.getByText('Broken: 0').waitFor();

    const inStudy = page.getByLabel('I take part in a study');
    await inStudy.check();
    await disconnect();
    await notice('Your study needs oura').waitFor();
    await state('Connected since');
    await inStudy.uncheck();
    await disconnect();
    await notice('Disconnected: oura').waitFor();
    await state('Not connected');

    const requests = [...site.connectionsRequests(), ...site.tokenRequests()];
    assert.deepEqual(
      site.connectionsRequests().flatMap(({ method, query }) => (method === 'DELETE' ? [query.get('provider')] : [])),
      ['oura'],
    );
    assert.equal(site.tokenRequests().length, 1);
    assert.deepEqual(
      [...new Set(requests.map(({ headers }) => headers['authorization']))],
      ['Bearer the-access-token'],
    );
  });
}
