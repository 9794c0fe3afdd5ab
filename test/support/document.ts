import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

/** Returns the text of a document between a heading and the next one. @param path The path in the repository. */
export function sectionOf(path: string, heading: string): string {
  const [, section] = readFileSync(join(root, path), 'utf8').split(new RegExp(`^#+ ${heading}$`, 'm'));
  if (section === undefined) throw new Error(`${path} has no section '${heading}'`);
  return section.split(/^#+ /m)[0]!;
}

/** Returns the code blocks of a section in a language. */
export function blocksIn(path: string, heading: string, language: string): string[] {
  const blocks = [...sectionOf(path, heading).matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))];
  if (blocks.length === 0) throw new Error(`The section '${heading}' of ${path} has no block of ${language}`);
  return blocks.map(([, code]) => code!);
}

/** Returns the table of a section that has this first column: the texts of the cells, the head first. */
export function tableIn(path: string, heading: string, firstColumn: string): string[][] {
  const tables = sectionOf(path, heading).match(/(^\|.*\n)+/gm) ?? [];
  for (const table of tables) {
    const [head, , ...rows] = table.trim().split('\n').map(cellsOf);
    if (head![0] === firstColumn) return [head!, ...rows];
  }
  throw new Error(`The section '${heading}' of ${path} has no table '${firstColumn}'`);
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
