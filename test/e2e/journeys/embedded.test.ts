/** Pages in which an embedded Link cannot be used. Nobody may be stuck there, and no outcome may be lost. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Tab } from '../../support/browsers/person.js';
import { findClosedPort } from '../../support/listen.js';
import {
  buttonSelector,
  chooseProvider,
  closeLink,
  decide,
  describeJourneys,
  elementHtml,
  type Journey,
  linkSelector,
  pressButton,
  pressForPopup,
  signIn,
} from './journey.js';

const barSelector = 'junction-connect >>> junction-connect-bar';
const continueSelector = `${barSelector} >>> button`;
const closeSelector = `${barSelector} >>> button:last-of-type`;

describeJourneys('an embedded Link', (journey) => {
  describe('whose frame cannot load', () => addDeadFrameTests(journey));
  describe('that the person cannot reach', () => addObstacleTests(journey));
  describe('and the focus', () => {
    addFocusTests(journey);
    addTabTest(journey);
  });
  describe('that somebody removes', () => addRemovalTests(journey));
});

/**
 * Returns a script of Link whose frame shows the address in `window.linkAddress`. It calls no callback but `onLoad`.
 * Its `exit()` and `destroy()` throw.
 */
const silentLink = () =>
  new Response(
    `window.Vital = { create: (options) => ({
      open() {
        const frame = document.createElement('iframe');
        frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%';
        frame.onload = () => options.onLoad();
        frame.src = window.linkAddress;
        document.body.append(frame);
        frame.focus();
      },
      exit() { throw new Error('exit') },
      destroy() { throw new Error('destroy') },
    }) }`,
    { headers: { 'Content-Type': 'text/javascript', 'Cross-Origin-Resource-Policy': 'cross-origin' } },
  );

function addDeadFrameTests(journey: Journey): void {
  const policy = "frame-src 'self'";

  it('offers the link to hosted Link when the page’s policy refuses the frame', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml(), { 'Content-Security-Policy': policy }));
    await tab.press(buttonSelector);
    await signIn(await pressForPopup(person, tab, linkSelector));
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('reports link_unavailable in mode="embed" when the page’s policy refuses the frame', async () => {
    const { site, person } = journey;
    const tab = await person.openTab(site.addPage(elementHtml('mode="embed"'), { 'Content-Security-Policy': policy }));
    await tab.press(buttonSelector);
    await site.waitFor('error');
    assert.deepEqual(site.summary(), ['open', 'error link_unavailable']);
    assert.equal(await tab.evaluate(() => document.querySelector('iframe')), null);
  });

  it('stays when a policy only reports the frame', async () => {
    const { site, person } = journey;
    const headers = { 'Content-Security-Policy-Report-Only': policy };
    const tab = await person.openTab(site.addPage(elementHtml(), headers));
    await signIn(await pressButton(person, tab, 'embed'));
    await site.waitFor('success');
    assert.deepEqual(site.summary(), ['open', 'success']);
  });

  it('gets a bar after eight seconds when its frame has an error page or is silent, and no bar otherwise', async () => {
    const { site, person } = journey;
    const living = await person.openTab(site.addPage(elementHtml()));
    await chooseProvider(await pressButton(person, living, 'embed'));
    site.linkScript = silentLink;
    const open = async (linkAddress: string, headers?: Record<string, string>) => {
      const script = `<script>window.linkAddress = '${linkAddress}'</script>`;
      const tab = await person.openTab(site.addPage(script + elementHtml(), headers));
      await tab.press(buttonSelector);
      await tab.waitForVisible('iframe');
      return tab;
    };
    const startedAt = Date.now();
    const tabs = [
      await open(site.linkOrigin, { 'Cross-Origin-Embedder-Policy': 'require-corp' }),
      await open(site.addPage('<p>Link</p>', { 'X-Frame-Options': 'DENY' })),
      await open(site.addPage('<p>A Link that says nothing</p>')),
      await open(`http://link.localhost:${await findClosedPort()}/`),
    ];
    for (const tab of tabs) {
      await tab.bringToFront();
      await tab.press(closeSelector);
      assert.ok(Date.now() - startedAt > 8000, 'the bar comes after eight seconds');
      assert.equal(await tab.evaluate(() => document.querySelector('iframe')), null);
    }
    await site.waitFor('exit', tabs.length);
    assert.deepEqual(site.summary(), ['open', ...tabs.map(() => 'open'), ...tabs.map(() => 'exit user')]);
    const findBar = () => !!document.querySelector('junction-connect')!.shadowRoot!.querySelector('[popover]');
    assert.equal(await living.evaluate(findBar), false);
    await living.bringToFront();
    await decide(living.frame());
    await site.waitFor('success');
  });
}

