import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { connectProvider, connectToSite, useChromium } from '../support/chromium.js';
import { Author } from './author.js';
import { useEditorSite } from './editor-site.js';

describe('a page made in GrapesJS', () => {
  const { site, waitForSaved, startWith } = useEditorSite();
  const chromium = useChromium();
  let context: BrowserContext;
  let page: Page;
  let author: Author;

  beforeEach(async () => {
    context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
    await connectToSite(context, site);
    page = await context.newPage();
    author = new Author(page);
  });

  /** Opens the editor. `body` is the page as it was before the plugin was added. */
  async function edit(body?: string) {
    startWith(body);
    await author.openEditor(`${site.origin}/editor`);
  }

  /** The requests to Link and to the token endpoint. */
  const launchRequests = () => [...site.requests.filter(({ host }) => host === 'link'), ...site.tokenRequests()];

  /** The attributes of the element in saved HTML, as a browser reads them. */
  const attributesIn = (html: string) =>
    page.evaluate((html) => {
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      const { attributes } = body.querySelector('junction-connect')!;
      return Object.fromEntries([...attributes].filter(({ name }) => name !== 'id').map((it) => [it.name, it.value]));
    }, html);

  it('connects a visitor with the traits that the author has set, and the editor shows them when it is opened again', async () => {
    await edit();
    await author.dragBlock();
    await author.openTraits();
    await author.setTrait('providers', 'oura, fitbit');
    await author.setTrait('label', 'Connect "Oura" & Co');
    await author.setTrait('size', 'large');
    await author.setTrait('appearance', 'outlined');
    await author.setTrait('mode', 'popup');
    const html = await waitForSaved((html) => html.includes('popup'));
    assert.deepEqual(await attributesIn(html), {
      'token-endpoint': '/api/link-token',
      providers: 'oura, fitbit',
      label: 'Connect "Oura" & Co',
      mode: 'popup',
      size: 'large',
      appearance: 'outlined',
    });

    await author.openEditor(`${site.origin}/editor`);
    await author.select();
    const traits = await author.readTraits(
      'token-endpoint',
      'providers',
      'label',
      'mode',
      'region',
      'disabled',
      'size',
    );
    assert.deepEqual(traits, ['/api/link-token', 'oura, fitbit', 'Connect "Oura" & Co', 'popup', '', false, 'large']);
    assert.deepEqual(launchRequests(), []);

    await page.goto(site.origin);
    const success = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('junction-success', ({ detail }) => resolve(detail.mode));
        }),
    );
    const opened = context.waitForEvent('page');
    const button = page.getByRole('button', { name: 'Connect "Oura" & Co' });
    assert.equal(await button.getAttribute('class'), 'outlined large');
    await button.click();
    const link = await opened;
    await link.getByRole('button', { name: 'Oura', exact: true }).waitFor();
    assert.equal(await link.getByRole('button', { name: 'Garmin' }).count(), 0);
    await connectProvider(link);
    assert.equal(await success, 'popup');
    assert.deepEqual(site.tokenRequestBodies()[0]?.filter_on_providers, ['oura', 'fitbit']);
  });

  it('refuses an endpoint that the author has named, because the published page names its own', async () => {
    await edit();
    await author.dragBlock();
    await author.openTraits();
    await author.setTrait('token-endpoint', '/uploads/token.json');
    await waitForSaved((html) => html.includes('/uploads/'));

    await page.goto(site.origin);
    const failed = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('junction-error', ({ detail }) => resolve(detail.error.code));
        }),
    );
    await page.getByRole('button', { name: 'Connect a device' }).click();
    assert.equal(await failed, 'configuration_invalid');
    assert.deepEqual(
      site.requests.filter(({ path }) => path.startsWith('/uploads/')),
      [],
    );
    assert.deepEqual(launchRequests(), []);
  });

  it('shows the element in the canvas, and does not launch Link there', async () => {
    await edit();
    await author.dragBlock();
    await author.openTraits();
    await author.setTrait('label', 'Connect a watch');
    await author.setTrait('prefetch', 'visible');
    const button = author.element.getByRole('button', { name: 'Connect a watch' });
    await button.waitFor();
    await author.element.click();
    await button.focus();
    await button.press('Enter');
    await author.element.evaluate((element: HTMLElement & { open(): Promise<void> }) => element.open());
    assert.equal(await author.element.evaluate((element: HTMLElement & { status: string }) => element.status), 'idle');
    assert.deepEqual(launchRequests(), []);
  });

  it('lets the author select a disabled element', async () => {
    await edit('<p>Text</p><junction-connect token-endpoint="/api/link-token" disabled></junction-connect>');
    await author.element.getByRole('button', { disabled: true }).waitFor();
    await author.select();
    assert.deepEqual(await author.readTraits('disabled'), [true]);
    await author.setTrait('disabled', false);
    await waitForSaved((html) => html.includes('junction-connect') && !html.includes('disabled'));
    await author.element.getByRole('button', { disabled: false }).waitFor();
  });

  it('has no attribute for a trait that the author has reset', async () => {
    await edit();
    await author.dragBlock();
    await author.openTraits();
    await author.setTrait('timeout', '5000');
    await author.setTrait('env', 'sandbox');
    await author.setTrait('mode', 'embed');
    await author.setTrait('disabled', true);
    await author.setTrait('label', 'true');
    const set = await waitForSaved((html) => html.includes('label'));
    const endpoint = { 'token-endpoint': '/api/link-token' };
    const { timeout, ...others } = await attributesIn(set);
    assert.equal(timeout, '5000');
    assert.match((await author.titleOf('timeout'))!, /milliseconds/);
    assert.deepEqual(others, { ...endpoint, env: 'sandbox', mode: 'embed', disabled: '', label: 'true' });
    await author.setTrait('timeout', '');
    await author.setTrait('env', '');
    await author.setTrait('mode', 'auto');
    await author.setTrait('disabled', false);
    await author.setTrait('label', '');
    const reset = await waitForSaved((html) => !html.includes('label'));
    assert.deepEqual(await attributesIn(reset), endpoint);
    assert.deepEqual(await author.readTraits('timeout', 'env', 'mode', 'disabled', 'label'), [
      '',
      '',
      'auto',
      false,
      '',
    ]);
  });

  it('keeps an element that was pasted as HTML, whatever the values of its attributes are', async () => {
    const pasted = {
      disabled: 'false',
      label: 'A & "B" <i>',
      mode: 'inline',
      providers: ' Oura,\n fitbit,',
      timeout: 'soon',
    };
    const written = `disabled="false" label="A &amp; &quot;B&quot; &lt;i&gt;" mode="inline" providers=" Oura,\n fitbit," timeout="soon"`;
    await edit(`<p>Text</p><junction-connect ${written}>Connect <b>it</b></junction-connect>`);
    await author.select();
    assert.deepEqual(await author.readTraits('disabled', 'label'), [false, 'A & "B" <i>']);
    await author.setTrait('token-endpoint', '/token?a=1&b="2"');
    const html = await waitForSaved((html) => html.includes('/token'));
    assert.deepEqual(await attributesIn(html), { ...pasted, 'token-endpoint': '/token?a=1&b="2"' });
    assert.match(html, /Connect <b[^>]*>it<\/b><\/junction-connect>/);
  });
});
