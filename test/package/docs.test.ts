import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { automd } from 'automd';
import { root } from '../support/root.js';

const require = createRequire(import.meta.url);
const { version: packageVersion } = require('junction-connect/package.json') as { version: string };

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

    it(`has in ${relative(root, input)} only addresses of the script with this version, and no hash`, () => {
      const text = readFileSync(input, 'utf8');
      for (const [address, version] of text.matchAll(/cdn\.jsdelivr\.net\/npm\/junction-connect(?:@([\d.]+))?\b/g))
        assert.equal(version, packageVersion, `${address}: run node scripts/write-version.mjs`);
      assert.doesNotMatch(text, /sha384-(?!HASH)[\w+/]/, 'The hash changes with each build');
    });
  }
});