function addObstacleTests(journey: Journey): void {
  const onAdded = (change: string) => `<script>
    new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
      if (node.parentNode === document.body) { ${change} }
    }))).observe(document.body, { childList: true });
  </script>`;
  const obstacles: [description: string, html: string][] = [
    ['a library makes it inert', onAdded('node.inert = true')],
    ['a library hides it from screen readers', onAdded("node.ariaHidden = 'true'")],
    [
      'something of the page comes over it',
      onAdded("if (node.localName === 'iframe') setTimeout(() => document.body.append(cover), 200)") +
        '<template><div id="cover" style="position:fixed;inset:20%;z-index:2147483647;background:gold"></div></template>' +
        '<script>var cover = document.querySelector("template").content.firstChild</script>',
    ],
  ];
  for (const [description, html] of obstacles) {
    it(`shows a bar when ${description}`, async () => {
      const { site, person } = journey;
      const tab = await person.openTab(site.addPage(elementHtml() + html));
      await tab.press(buttonSelector);
      await signIn(await pressForPopup(person, tab, continueSelector));
      await site.waitFor('success');
      assert.deepEqual(site.summary(), ['open', 'success']);
      await tab.bringToFront();
      await tab.press(buttonSelector);
      await tab.press(closeSelector);
      await site.waitFor('exit');
      assert.deepEqual(site.summary(), ['open', 'success', 'open', 'exit user']);
    });
  }

  it('is raised above a popover of the page that stays over it, and closes nothing', async () => {
    const { site, person } = journey;
    const popover = `<div id="menu" popover="manual" style="inset: 0; width: 50vw; height: 50vh">Menu ${elementHtml()}</div>`;
    const tab = await person.openTab(site.addPage(`${popover}<script>menu.showPopover()</script>`));
    await tab.press(buttonSelector);
    await tab.waitForVisible('iframe:popover-open');
    await signIn(tab.frame());
    await site.waitFor('success');
    assert.equal(await tab.evaluate(() => document.querySelector('#menu')!.matches(':popover-open')), true);
  });
}

function addFocusTests(journey: Journey): void {
  const trap = `<script>
    setInterval(() => { if (!box.contains(document.activeElement)) box.querySelector('input').focus() }, 20);
  </script>`;

  for (const [mode, expected] of [
    ['auto', undefined],
    ['embed', 'error link_unavailable'],
  ] as const) {
    it(`closes in mode="${mode}" when the page keeps taking the focus`, async () => {
      const { site, person } = journey;
      const box = `<div id="box"><input>${elementHtml(`mode="${mode}"`)}</div>`;
      const tab = await person.openTab(site.addPage(box + trap));
      await tab.press(buttonSelector);
      if (expected) {
        await site.waitFor('error');
        assert.deepEqual(site.summary(), ['open', expected]);
      } else {
        await signIn(await pressForPopup(person, tab, linkSelector));
        await site.waitFor('success');
        assert.deepEqual(site.summary(), ['open', 'success']);
      }
    });
  }
}

function addTabTest(journey: Journey): void {
  it('stays in Link when the person presses Tab again and again', async () => {
    const { site, person } = journey;
    const field = '<p><input value="under Link"></p>';
    const tab = await person.openTab(site.addPage(field + elementHtml('providers="oura garmin"') + field));
    const frame = await pressButton(person, tab, 'embed');
    await frame.waitForVisible('button');
    await tab.evaluate(() => {
      document.addEventListener('focus', ({ target }) => ((target as Element).ariaLabel = 'had the focus'), true);
    });
    for (let count = 0; count < 30; count++) await tab.pressKey('Tab');
    const seen = await tab.evaluate(() => [
      document.activeElement?.localName,
      document.querySelectorAll('p > [aria-label]').length,
      document.querySelectorAll('junction-connect-guard[aria-label]').length > 0,
    ]);
    assert.deepEqual(seen, ['iframe', 0, true]);
    await closeLink(frame);
    await site.waitFor('exit');
    assert.deepEqual(site.summary(), ['open', 'exit user']);
  });
}

function addRemovalTests(journey: Journey): void {
  for (const mode of ['auto', 'embed']) {
    it(`reports an exit by the page in mode="${mode}" when the page removes it, and returns the focus`, async () => {
      const { site, person } = journey;
      const tab = await person.openTab(site.addPage(elementHtml(`mode="${mode}"`)));
      const frame = await pressButton(person, tab, 'embed');
      await frame.waitForVisible('button');
      await tab.evaluate(() => document.querySelector('iframe')!.remove());
      await site.waitFor('exit');
      assert.deepEqual(site.summary(), ['open', 'exit page']);
      assert.equal(await hasFocus(tab), true);
      // The next press begins a new session.
      await closeLink(await pressButton(person, tab, 'embed'));
      await site.waitFor('exit', 2);
    });
  }
}

const hasFocus = (tab: Tab) => tab.evaluate(() => document.activeElement?.localName === 'junction-connect');
