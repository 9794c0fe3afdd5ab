import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { WordPressSite } from './wordpress-site.js';

const frame = 'iframe[name="editor-canvas"]';

/** Returns the part of the editor that shows the post. Since WordPress 7, it is a frame. */
async function findPost(page: Page): Promise<FrameLocator | Locator> {
  await page
    .locator(frame)
    .or(page.getByRole('textbox', { name: 'Add title' }))
    .first()
    .waitFor();
  return (await page.locator(frame).count()) > 0 ? page.frameLocator(frame) : page.locator('body');
}

/**
 * Opens the editor with a new post, and inserts a block of the plugin. The author is signed in in the page.
 *
 * @returns the part of the editor that shows the post
 */
export async function insertBlock(page: Page, site: WordPressSite, title: string): Promise<FrameLocator | Locator> {
  // WordPress shows dialogs that welcome the author, until the author has closed them once.
  await site.evaluate(`
    $hidden = ['welcomeGuide' => false];
    $preferences = ['core' => ['enableChoosePatternModal' => false], 'core/edit-post' => $hidden, '_modified' => gmdate('c')];
    update_user_option(get_user_by('login', 'author')->ID, 'persisted_preferences', $preferences);`);
  await page.goto(`${site.origin}/wp-admin/post-new.php`);
  const post = await findPost(page);
  await post.getByRole('textbox', { name: 'Add title' }).fill('A post with the block');
  await post.getByRole('button', { name: 'Add default block' }).click();
  await post.locator('[data-type="core/paragraph"]:focus').waitFor();
  await page.keyboard.type('/junction');
  // The name of the option has the icon, too, so this compares the text.
  await page
    .getByRole('option')
    .and(page.getByText(title, { exact: true }))
    .click();
  return post;
}

/** Publishes the post in the editor, and returns its address. */
export async function publishInEditor(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const panel = page.getByLabel('Editor publish');
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  return (await panel.getByRole('link', { name: 'View Post' }).getAttribute('href'))!;
}
