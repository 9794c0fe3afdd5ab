/**
 * The policies of `docs/content-security-policy.md`. The tests send the tables and the code blocks of that document as the
 * headers of a page. A person connects there, and the browser reports no violation.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { Tab } from '../../support/browsers/person.js';
import { headersIn, markupIn, tableIn } from '../../support/policy-document.js';
import {
  buttonSelector,
  closeLink,
  delay,
  describeJourneys,
  elementHtml,
  type Journey,
  linkSelector,
  type Mode,
  modes,
  pressForPopup,
  signIn,
} from './journey.js';

const { integrity } = createRequire(import.meta.url)('junction-connect/integrity.json') as { integrity: string };

/** The nonce of the scripts that only the tests need. It is not the nonce of the document's examples. */
const helper = 'nonce="helper"';

describeJourneys('a page with a policy', (journey) => {
  describe('connects without a violation', () => {
    addConnectTests(journey);
    if (journey.engine === 'Chromium') addChromiumTests(journey);
  });
  if (journey.engine !== 'Chromium') return;
  describe('shows the styles of all its nodes', () => addStyleTests(journey));
  describe('that lacks a directive', () => addMissingTests(journey));
});

/** Puts the addresses of the test in the place of the document's. */
const localize = ({ site }: Journey, text: string) =>
  text
    .replaceAll('https://link.tryvital.io', site.linkOrigin)
    .replaceAll(/https:\/\/cdn\.jsdelivr\.net\/[^\s"]+/g, `${site.originOf('cdn')}/standalone.js`)
    .replaceAll('/junction-connect.js', '/standalone.js')
    .replaceAll('sha384-HASH', integrity);

/** Returns the policy with what the page of the test needs besides: its scripts, its icon, and the reports. */
const withHelpers = (policy: string) =>
  `${policy.replace(/script-src ([^;]*)/, "script-src $1 'nonce-helper'")}; img-src data:; report-uri /csp-report`;

/** Adds a page with the policy. Its markup is an example of the document, with an element for each of the modes. */
function addPage(journey: Journey, policy: string, markup: string, shownModes: readonly string[], more = ''): string {
  const configure = `<script ${helper} src="/configure-link.js" defer></script>`;
  const html = localize(journey, markup).replace(/<junction-connect (.*<\/junction-connect>)/, (_, rest: string) =>
    shownModes.map((mode) => `<junction-connect id="${mode}" mode="${mode}" ${rest}`).join('\n'),
  );
  const headers = { 'Content-Security-Policy': withHelpers(localize(journey, policy)) };
  return journey.site.addPage(more + html + configure, headers, '', helper);
}

const ownScript = `<script src="/junction-connect.js" defer></script>\n${elementHtml().replace('id="device"', '')}`;

/** Connects with the element of each mode, one after the other. */
async function connect({ site, person }: Journey, tab: Tab, shownModes: readonly Mode[]) {
  for (const [index, mode] of shownModes.entries()) {
    const selector = `#${mode} >>> button`;
    let view;
    if (mode === 'popup') view = await pressForPopup(person, tab, selector);
    else {
      await tab.press(selector);
      view = mode === 'embed' ? tab.frame() : tab;
    }
    await signIn(view);
    await site.waitFor('success', index + 1);
    if (mode === 'embed' && index + 1 < shownModes.length) await closeLink(tab.frame());
  }
  assert.deepEqual(
    site.events().map(({ type, mode }) => `${type} ${mode}`),
    shownModes.flatMap((mode) => [`open ${mode}`, `success ${mode}`]),
  );
}

/** Checks that the browser has reported no violation. Then the page does something forbidden, to show that reports arrive. */
async function assertNoViolation({ site, person }: Journey, tab: Tab) {
  const lines = person.console?.filter((line) => /content.security|trusted.?type|violat|refused/i.test(line)) ?? [];
  await tab.evaluate(() => fetch('https://forbidden.example/').catch(() => null));
  const isReport = ({ path }: { path: string }) => path === '/csp-report';
  await site.waitForRequest(({ path, body }) => isReport({ path }) && JSON.stringify(body).includes('forbidden'));
  const reports = site.requests.filter(isReport).map(({ body }) => {
    const report = (body as { 'csp-report': Record<string, string> })['csp-report'];
    return `${report['violated-directive']!.split(' ')[0]} ${report['blocked-uri']}`;
  });
  const unexpected = reports.filter((report) => !report.includes('//forbidden.example'));
  assert.deepEqual([unexpected, lines], [[], []]);
}

function addConnectTests(journey: Journey): void {
  const table = tableIn('What each way needs', 'directive');
  // The other engines show the other modes in the example with Trusted Types.
  const shownInTable: readonly Mode[] = journey.engine === 'Chromium' ? modes : ['embed'];
  for (const mode of shownInTable) {
    it(`with what the table says for ${mode}`, async () => {
      const directives = Object.entries(table).map(([name, row]) => [name, row[mode]!]);
      const policy = directives.filter(([, value]) => value !== '–').map((directive) => directive.join(' '));
      assert.equal(directives.length, 8);
      const tab = await journey.person.openTab(addPage(journey, policy.join('; '), ownScript, [mode]));
      await connect(journey, tab, [mode]);
      await assertNoViolation(journey, tab);
    });
  }

  // The first three differ only in what they need for Link's script.
  const examples: [heading: string, shown: readonly Mode[]][] = [
    ['With a nonce', ['embed']],
    ['With `strict-dynamic`', ['embed']],
    ['With a hash', ['embed']],
    ['With Trusted Types', modes],
  ];
  for (const [heading, shownModes] of examples) {
    it(`${heading.toLowerCase()}: the example of the document`, async () => {
      const { 'Content-Security-Policy': policy } = headersIn(heading);
      const tab = await journey.person.openTab(addPage(journey, policy!, markupIn(heading), shownModes));
      await connect(journey, tab, shownModes);
      await assertNoViolation(journey, tab);
    });
  }
}

/** Adds the tests in which the engines do not differ. One engine is enough for them. */
function addChromiumTests(journey: Journey): void {
  it('with a nonce on a script tag that another script adds', async () => {
    const { 'Content-Security-Policy': policy } = headersIn('With a nonce');
    const inserter = `<script ${helper}>
      const tag = Object.assign(document.createElement('script'), { src: '/standalone.js', nonce: 'RANDOM' });
      document.head.append(tag);
    </script>`;
    const markup = inserter + elementHtml().replace('id="device"', '');
    const tab = await journey.person.openTab(addPage(journey, policy!, markup, ['embed']));
    await connect(journey, tab, ['embed']);
    await assertNoViolation(journey, tab);
  });

  // Each copy of the script has a copy of Lit, which makes a policy of its own.
  it('with Trusted Types and two tags, when the policy allows duplicates', async () => {
    const policy = `${trustedTypesPolicy()} 'allow-duplicates'`;
    const markup = nonceMarkup().replace(/<script .*/, '$&\n$&');
    const tab = await journey.person.openTab(addPage(journey, policy, markup, ['embed']));
    await connect(journey, tab, ['embed']);
    await assertNoViolation(journey, tab);
  });
}

const trustedTypesPolicy = () => headersIn('With Trusted Types')['Content-Security-Policy']!;
const nonceMarkup = () => markupIn('With Trusted Types');

function addStyleTests(journey: Journey): void {
  it('of the element, of a placeholder, of the bar, and of the notice in a window that stays open', async () => {
    const { site, person } = journey;
    // A library makes Link inert, so that the bar comes. The window cannot close, so that the notice stays.
    const inert = `<ul><li data-junction-connect>Connect</li></ul><script ${helper}>
      new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
        if (node.localName === 'iframe') node.inert = true;
      }))).observe(document.documentElement, { childList: true, subtree: true });
      window.close = () => {};
    </script>`;
    const tab = await person.openTab(addPage(journey, trustedTypesPolicy(), nonceMarkup(), ['auto'], inert));
    await tab.press('#auto >>> button');
    const bar = '#auto >>> junction-connect-bar';
    await tab.waitForVisible(`${bar} >>> button`);
    const shown = await tab.evaluate(() => {
      const { shadowRoot } = document.querySelector('#auto')!;
      const bar = shadowRoot!.querySelector('junction-connect-bar')!;
      const guard = document.querySelector('junction-connect-guard')!;
      return [
        getComputedStyle(shadowRoot!.querySelector('button')!).minHeight,
        getComputedStyle(document.querySelector('li')!).fontSize,
        getComputedStyle(bar).position,
        getComputedStyle(bar.shadowRoot!.querySelector('button')!).minHeight,
        getComputedStyle(guard).position,
      ];
    });
    assert.deepEqual(shown, ['44px', '0px', 'fixed', '44px', 'fixed']);
    const window = await pressForPopup(person, tab, `${bar} >>> button`);
    await signIn(window);
    await site.waitFor('success');
    await window.waitForVisible('dialog button');
    const notice = await window.evaluate(() => getComputedStyle(document.querySelector('dialog button')!).minHeight);
    assert.equal(notice, '44px');
    await assertNoViolation(journey, tab);
  });

  it('of the empty window, before it shows Link', async () => {
    const { site, person } = journey;
    let answer = () => {};
    site.tokenEndpoint = async (newToken) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return newToken();
    };
    const tab = await person.openTab(addPage(journey, trustedTypesPolicy(), nonceMarkup(), ['popup']));
    const window = await pressForPopup(person, tab, '#popup >>> button');
    await window.waitForVisible('body');
    const padding = () => getComputedStyle(document.body).paddingTop;
    assert.notEqual(await window.evaluate(padding), '0px');
    answer();
    await window.waitForVisible('button[name=provider]');
    await assertNoViolation(journey, tab);
  });
}

function addMissingTests(journey: Journey): void {
  const missing: [directive: string, without: (policy: string) => string, selector: string, line: RegExp][] = [
    ['the nonce', (policy) => policy.replace("'nonce-RANDOM'", "'self'"), linkSelector, /script-src/],
    ['frame-src', (policy) => policy.replace(/frame-src [^;]*;/, ''), linkSelector, /frame-src/],
    [
      'trusted-types junction-connect',
      (policy) => policy.replace('lit-html junction-connect', 'lit-html'),
      linkSelector,
      /trusted-types/,
    ],
    ['connect-src', (policy) => policy.replace(/connect-src [^;]*;/, ''), buttonSelector, /connect-src/],
  ];
  for (const [directive, without, selector, line] of missing) {
    it(`${directive}: shows something to press, and names the directive in the console`, async () => {
      const { person } = journey;
      const policy = trustedTypesPolicy();
      assert.notEqual(without(policy), policy);
      const markup = nonceMarkup().replace('nonce="RANDOM"', directive === 'the nonce' ? '' : 'nonce="RANDOM"');
      const tab = await person.openTab(addPage(journey, without(policy), markup, ['auto']));
      await tab.press(buttonSelector);
      const ownLine = () => person.console!.find((text) => text.startsWith('junction-connect:'));
      for (let tries = 0; !ownLine() && tries < 100; tries++) await delay(100);
      assert.match(ownLine() ?? '', line);
      await tab.waitForVisible(selector);
    });
  }
}
