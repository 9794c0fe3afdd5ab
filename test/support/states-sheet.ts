import type { Browser } from 'playwright-core';
import { appearances, sizes } from '../../src/element/look.js';
import { fontFaces, fontFiles } from './picture.js';
import { enterStates, forcePseudoClasses, openStatesPage, type State, state, states } from './states.js';

const themes = ['light', 'dark'] as const;

const languages = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'he', name: 'Hebrew', direction: 'rtl' },
] as const;

/** A row of the sheet. */
interface Row {
  readonly name: string;
  readonly state: State;
  readonly size?: (typeof sizes)[number];
  /** What the person does with the button. */
  readonly pseudoClasses?: readonly ('hover' | 'active' | 'focus' | 'focus-visible')[];
}

const rows: readonly Row[] = [
  ...sizes.map((size) => ({ name: `idle, ${size}`, state: state('idle'), size })),
  { name: 'pointer over it', state: state('idle'), pseudoClasses: ['hover'] },
  { name: 'pressed', state: state('idle'), pseudoClasses: ['hover', 'active'] },
  { name: 'focus', state: state('idle'), pseudoClasses: ['focus', 'focus-visible'] },
  ...states.slice(1).map((entry) => ({ name: entry.name, state: entry })),
];

const cellWidth = 224;
const nameWidth = 108;

const columns = languages.flatMap((language) =>
  themes.flatMap((theme) => appearances.map((appearance) => ({ ...language, theme, appearance }))),
);

const sheetWidth = nameWidth + columns.length * cellWidth;

const head = `<style>
  ${fontFaces}
  body { margin: 0; font: 16px/1.5 latin, hebrew; background: #fff; color: #000 }
  table { border-collapse: collapse; table-layout: fixed; width: ${sheetWidth}px }
  col:first-child { width: ${nameWidth}px }
  th { padding: 4px 8px; font-size: 13px; font-weight: 600; text-align: start; vertical-align: top }
  thead th[colspan] { font-size: 16px }
  td { padding: 10px 6px 4px; vertical-align: top; background: Canvas; color: CanvasText }
  tbody tr { border-block-start: 1px solid #8886 }
  .light { color-scheme: light }
  .dark { color-scheme: dark }
</style>`;

const idOf = (row: number, column: number) => `cell-${row}-${column}`;

function renderTable(): string {
  const ofEachLanguage = `colspan="${columns.length / languages.length}"`;
  const groups = languages.map(({ name, direction }) => `<th ${ofEachLanguage}>${name} (${direction})</th>`);
  const headings = columns.map(({ theme, appearance }) => `<th>${theme}, ${appearance}</th>`);
  const lines = rows.map(({ name, size = 'medium' }, row) => {
    const cells = columns.map(({ code, direction, theme, appearance }, column) => {
      const element = `<junction-connect id="${idOf(row, column)}" appearance="${appearance}" size="${size}"></junction-connect>`;
      return `<td class="${theme}" lang="${code}" dir="${direction}">${element}</td>`;
    });
    return `<tr><th>${name}</th>${cells.join('')}</tr>`;
  });
  return `<table><col>${'<col>'.repeat(columns.length)}<thead><tr><th></th>${groups.join('')}</tr>
<tr><th></th>${headings.join('')}</tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
}

/** Draws every state in each appearance, theme and direction. Returns the picture as PNG. */
export async function drawStates(browser: Browser): Promise<Buffer> {
  const context = await browser.newContext({ viewport: { width: sheetWidth, height: 800 } });
  const page = await openStatesPage(context, { head, body: renderTable(), files: fontFiles });
  const elements = rows.flatMap((row, index) =>
    [...columns.keys()].map((column) => [`#${idOf(index, column)}`, row.state] as const),
  );
  await enterStates(page, elements);
  for (const [row, { pseudoClasses }] of rows.entries()) {
    const selectors = [...columns.keys()].map((column) => `#${idOf(row, column)}`);
    if (pseudoClasses) await forcePseudoClasses(page, selectors, [...pseudoClasses]);
  }
  await page.evaluate(() => document.fonts.ready);
  // It ends the animation that shows "Opening …" after a second, and stops the spinner.
  const picture = await page.screenshot({ fullPage: true, animations: 'disabled' });
  await context.close();
  return picture;
}
