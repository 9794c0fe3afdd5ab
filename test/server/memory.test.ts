import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bench/soak-handler.mjs', import.meta.url));

describe('the memory of the endpoints', () => {
  it('does not grow with the requests', () => {
    // A hundredth of the whole benchmark. `tsx` lets the program import what this test would import: the sources or `dist`.
    const args = ['--expose-gc', '--import', 'tsx', program, '1000'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 300_000 });
    assert.equal(status, 0, stdout + stderr);
    assert.equal(stdout.match(/bytes kept for each of 1000 requests/g)?.length, 2, stdout);
    assert.equal(stderr, '');
  });
});
