/** Pages whose libraries replace, morph, cache, clone and restore the nodes of a page. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { JunctionConnect } from 'junction-connect';
import type { Page } from 'playwright-core';
import { connectProvider, leaveLink, linkIn } from '../support/chromium.js';
import { otherEndpoint, serveOtherEndpoint } from '../support/other-endpoint.js';
import type { Site } from '../support/site.js';
import { describeApp, expectOwnerLine, itConnectsFromServer, type Journey } from './app-journeys.js';
import { buildConsumer } from './consumer.js';
import {
  addPages,
  element,
  mainWith,
  type Morpher,
  morphers,
  placeholder,
  type Router,
  routers,
  script,
  scriptTag,
  type Settings,
  type Way,
} from './machinery-pages.js';
import {
  buttonOf,
  change,
  connect,
  expectNoLink,
  expectNoTokenInStorage,
  expectOneButton,
  expectOneIdleButton,
  follow,
  goBack,
  openLink,
  statusOf,
  text,
} from './machinery-steps.js';
import { itComesBackFromLink } from './redirect-journey.js';

describeApp(
  'a page whose nodes a library replaces',
  // The whole folder is served: it has the built site of Astro, and the scripts of the other libraries.
  () => buildConsumer('machinery', { scripts: ['build'], output: '.' }),
  (journey) => {
    for (const router of routers) {
      for (const way of [placeholder, element, script]) {
        itConnectsAfterTheWayBack(journey, router, way);
        // A script alone has no node of its own that a library keeps. Its element behaves as an element of the page does.
        if (way === script) continue;
        if (router.keep) itKeepsSession(journey, router, way, router.keep);
        if (router.caches) itConnectsAfterPreview(journey, router, way);
      }
      if (router.restoresCopies) itTrustsCopiesAsMarkup(journey, router);
    }
    for (const way of [placeholder, element, script]) {
      for (const morpher of morphers)
        itStaysOpen(journey, morpher, way, 'other content', { text }, { text: 'Connect a ring', providers: 'oura' });
      const [turbo, , idiomorph] = morphers;
      itStaysOpen(journey, turbo, way, 'the same markup', { text }, { text });
      itStaysOpen(journey, idiomorph, way, 'another label', { label: text }, { label: 'Connect a ring' });
    }
    itStaysAsItIsInEditor(journey);
    itConnectsFromServer(journey, '/dist/devices.html');
    itComesBackFromLink(journey, '/dist/redirect.html');
  },
);

/** Returns the path of the first of two pages. */
const firstPage = (site: Site, router: Router, way: Way, first: string, second: string) =>
  router.addressOf?.(way, first === second) ??
  addPages(site, router, [mainWith('first', first), mainWith('second', second)], way);

function itConnectsAfterTheWayBack({ site, visit }: Journey, router: Router, way: Way): void {
  it(`${router.name}, ${way.name}: connects after the way back, however the page was left`, async () => {
    const page = await visit(firstPage(site, router, way, way.markup({ text }), ''));
    await leaveAndGoBack(page, site, router, way);
    await openLink(page);
    await leaveAndGoBack(page, site, router, way);

    site.reports.clear();
    await connect(page, site);
    await leaveAndGoBack(page, site, router, way);

    await openLink(page);
    await expectOneButton(page, way);
    assert.deepEqual(site.summary(), ['open', 'success', 'open']);
  });
}

/** Goes to a page without a button, and back. The router has removed the element, so its exit does not reach the page. */
async function leaveAndGoBack(page: Page, site: Site, router: Router, way: Way): Promise<void> {
  await follow(page, router, 'second');
  assert.equal(await page.locator('junction-connect').count(), 0);
  await expectNoLink(page);
  await expectNoTokenInStorage(page, site);
  await goBack(page, router);
  await expectOneIdleButton(page, way);
}

