/** The colors of the element, its look during a press, and the settings of the page and of the person. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { appearances, sizes } from '../../src/element/look.js';
import { useChromium } from '../support/chromium.js';
import { enterStates, forcePseudoClasses, openStatesPage, state, states } from '../support/states.js';

const element = '<junction-connect>Connect a device</junction-connect>';

/** Accents that sites may have. The first one is the default. */
const accents = [
  ...['', '#ffff00', '#ffffff', '#000000', '#777777', '#767676', '#808080', '#0000ff', '#ff0000', '#00ff00', '#00ffff'],
  ...['#ff00ff', '#e6007e', '#ffa500', 'rebeccapurple', 'oklch(0.75 0.3 145)'],
];

/** What the browser paints, as numbers from 0 to 255. */
type Color = readonly [red: number, green: number, blue: number];

/** Returns the contrast of two colors, as WCAG defines it. */
function contrast(one: Color, other: Color): number {
  const [lighter, darker] = [one, other]
    .map((color) => {
      const [red, green, blue] = color
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    })
    .sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const themes = ['light', 'dark'] as const;

describe('the look of <junction-connect>', () => {
  const chromium = useChromium();

  async function open(body: string, style = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    return openStatesPage(context, { body, head: `<style>body { font: 16px serif } ${style}</style>` });
  }

  const button = (page: Page) => page.locator('junction-connect [part=button]').first();

  /** Returns some computed styles of a part of the first element. */
  const stylesOf = <Name extends keyof CSSStyleDeclaration>(page: Page, part: string, ...names: Name[]) =>
    page
      .locator(`junction-connect [part=${part}]`)
      .first()
      .evaluate((node, properties) => {
        const styles = getComputedStyle(node);
        return Object.fromEntries(properties.map((name) => [name, String(styles[name])]));
      }, names) as Promise<Record<Name, string>>;

  /**
   * Returns the colors of the text of each button, of what is behind it, and of the ring of the focus, as the browser paints them. A canvas converts the
   * colors, and mixes those that are transparent.
   */
  const paintedColors = (page: Page) =>
    page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const paint = (...colors: string[]) => {
        for (const color of colors) {
          context.fillStyle = color;
          context.fillRect(0, 0, 1, 1);
        }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) as unknown as Color;
      };
      return [...document.querySelectorAll('junction-connect')].map((connect) => {
        const { color, backgroundColor, outlineColor } = getComputedStyle(
          connect.shadowRoot!.querySelector('[part=button]')!,
        );
        const page = getComputedStyle(connect.parentElement!).backgroundColor;
        return {
          name: connect.title,
          text: paint(page, backgroundColor, color),
          behind: paint(page, backgroundColor),
          ring: paint(page, outlineColor),
          page: paint(page),
        };
      });
    });

  /** Returns the same of the messages and their icons. */
  const paintedMessages = (page: Page) =>
    page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const paint = (fillStyle: string) => {
        Object.assign(context, { fillStyle }).fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) as unknown as Color;
      };
      return [...document.querySelectorAll('junction-connect')].flatMap((connect) =>
        [...connect.shadowRoot!.querySelectorAll('[part=message], [part=icon], [part=link]')].map((part) => ({
          part: part.part.value,
          text: paint(getComputedStyle(part).color),
          behind: paint(getComputedStyle(connect.parentElement!).backgroundColor),
        })),
      );
    });

  const themed =
    'section { background: Canvas; color: CanvasText } .light { color-scheme: light } .dark { color-scheme: dark }';

  for (const theme of themes) {
    it(`has a contrast of 4.5:1 with every accent, in each appearance, also under a pointer, and in the ring of the focus, on a ${theme} page`, async () => {
      const cases = accents.flatMap((accent) => appearances.map((appearance) => ({ accent, appearance })));
      const body = cases.map(
        ({ accent, appearance }, index) =>
          `<junction-connect id="e${index}" title="${accent} ${appearance}" appearance="${appearance}"
             style="${accent && `--junction-connect-accent: ${accent}`}">A</junction-connect>`,
      );
      const page = await open(`<section class="${theme}">${body.join('')}</section>`, themed);
      const rest = await paintedColors(page);
      await forcePseudoClasses(
        page,
        cases.map((_, index) => `#e${index}`),
        ['hover'],
      );
      const hover = await paintedColors(page);
      assert.notDeepEqual(hover, rest);
      await forcePseudoClasses(
        page,
        cases.map((_, index) => `#e${index}`),
        ['focus', 'focus-visible'],
      );
      const focus = (await paintedColors(page)).map((colors) => ({
        ...colors,
        text: colors.ring,
        behind: colors.page,
      }));
      const tooLow = [...rest, ...hover, ...focus]
        .map(({ name, text, behind }) => ({ name, ratio: contrast(text, behind) }))
        .filter(({ ratio }) => ratio < 4.5);
      assert.deepEqual([rest.length, tooLow], [cases.length, []]);
    });
  }

  it('has a contrast of 4.5:1 in the messages and their icons, on a light and on a dark page', async () => {
    const body = themes.map(
      (theme) => `<section class="${theme}"><junction-connect id="${theme}"></junction-connect></section>`,
    );
    const page = await open(body.join(''), themed);
    for (const name of ['connected', 'try again', 'open in a window']) {
      await enterStates(
        page,
        themes.map((theme) => [`#${theme}`, state(name)] as const),
      );
      for (const { part, text, behind } of await paintedMessages(page))
        assert.ok(contrast(text, behind) >= 4.5, `${name}, ${part}: ${contrast(text, behind)}`);
    }
  });

  it('shows a success and an error by an icon of its own, and other messages without one', async () => {
    const page = await open(
      states.map((_, index) => `<p><junction-connect id="e${index}"></junction-connect>`).join(''),
    );
    await enterStates(
      page,
      states.map((entry, index) => [`#e${index}`, entry] as const),
    );
    const icons = await page.evaluate(() =>
      [...document.querySelectorAll('junction-connect')].map(({ shadowRoot }) => {
        const icon = shadowRoot!.querySelector('[part=message] [part=icon]');
        return icon && icon.getBoundingClientRect().width > 10 ? icon.innerHTML.replaceAll(/<!--.*?-->/g, '') : '';
      }),
    );
    const iconOf = (name: string) => icons[states.indexOf(state(name))];
    assert.equal(new Set(icons).size, 3);
    assert.deepEqual(
      [iconOf('idle'), iconOf('loading'), iconOf('exited'), iconOf('open in a window')],
      ['', '', '', ''],
    );
    assert.ok(iconOf('connected') && iconOf('connected') === iconOf('connected with Google Health'));
    assert.ok(iconOf('try again') && iconOf('try again') === iconOf('window blocked'));
  });

  /** The styles of the button that are not colors. */
  const shapeOf = (page: Page) =>
    stylesOf(page, 'button', 'textDecorationLine', 'textDecorationThickness', 'boxShadow', 'outlineStyle', 'translate');

  for (const appearance of appearances) {
    for (const forcedColors of ['none', 'active'] as const) {
      it(`shows the pointer, a press and the focus by more than a color: ${appearance}${forcedColors === 'active' ? ', with forced colors' : ''}`, async () => {
        const page = await open(element.replace('>', ` appearance="${appearance}">`), '', { forcedColors });
        const rest = await shapeOf(page);
        await page.keyboard.press('Tab');
        const focus = await shapeOf(page);
        await page.keyboard.press('Shift+Tab');
        await button(page).hover();
        const hover = await shapeOf(page);
        await page.mouse.down();
        const pressed = await shapeOf(page);
        assert.equal(new Set([rest, hover, pressed, focus].map((shape) => JSON.stringify(shape))).size, 4);
        assert.equal(focus.outlineStyle, 'solid');
      });
    }
  }

  it('launches nothing until the pointer goes up on the button', async () => {
    const page = await open(element);
    await page.keyboard.press('Tab'); // The focus launches nothing either.
    await button(page).hover();
    await page.mouse.down();
    await page.mouse.move(600, 600);
    await page.mouse.up();
    const status = () => page.evaluate(() => document.querySelector('junction-connect')!.status);
    assert.equal(await status(), 'idle');
    await enterStates(page, [['junction-connect', state('idle')]]);
    await button(page).hover();
    await page.mouse.down();
    assert.equal(await status(), 'idle');
    await page.mouse.up();
    assert.notEqual(await status(), 'idle');
  });

  it('draws the border of each button with forced colors, and a disabled button in another color', async () => {
    const page = await open(element, '', { forcedColors: 'active' });
    for (const appearance of appearances) {
      await page
        .locator('junction-connect')
        .evaluate((node, value) => node.setAttribute('appearance', value), appearance);
      await enterStates(page, [['junction-connect', state('idle')]]);
      const enabled = await stylesOf(page, 'button', 'borderTopColor', 'borderTopStyle', 'backgroundColor', 'color');
      assert.equal(enabled.borderTopStyle, 'solid');
      assert.notEqual(enabled.borderTopColor, enabled.backgroundColor);
      await enterStates(page, [['junction-connect', state('disabled')]]);
      const disabled = await stylesOf(page, 'button', 'borderTopColor', 'color', 'opacity');
      assert.notEqual(disabled.color, enabled.color);
      assert.notEqual(disabled.borderTopColor, enabled.borderTopColor);
      assert.equal(disabled.opacity, '1');
    }
  });

  it('shows the icons in the color of the text with forced colors', async () => {
    const page = await open(element, '', { forcedColors: 'active' });
    for (const name of ['connected', 'try again']) {
      await enterStates(page, [['junction-connect', state(name)]]);
      const { color: text } = await stylesOf(page, 'message', 'color');
      assert.equal((await stylesOf(page, 'icon', 'stroke')).stroke, text);
    }
  });

  it('turns nothing for a person who wants less motion', async () => {
    for (const [reducedMotion, animation] of [
      ['no-preference', 'turn'],
      ['reduce', 'none'],
    ] as const) {
      const page = await open(element, '', { reducedMotion });
      await enterStates(page, [['junction-connect', state('loading')]]);
      assert.equal((await stylesOf(page, 'spinner', 'animationName')).animationName, animation);
    }
  });

  it('prints a border and no background, also from a dark page', async () => {
    const page = await open(`<section class="dark">${element}</section>`, themed);
    await page.emulateMedia({ media: 'print' });
    const { borderTopStyle, backgroundColor, color } = await stylesOf(
      page,
      'button',
      'borderTopStyle',
      'backgroundColor',
      'color',
    );
    assert.deepEqual([borderTopStyle, backgroundColor], ['solid', 'rgba(0, 0, 0, 0)']);
    assert.equal(color, await page.locator('section').evaluate((section) => getComputedStyle(section).color));
    await enterStates(page, [['junction-connect', state('loading')]]);
    assert.equal((await stylesOf(page, 'spinner', 'display')).display, 'none');
  });

  const color = 'rgb(1, 2, 3)';

  /** For each custom property: a value, and the style that it changes. */
  const customProperties: Record<
    string,
    [
      value: string,
      part: string,
      style: keyof CSSStyleDeclaration,
      expected: string,
      condition?: 'hover' | 'focus' | 'connected' | 'try again',
    ]
  > = {
    accent: [color, 'button', 'backgroundColor', color],
    background: [color, 'button', 'backgroundColor', color],
    color: [color, 'button', 'color', color],
    'hover-background': [color, 'button', 'backgroundColor', color, 'hover'],
    'focus-color': [color, 'button', 'outlineColor', color, 'focus'],
    font: ['italic 20px monospace', 'button', 'font', 'italic 20px monospace'],
    padding: ['3px 40px', 'button', 'padding', '3px 40px'],
    border: [`3px dashed ${color}`, 'button', 'border', `3px dashed ${color}`],
    'border-radius': ['7px', 'button', 'borderRadius', '7px'],
    align: ['center', 'message', 'textAlign', 'center'],
    gap: ['9px', 'message', 'marginTop', '9px'],
    'message-font': ['italic 16px monospace', 'message', 'fontFamily', 'monospace', 'try again'],
    'message-color': [color, 'message', 'color', color, 'try again'],
    'message-min-height': ['60px', 'message', 'height', '60px'],
    'success-color': [color, 'icon', 'stroke', color, 'connected'],
    'error-color': [color, 'icon', 'stroke', color, 'try again'],
  };

  it('has a test for each custom property of the documentation', () => {
    const source = readFileSync(new URL('../../src/element/junction-connect.ts', import.meta.url), 'utf8');
    const documented = [...source.matchAll(/@cssprop \[?--junction-connect-([\w-]+)/g)].map(([, name]) => name);
    assert.deepEqual(documented, Object.keys(customProperties));
  });

  it('follows each custom property, which an element around it may set', async () => {
    const page = await open('');
    for (const [name, [value, part, style, expected, condition]] of Object.entries(customProperties)) {
      for (const isSet of [false, true]) {
        await page.evaluate(
          ([markup, css]) => Object.assign(document.body, { innerHTML: markup }).setAttribute('style', css),
          [element, isSet ? `--junction-connect-${name}: ${value}` : ''] as const,
        );
        if (condition === 'hover') await button(page).hover();
        else if (condition === 'focus') await page.keyboard.press('Tab');
        else if (condition) await enterStates(page, [['junction-connect', state(condition)]]);
        const { [style]: found } = await stylesOf(page, part, style);
        if (isSet) assert.equal(found, expected, name);
        else assert.notEqual(found, expected, name);
        await page.mouse.move(600, 600);
      }
    }
  });

  it('shows the size of --junction-connect-font in each size of the button', async () => {
    const page = await open(
      sizes.map((size) => `<junction-connect size="${size}">A</junction-connect>`).join(''),
      'body { --junction-connect-font: 30px serif }',
    );
    const fontSizes = await page.evaluate(() =>
      [...document.querySelectorAll('junction-connect')].map(
        ({ shadowRoot }) => getComputedStyle(shadowRoot!.querySelector('[part=label]')!).fontSize,
      ),
    );
    assert.deepEqual(fontSizes, ['26.25px', '30px', '33.75px']);
  });
});

