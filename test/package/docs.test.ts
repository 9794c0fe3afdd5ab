import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { automd } from 'automd';
import { root } from '../support/root.js';

describe('the documentation', async () => {
  const output = mkdtempSync(join(tmpdir(), 'docs-'));
  const { results } = await automd({ dir: root, output });
  rmSync(output, { recursive: true });

  for (const { input, contents, updates } of results) {
    it(`contains in ${relative(root, input)} the same text that \`npm run docs\` writes`, () => {
      const issues = updates.flatMap(({ result }) => result.issues ?? []);
      assert.deepEqual(issues, []);
      const current = readFileSync(input, 'utf8');
      if (current === contents) return;
      const lines = current.split('\n');
      const line = contents.split('\n').findIndex((text, index) => text !== lines[index]) + 1;
      assert.fail(`Line ${line} is out of date: run npm run build && npm run docs`);
    });
  }
});
