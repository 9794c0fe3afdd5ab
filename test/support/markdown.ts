import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { root } from './root.js';

/** The tree of a Markdown document, as `visit` of `unist-util-visit` takes it. */
export type Tree = ReturnType<typeof fromMarkdown>;

/** Parses a document. @param file Its path in the repository. */
export const parseDocument = (file: string): Tree => fromMarkdown(readFileSync(join(root, file), 'utf8'));

/** Returns the paths of the files of the repository that match one of git's patterns. Without a pattern, of all. */
export function filesOfGit(...patterns: string[]): string[] {
  const output = execFileSync('git', ['ls-files', '-z', '--', ...patterns], { cwd: root, encoding: 'utf8' });
  return output.split('\0').filter(Boolean);
}
