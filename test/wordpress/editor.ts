import type { Page } from 'playwright-core';
import type { WordPressSite } from './wordpress-site.js';

/** Opens the editor with a new post, and inserts a block of the plugin. The author is signed in in the page. */
export async function insertBlock(page: Page, site: WordPressSite, title: string): Promise<void> {
  // WordPress shows a dialog that welcomes the author, until the author has closed it once.
  await site.evaluate(`
    $preferences = ['core/edit-post' => ['welcomeGuide' => false], '_modified' => gmdate('c')];
    update_user_option(get_user_by('login', 'author')->ID, 'persisted_preferences', $preferences);`);
  await page.goto(`${site.origin}/wp-admin/post-new.php`);
  await page.getByRole('textbox', { name: 'Add title' }).fill('A post with the block');
  await page.getByRole('button', { name: 'Add default block' }).click();
  await page.locator('[data-type="core/paragraph"]:focus').waitFor();
  await page.keyboard.type('/junction');
  // The name of the option has the icon, too, so this compares the text.
  await page
    .getByRole('option')
    .and(page.getByText(title, { exact: true }))
    .click();
}

/** Publishes the post in the editor, and returns its address. */
export async function publishInEditor(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const panel = page.getByLabel('Editor publish');
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  return (await panel.getByRole('link', { name: 'View Post' }).getAttribute('href'))!;
}
