import { readFileSync } from 'node:fs';

const document = readFileSync(new URL('../../docs/content-security-policy.md', import.meta.url), 'utf8');

/** Returns the text of `docs/content-security-policy.md` between a heading and the next one. */
function sectionOf(heading: string): string {
  const [, section] = document.split(new RegExp(`^#+ ${heading}$`, 'm'));
  if (section === undefined) throw new Error(`docs/content-security-policy.md has no section '${heading}'`);
  return section.split(/^#+ /m)[0]!;
}

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

function blockOf(heading: string, language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(sectionOf(heading)) ?? [];
  if (block === undefined) throw new Error(`The section '${heading}' has no block of ${language}`);
  return block;
}

/** Returns the table of a section that has this first column: each row by its first cell, and in it each cell by its column. */
export function tableIn(heading: string, firstColumn: string): Record<string, Record<string, string>> {
  const tables = sectionOf(heading).match(/(^\|.*\n)+/gm) ?? [];
  for (const table of tables) {
    const [head, , ...rows] = table.trim().split('\n').map(cellsOf);
    if (head![0] !== firstColumn) continue;
    const rowOf = (cells: string[]) => Object.fromEntries(cells.map((cell, index) => [head![index]!, cell]));
    return Object.fromEntries(rows.map((cells) => [cells[0]!, rowOf(cells)]));
  }
  throw new Error(`The section '${heading}' has no table '${firstColumn}'`);
}

/** Returns the texts of the cells in a line, without their marks as code. */
const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
