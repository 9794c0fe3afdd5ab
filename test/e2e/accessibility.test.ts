/** What assistive technology gets: rules of WCAG that axe checks, the accessibility tree, and the live region. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { appearances } from '../../src/element/look.js';
import { useChromium } from '../support/chromium.js';
import { enterStates, openStatesPage, type State, state, states } from '../support/states.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const themes = ['light', 'dark'] as const;
const languages = [
  { code: 'en', direction: 'ltr' },
  { code: 'he', direction: 'rtl' },
] as const;

const head = `<style>
  body { margin: 0; font: 16px sans-serif }
  section { padding: 8px; background: Canvas; color: CanvasText }
  .light { color-scheme: light }
  .dark { color-scheme: dark }
</style>`;

describe('the accessibility of <junction-connect>', () => {
  const chromium = useChromium();

  for (const forcedColors of ['none', 'active'] as const) {
    it(`has no fault that axe finds, in each state, appearance, theme and direction${forcedColors === 'active' ? ', with forced colors' : ''}`, async () => {
      const cases = themes.flatMap((theme) =>
        languages.flatMap((language) => appearances.map((appearance) => ({ theme, ...language, appearance }))),
      );
      const idOf = (index: number, row: number) => `e${index}-${row}`;
      const sections = cases.map(({ theme, code, direction, appearance }, index) => {
        const elements = states.map(
          (_, row) =>
            `<p><junction-connect id="${idOf(index, row)}" appearance="${appearance}"></junction-connect></p>`,
        );
        return `<section class="${theme}" lang="${code}" dir="${direction}">${elements.join('')}</section>`;
      });
      const context = await chromium.newContext({ forcedColors, viewport: { width: 600, height: 800 } });
      const body = `<main><h1>States</h1>${sections.join('')}</main>`;
      const page = await openStatesPage(context, { body, head });
      await enterStates(
        page,
        cases.flatMap((_, index) => states.map((entry, row) => [`#${idOf(index, row)}`, entry] as const)),
      );
      // What appears after a second is visible now.
      await page.evaluate(() =>
        document.getAnimations().forEach((animation) => animation.effect?.updateTiming({ delay: 0 })),
      );
      await page.addScriptTag({ path: axePath });
      const faults = await page.evaluate(async (isForced) => {
        const { violations, incomplete, passes } = await (window as unknown as { axe: typeof axe }).axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          // With forced colors, axe reads the colors of the page in place of those that the browser paints.
          rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: !isForced } },
        });
        const list = (results: typeof violations) =>
          results.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
        return { violations: list(violations), incomplete: list(incomplete), passed: passes.map(({ id }) => id) };
      }, forcedColors === 'active');
      assert.deepEqual(faults.violations, []);
      assert.deepEqual(faults.incomplete, []);
      assert.ok(
        ['button-name', 'link-name', 'target-size', 'valid-lang'].every((rule) => faults.passed.includes(rule)),
      );
    });
  }

  const button = (name: string, isDisabled = false) => `- button "${name}"${isDisabled ? ' [disabled]' : ''}`;
  const status = (text: string) => `- status: ${text}`;
  const statusWithLink = (text: string, link: string) =>
    ['- status:', text && `  - text: ${text}`, `  - link "${link}":`, '    - /url: https://link.tryvital.io/']
      .filter(Boolean)
      .join('\n');
  const connect = button('Connect a device');

  /** What assistive technology gets in each state. */
  const trees: Record<string, string[]> = {
    idle: [connect, '- status'],
    disabled: [button('Connect a device', true), '- status'],
    loading: [button('Connect a device', true), status('Opening …')],
    'open in a window': [connect, '- status:\n  - text: Link is open in another window.\n  - button "Show it"'],
    'link to a window': [connect, statusWithLink('', 'Continue in a new window')],
    'window blocked': [connect, statusWithLink('The browser blocked the window.', 'Continue in a new window')],
    'no windows at all': [connect, statusWithLink('The browser blocked the window.', 'Continue in this window')],
    connected: [connect, status('Connected')],
    'connected with Google Health': [button('Connect Google Health again'), status('Google Health is connected')],
    exited: [connect, '- status', '- text: Junction Link was closed.'],
    'try again': [connect, status('That failed. Please try again.')],
    offline: [connect, status('You are offline. Check your network.')],
    busy: [connect, status('Very busy. Please wait a minute.')],
    'sign in': [connect, status('You are no longer signed in. Please sign in again.')],
    denied: [connect, status('Access was not allowed. Please try again, and allow access to your data.')],
    credentials: [connect, status('Your sign-in details were not accepted. Please check them, and try again.')],
    'linked elsewhere': [
      connect,
      status(
        'This account is already connected to another user of this site. Please use another account, or contact this site’s support.',
      ),
    ],
    region: [connect, status('Not available in your region.')],
    unavailable: [connect, status('Not available. Please contact this site’s support.')],
  };

  it('has a name, a role and a message for assistive technology in each state', async () => {
    const body = states.map((_, row) => `<p id="p${row}"><junction-connect id="e${row}"></junction-connect></p>`);
    const page = await openStatesPage(await chromium.newContext(), { body: body.join('') });
    await enterStates(
      page,
      states.map((entry, row) => [`#e${row}`, entry] as const),
    );
    const found: Record<string, string> = {};
    for (const [row, { name }] of states.entries()) {
      const tree = await page.locator(`#p${row}`).ariaSnapshot();
      found[name] = tree.replace(/^- paragraph:\n/, '').replaceAll(/^ {2}/gm, '');
    }
    assert.deepEqual(found, Object.fromEntries(Object.entries(trees).map(([name, lines]) => [name, lines.join('\n')])));
  });
  /** Returns the texts of the live region after each change of its content, while the page changes an element. */
  const spoken = (page: Page, change: (page: Page) => Promise<unknown>): Promise<string[]> =>
    page
      .evaluate(() => {
        const regions = document
          .querySelector('junction-connect')!
          .shadowRoot!.querySelectorAll('[role=status], [aria-live]');
        const texts: string[] = [];
        const observers = [...regions].map((region) => {
          const observer = new MutationObserver(() => texts.push(region.textContent.trim()));
          observer.observe(region, { subtree: true, childList: true, characterData: true });
          return observer;
        });
        Object.assign(window, { stopListening: () => (observers.forEach((one) => one.disconnect()), texts) });
      })
      .then(() => change(page))
      .then(() => page.evaluate(() => (window as unknown as { stopListening: () => string[] }).stopListening()));

  const set = (properties: Record<string, string>) => (page: Page) =>
    page.evaluate(async (values) => {
      const element = document.querySelector('junction-connect')!;
      await Object.assign(element, values).updateComplete;
      await element.updateComplete;
    }, properties);

  const press = (page: Page) => page.locator('junction-connect [part=button]').click();
  const enter = (name: string) => (page: Page) => enterStates(page, [['junction-connect', state(name)]]);
  const close = (page: Page) => page.evaluate(() => document.querySelector('junction-connect')!.close());
  const opening = 'Opening …';
  const isOpen = 'Link is open in another window. Show it';

  /** What a person does or the page changes, and what a screen reader says. */
  const announcements: [
    description: string,
    start: string,
    change: (page: Page) => Promise<unknown>,
    texts: string[],
  ][] = [
    ['a press', 'idle', enter('loading'), [opening]],
    ['a window that opens', 'idle', enter('open in a window'), [opening, isOpen]],
    ['a second press, which brings the window to the front', 'open in a window', press, []],
    ['the end of a window', 'open in a window', close, ['', 'Junction Link was closed.']],
    ['a blocked window', 'idle', enter('window blocked'), ['The browser blocked the window. Continue in a new window']],
    ['a failure', 'idle', enter('try again'), [opening, 'That failed. Please try again.']],
    ['an exit of an embedded Link', 'idle', enter('exited'), [opening, '', 'Junction Link was closed.']],
    ['a success', 'idle', enter('connected with Google Health'), [opening, '', 'Google Health is connected']],
    ['another label', 'connected', set({ label: 'Add' }), []],
    ['another label after an exit', 'exited', set({ label: 'Add' }), []],
    ['another look', 'try again', set({ appearance: 'plain', size: 'large' }), []],
    ['the same connection, once more', 'connected', set({ connected: '' }), []],
    ['a provider that the page names', 'connected', set({ connected: 'oura' }), ['Oura is connected']],
  ];

  it('speaks once for each new text, also for an exit and for an open window, and never repeats a text', async () => {
    const page = await openStatesPage(await chromium.newContext(), { body: '' });
    for (const [description, start, change, texts] of announcements) {
      await page.evaluate((markup) => (document.body.innerHTML = markup), '<junction-connect></junction-connect>');
      await enter(start)(page);
      assert.deepEqual(await spoken(page, change), texts, description);
    }
  });

  it('keeps the last screen of Link for the time of last-screen, and without a limit for 0', async () => {
    const context = await chromium.newContext();
    await context.clock.install();
    const page = await openStatesPage(context, { body: '<junction-connect></junction-connect>' });
    const success: State = { name: 'success', presses: 1, reports: [['onSuccess']], shows: ['connected'] };
    const isOpenAfter = async (lastScreen: number, milliseconds: number) => {
      await page.locator('junction-connect').evaluate((element, value) => {
        element.setAttribute('last-screen', String(value));
      }, lastScreen);
      await enterStates(page, [['junction-connect', success]]);
      await page.clock.fastForward(milliseconds);
      return page.evaluate(() => window.isLinkOpen);
    };
    assert.deepEqual([await isOpenAfter(4000, 3000), await isOpenAfter(4000, 5000)], [true, false]);
    assert.deepEqual([await isOpenAfter(20_000, 19_000), await isOpenAfter(20_000, 21_000)], [true, false]);
    assert.equal(await isOpenAfter(0, 3_600_000), true);
  });

  it('is reached by the Tab key, the link after the button, and pressed by Enter and by Space', async () => {
    const page = await openStatesPage(await chromium.newContext(), { body: '<junction-connect></junction-connect>' });
    await enter('open in a window')(page);
    await page.evaluate(() => {
      document
        .querySelector('junction-connect')!
        .shadowRoot!.addEventListener('click', ({ target }) =>
          (window.presses ??= []).push((target as Element).part.value),
        );
    });
    for (const key of ['Tab', 'Enter', 'Space', 'Tab', 'Enter', 'Space', 'Shift+Tab', 'Enter']) {
      await page.keyboard.press(key);
    }
    const presses = await page.evaluate(() => window.presses);
    assert.deepEqual(presses, ['button', 'button', 'link', 'link', 'button']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab'); // Nothing keeps the focus.
    assert.equal(
      await page.evaluate(() => document.querySelector('junction-connect')!.matches(':focus-within')),
      false,
    );
  });

  it('says the language and the direction of its texts, also where they are not those of the page', async () => {
    const page = await openStatesPage(await chromium.newContext(), { body: '<junction-connect></junction-connect>' });
    for (const [lang, expected] of [
      ['he', 'he rtl'],
      ['de-AT', 'de ltr'],
      ['fa', 'en ltr'], // The package has no Persian.
    ] as const) {
      await page.evaluate((value) => Object.assign(document.documentElement, { lang: value, dir: 'rtl' }), lang);
      await enter('window blocked')(page);
      const found = await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('junction-connect')!;
        return [...shadowRoot!.querySelectorAll<HTMLElement>('[part=label], [part=message] > *')].map(
          (text) => `${text.lang} ${text.dir}`,
        );
      });
      assert.deepEqual(found, [expected, expected, expected], lang);
    }
  });
});

declare global {
  interface Window {
    /** The parts of the element that were pressed. */
    presses?: string[];
  }
}
