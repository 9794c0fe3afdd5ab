/** The picture of all states in the documentation, compared with what the element looks like now. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { root } from '../support/root.js';
import { drawStates, launchForPicture, statesPicture } from '../support/states-sheet.js';

/** The share of pixels that may differ. Another version of Chromium smooths the edges of letters in another way. */
const tolerance = 0.0002;

const advice =
  'If the look was meant to change, run "npm run states", and look at docs/states.png before you commit it.';

describe('docs/states.png', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchForPicture();
  });
  after(() => browser.close());

  it('shows each state as the element shows it now', async () => {
    const expected = PNG.sync.read(readFileSync(statesPicture));
    const found = PNG.sync.read(await drawStates(browser));
    const { width, height } = expected;
    assert.deepEqual([found.width, found.height], [width, height], `The picture has another size. ${advice}`);
    const difference = new PNG({ width, height });
    const count = pixelmatch(expected.data, found.data, difference.data, width, height, { threshold: 0.02 });
    if (count <= tolerance * width * height) return;
    const folder = join(root, '.tmp');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'states-difference.png'), PNG.sync.write(difference));
    assert.fail(`${count} pixels differ: see .tmp/states-difference.png. ${advice}`);
  });
});
