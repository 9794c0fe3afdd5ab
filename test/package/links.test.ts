import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import GithubSlugger from 'github-slugger';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { packedFiles } from '../support/installed-package.js';
import { filesOfGit, parseDocument } from '../support/markdown.js';

interface Link {
  readonly line: number;
  /** The path that the link leads to, in the repository. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Returns the links and pictures of a document that lead into the repository. */
function linksOf(file: string): Link[] {
  const links: Link[] = [];
  const add = (address: string, line: number) => {
    if (/^([a-z][\w+.-]*:|\/\/)/i.test(address)) return;
    const [path, anchor] = address.split('#', 2).map(decodeURIComponent);
    links.push({ line, path: path ? posix.join(posix.dirname(file), path) : file, anchor });
  };
  visit(parseDocument(file), (node) => {
    const line = node.position!.start.line;
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') add(node.url, line);
    if (node.type === 'html')
      for (const [, address] of node.value.matchAll(/\s(?:href|src|srcset)="([^"]+)"/g))
        if (!node.value.startsWith('<!--')) add(address!, line);
  });
  return links;
}

/** Returns the anchors that GitHub gives to the headings of a document. */
function anchorsOf(file: string): Set<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  visit(parseDocument(file), 'heading', (heading) => void anchors.add(slugger.slug(toString(heading))));
  return anchors;
}

const documents = filesOfGit('*.md');
const inRepository = new Set(filesOfGit());
/** The folders of the repository. A link to a folder shows its files. */
const folders = new Set([...inRepository].flatMap((file) => foldersAbove(file)));

function foldersAbove(file: string): string[] {
  const folder = posix.dirname(file);
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(folder)];
}

describe('the relative links and pictures', () => {
  for (const file of documents)
    it(`lead in ${file} to files and headings that exist`, () => {
      const broken = linksOf(file).flatMap(({ line, path, anchor }) => {
        const target = path.replace(/\/$/, '');
        if (!inRepository.has(target) && !folders.has(target)) return [`line ${line}: there is no file ${path}`];
        const lacksHeading = anchor && target.endsWith('.md') && !anchorsOf(target).has(anchor);
        return lacksHeading ? [`line ${line}: ${path} has no heading #${anchor}`] : [];
      });
      assert.deepEqual(broken, []);
    });

  const packed = new Set(packedFiles());
  for (const file of [...packed].filter((path) => path.endsWith('.md')))
    it(`lead in ${file} of the package to files of the package`, () => {
      const missing = linksOf(file).filter(({ path }) => !packed.has(path));
      const lines = missing.map(({ line, path }) => `line ${line}: ${path}`);
      assert.deepEqual(lines, [], 'The package does not contain these files. Write the path as code, without a link.');
    });

  it('are found', () => {
    assert.ok(linksOf('README.md').length > 20);
  });
});
