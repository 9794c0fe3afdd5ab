import { blocksIn, tableIn as readTable } from './document.js';

const path = 'docs/content-security-policy.md';

/** Returns the headers in the code block of a section. A value may go on in lines that are indented. */
export function headersIn(heading: string): Record<string, string> {
  const block = blockOf(heading, 'http');
  const lines = block.replaceAll(/\n\s+/g, ' ').split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(line)!;
      return [name!, value!];
    }),
  );
}

/** Returns the markup in the code block of a section. */
export const markupIn = (heading: string): string => blockOf(heading, 'html');

const blockOf = (heading: string, language: string): string => blocksIn(path, heading, language)[0]!;

/** Returns the table of a section that has this first column: each row by its first cell, and in it each cell by its column. */
export function tableIn(heading: string, firstColumn: string): Record<string, Record<string, string>> {
  const [head, ...rows] = readTable(path, heading, firstColumn).map((cells) => cells.map(withoutMark));
  const rowOf = (cells: string[]) => Object.fromEntries(cells.map((cell, index) => [head![index]!, cell]));
  return Object.fromEntries(rows.map((cells) => [cells[0]!, rowOf(cells)]));
}

/** Returns the text of a cell without its marks as code. */
const withoutMark = (cell: string): string => cell.replace(/^`(.*)`$/, '$1');
