/** What stands below the element keeps its place, and no text is cut off, covered or too small to press. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { appearances, sizes } from '../../src/element/look.js';
import { languages } from '../../src/i18n/languages.js';
import { useChromium } from '../support/chromium.js';
import { enterStates, openStatesPage, type State, state, states } from '../support/states.js';

/** The states between which nothing below may move. The text of each is one line at 320 px. */
const ordinaryStates = [
  ...['idle', 'disabled', 'loading', 'open in a window', 'exited', 'try again', 'offline', 'busy', 'loading'],
  ...['connected', 'connected with Google Health'],
].map(state);

/** What a page shows after a change of the element. */
interface Moment {
  readonly state: string;
  /** The place of the paragraph below the element, in pixels from the top. */
  readonly below: number;
  /** The width and the height of the button. */
  readonly button: string;
}

/**
 * Brings the element of the page into these states, one after the other. Returns what the page shows at the beginning and
 * after each change, and so also what comes between two states.
 */
const watch = (page: Page, entries: readonly State[]): Promise<Moment[]> =>
  page.evaluate(async (list) => {
    const element = document.querySelector('junction-connect')!;
    await element.updateComplete;
    const moments: Moment[] = [];
    let current = 'before';
    const note = () => {
      const { width, height } = element.shadowRoot!.querySelector('[part=button]')!.getBoundingClientRect();
      const { top } = document.querySelector('p')!.getBoundingClientRect();
      moments.push({ state: current, below: top, button: `${width} × ${height}` });
    };
    note();
    const observer = new MutationObserver(note);
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true });
    for (const next of list) {
      current = next.name;
      await window.enterState(element, next);
      note();
    }
    observer.disconnect();
    return moments;
  }, entries);

/** Returns the size and the place of a part of the first element. */
const boxOf = (page: Page, part: string) =>
  page.evaluate((name) => {
    const element = document.querySelector('junction-connect')!;
    const { x, y, width, height, right, bottom } = (
      name === 'host' ? element : element.shadowRoot!.querySelector(`[part=${name}]`)!
    ).getBoundingClientRect();
    return { x, y, width, height, right, bottom };
  }, part);

const element = '<junction-connect></junction-connect>';

/** Returns the states with Google Health in each: its name is long. */
const withLongName = (list: readonly State[]) =>
  list.map((entry) => ({ ...entry, properties: { ...entry.properties, provider: 'google_health' } }));

