import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn, useChromium } from '../support/chromium.js';
import { startDemo } from '../support/start-demo.js';

describe('a visitor of the demo', () => {
  const demo = startDemo();
  const chromium = useChromium();
  // The local Junction of the demo forgets what an earlier test has connected.
  beforeEach(async () => {
    const { ok } = await fetch(`${await demo.ready}/junction/_sandbox/reset`, { method: 'POST' });
    assert.ok(ok);
  });
  after(() => demo.stop());

  async function visit(query: string): Promise<Page> {
    const page = await chromium.newPage();
    await page.goto(`${await demo.ready}/${query}`);
    await page.locator('#connect:not([disabled])').waitFor({ state: 'attached' });
    return page;
  }

  const press = (page: Page, name = 'Connect a device') => page.getByRole('button', { name }).click();
  const decide = async (page: Page, decision: string) => {
    await page.getByRole('button', { name: 'Oura' }).click();
    if (decision.includes('_')) await page.getByText('Other outcomes').click();
    await page.getByRole('button', { name: decision, exact: true }).click();
  };
  const openWindow = async (page: Page, open: () => Promise<void>) => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), open()]);
    return popup;
  };
  /** Waits until the newest event of this type in the page's log has this text. The newest comes first. */
  const waitForListedEvent = (page: Page, type: string, text: string) =>
    page.locator(`#events > [data-event=junction-${type}]`).first().getByText(text, { exact: false }).waitFor();
  /** The row of a provider in the portal's list. */
  const rowOf = (page: Page, name: string) =>
    page.locator('#devices [part=row]').filter({ has: page.locator('[part=name]').getByText(name, { exact: true }) });
  const stateOf = (page: Page, name: string) => rowOf(page, name).locator('[part=state]');
  const waitForDevice = (page: Page, name: string) => stateOf(page, name).getByText('Connected since').waitFor();

  test('connects in a window, which then closes', async () => {
    const page = await visit('?mode=popup');
    const popup = await openWindow(page, () => press(page));
    const closed = popup.waitForEvent('close');
    await decide(popup, 'Allow');
    await closed;
    await waitForListedEvent(page, 'success', 'Oura was connected.');
    await waitForDevice(page, 'Oura');
  });

  test('denies access in a window, closes a second one, and connects in a third one with a fresh token', async () => {
    const page = await visit('?mode=popup');
    await decide(await openWindow(page, () => press(page)), 'Deny');
    await waitForListedEvent(page, 'error', 'Access to the data was refused.');

    const second = await openWindow(page, () => press(page));
    await second.getByRole('button', { name: 'Close' }).click();
    await waitForListedEvent(page, 'exit', 'nothing was connected');

    const popup = await openWindow(page, () => press(page));
    await decide(popup, 'token_expired');
    await decide(popup, 'Allow');
    await waitForListedEvent(page, 'success', 'Oura was connected.');
  });

  for (const [decision, type, text] of [
    ['Allow', 'success', 'Oura was connected.'],
    ['Deny', 'error', 'Access to the data was refused.'],
    ['user_cancelled', 'exit', 'nothing was connected'],
  ] as const) {
    test(`finds the page as before, after Link was shown in its place and the person chose ${decision}`, async () => {
      const page = await visit('?of=the+site');
      await page.getByLabel('Text of the button').fill('Add “my” <ring>');
      await page.getByRole('checkbox', { name: 'Oura' }).check();
      await page.getByRole('checkbox', { name: 'Polar' }).check();
      await page.getByRole('radio', { name: 'redirect' }).check();
      const address = page.url();
      const snippet = await page.locator('#parts').textContent();
      assert.match(snippet!, /providers="oura polar" mode="redirect">Add “my” &lt;ring&gt;</);

      await press(page, 'Add “my” <ring>');
      await decide(page, decision);
      await waitForListedEvent(page, type, text);
      if (type === 'success') await waitForDevice(page, 'Oura');
      assert.equal(page.url(), address);
      assert.match(address, /\?of=the\+site&/);
      assert.equal(await page.locator('#parts').textContent(), snippet);
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      if (type === 'success') assert.equal(kept, '[{},{}]');
      assert.doesNotMatch(kept, /oura|polar|token/i);
    });
  }

  test('connects in a window while Link’s script is blocked, and gets an embedded Link again when it is not', async () => {
    const page = await visit('');
    await page.getByRole('checkbox', { name: 'Block Link’s script' }).check();
    await press(page);
    const link = page.getByRole('link', { name: 'Continue in a new window' });
    await decide(await openWindow(page, () => link.click()), 'Allow');
    await waitForDevice(page, 'Oura');

    await page.getByRole('checkbox', { name: 'Block Link’s script' }).uncheck();
    await press(page);
    await leaveLink(page, 'Close');
    await waitForListedEvent(page, 'exit', 'nothing was connected');

    // The page cannot use the script of an earlier launch either.
    await page.getByRole('checkbox', { name: 'Block Link’s script' }).check();
    await press(page);
    await link.waitFor();
  });

  test('connects in the list, breaks the connection with the tool, connects again, and disconnects', async () => {
    const page = await visit('');
    const row = rowOf(page, 'Oura');
    const state = stateOf(page, 'Oura');
    const tool = page.getByRole('region', { name: 'Break a connection' });
    await tool.getByText('Tool of the local Junction').waitFor();
    await tool.getByText('Nothing is connected.').waitFor();
    assert.equal(await state.innerText(), 'Not connected');

    await row.getByRole('button', { name: 'Connect Oura' }).click();
    await linkIn(page).getByRole('button', { name: 'Allow' }).click();
    await waitForDevice(page, 'Oura');
    await waitForListedEvent(page, 'success', 'Oura was connected.');
    await waitForListedEvent(page, 'connections-change', 'Connected: Oura.');

    await page.reload();
    await waitForDevice(page, 'Oura');
    await page.locator('#portal.is-connected').waitFor();

    await tool.getByLabel('Connection').selectOption('Oura');
    await tool.getByLabel('What went wrong').selectOption('The person ended the access at the provider');
    await tool.getByRole('button', { name: 'Break it' }).click();
    await state.getByText('The access was ended at Oura.').waitFor();
    await state.getByText('Please connect again.').waitFor();
    await tool.getByRole('status').getByText('The connection to Oura is broken.').waitFor();
    await page.locator('#portal:not(.is-connected)').waitFor();

    await row.getByRole('button', { name: 'Reconnect: Oura' }).click();
    await linkIn(page).getByRole('button', { name: 'Allow' }).click();
    await waitForDevice(page, 'Oura');
    await leaveLink(page, 'Done');
    assert.equal(await tool.getByRole('status').innerText(), '');

    await row.getByRole('button', { name: 'Disconnect Oura' }).click();
    const question = row.getByRole('group', { name: 'Disconnect Oura?' });
    await question.getByText('This site will get no new data from Oura.').waitFor();
    await question.getByRole('button', { name: 'Disconnect' }).click();
    await state.getByText('Not connected').waitFor();
    await waitForListedEvent(page, 'disconnected', 'Oura was disconnected.');
    await tool.getByText('Nothing is connected.').waitFor();
    await page.reload();
    await state.getByText('Not connected').waitFor();
  });

  test('sees in the list what the button has connected', async () => {
    const page = await visit('');
    await stateOf(page, 'Garmin').getByText('Not connected').waitFor();
    await press(page);
    await connectProvider(linkIn(page), 'Garmin');
    await waitForDevice(page, 'Garmin');
  });

  test('finds the list as before, after Link was shown in place of the page', async () => {
    chromium.faults.splice(0);
    const page = await visit('?element=list&mode=redirect&providers=oura&providers=garmin');
    const address = page.url();
    await rowOf(page, 'Garmin').getByRole('button', { name: 'Connect Garmin' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await waitForDevice(page, 'Garmin');
    await waitForListedEvent(page, 'success', 'Garmin was connected.');
    assert.equal(page.url(), address);
    assert.equal(await page.locator('#connect').isVisible(), false);
    assert.equal(await stateOf(page, 'Oura').innerText(), 'Not connected');
    assert.deepEqual(chromium.faults.splice(0), []);
  });

  test('sees each choice for the list in the portal or in the code at once', async () => {
    const page = await visit('');
    await page.getByRole('radio', { name: 'List of connections' }).check();
    await page.getByRole('button', { name: 'Connect a device' }).waitFor({ state: 'hidden' });
    await page.getByRole('checkbox', { name: 'Polar' }).check();
    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByLabel('Accent').fill('#123456');
    const code = page.locator('#parts code');
    const endpoints = 'data-token-endpoints="/api/link-token" data-connections-endpoints="/api/devices?all"';
    await page.getByLabel('Connections endpoint').fill('/api/devices?all');
    const look = 'style="--junction-connect-accent: #123456"';
    await code
      .getByText(` ${endpoints} defer></script>\n<junction-connections providers="polar" disconnect lang="de" ${look}>`)
      .waitFor();
    assert.match((await code.textContent())!, /dist\/connections\.js" integrity="sha384-/);

    const list = page.locator('#devices');
    assert.deepEqual(await list.locator('[part=name]').allInnerTexts(), ['Polar']);
    await stateOf(page, 'Polar').getByText('Nicht verbunden').waitFor();
    assert.equal(await list.getAttribute('endpoint'), 'api/connections');
    for (const name of ['Text of the button', 'After a success, go to'])
      assert.equal(await page.getByLabel(name).isVisible(), false, name);

    await page.getByRole('radio', { name: 'Do not offer it' }).check();
    await page.getByRole('radio', { name: 'First letters only' }).check();
    await code.getByText(`<junction-connections providers="polar" logos="none" lang="de" ${look}>`).waitFor();
    assert.equal(await rowOf(page, 'Polar').locator('img').count(), 0);

    const written = await code.textContent();
    await page.reload();
    await code.getByText('logos="none"').waitFor();
    assert.equal(await code.textContent(), written);
  });

  test('sees each choice in the element or in the code at once, and copies the code with the keyboard', async () => {
    const page = await visit('');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('19 more').click();
    await page.getByRole('checkbox', { name: 'Peloton' }).check();
    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByLabel('Accent').fill('#123456');
    await page.getByRole('radio', { name: 'Outlined' }).check();
    await page.getByRole('radio', { name: 'Large' }).check();
    await page.getByRole('radio', { name: 'Pill' }).check();
    await page.getByLabel('Token endpoint').fill('https://api.clinic.example/token');
    await page.getByText('More:').click();
    await page.getByLabel('Method').selectOption('GET');
    await page.getByLabel('After a success').fill('/thanks');

    const element = page.locator('#connect');
    assert.equal(await element.getAttribute('lang'), 'de');
    assert.equal(await element.getAttribute('token-endpoint'), 'api/link-token');
    assert.equal(await element.getAttribute('success-url'), null);
    const style = await element.locator('button').evaluate((button) => {
      const { borderRadius, minHeight } = getComputedStyle(button);
      return [button.getAttribute('class'), borderRadius, minHeight];
    });
    assert.deepEqual(style, ['outlined large', '999px', '56px']);

    await page.getByRole('radio', { name: 'Squarespace' }).check();
    const copy = page.getByRole('button', { name: 'Copy: A Code block' });
    await copy.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.locator('#parts code').textContent());
    assert.ok(
      copied.endsWith(
        ' data-token-endpoints="https://api.clinic.example/token" defer></script>\n' +
          '<junction-connect method="get" providers="peloton" appearance="outlined" size="large" success-url="/thanks" lang="de"' +
          ' style="--junction-connect-accent: #123456; --junction-connect-border-radius: 999px"></junction-connect>',
      ),
      copied,
    );

    const address = page.url();
    await page.reload();
    await page.locator('#parts code').getByText('peloton').waitFor();
    assert.equal(await page.locator('#parts code').textContent(), copied);
    assert.equal(page.url(), address);
  });

  test('reads beside a provider that not every site can offer it, and why when it is chosen', async () => {
    const page = await visit('?providers=fitbit');
    const notes = page.locator('#provider-notes > li');
    const visibleNotes = async () => (await notes.filter({ visible: true }).allTextContents()).join(' ');
    assert.match(await visibleNotes(), /^Fitbit: [^:]*September 2026: offer google_health instead\.[^:]*$/);

    const strava = page.getByRole('checkbox', { name: 'Strava needs your own app' });
    const description = await strava.evaluate((input) => {
      const id = input.getAttribute('aria-describedby')!;
      return document.getElementById(id)!.textContent;
    });
    assert.match(description, /^Strava: .*OAuth application/);
    await strava.check();
    assert.match(await visibleNotes(), /^Strava: .* Fitbit: /);
    await page.getByText('19 more').click();
    await page.getByRole('checkbox', { name: 'Fitbit deprecated' }).uncheck();
    assert.match(await visibleNotes(), /^Strava: [^:]*$/);
    await strava.uncheck();
    await page.getByRole('checkbox', { name: 'Oura', exact: true }).check();
    assert.equal(await visibleNotes(), '');
  });

  test('reads for a hosted page builder that each endpoint is on another server', async () => {
    const page = await visit('?target=webflow');
    await page.getByText('each endpoint is on another server').waitFor();
    await page.getByRole('radio', { name: 'WordPress' }).check();
    await page.getByText('each endpoint is on another server').waitFor({ state: 'hidden' });
  });

  test('finds an API key only in the field in which it was typed', async () => {
    const page = await visit('');
    const endpoint = page.getByLabel('Token endpoint');
    await endpoint.fill('/api/token?key=sk_us_0123456789');
    assert.equal(await endpoint.evaluate((input: HTMLInputElement) => input.validity.customError), true);
    assert.doesNotMatch(page.url() + (await page.locator('#parts').textContent()), /sk_us/);
    await page.goto(`${await demo.ready}/?token-endpoint=sk_us_0123456789`);
    await page.locator('#parts code').waitFor();
    assert.equal(await endpoint.inputValue(), '/api/link-token');
  });

  for (const query of ['size=large&label=' + 'x'.repeat(40), 'element=list'])
    test(`does not need to scroll sideways on a small screen, with ${query}`, async () => {
      const page = await visit(`?target=wordpress&accent=%23123456&${query}`);
      await page.setViewportSize({ width: 360, height: 640 });
      for (const summary of await page.locator('#choices summary').all()) await summary.click();
      await rowOf(page, 'Oura').getByRole('button', { name: 'Connect Oura' }).click();
      await linkIn(page).getByRole('button', { name: 'Allow' }).click();
      await waitForDevice(page, 'Oura');
      await leaveLink(page, 'Done');
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    });

  for (const width of [360, 1280]) {
    test(`finds the sections on the screen in the order in which they are read, ${width} px wide`, async () => {
      const page = await visit('');
      await page.setViewportSize({ width, height: 800 });
      const sections = await page.locator('header.bar, main > section, body > footer').evaluateAll((nodes) =>
        nodes.map((node) => {
          const { left, top } = node.getBoundingClientRect();
          return { name: node.getAttribute('class') ?? node.localName, left, top };
        }),
      );
      const names = sections.map(({ name }) => name);
      assert.deepEqual(names, ['bar', 'intro', 'stage', 'choices', 'paste', 'events', 'footer']);
      const onScreen = sections.toSorted((one, other) => one.top - other.top || one.left - other.left);
      assert.deepEqual(
        onScreen.map(({ name }) => name),
        names,
      );
      // Nothing inside of the sections is moved either.
      const moved = await page.locator('body *').evaluateAll((nodes) =>
        nodes
          .filter((node) => {
            const { order, flexDirection, flexWrap, gridAutoFlow } = getComputedStyle(node);
            return order !== '0' || /reverse|dense/.test([flexDirection, flexWrap, gridAutoFlow].join());
          })
          .map((node) => node.outerHTML),
      );
      assert.deepEqual(moved, []);
    });
  }

  test('sees which mode and which provider are chosen, also in forced colours', async () => {
    const page = await visit('');
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    for (const name of ['popup', 'Garmin']) {
      const label = page.locator('#choices label').filter({ hasText: name }).first();
      const input = label.locator('input');
      const looks: Buffer[] = [];
      for (const isChosen of [false, true]) {
        await input.evaluate((node: HTMLInputElement, isChosen) => (node.checked = isChosen), isChosen);
        looks.push(await label.screenshot());
        const mark = await label
          .locator('b, span')
          .evaluateAll((nodes) =>
            nodes.map((node) => getComputedStyle(node, '::before').content + getComputedStyle(node, '::after').content),
          );
        assert.equal(mark.join().includes('✓'), isChosen, name);
      }
      assert.equal(looks[0]!.equals(looks[1]!), false, name);
    }
  });

  test('gets only values that the form offers, whatever the address of the page contains', async () => {
    const page = await visit(
      '?mode=window&providers=evil&script=x&target=x&lang=x&appearance=shiny&size=huge&accent=%2300&label=%3Cimg+src=x%3E' +
        'x'.repeat(100),
    );
    const connect = page.locator('#connect');
    assert.equal(await connect.getAttribute('mode'), null);
    assert.equal(await connect.getAttribute('providers'), null);
    assert.equal(await connect.textContent(), `<img src=x>${'x'.repeat(29)}`);
    for (const name of ['lang', 'appearance', 'size']) assert.equal(await connect.getAttribute(name), null, name);
    assert.equal(await connect.getAttribute('style'), '');
    assert.equal(await page.getByRole('radio', { name: 'auto' }).isChecked(), true);
    assert.equal(await page.getByRole('radio', { name: 'HTML' }).isChecked(), true);
    assert.equal(await page.getByRole('checkbox', { name: 'Block Link’s script' }).isChecked(), false);
  });
});
