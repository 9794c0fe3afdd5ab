import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { JunctionConnect } from 'junction-connect';
import type { Browser, BrowserContext } from 'playwright-core';
import { targets, writeSnippet } from '../../demo/page/scripts/snippets.js';
import type { JunctionServer } from '../support/junction.js';
import { insertBlock, publishInEditor } from './editor.js';
import { fillInSignIn, junctionUserOf, type Name, resetPeople, type Session, signIn, switchTo } from './people.js';
import {
  buttonIn as button,
  cachePage,
  connectOura,
  connections as connectionsIn,
  documentedPlaceholder,
  documentedShortcode as shortcode,
  fetchHtml,
  label,
  openAs as openPageAs,
  publish as publishPost,
  renderBlock,
  shortcodeBlock,
} from './posts.js';
import type { WordPressSite } from './wordpress-site.js';

// The shortcode is the first part of the code that the demo's generator writes for WordPress. It does not name the script,
// so the addresses and the hashes of the scripts are empty here.
const [generatedShortcode] = writeSnippet(
  targets.find(({ id }) => id === 'wordpress')!,
  { element: 'button', attributes: [['providers', 'oura, garmin']], label: 'Connect your "ring" [now]', look: [] },
  { url: '', integrity: '', connections: { url: '', integrity: '' } },
);

