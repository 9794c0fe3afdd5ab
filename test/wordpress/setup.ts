import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { JunctionServer } from '../support/junction.js';
import { fillInSignIn, signIn } from './people.js';
import type { WordPressSite } from './wordpress-site.js';

const zip = 'integrations/wordpress/junction-connect.zip';
const settingsPath = '/wp-admin/options-general.php?page=junction-connect';

/** Defines tests in which the admin uploads the plugin, and sets it up with this key and these providers. */
export function setupTests(
  getSite: () => { site: WordPressSite; context: BrowserContext; apiKey: string; providers: string },
) {
  let site: WordPressSite;
  let page: Page;
  let apiKey: string;
  let providers: string;

  before(async () => {
    const fixture = getSite();
    ({ site, apiKey, providers } = fixture);
    page = await fixture.context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
  });

  const keyField = () => page.getByLabel('API key');
  const save = () => page.getByRole('button', { name: 'Save Changes' }).click();
  const storedKey = () => site.evaluate<string>('return Junction_Connect\\api_key();');
  async function openSettings() {
    await page.goto(site.origin + settingsPath);
  }

  describe('the settings page', () => {
    it('opens from the list of plugins, after the admin has uploaded and activated the zip', async () => {
      await page.goto(`${site.origin}/wp-admin/plugin-install.php?tab=upload`);
      await fillInSignIn(page, 'admin');
      await page.locator('#pluginzip').setInputFiles(zip);
      await page.getByRole('button', { name: 'Install Now' }).click();
      await page.getByRole('link', { name: 'Activate Plugin' }).click();
      const row = page.locator('tr[data-plugin="junction-connect/junction-connect.php"]');
      await row.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { name: 'Connect Button for Junction Link', exact: true }).waitFor();
      const menuItem = page.locator('#menu-settings').getByRole('link', { name: 'Junction Link', exact: true });
      assert.ok((await menuItem.getAttribute('href'))?.endsWith('page=junction-connect'));
    });

    it('says that a local stand-in replaces Junction', async () => {
      const notice = page.locator('.notice-warning', { hasText: 'Simulated:' });
      assert.match(await notice.innerText(), /JUNCTION_SANDBOX_URL.*localhost/);
    });

    it('saves the key, and no page shows it again', async () => {
      await page.getByText('No key is set.').waitFor();
      await keyField().fill(apiKey);
      await page.getByLabel('Allowed providers').fill(providers);
      await save();
      await page.getByText('Settings saved.').waitFor();
      assert.equal(await keyField().inputValue(), '');
      await page.getByText('A key is set.').waitFor();
      assert.equal(await storedKey(), apiKey);

      const { cookie, nonce } = await signIn(site, 'admin');
      for (const path of [settingsPath, '/wp-admin/options.php', '/wp-json/wp/v2/settings', '/wp-json/']) {
        const answer = await fetch(site.origin + path, { headers: { Cookie: cookie, 'X-WP-Nonce': nonce } });
        assert.equal(answer.status, 200, path);
        assert.ok(!(await answer.text()).includes(apiKey), path);
      }
    });

    it('shows the allowed providers in the shortcode to copy', async () => {
      for (const allowed of ['polar', providers]) {
        await page.getByLabel('Allowed providers').fill(allowed);
        await save();
        await page.getByText(`[junction_connect providers="${allowed}" label="Connect a device"]`).waitFor();
      }
    });

    it('keeps the key when nothing is typed, and saves the other settings', async () => {
      await page.getByLabel('Region').selectOption('Europe');
      await save();
      assert.equal(await storedKey(), apiKey);
      assert.equal(await page.getByLabel('Region').inputValue(), 'eu');
      await page.locator('.notice-error', { hasText: 'belongs to another environment or region' }).waitFor();
      await page.getByLabel('Region').selectOption('United States');
      await save();
      assert.equal(await page.locator('.notice-error').count(), 0);
      assert.equal(await page.getByLabel('Allowed providers').inputValue(), providers);
    });

    it('lets people end connections only when the box is checked', async () => {
      const box = page.getByLabel('People may end their own connections.');
      const isAllowed = () => site.evaluate<boolean>("return Junction_Connect\\settings()['disconnect'];");
      for (const isChecked of [true, false]) {
        await box.setChecked(isChecked);
        await save();
        assert.equal(await isAllowed(), isChecked);
        assert.equal(await box.isChecked(), isChecked);
      }
    });

    it('refuses a text that is not a key, and providers that are not slugs', async () => {
      await keyField().fill('a key with spaces');
      await page.getByLabel('Allowed providers').fill('oura, <b>Garmin</b> Apple-Health');
      await save();
      await page.getByText('That is no API key').waitFor();
      await page.getByText('These are not slugs of providers').waitFor();
      assert.equal(await storedKey(), apiKey);
      assert.equal(await page.getByLabel('Allowed providers').inputValue(), providers);
    });

    it('does not use wrong values from another form or from the database', async () => {
      const values = await site.evaluate<object>(`
        require_once ABSPATH . 'wp-admin/includes/template.php';
        add_filter('pre_option_junction_connect_settings', fn() =>
          ['environment' => ['production'], 'region' => 'evil.example/', 'providers' => ['oura', '<b>', 7]]);
        return [Junction_Connect\\sanitize_api_key(['key' => "a\\r\\nkey"]), Junction_Connect\\settings()];`);
      // A value that is not a slug becomes an empty text, which allows no provider. An empty list would allow all.
      const settings = { environment: 'sandbox', region: 'us', providers: ['oura', '', ''], disconnect: false };
      assert.deepEqual(values, [{ key: apiKey }, settings]);
    });

    it('removes the key, and saves it when it is typed again', async () => {
      await page.getByLabel('Remove the key').check();
      await save();
      await page.getByText('No key is set.').waitFor();
      assert.equal(await storedKey(), '');
      await keyField().fill(apiKey);
      await save();
      assert.equal(await storedKey(), apiKey);
    });

    it('prefers a constant in wp-config.php to the stored key', async () => {
      site.setConstants({ JUNCTION_API_KEY: 'sk_us_of_the_constant' });
      await openSettings();
      await page.getByText('A key is set in wp-config.php').waitFor();
      assert.equal(await page.locator('input[type=password]').count(), 0);
      assert.ok(!(await page.content()).includes('sk_us_of_the_constant'));
      assert.equal(await storedKey(), 'sk_us_of_the_constant');
      await save(); // This does not delete the stored key.
      site.setConstants();
      assert.equal(await storedKey(), apiKey);
    });

    it('stores the key so that WordPress does not load it for every page', async () => {
      const autoloaded = await site.evaluate<object>('return array_keys(wp_load_alloptions());');
      assert.ok(!Object.values(autoloaded).includes('junction_connect_api_key'));
    });

    it('can be opened and saved only by the admin', async () => {
      const { cookie } = await signIn(site, 'author');
      const headers = { Cookie: cookie };
      assert.equal((await fetch(site.origin + settingsPath, { headers })).status, 403);
      const body = new URLSearchParams({ option_page: 'junction-connect', action: 'update' });
      const saved = await fetch(`${site.origin}/wp-admin/options.php`, { method: 'POST', headers, body });
      assert.equal(saved.status, 403);
      // Another site can make the admin's browser send the form, but without the nonce. WordPress does not save it.
      const { cookie: adminCookie } = await signIn(site, 'admin');
      const forged = await fetch(`${site.origin}/wp-admin/options.php`, {
        method: 'POST',
        headers: { Cookie: adminCookie },
        body: new URLSearchParams({ ...Object.fromEntries(body), 'junction_connect_api_key[remove]': '1' }),
      });
      assert.equal(forged.status, 403);
      assert.equal(await storedKey(), apiKey);
    });
  });
}

