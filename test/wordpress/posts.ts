import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { JunctionServer } from '../support/junction.js';
import { type Name, type Session, switchTo } from './people.js';
import type { WordPressSite } from './wordpress-site.js';

// The documentation has two shortcodes and a placeholder. The tests use them.
const guide = readFileSync('docs/builders/wordpress.md', 'utf8');
export const label = 'Connect your ring';

export const shortcodeBlock = (code = ''): string => `<!-- wp:shortcode -->${code}<!-- /wp:shortcode -->`;
export const htmlBlock = (html = ''): string => `<!-- wp:html -->${html}<!-- /wp:html -->`;

/** The blocks with the code of the documentation. */
export const documentedShortcode = shortcodeBlock(/\[junction_connect .*?\]/.exec(guide)?.[0]);
export const documentedListShortcode = shortcodeBlock(/\[junction_connections .*?\]/.exec(guide)?.[0]);
export const documentedPlaceholder = htmlBlock(/```html\n(.*?)```/s.exec(guide)?.[1]);

/**
 * Publishes a post through the REST API, as the editor does, and returns its address. The address of the API works with each
 * kind of permalinks.
 */
export async function publish({ origin }: WordPressSite, content: string, { cookie, nonce }: Session): Promise<string> {
  const answer = await fetch(`${origin}/?rest_route=/wp/v2/posts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-WP-Nonce': nonce },
    body: JSON.stringify({ title: 'A post', content, status: 'publish' }),
  });
  const post = (await answer.json()) as { link: string };
  assert.equal(answer.status, 201, JSON.stringify(post));
  return post.link;
}

export async function fetchHtml(url: string, { cookie } = { cookie: '' }): Promise<string> {
  return (await fetch(url, { headers: { Cookie: cookie } })).text();
}

/** Saves a page as WordPress sends it in this session, and serves it to everybody. Returns its address there. */
export async function cachePage({ root, origin }: WordPressSite, url: string, session?: Session): Promise<string> {
  const name = `cached-${randomUUID()}`;
  mkdirSync(join(root, name));
  writeFileSync(join(root, name, 'index.html'), await fetchHtml(url, session));
  return `${origin}/${name}/`;
}

/** Returns the HTML of a block with these attributes. */
export function renderBlock(site: WordPressSite, blockName: string, attrs: Record<string, string>): Promise<string> {
  const block = Buffer.from(JSON.stringify({ blockName, attrs })).toString('base64'); // It has no quotes, as PHP needs it.
  return site.evaluate(`return (new WP_Block(json_decode(base64_decode('${block}'), true)))->render();`);
}

/** Opens a page in the first tab of the browser, as this person. */
export async function openAs(context: BrowserContext, site: WordPressSite, name: Name, url: string): Promise<Page> {
  await switchTo(context, site, name);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  return page;
}

export const buttonIn = (page: Page, name = label) => page.locator('junction-connect').getByRole('button', { name });

/** Connects Oura in the Link that the page shows. */
export async function connectInLink(page: Page): Promise<void> {
  const link = page.frameLocator('iframe');
  await link.getByRole('button', { name: 'Oura', exact: true }).click();
  await link.getByRole('button', { name: 'Allow' }).click();
  await page.locator('junction-connect').getByRole('status').getByText('Connected').waitFor();
}

/** Presses the button, and connects Oura. */
export async function connectOura(page: Page, name?: string): Promise<void> {
  await buttonIn(page, name).click();
  await connectInLink(page);
}

/** Returns the connections in the local Junction. Each is the id of a user and the slug of a provider. */
export async function connections(junction: JunctionServer): Promise<[user_id: string, slug: string][]> {
  const { users } = await junction.state();
  return users.flatMap(({ user_id, providers }) => providers.map(({ slug }): [string, string] => [user_id, slug]));
}
