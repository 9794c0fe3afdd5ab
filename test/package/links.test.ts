import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/root.js';

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).trim().split('\n');

const withoutCode = (file: string) => readFileSync(join(root, file), 'utf8').replace(/^```[^]*?^```/gm, '');

/** Returns the anchor that a heading gets when the document is shown. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (file: string) =>
  new Set([...withoutCode(file).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => anchorOf(heading!)));

describe('the links of the documents', () => {
  for (const file of documents)
    it(`lead in ${file} to files and headings that exist`, () => {
      const links = [...withoutCode(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
      for (const link of links.filter((one) => !/^[a-z]+:/.test(one))) {
        const [path, anchor] = link.split('#');
        const target = path ? join(dirname(file), path) : file;
        assert.ok(existsSync(join(root, target)), `${link}: there is no such file`);
        if (anchor && target.endsWith('.md')) assert.ok(anchorsOf(target).has(anchor), `${link}: no such heading`);
      }
    });
});