describe('docs/theming.md', () => {
  const chromium = useChromium();
  const text = readFileSync(new URL('../../docs/theming.md', import.meta.url), 'utf8');
  const section = text.split('## Before the script arrives')[1]!.split('\n## ')[0]!;
  const [, rule] = /```css\n([^]*?)```/.exec(section)!;
  const [, waitingSelector] = /replace `:not\(:defined\)` by `(.*?)`/.exec(section)!;

  const contents = [
    'Connect a device',
    'Connect a device of yours, such as a watch, a scale or a meter',
    '<button slot="trigger">Connect</button>',
  ];

  const cases = [200, 320, 1280].flatMap((width) => [
    { width, before: 'the script arrives', attribute: '', css: rule! },
    {
      width,
      before: 'React has hydrated the element',
      attribute: 'defer-hydration',
      css: rule!.replaceAll(':not(:defined)', waitingSelector!),
    },
  ]);
  for (const { width, before: what, attribute, css } of cases) {
    it(`has a rule that keeps the place of a text and of a control before ${what}, at ${width} px`, async () => {
      const context = await chromium.newContext({ viewport: { width, height: 800 } });
      const body = contents.map(
        (content) => `<p>Before <junction-connect ${attribute}>${content}</junction-connect></p>`,
      );
      const page = await openStatesPage(context, {
        body: body.join(''),
        head: `<style>${css}</style>`,
        hasScript: !!attribute,
      });
      const measure = () =>
        page.evaluate(() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
          const paint = (fillStyle: string) => {
            Object.assign(canvas, { fillStyle }).fillRect(0, 0, 1, 1);
            return String(canvas.getImageData(0, 0, 1, 1).data);
          };
          return [...document.querySelectorAll('junction-connect')].map((connect) => {
            const trigger = connect.querySelector('button');
            const part = trigger ?? connect.shadowRoot?.querySelector('[part=button]') ?? connect;
            const { x, y, width: partWidth, height } = part.getBoundingClientRect();
            const { backgroundColor, color, borderRadius } = getComputedStyle(part);
            const range = new Range();
            range.selectNodeContents(trigger ?? connect);
            const text = range.getBoundingClientRect();
            return {
              box: [x, y, partWidth, height],
              text: [text.x, text.y, text.width, text.height],
              look: [paint(backgroundColor), paint(color), borderRadius],
              paragraph: connect.parentElement!.getBoundingClientRect().height,
            };
          });
        });
      const before = await measure();
      if (!attribute) await page.addScriptTag({ url: '/standalone.js' });
      await page.evaluate(() => {
        const elements = [...document.querySelectorAll('junction-connect')];
        elements.forEach((element) => element.removeAttribute('defer-hydration'));
        return elements[0]!.updateComplete;
      });
      const after = await measure();
      assert.equal(await page.locator('junction-connect [part=message]').count(), contents.length);
      assert.deepEqual(after, before);
    });
  }
});