describe('the layout of <junction-connect>', () => {
  const chromium = useChromium();

  async function open(body: string, { width = 360, style = '' } = {}): Promise<Page> {
    const context = await chromium.newContext({ viewport: { width, height: 800 } });
    return openStatesPage(context, { body, head: `<style>${style}</style>` });
  }

  for (const width of [320, 360, 1280])
    for (const [fontName, style] of [
      ['the default font', ''],
      ['62.5% of the size', 'html { font-size: 62.5% } body { font-size: 1.6rem }'],
    ] as const) {
      it(`keeps what stands below in its place between the ordinary states, at ${width} px, with ${fontName}, in every built-in language`, async () => {
        const page = await open(element, { width, style });
        const moved: string[] = [];
        for (const language of Object.keys(languages)) {
          await page.evaluate(
            ([lang, markup]) => {
              document.documentElement.lang = lang!;
              document.body.innerHTML = `${markup}<p>Below</p>`;
            },
            [language, element],
          );
          const [first, ...moments] = await watch(page, withLongName(ordinaryStates));
          for (const moment of moments)
            if (moment.below !== first!.below)
              moved.push(`${language}, ${moment.state}: ${moment.below - first!.below}px`);
        }
        assert.deepEqual(moved, []);
      });
    }

  it('keeps one line free for the message at 320 px, and two lines below that', async () => {
    const page = await open(element, { width: 320 });
    assert.equal((await boxOf(page, 'message')).height, 24);
    for (const width of [319, 200]) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal((await boxOf(page, 'message')).height, 21 + 24);
    }
  });

  it('grows once, downwards, for a longer text, and covers nothing', async () => {
    const page = await open(`${element}<p>Below</p>`);
    const moments = await watch(page, [state('idle'), state('linked elsewhere')]);
    assert.equal(new Set(moments.map(({ below }) => below)).size, 2);
    assert.equal(new Set(moments.map(({ button }) => button)).size, 1);
    const [button, message, { below }] = [await boxOf(page, 'button'), await boxOf(page, 'message'), moments.at(-1)!];
    assert.ok(button.bottom <= message.y && message.bottom <= below, JSON.stringify({ button, message, below }));
  });

  it('is not wider than its message, so that what stands beside it has the place that is left', async () => {
    const page = await open(element, { width: 1280 });
    await enterStates(page, [['junction-connect', state('linked elsewhere')]]);
    assert.deepEqual([(await boxOf(page, 'host')).width, (await boxOf(page, 'message')).width], [420, 420]);
  });

  for (const [place, align] of [
    ['center', 'center'],
    ['end', 'end'],
  ] as const)
    it(`keeps the button where it is when a message comes, in a place with text-align: ${place} that sets --junction-connect-align`, async () => {
      const style = `body { text-align: ${place}; --junction-connect-align: ${align} }`;
      const page = await open(element, { width: 1280, style });
      const { x } = await boxOf(page, 'button');
      await enterStates(page, [['junction-connect', state('linked elsewhere')]]);
      assert.equal(Math.round((await boxOf(page, 'button')).x), Math.round(x));
    });

  it('keeps the size of the button while it is busy, in each appearance and size', async () => {
    const page = await open(`${element}<p>Below</p>`);
    for (const appearance of appearances)
      for (const size of sizes) {
        await page.evaluate((look) => Object.assign(document.querySelector('junction-connect')!, look), {
          appearance,
          size,
        });
        const moments = await watch(page, [state('idle'), state('loading')]);
        assert.equal(moments.at(-1)!.state, 'loading');
        assert.equal(new Set(moments.map(({ button }) => button)).size, 1, `${appearance} ${size}`);
      }
  });

  for (const [name, width, style] of [
    ['200 px', 200, ''],
    ['320 px with a text of 200 %', 320, 'html { font-size: 200% }'],
    ['320 px with wide spaces', 320, 'body { line-height: 1.5; letter-spacing: 0.12em; word-spacing: 0.16em }'],
  ] as const) {
    it(`wraps long words at ${name}, and never makes the page wider`, async () => {
      const word = 'Blutzuckermessgerätehersteller'.repeat(3);
      const page = await open('', { width, style });
      for (const { name: stateName, ...entry } of withLongName(states)) {
        await page.evaluate(
          async ([lang, label, next]) => {
            document.documentElement.lang = lang;
            document.body.innerHTML = `<junction-connect></junction-connect><junction-connect>${label}</junction-connect>`;
            const [first, second] = document.querySelectorAll('junction-connect');
            second!.messages = { tryAgain: label, openLink: label };
            await window.enterState(first!, next);
            await window.enterState(second!, next);
          },
          ['de', word, { name: stateName, ...entry }] as const,
        );
        const tooWide = await page.evaluate(() => {
          const wide = [...document.querySelectorAll('junction-connect')].flatMap(({ shadowRoot }) =>
            [...shadowRoot!.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > innerWidth),
          );
          const isScrollable = document.documentElement.scrollWidth > document.documentElement.clientWidth;
          return [isScrollable, ...wide.map((part) => part.outerHTML)];
        });
        assert.deepEqual(tooWide, [false], stateName);
      }
    });
  }

  const linkStates = states.filter(({ shows }) =>
    shows.some((key) => /^(openLink|openLinkHere|showWindow)$/.test(key)),
  );
  for (const style of ['', 'html { font-size: 62.5% } body { font-size: 1.2rem }']) {
    it(`has a link that is at least 24 px high, with ${style || 'the default font'}`, async () => {
      const page = await open(
        linkStates.map((_, index) => `<p><junction-connect id="e${index}"></junction-connect>`).join(''),
        {
          width: 1280,
          style,
        },
      );
      await enterStates(
        page,
        linkStates.map((entry, index) => [`#e${index}`, entry] as const),
      );
      const heights = await page.evaluate(() =>
        [...document.querySelectorAll('junction-connect')].map(
          ({ shadowRoot }) => shadowRoot!.querySelector('[part=link]')!.getBoundingClientRect().height,
        ),
      );
      assert.equal(heights.length, linkStates.length);
      assert.ok(
        heights.every((height) => height >= 24 && height < 32),
        String(heights),
      );
    });
  }

  for (const [fontSize, style] of [
    ['16 px', ''],
    ['10 px, as html { font-size: 62.5% } makes it', 'html { font-size: 62.5% }'],
  ] as const) {
    it(`has buttons of at least 32, 44 and 56 px at a font size of ${fontSize}`, async () => {
      const body = sizes.map((size) => `<junction-connect size="${size}">A</junction-connect>`).join('');
      const page = await open(body, { style });
      const heights = await page.evaluate(() =>
        [...document.querySelectorAll('junction-connect')].map(
          ({ shadowRoot }) => shadowRoot!.querySelector('[part=button]')!.getBoundingClientRect().height,
        ),
      );
      assert.deepEqual(heights, [32, 44, 56]);
    });
  }

  it('is as wide as its place with "display: block", and so is its button', async () => {
    const page = await open(`<main>${element}</main>`, {
      style: 'main { width: 300px } junction-connect { display: block }',
    });
    assert.deepEqual([(await boxOf(page, 'host')).width, (await boxOf(page, 'button')).width], [300, 300]);
    await page.addStyleTag({ content: 'junction-connect { display: inline-flex !important }' });
    assert.ok((await boxOf(page, 'button')).width < 250);
  });

  it('is as high as its button where "--junction-connect-message-min-height: 0" takes the free line away', async () => {
    for (const zero of ['0', '0px']) {
      const page = await open(`${element}<p>Below</p>`, {
        style: `junction-connect { --junction-connect-message-min-height: ${zero} }`,
      });
      for (const name of ['idle', 'exited']) {
        await enterStates(page, [['junction-connect', state(name)]]);
        assert.equal((await boxOf(page, 'host')).height, 44, name);
      }
      await enterStates(page, [['junction-connect', state('try again')]]);
      assert.equal((await boxOf(page, 'host')).height, 44 + 4 + 21);
    }
  });

  it('has a line height of 1.5 in the message, whatever the page has', async () => {
    for (const style of ['', 'body { font: 10px/3 serif }', 'html { font-size: 62.5% }']) {
      const page = await open(element, { style });
      await enterStates(page, [['junction-connect', state('linked elsewhere')]]);
      const ratio = await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('junction-connect')!;
        const { lineHeight, fontSize } = getComputedStyle(shadowRoot!.querySelector('[part=message]')!);
        return parseFloat(lineHeight) / parseFloat(fontSize);
      });
      assert.equal(ratio, 1.5);
    }
  });
});
