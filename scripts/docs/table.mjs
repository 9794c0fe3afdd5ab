import { format } from 'prettier';

export const code = (text) => `\`${text}\``;

/** Returns a table of Markdown with these cells. The first row is its head. A `|` in a cell is escaped. */
export function table([head, ...rows]) {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return format(lines.join('\n'), { parser: 'markdown' });
}
