import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { automd } from 'automd';

const dir = fileURLToPath(new URL('../../', import.meta.url));

describe('the documentation', async () => {
  const output = mkdtempSync(join(tmpdir(), 'docs-'));
  const { results } = await automd({ dir, output });
  rmSync(output, { recursive: true });

  for (const { input, contents, updates } of results) {
    it(`has in ${relative(dir, input)} what \`npm run docs\` writes`, () => {
      const issues = updates.flatMap(({ result }) => result.issues ?? []);
      assert.deepEqual(issues, []);
      assert.equal(readFileSync(input, 'utf8'), contents);
    });
  }
});
