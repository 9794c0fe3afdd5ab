import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import type { Site } from './site.js';

/** Who `install.php` has made, beside the admin. */
export type Name = 'admin' | 'author' | 'subscriber' | 'neighbour';

const passwordOf = (name: Name) => `password of ${name}`;

/** What a browser of theirs sends with a request. */
export interface Session {
  readonly cookie: string;
  readonly nonce: string;
}

/** Signs somebody in without a browser. */
export async function signIn({ origin }: Site, name: Name): Promise<Session> {
  const body = new URLSearchParams({ log: name, pwd: passwordOf(name) });
  const answer = await fetch(`${origin}/wp-login.php`, { method: 'POST', body, redirect: 'manual' });
  assert.equal(answer.status, 302, await answer.text());
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  const headers = { Cookie: cookie.join('; ') };
  const nonce = await (await fetch(`${origin}/wp-admin/admin-ajax.php?action=rest-nonce`, { headers })).text();
  return { cookie: headers.Cookie, nonce };
}

/** Fills in the form of wp-login.php, where the page shows it. */
export async function fillInSignIn(page: Page, name: Name): Promise<void> {
  await page.locator('#user_login:focus').waitFor(); // Its script moves the focus there when the page has been up a while.
  await page.getByLabel('Username or Email Address').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: 'Log In' }).click();
}

/** Gives a browser somebody's session, in the place of whoever was signed in before. */
export async function switchTo(context: BrowserContext, site: Site, name: Name): Promise<void> {
  const { cookie } = await signIn(site, name);
  await context.clearCookies();
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.origin };
    }),
  );
}

/** As if nobody had ever asked for a Link Token. */
export const forgetPeople = (site: Site): Promise<unknown> =>
  site.evaluate(`
    delete_metadata('user', 0, 'wp_junction_connect_user_local', '', true);
    foreach (get_users(['fields' => 'ID']) as $id) delete_transient("junction_connect_rate_$id");`);

/** The user of the local Junction that WordPress has kept for somebody. */
export const junctionUserOf = (site: Site, name: Name): Promise<string> =>
  site.evaluate(`return get_user_option('junction_connect_user_local', get_user_by('login', '${name}')->ID);`);
