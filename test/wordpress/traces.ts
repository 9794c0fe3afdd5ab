import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { JunctionServer } from '../support/junction.js';
import { junctionUserOf, signIn } from './people.js';
import type { WordPressSite } from './wordpress-site.js';

/** Defines the tests of the data that the plugin has stored or logged on the site, after other tests with this key. */
export function tracesTests(getSite: () => { site: WordPressSite; junction: JunctionServer; apiKey: string }) {
  it('the plugin stores no token, the key only in its option, and no provider of a person', async () => {
    const { site, junction, apiKey } = getSite();
    await site.evaluate('error_log("The log is here.");');
    assert.ok(site.debugLog().includes('The log is here.'));
    const rows = await site.evaluate<[table: string, row: string][]>(`
      global $wpdb;
      $rows = [];
      foreach ($wpdb->get_col('SHOW TABLES') as $table)
        foreach ($wpdb->get_results("SELECT * FROM $table", ARRAY_A) as $row)
          $rows[] = [$table, json_encode($row, JSON_UNESCAPED_SLASHES)];
      return $rows;`);
    const secrets = [apiKey, ...junction.tokens];
    assert.ok(junction.tokens.length > 10);
    for (const secret of secrets) assert.ok(!site.debugLog().includes(secret));
    const withSecret = rows.filter(([, row]) => secrets.some((secret) => row.includes(secret)));
    assert.deepEqual(
      withSecret.map(([, row]) => (JSON.parse(row) as { option_name?: string }).option_name),
      ['junction_connect_api_key'],
    );
    // Posts name providers, and so do the setting with the allowed providers and Junction's list of all providers.
    const rowsWithProvider = rows.filter(
      ([table, row]) =>
        !table.endsWith('posts') &&
        !row.includes('"junction_connect_settings"') &&
        !row.includes('"_transient_junction_connect_providers_') &&
        /\b(oura|garmin|google_health)\b/.test(row),
    );
    assert.deepEqual(rowsWithProvider, []);
    assert.doesNotMatch(site.debugLog(), /\b(oura|garmin|google_health)\b/);
  });

  it('WordPress’s privacy tools export and erase the id of a person’s Junction user', async () => {
    const { site } = getSite();
    const user_id = '0f5c1a52-6d2b-4b6f-9d52-0d3f6a1c9e70';
    const [exported, erased, exportedAfterwards] = await site.evaluate<[unknown, { messages: string[] }, unknown]>(`
      update_user_option(get_user_by('login', 'subscriber')->ID, 'junction_connect_user_local', '${user_id}');
      $call = fn($filter, $mail) => apply_filters($filter, [])['junction-connect']['callback']($mail, 1);
      $exporters = 'wp_privacy_personal_data_exporters';
      $erasers = 'wp_privacy_personal_data_erasers';
      $mail = 'subscriber@clinic.example';
      $call($erasers, 'nobody@clinic.example');
      return [$call($exporters, $mail), $call($erasers, $mail), $call($exporters, $mail)];`);
    const item = {
      group_id: 'junction-connect',
      group_label: 'Connect Button for Junction Link',
      item_id: 'junction_connect_user_local',
      data: [{ name: 'Junction user', value: user_id }],
    };
    assert.deepEqual(exported, { data: [item], done: true });
    const { messages, ...rest } = erased;
    assert.deepEqual(rest, { items_removed: true, items_retained: false, done: true });
    assert.ok(messages.length === 1 && messages[0]!.includes(user_id), `${messages}`);
    assert.deepEqual(exportedAfterwards, { data: [], done: true });
    assert.equal(await junctionUserOf(site, 'subscriber'), false);
  });

  it('the plugin offers a text for the site’s privacy policy', async () => {
    const { site } = getSite();
    const { cookie } = await signIn(site, 'admin');
    const url = `${site.origin}/wp-admin/options-privacy.php?tab=policyguide`;
    const guide = await (await fetch(url, { headers: { Cookie: cookie } })).text();
    assert.ok(guide.includes('Your browser loads Junction Link from link.tryvital.io'));
    assert.ok(guide.includes('or else those that this site allows'));
    assert.ok(guide.includes('the address of that page is passed, too'));
  });
}