/** Defines the tests of the button in posts. The plugin is already set up on the site. */
export function connectTests(getSite: () => { site: WordPressSite; junction: JunctionServer; browser: Browser }) {
  let site: WordPressSite;
  let junction: JunctionServer;
  let browser: Browser;
  let author: Session;
  let context: BrowserContext;

  before(async () => {
    ({ site, junction, browser } = getSite());
    author = await signIn(site, 'author');
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await junction.reset();
    await resetPeople(site);
  });
  afterEach(() => context.close());

  const publish = (content: string) => publishPost(site, content, author);
  const openAs = (name: Name, url: string) => openPageAs(context, site, name, url);
  const connections = () => connectionsIn(junction);

  describe('a post by an author without unfiltered_html', () => {
    before(async () => {
      const unfilteredHtmlCheck = 'return user_can(get_user_by("login", "author"), "unfiltered_html");';
      assert.equal(await site.evaluate(unfilteredHtmlCheck), false);
    });

    const posts: [content: string, publishPost: () => Promise<string>, buttonLabel?: string][] = [
      ['the shortcode of the documentation', () => publish(shortcode)],
      ['the generated shortcode', () => publish(shortcodeBlock(generatedShortcode?.code)), 'Connect your "ring" [now]'],
      ['the pasted placeholder', () => publish(documentedPlaceholder)],
      ['the block, which the author inserts in the editor', publishBlock],
    ];
    for (const [content, publishPost, buttonLabel] of posts) {
      it(`lets a subscriber connect Oura with ${content}`, async () => {
        const page = await openAs('subscriber', await publishPost());
        await connectOura(page, buttonLabel);
        assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
      });
    }

    async function publishBlock(): Promise<string> {
      const page = await openAs('author', 'about:blank');
      const post = await insertBlock(page, site, 'Connect Button for Junction Link');
      await page.getByLabel('Label').fill(label);
      await page.getByLabel('Providers', { exact: true }).fill('oura garmin');
      await post.getByText(label, { exact: true }).waitFor();
      return publishInEditor(page);
    }
  });

  describe('a visitor', () => {
    it('follows the link to the sign-in, returns to the post, and connects', async () => {
      const page = await context.newPage();
      await page.goto(await publish(shortcode));
      const { href } = new URL(page.url());
      await button(page).click();
      await page.getByRole('link', { name: 'Sign in to connect' }).click();
      await fillInSignIn(page, 'subscriber');
      await page.waitForURL(href);
      await connectOura(page);
      assert.equal((await connections()).length, 1);
    });

    it('gets the link to the sign-in, and not the page of error-url', async () => {
      const page = await context.newPage();
      await page.goto(await publish(shortcode.replace(']', ' error-url="/broken"]')));
      await button(page).click();
      await page.getByRole('link', { name: 'Sign in to connect' }).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Sign in to connect');
      // The element's own message would be wrong: the button works for people who are signed in.
      assert.equal(await page.locator('junction-connect').getByRole('status').isVisible(), false);
    });
  });

  it('shows a signed-in person no link to the sign-in when WordPress fails to return a nonce', async () => {
    const page = await openAs('subscriber', await publish(shortcode));
    await page.route('**/admin-ajax.php*', (route) => route.fulfill({ status: 503 }));
    const errorCode = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('junction-error', (event) =>
            resolve((event as CustomEvent<{ error: { code: string } }>).detail.error.code),
          ),
        ),
    );
    await button(page).click();
    assert.equal(await errorCode, 'token_request_failed');
    assert.equal(await page.getByRole('link', { name: 'Sign in to connect' }).count(), 0);
  });

  describe('a cached page', () => {
    const cache = (url: string, session?: Session) => cachePage(site, url, session);

    it('of a visitor connects the person who is signed in', async () => {
      const url = await cache(await publish(shortcode));
      await connectOura(await openAs('subscriber', url));
      assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
    });

    it('of somebody else connects the person who is signed in, and shows a visitor the link to the sign-in', async () => {
      const url = await cache(await publish(shortcode), await signIn(site, 'neighbour'));
      await connectOura(await openAs('subscriber', url));
      assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
      await context.clearCookies();
      const page = await context.newPage();
      await page.goto(url);
      await button(page).click();
      await page.getByRole('link', { name: 'Sign in to connect' }).waitFor();
    });

    it('connects the person who is signed in at the press, not the one who opened the page', async () => {
      const page = await openAs('subscriber', await publish(shortcode));
      await button(page).waitFor();
      await switchTo(context, site, 'neighbour');
      await connectOura(page);
      assert.deepEqual(await connections(), [[await junctionUserOf(site, 'neighbour'), 'oura']]);
    });

    it('requests a new token without a press when hosted Link returns because the token has expired', async () => {
      const page = await openAs('subscriber', await publish(shortcode.replace(']', ' mode="redirect"]')));
      await button(page).click();
      await page.waitForURL(`${junction.origin}/**`);
      await junction.expireTokens();
      const tokenRequest = page.waitForRequest((request) => request.url().endsWith('/link-token'));
      await page.getByRole('button', { name: 'Oura', exact: true }).click();
      await tokenRequest;
      await page.getByRole('button', { name: 'Oura', exact: true }).click();
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
    });
  });

  describe('the return from hosted Link', () => {
    it('to a page without the button reports to the page with the button, and closes the window', async () => {
      const content = shortcode.replace(']', ' mode="popup" return-url="/hello-world/"]');
      const page = await openAs('subscriber', await publish(content));
      const popupOpened = page.waitForEvent('popup');
      await button(page).click();
      const popup = await popupOpened;
      await popup.getByRole('button', { name: 'Oura', exact: true }).click();
      const popupClosed = popup.waitForEvent('close');
      await popup.getByRole('button', { name: 'Allow' }).click();
      await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
      await popupClosed;
    });

    describe('with parameters that WordPress reads, too', () => {
      const pluginFile = () => join(site.root, 'wp-content/mu-plugins/clinic.php');
      const returnParameters = 'junction_session=1234&state=error&provider=oura&error_type=token_expired&error=Expired';
      let frontPageId: number;

      before(async () => {
        mkdirSync(join(pluginFile(), '..'), { recursive: true });
        writeFileSync(
          pluginFile(),
          `<?php
          add_action('init', function () {
            register_post_type('provider', ['public' => true, 'label' => 'Doctors']);
            register_taxonomy('state', ['post', 'provider'], ['public' => true, 'label' => 'States']);
          });`,
        );
        frontPageId = await site.evaluate<number>(`
          $insert = fn($type, $title) => wp_insert_post(
            ['post_type' => $type, 'post_title' => $title, 'post_content' => "This is $title.", 'post_status' => 'publish']);
          wp_set_object_terms($insert('provider', 'Doctor Smith'), 'Ohio', 'state');
          flush_rewrite_rules();
          return $insert('page', 'the front page');`);
      });
      after(async () => {
        rmSync(pluginFile());
        await setAddresses('/%postname%/', 'posts');
      });

      /**
       * Sets the permalinks and the front page.
       *
       * @param front What the front page shows: `page`, or the latest `posts`.
       */
      const setAddresses = (permalinks: string, front: string) =>
        site.evaluate(`
          global $wp_rewrite;
          update_option('page_on_front', ${frontPageId});
          update_option('show_on_front', '${front}');
          $wp_rewrite->set_permalink_structure('${permalinks}');
          flush_rewrite_rules();`);

      async function expectPage(path: string, text: string) {
        const answer = await fetch(site.origin + path);
        // WordPress does not redirect, so the script still finds the parameters.
        assert.deepEqual([answer.status, answer.url], [200, site.origin + path]);
        const html = await answer.text();
        assert.ok(html.includes(text), `${path}: ${/<title>.*/.exec(html)?.[0]}`);
      }

      it('shows the page that the person left when a path names it', async () => {
        await setAddresses('/%postname%/', 'page');
        await expectPage(`/?${returnParameters}`, 'This is the front page.');
        await expectPage(`/hello-world/?a=1&${returnParameters}`, '<title>Hello world!');
        await expectPage(`/provider/doctor-smith/?${returnParameters}`, '<title>Doctor Smith');
        await expectPage(`/state/ohio/?${returnParameters}`, '<title>Ohio');
      });

      it('shows the page that the person left when a query names it', async () => {
        await setAddresses('', 'page');
        await expectPage(`/?${returnParameters}`, 'This is the front page.');
        await expectPage(`/?p=1&${returnParameters}`, '<title>Hello world!');
        await expectPage('/?state=error&provider=oura&p=1&junction_session=1234', '<title>Hello world!');
        await expectPage('/?error=Expired&junction_session=1234&p=1&state=error', '<title>Hello world!');
      });

      it('leaves the parameters of every other address to WordPress', async () => {
        await setAddresses('', 'page');
        await expectPage('/?provider=doctor-smith', '<title>Doctor Smith');
      });
    });
  });

  describe('the button', () => {
    it('shows every attribute of the block as text, and not as markup', async () => {
      const hostile = `"><script>window.hacked = true</script>' onclick=alert(1) x="[]`;
      const attributes = {
        ...{ label: hostile, providers: hostile, successUrl: hostile },
        ...{ appearance: hostile, size: hostile, messages: hostile, lastScreen: hostile },
      };
      const html = await renderBlock(site, 'junction-connect/button', attributes);
      const page = await context.newPage();
      await page.setContent(html);
      const found = await page.evaluate(() => {
        const [placeholder, ...others] = document.querySelectorAll('[data-junction-connect]');
        const data: Record<string, string | undefined> = { ...(placeholder as HTMLElement).dataset };
        delete data.junctionConnect;
        return {
          texts: { label: placeholder!.textContent, ...data },
          others: others.length + placeholder!.children.length,
          names: placeholder!.getAttributeNames(),
        };
      });
      assert.deepEqual(found, {
        texts: attributes,
        others: 0,
        names: [
          ...['data-junction-connect', 'data-providers', 'data-appearance', 'data-size', 'data-messages'],
          ...['data-last-screen', 'data-success-url'],
        ],
      });
    });

    it('shows a connection, texts and a look that the shortcode names', async () => {
      const messages = `messages='{ "labelAgain": "Renew “{provider}” & go" }'`;
      const look = 'appearance="outlined" size="large" last-screen="0"';
      const url = await publish(`[junction_connect provider="oura" connected="oura" ${messages} ${look}]`);
      const page = await openAs('subscriber', url);
      const element = page.locator('junction-connect');
      const renew = element.getByRole('button', { name: 'Renew “Oura” & go' });
      assert.equal(await renew.getAttribute('class'), 'outlined large');
      assert.equal(await element.evaluate(({ lastScreen }: JunctionConnect) => lastScreen), 0);
      await element.getByRole('status').getByText('Oura is connected').waitFor();
    });

    it('loads the script, and a page without a button does not', async () => {
      const scripts = (html: string) => html.match(/junction-connect\/assets\/\w+/g) ?? [];
      assert.deepEqual(scripts(await fetchHtml(`${site.origin}/hello-world/`)), []);
      const html = await fetchHtml(await publish(documentedPlaceholder));
      // It is one file, with the element and the code that names the endpoint.
      assert.deepEqual(scripts(html), ['junction-connect/assets/junction']);
      // The address has no origin: the page may have another origin than the admin pages.
      assert.match(html, /"nonceUrl":"\\\/wp-admin\\\/admin-ajax/);
    });

    it('loads the script in a template and in a widget, too', async () => {
      const enqueued = await site.evaluate<object>(`
        $renderers = [
          'template' => fn($html) => do_blocks("<!-- wp:html -->$html<!-- /wp:html -->"),
          'block' => fn($html) => the_widget('WP_Widget_Block', ['content' => "<!-- wp:html -->$html<!-- /wp:html -->"]),
          'text' => fn($html) => the_widget('WP_Widget_Text', ['text' => $html]),
          'html' => fn($html) => the_widget('WP_Widget_Custom_HTML', ['content' => $html]),
        ];
        $scripts = ['junction-connect-site', 'junction-connections-site'];
        Junction_Connect\\register_scripts();
        ob_start();
        $enqueued = [];
        foreach ($renderers as $name => $render)
          foreach (['<div>', '<div data-junction-connect>', '<div data-junction-connections>'] as $html) {
            wp_dequeue_script($scripts);
            $render("$html</div>");
            $enqueued[$name][] = array_values(array_filter($scripts, 'wp_script_is'));
          }
        ob_end_clean();
        return $enqueued;`);
      const expected = [[], ['junction-connect-site'], ['junction-connections-site']];
      assert.deepEqual(enqueued, { template: expected, block: expected, text: expected, html: expected });
    });

    it('shows the label of the element, in the language of the shortcode, when it has no own label', async () => {
      const page = await openAs('subscriber', await publish('[junction_connect lang="de_DE"]'));
      await page.locator('junction-connect').getByRole('button', { name: 'Gerät verbinden' }).waitFor();
    });

    it('does not connect a provider that the site does not allow', async () => {
      const page = await openAs('subscriber', await publish(shortcode.replace('oura', 'strava')));
      await button(page).click();
      await page.locator('junction-connect').getByRole('status').getByText('Not available').waitFor();
      assert.deepEqual((await junction.state()).link_tokens, []);
    });
  });
}
