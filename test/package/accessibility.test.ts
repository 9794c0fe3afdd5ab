import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/root.js';

const page = readFileSync(join(root, 'docs/accessibility.md'), 'utf8');

/** The rows of the table of criteria: the criterion, the file of its test, and a part of the title of the test. */
const rows = [...page.matchAll(/^\| (\d\.\d\.\d+ .+?) *\| .+? *\| `(test\/[^`]+)`: (.+?) *\|$/gm)];

/** The criteria of WCAG 2.2, levels A and AA. 4.1.1 was removed from it. */
const criteria = [
  ...['1.1.1', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5', '1.3.1', '1.3.2', '1.3.3', '1.3.4', '1.3.5', '1.4.1'],
  ...['1.4.2', '1.4.3', '1.4.4', '1.4.5', '1.4.10', '1.4.11', '1.4.12', '1.4.13', '2.1.1', '2.1.2', '2.1.4', '2.2.1'],
  ...['2.2.2', '2.3.1', '2.4.1', '2.4.2', '2.4.3', '2.4.4', '2.4.5', '2.4.6', '2.4.7', '2.4.11', '2.5.1', '2.5.2'],
  ...['2.5.3', '2.5.4', '2.5.7', '2.5.8', '3.1.1', '3.1.2', '3.2.1', '3.2.2', '3.2.3', '3.2.4', '3.2.6', '3.3.1'],
  ...['3.3.2', '3.3.3', '3.3.4', '3.3.7', '3.3.8', '4.1.2', '4.1.3'],
];

describe('docs/accessibility.md', () => {
  it('names each criterion of WCAG 2.2, A and AA, once', () => {
    const tables = page.split('\n').filter((line) => line.startsWith('| '));
    const named = tables
      .flatMap((line) => {
        const [, cell] = line.split('|');
        return [...cell!.matchAll(/(\d\.\d\.\d+)(?: to (\d\.\d\.)(\d+))?/g)].flatMap(([, first, prefix, last]) => {
          if (!prefix) return [first!];
          const start = Number(first!.split('.')[2]);
          return Array.from({ length: Number(last) - start + 1 }, (_, index) => prefix + (start + index));
        });
      })
      .sort();
    assert.deepEqual(named, [...criteria].sort());
  });

  it('has a test for each criterion that applies', () => {
    assert.ok(rows.length > 25, `${rows.length} rows`);
    const applicable = page.split('## WCAG 2.2, A and AA')[1]!.split('\n## ')[0]!;
    assert.equal(rows.length, applicable.match(/^\| \d/gm)!.length);
  });

  rows.forEach(([, criterion, file, title]) => {
    it(`names a test that exists for: ${criterion}`, () => {
      assert.ok(readFileSync(join(root, file!), 'utf8').includes(title!), `${file} has no '${title}'`);
    });
  });
});
