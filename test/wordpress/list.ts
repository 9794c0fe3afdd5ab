import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { JunctionServer } from '../support/junction.js';
import { insertBlock, publishInEditor } from './editor.js';
import { junctionUserOf, resetPeople, type Session, signIn, switchTo } from './people.js';
import {
  buttonIn,
  cachePage,
  connections as connectionsIn,
  documentedListShortcode as shortcode,
  documentedShortcode as buttonShortcode,
  fetchHtml,
  htmlBlock,
  openAs as openPageAs,
  publish as publishPost,
  renderBlock,
  shortcodeBlock,
} from './posts.js';
import { allowDisconnect } from './settings.js';
import type { WordPressSite } from './wordpress-site.js';

const signedOutText = 'Please sign in to see your devices and apps.';

/** Defines the tests of the list in posts. The plugin is already set up on the site, with allowed providers. */
export function listTests(
  getSite: () => { site: WordPressSite; junction: JunctionServer; browser: Browser; providers: string },
) {
  let site: WordPressSite;
  let junction: JunctionServer;
  let browser: Browser;
  let providers: string;
  let author: Session;
  let context: BrowserContext;

  before(async () => {
    ({ site, junction, browser, providers } = getSite());
    author = await signIn(site, 'author');
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await junction.reset();
    await resetPeople(site);
    await allowDisconnect(site, true);
  });
  afterEach(() => context.close());

  const publish = (content: string) => publishPost(site, content, author);
  const openAs = (name: 'subscriber' | 'author', url: string) => openPageAs(context, site, name, url);
  const connections = () => connectionsIn(junction);
  const listIn = (page: Page) => page.locator('junction-connections');
  const rowOf = (page: Page, name: string) => listIn(page).getByRole('listitem').filter({ hasText: name });
  const waitForState = (row: Locator, text: string) => row.getByText(text).waitFor();

  async function connectInRow(page: Page, label: string): Promise<void> {
    await rowOf(page, 'Oura').getByRole('button', { name: label, exact: true }).click();
    await page.frameLocator('iframe').getByRole('button', { name: 'Allow' }).click();
    await waitForState(rowOf(page, 'Oura'), 'Connected since');
  }

  async function disconnectInRow(page: Page): Promise<void> {
    const row = rowOf(page, 'Oura');
    await row.getByRole('button', { name: 'Disconnect Oura' }).click();
    await row.getByRole('group').getByRole('button', { name: 'Disconnect' }).click();
  }

  /** Opens the list as the subscriber, and connects Oura. */
  async function openConnected(content = shortcode): Promise<Page> {
    const page = await openAs('subscriber', await publish(content));
    await connectInRow(page, 'Connect Oura');
    return page;
  }

  async function breakConnection(): Promise<void> {
    const answer = await fetch(`${junction.origin}/_sandbox/connections/error`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        user_id: await junctionUserOf(site, 'subscriber'),
        provider: 'oura',
        error_type: 'token_refresh_failed',
      }),
    });
    assert.equal(answer.status, 200);
  }

  /** Collects the bodies of the answers of the site, from now on. */
  function recordAnswers(page: Page): () => Promise<string[]> {
    const bodies: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(site.origin)) bodies.push(response.text().catch(() => ''));
    });
    return () => Promise.all(bodies);
  }

  describe('a post by an author without unfiltered_html', () => {
    const posts: [content: string, publishPost: () => Promise<string>][] = [
      ['the shortcode of the documentation', () => publish(shortcode)],
      ['the block, which the author inserts in the editor', publishBlock],
    ];
    for (const [content, publishPost] of posts) {
      it(`lets a subscriber connect, reconnect and disconnect Oura with ${content}`, async () => {
        const url = await publishPost();
        const page = await openAs('subscriber', 'about:blank');
        const answers = recordAnswers(page);
        await page.goto(url);
        await waitForState(rowOf(page, 'Oura'), 'Not connected');
        await connectInRow(page, 'Connect Oura');
        const userId = await junctionUserOf(site, 'subscriber');
        assert.deepEqual(await connections(), [[userId, 'oura']]);

        await breakConnection();
        await page.reload();
        await waitForState(rowOf(page, 'Oura'), 'Please connect again.');
        await connectInRow(page, 'Reconnect: Oura');

        await disconnectInRow(page);
        await waitForState(rowOf(page, 'Oura'), 'Not connected');
        assert.deepEqual(await connections(), []);

        const texts = [await page.content(), ...(await answers())];
        assert.ok(texts.some((text) => text.includes('"connections":[{"provider":"oura"')));
        for (const text of texts) {
          assert.ok(!text.includes('external_user_id'));
          assert.ok(!text.includes(userId));
        }
      });
    }

    async function publishBlock(): Promise<string> {
      const page = await openAs('author', 'about:blank');
      const requests: string[] = [];
      page.on('request', (request) => requests.push(decodeURIComponent(request.url())));
      const post = await insertBlock(page, site, 'Connections List for Junction Link');
      // The preview.
      await post.getByText('Google Health', { exact: false }).waitFor();
      await page.getByLabel('Providers', { exact: true }).fill('oura garmin');
      await post.getByText('Google Health').waitFor({ state: 'detached' });
      const url = await publishInEditor(page);
      assert.ok(requests.length > 0);
      assert.deepEqual(
        requests.filter((request) => /junction-connect\/v1|rest-nonce|\/logo\//.test(request)),
        [],
      );
      return url;
    }
  });

  it('offers what the shortcode names, and no more than the site allows', async () => {
    const page = await openAs(
      'subscriber',
      await publish(shortcode.replace(/providers=".*?"/, 'providers="garmin strava"')),
    );
    await rowOf(page, 'Garmin').waitFor();
    assert.equal(await listIn(page).getByRole('listitem').count(), 1);
    await page.goto(await publish(shortcodeBlock('[junction_connections]')));
    await rowOf(page, 'Garmin').waitFor();
    for (const each of [listIn(page).getByRole('listitem'), listIn(page).locator('img')])
      assert.equal(await each.count(), providers.split(' ').length);
  });

  describe('Disconnect', () => {
    const cases: [attribute: string, isAllowed: boolean, isOffered: boolean][] = [
      ['', true, true],
      ['', false, false],
      ['disconnect="false"', true, false],
      ['disconnect="no"', true, false],
      ['disconnect="true"', false, true],
    ];
    for (const [attribute, isAllowed, isOffered] of cases) {
      const setting = isAllowed ? 'allows it' : 'does not allow it';
      it(`is ${isOffered ? '' : 'not '}offered with ${attribute || 'no attribute'} when the setting ${setting}`, async () => {
        await allowDisconnect(site, isAllowed);
        const page = await openConnected(shortcode.replace(']', ` ${attribute}]`));
        const button = rowOf(page, 'Oura').getByRole('button', { name: 'Disconnect Oura' });
        assert.equal(await button.count(), isOffered ? 1 : 0);
      });
    }

    it('ends nothing when the setting has changed since the page was cached', async () => {
      const page = await openConnected();
      await allowDisconnect(site, false);
      await disconnectInRow(page);
      await waitForState(rowOf(page, 'Oura'), 'Oura cannot be disconnected here.');
      assert.equal((await connections()).length, 1);
    });
  });

  it('has the texts, the language and the logos that the shortcode names', async () => {
    const messages = `messages='{ "connections": { "connect": "Add “it” & go" } }'`;
    const url = await publish(
      shortcodeBlock(`[junction_connections lang="de_DE" logos="none" mode="popup" ${messages}]`),
    );
    const page = await openAs('subscriber', url);
    const row = rowOf(page, 'Oura');
    await waitForState(row, 'Nicht verbunden');
    await row.getByRole('button', { name: 'Add “it” & go: Oura' }).waitFor();
    assert.equal(await listIn(page).locator('img').count(), 0);
    const popupOpened = page.waitForEvent('popup');
    await row.locator('junction-connect [part=button]').click();
    const popup = await popupOpened;
    await popup.getByRole('button', { name: 'Allow' }).click();
    await waitForState(row, 'Verbunden seit');
  });

  it('shows every attribute of the block as text, and not as markup', async () => {
    const hostile = `"><script>window.hacked = true</script>' onclick=alert(1) x="[]`;
    const attributes = { providers: hostile, logos: hostile, messages: hostile, returnUrl: hostile };
    const html = await renderBlock(site, 'junction-connect/connections', attributes);
    const page = await context.newPage();
    await page.setContent(html);
    const found = await page.locator('[data-junction-connections]').evaluateAll((elements) =>
      elements.map((element) => ({
        attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        children: element.childNodes.length,
      })),
    );
    const expected = {
      'data-junction-connections': '',
      'data-providers': hostile,
      'data-disconnect': 'true',
      'data-logos': hostile,
      'data-messages': hostile,
      'data-return-url': hostile,
    };
    assert.deepEqual(found, [{ attributes: expected, children: 0 }]);
  });

  describe('a person who is not signed in', () => {
    it('reads that one has to sign in', async () => {
      const page = await context.newPage();
      await page.goto(await publish(shortcode));
      await listIn(page).getByRole('status').getByText(signedOutText).waitFor();
      assert.deepEqual((await junction.state()).users, []);
      assert.deepEqual(junction.requests, []);
    });

    it('sees no connection any more when the session ends while the page is open', async () => {
      const page = await openConnected();
      await context.clearCookies();
      await listIn(page).evaluate((list: HTMLElement & { refresh(): Promise<void> }) => list.refresh());
      await listIn(page).getByRole('status').getByText(signedOutText).waitFor();
      assert.equal(await listIn(page).getByRole('listitem').count(), 0);
    });

    it('reads so in the row after a press when the session has ended', async () => {
      const page = await openAs('subscriber', await publish(shortcode));
      await waitForState(rowOf(page, 'Oura'), 'Not connected');
      await context.clearCookies();
      await rowOf(page, 'Oura').getByRole('button', { name: 'Connect Oura' }).click();
      await waitForState(rowOf(page, 'Oura'), 'You are no longer signed in.');
      assert.equal(await page.getByRole('link', { name: 'Sign in to connect' }).count(), 0);
    });
  });

  describe('a cached page', () => {
    it('of somebody else lists the connections of the person who is signed in', async () => {
      await openConnected();
      const url = await cachePage(site, await publish(shortcode), await signIn(site, 'neighbour'));
      const page = await openAs('subscriber', url);
      await waitForState(rowOf(page, 'Oura'), 'Connected since');
      await switchTo(context, site, 'neighbour');
      await page.reload();
      await waitForState(rowOf(page, 'Oura'), 'Not connected');
      await context.clearCookies();
      await page.reload();
      await listIn(page).getByText(signedOutText).waitFor();
    });
  });

  it('shows the outcome after a redirect in the list', async () => {
    const page = await openAs('subscriber', await publish(shortcode.replace(']', ' mode="redirect"]')));
    await rowOf(page, 'Oura').getByRole('button', { name: 'Connect Oura' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await waitForState(rowOf(page, 'Oura'), 'Connected since');
  });

  describe('the script', () => {
    const scriptsIn = (html: string) =>
      [...html.matchAll(/junction-connect\/assets\/([\w-]+\.js)/g)].map(([, file]) => file);
    const scriptsOf = async (content: string) => scriptsIn(await fetchHtml(await publish(content)));

    it('is one with the list and the button, wherever the list is in the page', async () => {
      assert.deepEqual(await scriptsOf(buttonShortcode), ['junction-connect.js']);
      for (const content of [shortcode, shortcode + buttonShortcode, buttonShortcode + shortcode])
        assert.deepEqual(await scriptsOf(content), ['junction-connections.js'], content);
    });

    it('lets a button beside the list connect', async () => {
      const page = await openAs('subscriber', await publish(buttonShortcode + shortcode));
      await waitForState(rowOf(page, 'Oura'), 'Not connected');
      await buttonIn(page).click();
      await page.frameLocator('iframe').getByRole('button', { name: 'Oura', exact: true }).click();
      await page.frameLocator('iframe').getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('status').getByText('Connected').first().waitFor();
      assert.equal((await connections()).length, 1);
    });

    describe('when a script of the theme depends on the one with the button', () => {
      const themeFile = 'WPMU_PLUGIN_DIR . "/theme.php"';
      const content = buttonShortcode + shortcode;
      /** Adds the script of the theme. With `?head` in the address, it is in the head of the page. */
      before(() =>
        site.evaluate(`
          wp_mkdir_p(WPMU_PLUGIN_DIR);
          file_put_contents(${themeFile}, '<?php add_action("wp_enqueue_scripts", fn() => wp_enqueue_script(
            "theme", "/wp-includes/js/hoverIntent.js", ["junction-connect-site"], null, ! isset($_GET["head"])), 20);');`),
      );
      after(() => site.evaluate(`unlink(${themeFile});`));

      it('is still the only one, and comes before the script of the theme', async () => {
        const html = await fetchHtml(await publish(content));
        assert.deepEqual(scriptsIn(html), ['junction-connections.js']);
        assert.ok(html.indexOf('junction-connections.js') < html.indexOf('hoverIntent'), html);
      });

      it('comes second when the other one is in the head, and shows the list', async () => {
        const url = `${await publish(content)}?head`;
        assert.deepEqual(scriptsIn(await fetchHtml(url)), ['junction-connect.js', 'junction-connections.js']);
        const page = await openAs('subscriber', url);
        await connectInRow(page, 'Connect Oura');
      });

      it('shows a visitor one link to the sign-in when both are in the page', async () => {
        const page = await context.newPage();
        await page.goto(`${await publish(content)}?head`);
        await listIn(page).getByText(signedOutText).waitFor();
        await buttonIn(page).click();
        await page.getByRole('link', { name: 'Sign in to connect' }).waitFor();
        assert.equal(await page.getByRole('link', { name: 'Sign in to connect' }).count(), 1);
      });
    });

    it('is added to a page with a pasted placeholder', async () => {
      assert.deepEqual(await scriptsOf(htmlBlock('<div data-junction-connections></div>')), [
        'junction-connections.js',
      ]);
    });
  });
}
