/** The pictures of all states in the documentation, compared with what the elements look like now. */
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { drawConnections } from '../support/connections-sheet.js';
import { assertSamePicture, launchForPicture } from '../support/picture.js';
import { drawStates } from '../support/states-sheet.js';

describe('the pictures in docs', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchForPicture();
  });
  after(() => browser.close());

  it('states.png shows each state of the button as it is now', async () =>
    assertSamePicture('states.png', await drawStates(browser)));

  it('connections.png shows each state of the list as it is now', async () =>
    assertSamePicture('connections.png', await drawConnections(browser)));
});
