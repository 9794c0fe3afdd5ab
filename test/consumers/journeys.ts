import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, leaveLink } from '../support/chromium.js';
import type { Site } from './site.js';

/** What a test of an app has. */
export interface Journey {
  readonly site: Site;
  /** Opens the app for somebody new. */
  readonly visit: (path?: string) => Promise<Page>;
}

/** Describes what people do in an app: one browser and one site for all tests, which end without a fault in a page. */
export function describeApp(title: string, openApp: () => Promise<Site>, tests: (journey: Journey) => void): void {
  describe(title, () => {
    let browser: Browser | undefined;
    let site: Site;

    before(async () => {
      site = await openApp();
      browser = await launchChromium();
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });
    afterEach(async () => {
      await Promise.all(browser!.contexts().map((context) => context.close()));
      site.tokenEndpoint = undefined;
      site.asked.length = 0;
      assert.deepEqual(site.faults.splice(0), []);
    });

    tests({
      get site() {
        return site;
      },
      visit: (path) => site.visit(browser!, path),
    });
  });
}

/** Where a person presses and reads in an app whose page is laid out as the apps here are. */
export const at = (page: Page) => ({
  link: page.frameLocator('iframe'),
  frame: page.locator('iframe'),
  element: page.locator('junction-connect'),
  button: page.getByRole('button', { name: 'Connect a device' }),
  consent: page.getByLabel('My care team may see my data'),
  onlyWearables: page.getByLabel('Only rings and watches'),
  mode: page.getByLabel('Show Link'),
  /** What the app itself says of what happened. */
  notice: (text: string) => page.locator('.notice', { hasText: text }),
  /** Goes to a page of the app, even under Link. */
  goTo: (name: 'Home' | 'Devices') => page.getByText(name, { exact: true }).dispatchEvent('click'),
});

/** Goes to the devices, consents, and presses the button. */
export async function pressConnect(page: Page) {
  const app = at(page);
  await app.goTo('Devices');
  await app.consent.check();
  await app.button.click();
  return app;
}

/** What every one of the apps here does, whatever it is made with. */
export function itConnectsDevices(journey: Journey): void {
  const { visit } = journey;
  const lastBody = () => journey.site.asked.at(-1)?.body as { filter_on_providers?: string[] };

  it('connects a device: arrays, functions and booleans arrive as what they are', async () => {
    const page = await visit();
    const app = at(page);
    await app.goTo('Devices');
    assert.equal(await app.button.isDisabled(), true);
    await app.consent.check();
    await app.button.click();
    await app.notice('Connecting').waitFor();
    await app.link.getByRole('button', { name: 'Oura', exact: true }).click();
    await app.link.getByRole('button', { name: 'Allow' }).click();
    await app.notice('Connected: oura').waitFor();
    await leaveLink(page, 'Done');
    assert.equal(journey.site.asked.length, 1);
    assert.deepEqual(lastBody().filter_on_providers, ['oura', 'garmin', 'peloton']);
    assert.equal(journey.site.asked[0]!.headers['authorization'], 'Bearer the-access-token');
  });

  it('says that Link was left, and opens it again', async () => {
    const page = await visit();
    const app = await pressConnect(page);
    await leaveLink(page, 'Close');
    await app.notice('Nothing was connected').waitFor();
    await app.button.click();
    await app.link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
  });

  it('says what went wrong, after which the person may still connect', async () => {
    const app = await pressConnect(await visit());
    await app.link.getByRole('button', { name: 'Garmin', exact: true }).click();
    await app.link.getByRole('button', { name: 'Deny' }).click();
    await app.notice('That did not work: required_scopes_not_granted').waitFor();
    await app.link.getByRole('button', { name: 'Garmin', exact: true }).click();
    await app.link.getByRole('button', { name: 'Allow' }).click();
    await app.notice('Connected: garmin').waitFor();
  });

  it('keeps Link as it is when the app renders anew, and asks for what it then wants', async () => {
    const page = await visit();
    const app = await pressConnect(page);
    await app.link.getByRole('button', { name: 'Peloton', exact: true }).click();
    await app.link.getByLabel('Username').fill('ada');
    await app.onlyWearables.dispatchEvent('click');
    await page.getByText('2 kinds of devices').waitFor();
    assert.equal(await app.link.getByLabel('Username').inputValue(), 'ada');
    await leaveLink(page, 'Close');
    await app.notice('Nothing was connected').waitFor();
    assert.equal(journey.site.asked.length, 1);
    await app.button.click();
    await app.link.getByRole('button', { name: 'Garmin', exact: true }).waitFor();
    assert.deepEqual(lastBody().filter_on_providers, ['oura', 'garmin']);
  });

  it('takes Link down when the element goes, says so, leaves nothing, and connects after it came back', async () => {
    const page = await visit();
    const nodesBefore = await page.evaluate(() => document.querySelectorAll('body *').length);
    const app = await pressConnect(page);
    await app.link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
    await app.goTo('Home');
    await app.notice('Connecting was interrupted').waitFor();
    assert.deepEqual([await app.frame.count(), await app.element.count()], [0, 0]);
    assert.equal(await page.evaluate(() => document.querySelectorAll('body *').length), nodesBefore);

    await pressConnect(page);
    await app.link.getByRole('button', { name: 'Oura', exact: true }).click();
    await app.link.getByRole('button', { name: 'Allow' }).click();
    await app.notice('Connected: oura').waitFor();
    assert.equal(journey.site.asked.length, 2);
  });

  it('connects in a window, which comes back to the app and closes', async () => {
    const page = await visit();
    const app = at(page);
    await app.goTo('Devices');
    await app.consent.check();
    await app.mode.selectOption('in a window');
    const [popup] = await Promise.all([page.waitForEvent('popup'), app.button.click()]);
    const closed = popup.waitForEvent('close');
    await allowOura(popup);
    await closed;
    await app.notice('Connected: a device').waitFor();
  });

  it('connects in place of the page: the element tells it when it is there again', async () => {
    const page = await visit();
    const app = at(page);
    await app.goTo('Devices');
    await app.consent.check();
    await app.mode.selectOption('in place of this page');
    const before = page.url();
    await app.button.click();
    await allowOura(page);
    await page.waitForURL(before);
    await app.goTo('Devices');
    await app.notice('Connected: a device').waitFor();
    assert.equal(page.url(), before);
  });
}

/** Link as a page of its own. */
async function allowOura(page: Page) {
  await page.getByRole('button', { name: 'Oura', exact: true }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
}
