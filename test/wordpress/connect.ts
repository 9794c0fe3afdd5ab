import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { targets, writeSnippet } from '../../demo/page/scripts/snippets.js';
import type { Junction } from './junction.js';
import { fillInSignIn, forgetPeople, junctionUserOf, type Name, type Session, signIn, switchTo } from './people.js';
import type { Site } from './site.js';

// What the demo's generator gives for the plugin; it pins no script there.
const [generated] = writeSnippet(
  targets.find(({ id }) => id === 'wordpress')!,
  { attributes: [['providers', 'oura, fitbit']], label: 'Connect your "ring" [now]', look: [] },
  { version: '', url: '', integrity: '' },
);

// What the documentation tells to write.
const guide = readFileSync('docs/builders/wordpress.md', 'utf8');
const label = 'Connect your ring';
const shortcodeBlock = (code = '') => `<!-- wp:shortcode -->${code}<!-- /wp:shortcode -->`;
const shortcode = shortcodeBlock(/\[junction_connect .*?\]/.exec(guide)?.[0]);
const pasted = `<!-- wp:html -->${/```html\n(.*?)```/s.exec(guide)?.[1]}<!-- /wp:html -->`;

/** What stands in posts, on a site where the plugin is set up. */
export function connectTests(getSite: () => { site: Site; junction: Junction; browser: Browser }) {
  let site: Site;
  let junction: Junction;
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
    await forgetPeople(site);
  });
  afterEach(() => context.close());

  /** Publishes a post as the editor does, and tells its address. */
  async function publish(content: string, { cookie, nonce } = author): Promise<string> {
    const answer = await fetch(`${site.origin}/wp-json/wp/v2/posts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-WP-Nonce': nonce },
      body: JSON.stringify({ title: 'A post', content, status: 'publish' }),
    });
    const post = (await answer.json()) as { link: string };
    assert.equal(answer.status, 201, JSON.stringify(post));
    return post.link;
  }

  async function openAs(name: Name, url: string): Promise<Page> {
    await switchTo(context, site, name);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    return page;
  }

  const button = (page: Page, name = label) => page.locator('junction-connect').getByRole('button', { name });
  const link = (page: Page) => page.frameLocator('iframe');

  async function connectOura(page: Page, name?: string) {
    await button(page, name).click();
    await link(page).getByRole('button', { name: 'Oura', exact: true }).click();
    await link(page).getByRole('button', { name: 'Allow' }).click();
    await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
  }

  const read = async (url: string, { cookie } = { cookie: '' }) =>
    (await fetch(url, { headers: { Cookie: cookie } })).text();

  /** Who has connected what, as far as the local Junction knows. */
  async function connections() {
    const { users } = await junction.state();
    return users.flatMap(({ user_id, providers }) => providers.map(({ slug }) => [user_id, slug]));
  }

  describe('a subscriber connects Oura in a post by an author without unfiltered_html', () => {
    before(async () => {
      const mayWriteAnything = 'return user_can(get_user_by("login", "author"), "unfiltered_html");';
      assert.equal(await site.evaluate(mayWriteAnything), false);
    });

    const ways: [name: string, write: () => Promise<string>, label?: string][] = [
      ['that has the shortcode', () => publish(shortcode)],
      [
        'that has the shortcode as it is generated',
        () => publish(shortcodeBlock(generated?.code)),
        'Connect your "ring" [now]',
      ],
      ['that has the placeholder, pasted', () => publish(pasted)],
      ['that has the block, put there in the editor', writeInEditor],
    ];
    for (const [name, write, text] of ways) {
      it(name, async () => {
        const page = await openAs('subscriber', await write());
        await connectOura(page, text);
        assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
      });
    }

    async function writeInEditor(): Promise<string> {
      const page = await openAs('author', `${site.origin}/wp-admin/post-new.php`);
      await page.getByRole('button', { name: 'Close dialog' }).click(); // The welcome.
      await page.getByRole('textbox', { name: 'Add title' }).fill('A post with the block');
      await page.getByRole('button', { name: 'Add default block' }).click();
      await page.keyboard.type('/junction');
      await page.getByRole('option', { name: 'Junction Connect' }).click();
      await page.getByLabel('Label').fill(label);
      await page.getByLabel('Providers', { exact: true }).fill('oura fitbit');
      await page.getByText(label, { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByLabel('Editor publish').getByRole('button', { name: 'Publish', exact: true }).click();
      const view = page.getByLabel('Editor publish').getByRole('link', { name: 'View Post' });
      return (await view.getAttribute('href'))!;
    }
  });

  describe('a visitor', () => {
    it('is led to the sign-in, back to the post, and connects', async () => {
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

    it('is not led to a page for errors in place of the sign-in', async () => {
      const page = await context.newPage();
      await page.goto(await publish(shortcode.replace(']', ' error-url="/broken"]')));
      await button(page).click();
      await page.getByRole('link', { name: 'Sign in to connect' }).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Sign in to connect');
      // The element's own message would be wrong: it works for whoever is signed in.
      assert.equal(await page.locator('junction-connect').getByRole('status').isVisible(), false);
    });
  });

  it('does not send whoever is signed in to the sign-in, where WordPress gives no nonce', async () => {
    const page = await openAs('subscriber', await publish(shortcode));
    await page.route('**/admin-ajax.php*', (route) => route.fulfill({ status: 503 }));
    const code = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('junction-error', (event) =>
            resolve((event as CustomEvent<{ error: { code: string } }>).detail.error.code),
          ),
        ),
    );
    await button(page).click();
    assert.equal(await code, 'token_request_failed');
    assert.equal(await page.getByRole('link', { name: 'Sign in to connect' }).count(), 0);
  });

  describe('a cached page', () => {
    /** Keeps a page as somebody was given it, where everybody gets it. */
    async function cache(url: string, session?: Session): Promise<string> {
      const name = `cached-${randomUUID()}`;
      mkdirSync(join(site.root, name));
      writeFileSync(join(site.root, name, 'index.html'), await read(url, session));
      return `${site.origin}/${name}/`;
    }

    it('of a visitor’s connects whoever is signed in', async () => {
      const url = await cache(await publish(shortcode));
      await connectOura(await openAs('subscriber', url));
      assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
    });

    it('of somebody else’s connects whoever is signed in, and leads a visitor to the sign-in', async () => {
      const url = await cache(await publish(shortcode), await signIn(site, 'neighbour'));
      await connectOura(await openAs('subscriber', url));
      assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
      await context.clearCookies();
      const page = await context.newPage();
      await page.goto(url);
      await button(page).click();
      await page.getByRole('link', { name: 'Sign in to connect' }).waitFor();
    });

    it('that was opened before somebody else signed in connects them', async () => {
      const page = await openAs('subscriber', await publish(shortcode));
      await button(page).waitFor();
      await switchTo(context, site, 'neighbour');
      await connectOura(page);
      assert.deepEqual(await connections(), [[await junctionUserOf(site, 'neighbour'), 'oura']]);
    });

    it('comes back from hosted Link with a token that has expired, and gets another without a press', async () => {
      const page = await openAs('subscriber', await publish(shortcode.replace(']', ' mode="redirect"]')));
      await button(page).click();
      await page.waitForURL(`${junction.origin}/**`);
      await junction.expireTokens();
      const asked = page.waitForRequest((request) => request.url().endsWith('/link-token'));
      await page.getByRole('button', { name: 'Oura', exact: true }).click();
      await asked;
      await page.getByRole('button', { name: 'Oura', exact: true }).click();
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
    });
  });

  describe('hosted Link comes back', () => {
    it('to a page without the button, which reports to the one that has it, and closes', async () => {
      const content = shortcode.replace(']', ' mode="popup" return-url="/hello-world/"]');
      const page = await openAs('subscriber', await publish(content));
      const opened = page.waitForEvent('popup');
      await button(page).click();
      const popup = await opened;
      await popup.getByRole('button', { name: 'Oura', exact: true }).click();
      const closed = popup.waitForEvent('close');
      await popup.getByRole('button', { name: 'Allow' }).click();
      await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
      await closed;
    });

    describe('with parameters that WordPress would take for its own', () => {
      const plugin = () => join(site.root, 'wp-content/mu-plugins/clinic.php');
      const back = 'junction_session=1234&state=error&provider=oura&error_type=token_expired&error=Expired';
      let page: number;

      before(async () => {
        mkdirSync(join(plugin(), '..'), { recursive: true });
        writeFileSync(
          plugin(),
          `<?php
          add_action('init', function () {
            register_post_type('provider', ['public' => true, 'label' => 'Doctors']);
            register_taxonomy('state', ['post', 'provider'], ['public' => true, 'label' => 'States']);
          });`,
        );
        page = await site.evaluate<number>(`
          $insert = fn($type, $title) => wp_insert_post(
            ['post_type' => $type, 'post_title' => $title, 'post_content' => "This is $title.", 'post_status' => 'publish']);
          wp_set_object_terms($insert('provider', 'Doctor Smith'), 'Ohio', 'state');
          flush_rewrite_rules();
          return $insert('page', 'the front page');`);
      });
      after(async () => {
        rmSync(plugin());
        await setUp('/%postname%/', 'posts');
      });

      /** @param front What the front page shows: `page`, or the latest `posts`. */
      const setUp = (permalinks: string, front: string) =>
        site.evaluate(`
          global $wp_rewrite;
          update_option('page_on_front', ${page});
          update_option('show_on_front', '${front}');
          $wp_rewrite->set_permalink_structure('${permalinks}');
          flush_rewrite_rules();`);

      async function shows(path: string, text: string) {
        const answer = await fetch(site.origin + path);
        assert.deepEqual([answer.status, answer.url], [200, site.origin + path]); // The script still finds them.
        const html = await answer.text();
        assert.ok(html.includes(text), `${path}: ${/<title>.*/.exec(html)?.[0]}`);
      }

      it('to the page that it left, which a path names', async () => {
        await setUp('/%postname%/', 'page');
        await shows(`/?${back}`, 'This is the front page.');
        await shows(`/hello-world/?a=1&${back}`, '<title>Hello world!');
        await shows(`/provider/doctor-smith/?${back}`, '<title>Doctor Smith');
        await shows(`/state/ohio/?${back}`, '<title>Ohio');
      });

      it('to the page that it left, which a query names', async () => {
        await setUp('', 'page');
        await shows(`/?${back}`, 'This is the front page.');
        await shows(`/?p=1&${back}`, '<title>Hello world!');
        await shows(`/?provider=doctor-smith&${back}`, '<title>Doctor Smith');
        await shows(`/?state=ohio&${back}`, '<title>Ohio');
      });

      it('and leaves every other address alone', async () => {
        await setUp('', 'page');
        await shows('/?provider=doctor-smith', '<title>Doctor Smith');
      });
    });
  });

  describe('what an author writes', () => {
    describe('does not lead people to an endpoint of somebody else, nor has them ask as somebody else', () => {
      const evil = 'https://evil.example/t';
      const foreign = pasted.replace(
        /data-token-endpoint=".*?"/,
        `data-token-endpoint="${evil}" data-csrf-header="Authorization" data-csrf-token="Basic YTpi" data-credentials="omit" data-method="get"`,
      );
      /** WordPress lets authors embed PDFs of the site, and an object with an id shadows what `document` has of that name. */
      const shadow = (...names: string[]) =>
        names.map((name) => object(name)).join('') +
        `<a id="junctionConnectSite"></a><a id="junctionConnectSite" name="endpoint" href="${evil}"></a>`;
      const object = (name: string) =>
        `<object id="${name}" data="${site.origin}/a.pdf" type="application/pdf" data-token-endpoint="${evil}"></object>`;

      /** Opens what an author has published, and tells what is asked then that nobody should ask. */
      async function openHostile(content: string) {
        const url = await publish(content);
        const page = await openAs('subscriber', 'about:blank');
        const strange: string[] = [];
        page.on('request', (request) => {
          if (request.url().includes('evil') || request.headers()['authorization']) strange.push(request.url());
        });
        await page.goto(url);
        return { page, strange };
      }

      const connecting: [name: string, shadowed: string[]][] = [
        ['by a placeholder', []],
        ['where nothing of document’s own can be styled', ['adoptedStyleSheets']],
        ['where document takes no listeners', ['addEventListener', 'readyState']],
        ['where document tells another script to be running', ['currentScript', 'location', 'defaultView']],
      ];
      for (const [name, shadowed] of connecting) {
        it(name, async () => {
          const { page, strange } = await openHostile(foreign + shadow(...shadowed));
          for (const id of shadowed) assert.equal(await page.locator(`object#${id}`).count(), 1); // WordPress has kept it.
          await button(page).waitFor();
          assert.equal(await page.locator('junction-connect[csrf-token]').count(), 1);
          await connectOura(page);
          assert.deepEqual(await connections(), [[await junctionUserOf(site, 'subscriber'), 'oura']]);
          assert.deepEqual(strange, []);
        });
      }

      // The element itself needs these: on such a page it does not work, and asks nobody.
      for (const id of ['createElement', 'querySelectorAll', 'addEventListener', 'createTreeWalker']) {
        it(`where there is no document.${id}, with or without an element`, async () => {
          const { page, strange } = await openHostile(foreign + shadow(id));
          await page.locator('[data-junction-connect], junction-connect').first().click();
          await page.waitForTimeout(500);
          assert.deepEqual(strange, []);
          assert.deepEqual(await connections(), []);
        });
      }

      it('by an element that comes later, and is asked without a press', async () => {
        const { page, strange } = await openHostile(
          foreign.replace('data-junction-connect', '$& data-mode="redirect"'),
        );
        await button(page).click();
        await page.waitForURL(`${junction.origin}/**`);
        await junction.expireTokens();
        // The placeholder is put there by a script, when the page has long been there.
        await page.addInitScript(() =>
          document.addEventListener('DOMContentLoaded', () => {
            const late = document.querySelector('[data-junction-connect]')?.parentElement;
            const place = late?.parentElement;
            late?.remove();
            setTimeout(() => late && place?.append(late), 500);
          }),
        );
        const asked = page.waitForRequest((request) => /link-token|evil/.test(request.url()));
        await page.getByRole('button', { name: 'Oura', exact: true }).click();
        assert.match((await asked).url(), /\/wp-json\/.*link-token$/);
        assert.deepEqual(strange, []);
      });

      it('where the script before has been dropped, and markup has its name', async () => {
        const page = await openAs('subscriber', 'about:blank');
        const strange: string[] = [];
        page.on('request', (request) => /evil|link-token/.test(request.url()) && strange.push(request.url()));
        const url = await publish(foreign + shadow());
        await page.route(url, async (route) => {
          const html = await (await route.fetch()).text();
          const dropped = html.replace(/<script[^>]*>\s*var junctionConnectSite.*?<\/script>/s, '');
          assert.notEqual(dropped, html);
          await route.fulfill({ body: dropped, contentType: 'text/html' });
        });
        await page.goto(url);
        await button(page).click();
        await page.locator('junction-connect').getByRole('status').getByText('Not available').waitFor();
        assert.deepEqual(strange, []);
      });
    });

    it('is text in the page, whatever it is', async () => {
      const hostile = `"><script>window.hacked = true</script>' onclick=alert(1) x="[]`;
      const attributes = { label: hostile, providers: hostile, successUrl: hostile };
      const html = await site.evaluate<string>(
        `return Junction_Connect\\render_block(json_decode('${JSON.stringify(attributes).replaceAll("'", "\\'").replaceAll('\\"', '\\\\"')}', true));`,
      );
      const page = await context.newPage();
      await page.setContent(html);
      const found = await page.evaluate(() => {
        const [placeholder, ...others] = document.querySelectorAll('[data-junction-connect]');
        const { providers, successUrl } = (placeholder as HTMLElement).dataset;
        return {
          texts: [placeholder!.textContent, providers, successUrl],
          others: others.length + placeholder!.children.length,
          names: placeholder!.getAttributeNames(),
        };
      });
      assert.deepEqual(found, {
        texts: [hostile, hostile, hostile],
        others: 0,
        names: ['data-junction-connect', 'data-token-endpoint', 'data-providers', 'data-success-url'],
      });
    });

    it('brings the script, and nothing else does', async () => {
      const scripts = (html: string) => html.match(/junction-connect\/assets\/\w+/g) ?? [];
      assert.deepEqual(scripts(await read(`${site.origin}/hello-world/`)), []);
      const html = await read(await publish(pasted));
      // One: the element does not come without what guards it.
      assert.deepEqual(scripts(html), ['junction-connect/assets/junction']);
      // Of the page's own origin: the admin's may be another one.
      assert.match(html, /"nonceUrl":"\\\/wp-admin\\\/admin-ajax/);
    });

    it('brings the script in a template and in a widget, too', async () => {
      const enqueued = await site.evaluate<object>(`
        $places = [
          'template' => fn($html) => do_blocks("<!-- wp:html -->$html<!-- /wp:html -->"),
          'block' => fn($html) => the_widget('WP_Widget_Block', ['content' => "<!-- wp:html -->$html<!-- /wp:html -->"]),
          'text' => fn($html) => the_widget('WP_Widget_Text', ['text' => $html]),
          'html' => fn($html) => the_widget('WP_Widget_Custom_HTML', ['content' => $html]),
        ];
        Junction_Connect\\register_scripts();
        ob_start();
        $enqueued = [];
        foreach ($places as $name => $place)
          foreach (['<div>', '<div data-junction-connect>'] as $html) {
            wp_dequeue_script('junction-connect-site');
            $place("$html</div>");
            $enqueued[$name][] = wp_script_is('junction-connect-site', 'enqueued');
          }
        ob_end_clean();
        return $enqueued;`);
      const expected = [false, true];
      assert.deepEqual(enqueued, { template: expected, block: expected, text: expected, html: expected });
    });

    it('may leave the label to the element, which has it in the language of the page', async () => {
      const page = await openAs('subscriber', await publish('[junction_connect lang="de_DE"]'));
      await page.locator('junction-connect').getByRole('button', { name: 'Gerät verbinden' }).waitFor();
    });

    it('cannot connect a provider that the site does not allow', async () => {
      const page = await openAs('subscriber', await publish(shortcode.replace('oura', 'strava')));
      await button(page).click();
      await page.locator('junction-connect').getByRole('status').getByText('Not available').waitFor();
      assert.deepEqual((await junction.state()).link_tokens, []);
    });
  });
}
