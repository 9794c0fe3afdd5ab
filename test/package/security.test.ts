import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

/** The rows of the tables with promises: the promise, the file of its test, and a part of the title or of the test. */
const rows = [...readFileSync('SECURITY.md', 'utf8').matchAll(/^\| (.+?) *\| `(test\/[^`]+)`: (.+?) *\|$/gm)];

describe('SECURITY.md', () => {
  it('has tables with promises and their tests', () => {
    assert.ok(rows.length > 20, `${rows.length} rows`);
  });

  rows.forEach(([, promise, file, text]) => {
    it(`names a test that exists for: ${promise}`, () => {
      assert.ok(readFileSync(file!, 'utf8').includes(text!), `${file} has no '${text}'`);
    });
  });
});
