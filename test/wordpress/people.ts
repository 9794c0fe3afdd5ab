import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import type { WordPressSite } from './wordpress-site.js';

/** The user names of the people that `install.php` creates. */
export type Name = 'admin' | 'author' | 'subscriber' | 'neighbour';

const passwordOf = (name: Name) => `password of ${name}`;

/** The cookie and the nonce that the browser of a signed-in person sends with a request. */
export interface Session {
  readonly cookie: string;
  readonly nonce: string;
}

/** Signs a person in without a browser, and returns the session. */
export async function signIn({ origin }: WordPressSite, name: Name): Promise<Session> {
  const body = new URLSearchParams({ log: name, pwd: passwordOf(name) });
  const answer = await fetch(`${origin}/wp-login.php`, { method: 'POST', body, redirect: 'manual' });
  assert.equal(answer.status, 302, await answer.text());
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  const headers = { Cookie: cookie.join('; ') };
  const nonce = await (await fetch(`${origin}/wp-admin/admin-ajax.php?action=rest-nonce`, { headers })).text();
  return { cookie: headers.Cookie, nonce };
}

/** Fills in and submits the form of `wp-login.php`, which the page already shows. */
export async function fillInSignIn(page: Page, name: Name): Promise<void> {
  // A script of the form moves the focus there, a moment after the page has loaded.
  await page.locator('#user_login:focus').waitFor();
  await page.getByLabel('Username or Email Address').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: 'Log In' }).click();
}

/** Signs a person in in a browser. This replaces the session of the person who was signed in before. */
export async function switchTo(context: BrowserContext, site: WordPressSite, name: Name): Promise<void> {
  const { cookie } = await signIn(site, name);
  await context.clearCookies();
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const separator = pair.indexOf('=');
      return { name: pair.slice(0, separator), value: pair.slice(separator + 1), url: site.origin };
    }),
  );
}

/** Deletes the Junction users that WordPress has stored, and the counts of requests, of all people. */
export const resetPeople = (site: WordPressSite): Promise<unknown> =>
  site.evaluate(`
    delete_metadata('user', 0, 'wp_junction_connect_user_local', '', true);
    foreach (get_users(['fields' => 'ID']) as $id)
      foreach (['rate', 'list_rate'] as $counter) delete_transient("junction_connect_{$counter}_$id");`);

/** Returns the id of the local Junction's user that WordPress has stored for a person. */
export const junctionUserOf = (site: WordPressSite, name: Name): Promise<string> =>
  site.evaluate(`return get_user_option('junction_connect_user_local', get_user_by('login', '${name}')->ID);`);
