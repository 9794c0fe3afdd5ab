import type { Report } from '../report.js';
import type { PackageCopy, PageScripts } from './find-scripts.js';

/** Reports a page that loads the package more than once. Only the first copy defines the element. */
export function checkCopies({ packageScripts, copies }: PageScripts, report: Report): void {
  const tags = packageScripts.map(({ tag, version }) => ({ line: tag.line, version, tag }));
  // Each tag with `data-token-endpoint` has a button of its own, so a page may have several.
  const plain = tags.filter(({ tag }) => !tag.attributes.has('data-token-endpoint'));
  const all = [...(plain.length > 0 ? plain : tags.slice(0, 1)), ...copies];
  const versions = new Set([...tags, ...copies].flatMap(({ version }) => version ?? []));
  if (versions.size > 1)
    report.problem(
      `The page loads different versions of the script (${linesOf([...tags, ...copies])}). Use the newest one everywhere.`,
    );
  else if (all.length > 1)
    report.problem(
      `The page loads the script twice (${linesOf(all)}). Only the first copy has an effect. Keep one of them.`,
    );
}

/** Returns the lines of scripts in words: several scripts may be in one line. */
function linesOf(copies: readonly PackageCopy[]): string {
  const lines = [...new Set(copies.map(({ line }) => line))].sort((one, other) => one - other);
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(' and ')}`;
}
