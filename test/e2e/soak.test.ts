import assert from 'node:assert/strict';
import { it } from 'node:test';
import { soakSessions } from '../../bench/soak-sessions.mjs';

it('leaves nothing in the page after a hundred sessions of every outcome', async () => {
  const lines: string[] = [];
  const isClean = await soakSessions(100, (line) => lines.push(line));
  assert.ok(isClean, lines.join('\n'));
});