/** Link is in a window, because a library that replaces the body also removes Link's frame. */
function itKeepsSession({ site, visit }: Journey, router: Router, way: Way, keep: string): void {
  it(`${router.name}, ${way.name}: keeps the session of a node that the library keeps`, async () => {
    const content = way.markup({ text, mode: 'popup', keep });
    const page = await visit(firstPage(site, router, way, content, content));
    const [popup] = await Promise.all([page.waitForEvent('popup'), buttonOf(page).click()]);
    await popup.getByRole('button', { name: 'Oura', exact: true }).waitFor();
    await follow(page, router, 'second');
    assert.equal(await statusOf(page), 'open');

    await connectProvider(popup);
    await site.waitFor('success');
    await expectOneButton(page, way);
    assert.equal(await statusOf(page), 'connected');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
}

/**
 * Adds tests in which a script has assigned an endpoint of another origin. When the person has gone back, the element is a copy
 * with only the attribute. So the page has to name the endpoint.
 */
function itTrustsCopiesAsMarkup({ site, faults, visit }: Journey, router: Router): void {
  const rows: [what: string, attributes: string, isRefused: boolean][] = [
    ['refuses', '', true],
    ['accepts', `data-token-endpoints="${otherEndpoint}"`, false],
    ['accepts', `data-allowed-origins="${new URL(otherEndpoint).origin}"`, false],
  ];
  for (const [what, attributes, isRefused] of rows) {
    it(`${router.name}, element: ${what} an endpoint that a script has assigned, when the person has gone back, with ${attributes || 'nothing'} on the script tag`, async () => {
      const way = { ...element, head: scriptTag(attributes) };
      const page = await visit(firstPage(site, router, way, way.markup({ text, tokenEndpoint: otherEndpoint }), ''));
      await serveOtherEndpoint(page, site);
      await page.locator('junction-connect').evaluate((element, endpoint) => {
        (element as JunctionConnect).tokenEndpoint = endpoint;
      }, otherEndpoint);
      await openLink(page);
      await leaveAndGoBack(page, site, router, way);

      site.reports.clear();
      if (!isRefused) return connect(page, site);
      await buttonOf(page).click();
      await site.waitFor('error');
      assert.deepEqual(site.summary(), ['open', 'error configuration_invalid']);
      assert.equal(site.tokenRequests().length, 1);
      expectOwnerLine(faults, 'configuration_invalid');
    });
  }
}

function itConnectsAfterPreview({ site, visit }: Journey, turbo: Router, way: Way): void {
  it(`${turbo.name}, ${way.name}: connects after the preview of a cached page`, async () => {
    const page = await visit(firstPage(site, turbo, way, way.markup({ text }), ''));
    await openLink(page);
    await follow(page, turbo, 'second');
    // The server answers only after the test has checked the preview.
    let answer = () => {};
    const isChecked = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/page-1', async (route) => {
      await isChecked;
      await route.fallback();
    });
    await follow(page, { ...turbo, settled: 'turbo:render' }, 'first');
    assert.equal(await page.locator('html[data-turbo-preview]').count(), 1);
    await expectOneIdleButton(page, way);
    await change(page, turbo, async () => answer(), 'first');
    await expectOneIdleButton(page, way);

    site.reports.clear();
    await connect(page, site);
    await expectOneButton(page, way);
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
}

function itStaysOpen(
  { site, visit }: Journey,
  { name, head, morph }: Morpher,
  way: Way,
  what: string,
  before: Settings,
  after: Settings,
): void {
  it(`${name}, ${way.name}: stays open over a morph to ${what}, and follows it`, async () => {
    const changed = mainWith('first', way.markup(after));
    const page = await visit(addPages(site, { head }, [mainWith('first', way.markup(before)), changed], way));
    await openLink(page);
    site.findPage = ({ pathname }) => (pathname === '/page-1' ? `${site.origin}/page-2` : undefined);
    await morph(page, changed);
    assert.equal(await statusOf(page), 'open');

    await connectProvider(linkIn(page));
    await site.waitFor('success');
    await leaveLink(page, 'Done');
    assert.equal(await statusOf(page), 'connected');
    await expectOneButton(page, way);
    assert.deepEqual(site.summary(), ['open', 'success']);
    await openLink(page, after.label ?? after.text);
    assert.deepEqual(
      site.tokenRequestBodies().map(({ filter_on_providers }) => filter_on_providers),
      [undefined, after.providers?.split(' ')],
    );
  });
}

function itStaysAsItIsInEditor({ site, visit }: Journey): void {
  it('TinyMCE, placeholder: is saved as it was, and connects after the editor was removed', async () => {
    const markup = placeholder.markup({ text });
    const head = `${placeholder.head}<script src="/node_modules/tinymce/tinymce.min.js"></script>`;
    const { pathname } = new URL(
      site.addPage(`<main><div id="region"><p>Some text</p>${markup}</div></main>`, {}, head),
    );
    const page = await visit(pathname);
    await buttonOf(page).waitFor();
    await page.evaluate(() =>
      window.tinymce!.init({ selector: '#region', inline: true, license_key: 'gpl', promotion: false }),
    );
    const saved = await page.evaluate(() => window.tinymce!.activeEditor.getContent());
    const root = '<p>Some text</p>\n<div data-junction-connect="">Connect a device</div>';
    assert.equal(saved, root);
    await page.locator('junction-connect').waitFor({ state: 'detached' });

    await page.evaluate(() => {
      const editor = window.tinymce!.activeEditor;
      editor.setContent(`${editor.getContent()}<p>More text</p>`);
    });
    assert.equal(await page.evaluate(() => window.tinymce!.activeEditor.getContent()), `${root}\n<p>More text</p>`);
    await page.evaluate(() => window.tinymce!.activeEditor.remove());
    await expectOneIdleButton(page, placeholder);
    await connect(page, site);
    assert.deepEqual(site.summary(), ['open', 'success']);
  });
}