/** Defines the test in which the admin deletes the plugin. */
export function uninstallTests(
  getSite: () => { site: WordPressSite; junction: JunctionServer; context: BrowserContext },
) {
  it('the plugin leaves nothing in the database', async () => {
    const { site, junction, context } = getSite();
    await junction.reset();
    const { cookie, nonce } = await signIn(site, 'subscriber');
    const traces = () =>
      site.evaluate<string[]>(`global $wpdb; return array_merge(
        $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%junction%'"),
        $wpdb->get_col("SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%junction%'"));`);
    await fetch(`${site.origin}/wp-json/junction-connect/v1/link-token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-WP-Nonce': nonce },
      body: '{}',
    });
    await site.evaluate('update_user_option(1, "junction_connect_user_production_eu", "an earlier user");');
    const before = (await traces()).join(' ');
    for (const trace of ['settings', 'api_key', '_transient_timeout_junction', 'user_local', 'user_production_eu'])
      assert.ok(before.includes(trace), `${trace} in ${before}`);

    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${site.origin}/wp-admin/plugins.php`);
    await page.getByRole('link', { name: 'Deactivate Connect Button for Junction Link' }).click();
    await page.getByText('Plugin deactivated.').waitFor();
    await page.waitForLoadState(); // Before its scripts have run, the next link leads to another page.
    await page.getByRole('link', { name: 'Delete Connect Button for Junction Link' }).click();
    await page.getByText('Connect Button for Junction Link was successfully deleted.').waitFor();
    assert.deepEqual(await traces(), []);
  });
}
